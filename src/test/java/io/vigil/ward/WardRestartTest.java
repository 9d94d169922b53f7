package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.SessionView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ward that is folded again from its journal. */
class WardRestartTest extends WardAtWork {
    @Test
    void aRestartGoesOnWithoutANewEvent() {
        start("1", "k1", "ox-1");
        seconds(10, 84);
        clock.leap(3000);
        events.clear();
        Ward again = ward();
        assertThat(again.restore(journal.openSessions(), journal.lastInstantMillis())
                        .lost())
                .isEmpty();
        again.tick();
        assertThat(events).isEmpty();
        SessionView after = again.desk().session("s1").orElseThrow();
        assertThat(after.alarms()).extracting(view -> view.rule().id()).containsExactly("spo2.low.crit");
        assertThat(again.board().devices())
                .anyMatch(d -> d.id().equals("ox-1") && d.session().equals("s1"));
    }

    @Test
    void afterARestartTheBoardKnowsTheWearerOfNowWhateverTheOrderOfTheSessions() {
        start("1", "k1");
        start("2", "k2", "ox-1");
        clock.leap(1000);
        settled(ward.desk().rebind("s2", List.of(), List.of("ox-1"), "nurse", "u"));
        settled(ward.desk().rebind("s1", List.of("ox-1"), List.of(), "nurse", "b"));
        Ward again = ward();
        again.restore(journal.openSessions(), journal.lastInstantMillis());
        assertThat(again.board().devices())
                .anyMatch(d -> d.id().equals("ox-1") && d.session().equals("s1"));
    }
}
