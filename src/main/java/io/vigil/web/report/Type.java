package io.vigil.web.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The embedded face, Liberation Sans out of PDFBox's own jar (SIL Open Font License): Latin, Greek, Cyrillic, Hebrew.
 * What it cannot draw is printed as its code point in brackets, never left out.
 */
record Type(PDFont font) {
    private static final String FACE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    static Type embedded(PDDocument document) throws IOException {
        try (InputStream face = PDFont.class.getResourceAsStream(FACE)) {
            if (face == null) {
                throw new IOException(FACE + " is not in the jar");
            }
            return new Type(PDType0Font.load(document, face, true));
        }
    }

    /** The text with every character that the face lacks told by its number. */
    String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            String one = Character.toString(point);
            out.append(Character.isISOControl(point) ? " " : drawn(one) ? one : "[U+%04X]".formatted(point));
        });
        return out.toString();
    }

    private boolean drawn(String one) {
        try {
            font.encode(one);
            return true;
        } catch (IllegalArgumentException missing) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return lines no wider than {@code width} points at that size; at least one */
    List<String> wrap(String text, float size, float width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : printable(text).strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, size) <= width) {
                line = new StringBuilder(longer);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
            }
            line = new StringBuilder(broken(word, size, width, lines));
        }
        lines.add(line.toString());
        return lines;
    }

    /** A word wider than the column is cut where it must be; whole lines are added, the rest returned. */
    private String broken(String word, float size, float width, List<String> lines) {
        String rest = word;
        while (width(rest, size) > width && rest.length() > 1) {
            int fit = rest.length() - 1;
            while (fit > 1 && width(rest.substring(0, fit), size) > width) {
                fit--;
            }
            lines.add(rest.substring(0, fit));
            rest = rest.substring(fit);
        }
        return rest;
    }

    private float width(String text, float size) {
        try {
            return font.getStringWidth(text) / 1000 * size;
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "width of %d characters", text.length()), e);
        }
    }
}
