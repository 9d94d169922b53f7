package io.vigil.cli.decode;

import io.vigil.device.Decoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A file or pipe of device bytes through a decoder. A last line that is whole counts without its line end. */
final class StreamDecoding {
    private static final int CHUNK = 8192;

    private final Decoder decoder;
    private final DecodedLines lines;

    StreamDecoding(Decoder decoder, DecodedLines lines) {
        this.decoder = decoder;
        this.lines = lines;
    }

    void run(InputStream in, boolean hex) throws IOException, HexText.Malformed {
        if (hex) {
            text(in);
        } else {
            binary(in);
        }
        decoder.endOfFile(lines::ofStream);
    }

    private void binary(InputStream in) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            decoder.feed(chunk, 0, count, lines::ofStream);
            lines.flush();
        }
    }

    private void text(InputStream in) throws IOException, HexText.Malformed {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            byte[] bytes = HexText.bytes(line, ++number);
            decoder.feed(bytes, 0, bytes.length, lines::ofStream);
            lines.flush();
        }
    }
}
