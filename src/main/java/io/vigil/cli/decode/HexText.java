package io.vigil.cli.decode;

import java.util.HexFormat;

/** Hex text with {@code #} comments. */
final class HexText {
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    private HexText() {}

    static String withoutComment(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).trim();
    }

    /** @param number of the line, for the complaint; white space between the digits is free */
    static byte[] bytes(String line, int number) throws Malformed {
        String digits = withoutComment(line).replaceAll("\\s", "");
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException malformed) {
            throw new Malformed("line " + number + ": not hex: " + line.trim());
        }
    }
}
