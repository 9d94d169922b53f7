package io.vigil.web.report;

import java.util.List;

/**
 * A session's record, every word already in the reader's language. What the page shows and what is printed are this.
 *
 * @param mark that it is of no real patient: to stand on each page; empty where it is
 * @param sections in the order of reading; those of the flowsheet first
 */
public record Report(
        String title, String subtitle, String mark, List<Section> sections, List<String> footnotes, Summary summary) {
    public Report {
        sections = List.copyOf(sections);
        footnotes = List.copyOf(footnotes);
    }

    /**
     * A table.
     *
     * @param id stable, for style and tests
     * @param heads empty where each row is a name and its value
     * @param rows of as many cells as there are heads, or of two
     * @param empty what to say when there is no row
     */
    public record Section(String id, String title, List<String> heads, List<List<String>> rows, String empty) {
        public Section {
            heads = List.copyOf(heads);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * What sets one session beside another; NaN where nothing was measured.
     *
     * @param patient the clinic's own id
     * @param endedMillis epoch ms, 0 while it is open
     * @param doseMillis epoch ms of the first dose, 0 without one
     * @param peakMillis epoch ms of the highest systolic pressure after the dose, 0 without one
     * @param recoveryMinutes from the peak until the pressure was within 20 % of baseline again, NaN when it never was
     */
    public record Summary(
            String session,
            String patient,
            String protocol,
            String dose,
            long startedMillis,
            long endedMillis,
            long doseMillis,
            double baselineSbp,
            double baselineDbp,
            double peakSbp,
            double peakDbp,
            long peakMillis,
            double recoveryMinutes,
            double highestPulse,
            double lowestSpo2,
            int highAlarms) {}
}
