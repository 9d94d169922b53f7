package io.vigil.cli.decode;

import io.vigil.device.Decoder;
import io.vigil.device.DeviceFamily;
import io.vigil.device.DeviceType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The files in which some devices keep their own record, told from live messages by their first bytes. */
final class StoredRecord {
    private static final int PEEK = 4096;

    private StoredRecord() {}

    /**
     * @param in can be marked; nothing is taken from it
     * @return empty when the input is not such a file
     */
    static Optional<Decoder> decoder(DeviceType type, InputStream in, boolean hex) throws IOException {
        if (type.storedFile().isEmpty()) {
            return Optional.empty();
        }
        DeviceFamily.StoredFile file = type.storedFile().get();
        in.mark(PEEK);
        byte[] peek = new byte[PEEK];
        int count = Math.max(0, in.read(peek));
        in.reset();
        byte[] first = hex ? digits(peek, count, file.firstBytes().length) : Arrays.copyOf(peek, count);
        byte[] known = file.firstBytes();
        boolean same = first.length >= known.length && Arrays.equals(first, 0, known.length, known, 0, known.length);
        return same ? Optional.of(file.decoder().get()) : Optional.empty();
    }

    /** The first bytes of hex text with comments; none where it begins otherwise. */
    private static byte[] digits(byte[] text, int count, int most) {
        String start = new String(text, 0, count, StandardCharsets.ISO_8859_1)
                .replaceAll("#[^\r\n]*", "")
                .replaceAll("\\s", "");
        try {
            return start.length() < 2 * most ? new byte[0] : HexText.bytes(start.substring(0, 2 * most), 1);
        } catch (HexText.Malformed other) {
            return new byte[0];
        }
    }
}
