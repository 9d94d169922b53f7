package io.vigil.cli.decode;

import io.vigil.cli.option.CatalogueOption;
import io.vigil.device.Catalogue;
import io.vigil.device.Decoder;
import io.vigil.device.DeviceType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    private final InputStream standardInput;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--device", required = true, paramLabel = "TYPE", description = "Device type, see `devices`.")
    private String device = "";

    @Mixin
    private final CatalogueOption catalogues = new CatalogueOption();

    @Option(names = "--hex", description = "The input is hex text; # begins a comment.")
    private boolean hex;

    @Option(names = "--waveform", description = "Print waveforms too, as lines with \"waveform\" and \"samples\".")
    private boolean waveform;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Standard input without it.")
    private @Nullable Path file;

    public DecodeCommand() {
        this(System.in);
    }

    /** @param standardInput what is read where no file is named */
    public DecodeCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec here = Objects.requireNonNull(spec);
        PrintWriter err = here.commandLine().getErr();
        Catalogue catalogue = catalogues.catalogue();
        catalogue.problems().forEach(err::println);
        Optional<DeviceType> type = catalogue.type(device);
        if (type.isEmpty()) {
            err.println(CatalogueOption.unknown(device, catalogue));
            return 2;
        }
        if (file != null && !Files.isReadable(file)) {
            err.println("cannot read " + file);
            return 1;
        }
        PrintWriter out = here.commandLine().getOut();
        try (InputStream in = new BufferedInputStream(file == null ? standardInput : Files.newInputStream(file))) {
            DecodedLines lines = new DecodedLines(out, waveform);
            Optional<Decoder> stored = StoredRecord.decoder(type.get(), in, hex);
            if (stored.isPresent()) {
                new StreamDecoding(stored.get(), lines).run(in, hex);
            } else if (type.get().stream()) {
                new StreamDecoding(type.get().fullDecoder(), lines).run(in, hex);
            } else {
                new MessageDecoding(type.get().messageDecoder(), lines).run(in, hex);
            }
        } catch (HexText.Malformed malformed) {
            err.println(malformed.getMessage());
            return 2;
        } finally {
            out.flush();
        }
        return 0;
    }
}
