package io.vigil.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.port.History.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An alarm's life as the log tells it, minutes after {@link Told#START}. */
class AlarmRowsTest {
    private final List<LogEntry> log = new ArrayList<>();

    private AlarmRowsTest at(int minute, String alarm, String... events) {
        for (String event : events) {
            log.add(new LogEntry(
                    alarm + event + minute, "s1", millis(minute), "alarm", alarm + " " + event, "", "{\"level\":1}"));
        }
        return this;
    }

    private static long millis(int minute) {
        return Told.START + minute * 60_000L;
    }

    private List<AlarmRows.Row> rows() {
        return AlarmRows.of(new Course(Told.inputs("s1"), List.of()), log);
    }

    @Test
    void oneThatLatchedIsOverThenAndAcknowledgedLater() {
        at(1, "a", "raised").at(2, "a", "latched").at(5, "a", "acknowledged", "cleared");
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.overMillis()).isEqualTo(millis(2));
            assertThat(row.acknowledgedMillis()).containsExactly(millis(5));
        });
    }

    @Test
    void oneThatWasAnnouncedAgainIsAcknowledgedTwice() {
        at(1, "a", "raised")
                .at(2, "a", "acknowledged")
                .at(5, "a", "reannounced")
                .at(6, "a", "escalated");
        at(7, "a", "acknowledged").at(8, "a", "cleared");
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.acknowledgedMillis()).containsExactly(millis(2), millis(7));
            assertThat(row.overMillis()).isEqualTo(millis(8));
            assertThat(row.level()).isEqualTo(1);
        });
    }

    @Test
    void ofTwoOccurrencesTheAcknowledgementIsTheLaterOnes() {
        at(1, "a", "raised").at(2, "a", "latched").at(3, "a", "raised").at(4, "a", "acknowledged");
        assertThat(rows()).extracting(AlarmRows.Row::acknowledgedMillis).containsExactly(List.of(), List.of(millis(4)));
        assertThat(rows()).extracting(AlarmRows.Row::overMillis).containsExactly(millis(2), 0L);
    }
}
