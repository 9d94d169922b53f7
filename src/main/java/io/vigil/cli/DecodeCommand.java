package io.vigil.cli;

import io.vigil.device.Catalogue;
import io.vigil.device.Decoder;
import io.vigil.device.DeviceFamily;
import io.vigil.device.DeviceType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code decode}: device bytes to readings, one JSON object a line. */
@Command(
        name = "decode",
        description = "Device bytes (or, for MQTT kinds, one payload a line) to readings, one JSON object a line.",
        mixinStandardHelpOptions = true)
public final class DecodeCommand implements Callable<Integer> {
    private static final int PEEK = 4096;

    private final InputStream standardInput;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--device", required = true, paramLabel = "TYPE", description = "Device type, see `devices`.")
    private String device = "";

    @Option(names = "--hex", description = "The input is hex text; # begins a comment.")
    private boolean hex;

    @Option(names = "--waveform", description = "Print waveforms too, as lines with \"waveform\" and \"samples\".")
    private boolean waveform;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Standard input without it.")
    private @Nullable Path file;

    public DecodeCommand() {
        this(System.in);
    }

    DecodeCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec here = Objects.requireNonNull(spec);
        PrintWriter err = here.commandLine().getErr();
        Optional<DeviceType> type = Catalogue.builtIn().type(device);
        if (type.isEmpty()) {
            err.println(DevicesCommand.unknown(device));
            return 2;
        }
        if (file != null && !Files.isReadable(file)) {
            err.println("cannot read " + file);
            return 1;
        }
        PrintWriter out = here.commandLine().getOut();
        try (InputStream in = file == null ? standardInput : Files.newInputStream(file)) {
            decode(type.get(), in, new DecodedLines(out, waveform));
        } catch (HexText.Malformed malformed) {
            err.println(malformed.getMessage());
            return 2;
        } finally {
            out.flush();
        }
        return 0;
    }

    private void decode(DeviceType type, InputStream in, DecodedLines lines) throws IOException, HexText.Malformed {
        if (type.stream()) {
            new StreamDecoding(type.newDecoder(), lines).run(in, hex);
            return;
        }
        BufferedInputStream whole = new BufferedInputStream(in, PEEK);
        Optional<Decoder> stored = stored(type, whole);
        if (stored.isPresent()) {
            new StreamDecoding(stored.get(), lines).run(whole, hex);
        } else {
            new MessageDecoding(type.messageDecoder(), lines).run(whole, hex);
        }
    }

    /** The reader of a file in which such devices keep their record, when the input begins as such a file does. */
    private Optional<Decoder> stored(DeviceType type, BufferedInputStream in) throws IOException, HexText.Malformed {
        if (type.storedFile().isEmpty()) {
            return Optional.empty();
        }
        DeviceFamily.StoredFile file = type.storedFile().get();
        in.mark(PEEK);
        byte[] peek = new byte[PEEK];
        int count = Math.max(0, in.read(peek));
        in.reset();
        byte[] first = Arrays.copyOf(peek, count);
        if (hex) {
            String start = new String(first, StandardCharsets.ISO_8859_1)
                    .replaceAll("#[^\\r\\n]*", "")
                    .replaceAll("\\s", "");
            int digits = Math.min(start.length(), 2 * file.firstBytes().length);
            first = HexText.bytes(start.substring(0, digits - digits % 2), 1);
        }
        byte[] known = file.firstBytes();
        boolean same = first.length >= known.length && Arrays.equals(first, 0, known.length, known, 0, known.length);
        return same ? Optional.of(file.decoder().get()) : Optional.empty();
    }
}
