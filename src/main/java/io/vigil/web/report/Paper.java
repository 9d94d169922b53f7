package io.vigil.web.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.jspecify.annotations.Nullable;

/** A pen that walks down A4 pages and takes a new one when the foot is reached. One thread; close before saving. */
final class Paper implements AutoCloseable {
    private static final float MARGIN = 40;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    private static final float FOOT = MARGIN + 14;
    private static final float BODY = 8.5f;
    private static final float LEADING = 1.28f;
    private static final float PADDING = 3;
    private static final float MARK = 11;

    private final PDDocument document;
    private final Type type;
    private final String running;
    private final String mark;
    private @Nullable PDPageContentStream pen;
    private float y;
    private int page;

    /** @param running at the foot of each page; @param mark bold at the head and the foot of each page, empty for none */
    Paper(PDDocument document, String running, String mark) throws IOException {
        this.document = document;
        this.type = Type.embedded(document);
        this.running = running;
        this.mark = mark;
    }

    void title(String title, String subtitle) {
        text(title, MARGIN, 16, true);
        y -= 20;
        text(subtitle, MARGIN, 10, false);
        y -= 10;
    }

    void heading(String words) {
        room(42);
        y -= 14;
        text(words, MARGIN, 10.5f, true);
        y -= 5;
        rule(0.9f);
    }

    void line(String words) {
        for (String one : type.wrap(words, BODY, WIDTH)) {
            room(BODY * LEADING + PADDING);
            y -= BODY * LEADING;
            text(one, MARGIN, BODY, false);
        }
        y -= PADDING;
    }

    void note(String words) {
        y -= 2;
        line(words);
    }

    /** @param shares of the width, one for each column; they sum to 1 */
    void table(List<String> heads, List<List<String>> rows, float[] shares) {
        if (!heads.isEmpty()) {
            row(heads, shares, true);
        }
        for (List<String> row : rows) {
            row(row, shares, false);
        }
    }

    private void row(List<String> cells, float[] shares, boolean head) {
        List<List<String>> wrapped = new ArrayList<>();
        int lines = 1;
        for (int i = 0; i < cells.size(); i++) {
            List<String> cell = type.wrap(cells.get(i), BODY, shares[i] * WIDTH - 2 * PADDING);
            wrapped.add(cell);
            lines = Math.max(lines, cell.size());
        }
        float height = lines * BODY * LEADING + PADDING;
        room(height);
        float x = MARGIN;
        for (int i = 0; i < wrapped.size(); i++) {
            float line = y;
            for (String part : wrapped.get(i)) {
                line -= BODY * LEADING;
                float keep = y;
                y = line;
                text(part, x + (i == 0 ? 0 : PADDING), BODY, head);
                y = keep;
            }
            x += shares[i] * WIDTH;
        }
        y -= height;
        rule(head ? 0.6f : 0.2f);
    }

    private void room(float height) {
        if (pen == null || y - height < FOOT) {
            turn();
        }
    }

    private void turn() {
        try {
            if (pen != null) {
                pen.close();
            }
            PDPage next = new PDPage(PDRectangle.A4);
            document.addPage(next);
            pen = new PDPageContentStream(document, next);
            page++;
            y = MARGIN;
            text((mark.isEmpty() ? "" : mark + " · ") + running + " · " + page, MARGIN, 7.5f, false);
            y = TOP;
            if (!mark.isEmpty()) {
                y += MARK / 2;
                text(mark, MARGIN, MARK, true);
                y = TOP - MARK / 2;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(String words, float x, float size, boolean bold) {
        if (pen == null) {
            turn();
            y -= size;
        }
        try {
            PDPageContentStream on = pen;
            if (on == null) {
                throw new IllegalStateException("a page was just begun");
            }
            on.beginText();
            on.setFont(type.font(), size);
            // The one face there is; a thin outline makes it a bold one.
            on.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
            on.setLineWidth(bold ? size / 40 : 0.1f);
            on.newLineAtOffset(x, y);
            on.showText(type.printable(words));
            on.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rule(float width) {
        try {
            PDPageContentStream on = pen;
            if (on != null) {
                on.setLineWidth(width);
                on.moveTo(MARGIN, y - 1);
                on.lineTo(MARGIN + WIDTH, y - 1);
                on.stroke();
                y -= 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (pen != null) {
            pen.close();
        }
    }
}
