package io.vigil.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The printed record read back: everything of the page's record stands in it, names as they are written. */
class ReportPdfTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void everyCellOfTheRecordIsOnThePaper(String language) throws IOException {
        Report report = ReportWriterTest.written(language);
        String text = squeezed(read(ReportPdf.of(report, language)));

        List<String> cells = report.sections().stream()
                .flatMap(section -> Stream.concat(
                        Stream.of(section.title()), section.rows().stream().flatMap(List::stream)))
                .map(ReportPdfTest::squeezed)
                .toList();
        assertThat(cells)
                .hasSizeGreaterThan(100)
                .allSatisfy(cell -> assertThat(text).contains(cell));
        assertThat(text).contains(squeezed(Told.PATIENT));
    }

    @Test
    void theFlowsheetStandsOnTheFirstPage() throws IOException {
        try (PDDocument document = Loader.loadPDF(ReportPdf.of(ReportWriterTest.written("en"), "en"))) {
            PDFTextStripper first = new PDFTextStripper();
            first.setEndPage(1);
            assertThat(first.getText(document)).contains("Peak (highest SBP)", "Dose + 120 min", "LOT-7", "Nausea");
            assertThat(document.getNumberOfPages()).isBetween(2, 4);
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
        }
    }

    @Test
    void thatNobodyIsRealStandsOnEachPage() throws IOException {
        try (PDDocument document = Loader.loadPDF(ReportPdf.of(ReportWriterTest.written("en"), "en"))) {
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper one = new PDFTextStripper();
                one.setStartPage(page);
                one.setEndPage(page);
                assertThat(one.getText(document)).as("page " + page).contains("SIMULATED — not real patients");
            }
        }
    }

    @Test
    void aCharacterTheFaceLacksIsToldByItsNumber() throws IOException {
        try (PDDocument document = new PDDocument()) {
            Type type = Type.embedded(document);
            assertThat(type.printable("Łukasz Ωμέγα 李\u0007")).isEqualTo("Łukasz Ωμέγα [U+674E] ");
        }
    }

    private static String read(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            // A cell wrapped over two lines is read as it was written: column by column, in order of drawing.
            stripper.setSortByPosition(false);
            return stripper.getText(document);
        }
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
