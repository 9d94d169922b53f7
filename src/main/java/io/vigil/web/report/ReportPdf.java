package io.vigil.web.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The record as PDF, A4 upright. Blocking and slow: workers only. */
public final class ReportPdf {
    private static final float[] FACTS = {0.3f, 0.7f};
    /** Columns that hold sentences get more of the width. */
    private static final List<String> WIDE = List.of(
            "flowsheet:0",
            "flowsheet:2",
            "flowsheet:3",
            "flowsheet:4",
            "flowsheet:5",
            "alarms:0",
            "alarms:3",
            "baseline:2",
            "limits:1",
            "notes:1",
            "discharge:1",
            "baseline:1",
            "adverse:3",
            "limits:4",
            "doses:1",
            "corrections:2",
            "corrections:3",
            "corrections:4",
            "corrections:5",
            "moves:1");

    private static final List<String> WIDEST = List.of("notes:1", "discharge:1", "baseline:1");

    private ReportPdf() {}

    /** @throws IOException when the font in the jar cannot be read */
    public static byte[] of(Report report, String language) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle(report.title());
            document.getDocumentInformation().setProducer("Vigil");
            document.getDocumentCatalog().setLanguage(language);
            try (Paper paper = new Paper(document, report.title() + " · " + report.subtitle(), report.mark())) {
                paper.title(report.title(), report.subtitle());
                for (Report.Section section : report.sections()) {
                    paper.heading(section.title());
                    if (section.rows().isEmpty()) {
                        paper.line(section.empty());
                    } else {
                        paper.table(section.heads(), section.rows(), widths(section));
                    }
                }
                report.footnotes().forEach(paper::note);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static float[] widths(Report.Section section) {
        int columns = section.rows().get(0).size();
        if (section.heads().isEmpty()) {
            return FACTS;
        }
        List<Float> shares = new ArrayList<>();
        float all = 0;
        for (int i = 0; i < columns; i++) {
            String column = section.id() + ":" + i;
            float share = WIDEST.contains(column) ? 2.6f : WIDE.contains(column) ? 1.5f : 1f;
            shares.add(share);
            all += share;
        }
        float[] widths = new float[columns];
        for (int i = 0; i < columns; i++) {
            widths[i] = shares.get(i) / all;
        }
        return widths;
    }
}
