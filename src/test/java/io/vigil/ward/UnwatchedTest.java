package io.vigil.ward;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.Happening;
import io.vigil.session.SessionView;
import io.vigil.session.Sessions;
import io.vigil.session.SiteAlarms;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Journal.Past;
import io.vigil.session.port.LoopProbe;
import io.vigil.time.LeapingClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Ten seconds without a screen that can sound, on a clock that leaps; to the second, and journaled. */
class UnwatchedTest {
    private final LeapingClock clock = new LeapingClock(T0);
    private final MemoryJournal journal = new MemoryJournal();
    private final List<String> events = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private OptionalLong audible = OptionalLong.empty();
    private boolean undelivered;
    private Ward ward = ward();

    private Ward ward() {
        Ward made = new Ward(new Parts(
                Sessions.SITE,
                clock,
                Runnable::run,
                journal,
                List.of((SessionView session, List<AlarmEvent> news) ->
                        news.forEach(event -> events.add(second() + " " + event.id(session.id())))),
                Map.of("small", Sessions.protocol()),
                Map.of(),
                LoopProbe.NONE,
                () -> "s" + ids.incrementAndGet(),
                new FakeCuffs()));
        made.heardBy(() -> audible);
        made.tells(SiteAlarms.UNDELIVERED, (now, since, before) -> undelivered);
        return made;
    }

    private long second() {
        return (clock.wallMillis() - T0) / 1000;
    }

    private void start(String chair) {
        ward.desk().start(new Inputs.Start(Sessions.patient("p"), "small", chair, List.of(), 70, "nurse", "k" + chair));
        journal.commit();
    }

    private void seconds(int count, boolean watched) {
        for (int i = 0; i < count; i++) {
            clock.leap(1000);
            if (watched) {
                audible = OptionalLong.of(clock.nanos());
            }
            ward.tick();
        }
    }

    private List<String> about(String alarm) {
        return events.stream().filter(event -> event.contains(alarm)).toList();
    }

    @Test
    void itIsRaisedTenSecondsAfterTheLastSignAndClearedWithTheNext() {
        start("1");
        seconds(20, true);
        assertThat(about("tech.screens")).isEmpty();
        seconds(9, false);
        assertThat(about("tech.screens")).isEmpty();
        seconds(3, false);
        assertThat(about("tech.screens")).containsExactly("30 s1/tech.screens.none/1/raised");
        seconds(1, true);
        assertThat(about("tech.screens")).endsWith("33 s1/tech.screens.none/1/cleared");
    }

    @Test
    void aSessionThatBeginsUnwatchedHasTenSecondsOfItsOwn() {
        seconds(60, false);
        start("1");
        seconds(12, false);
        assertThat(about("tech.screens")).containsExactly("70 s1/tech.screens.none/1/raised");
    }

    @Test
    void onlyChangesAreJournaledAndARestartRaisesNothingTwice() {
        start("1");
        seconds(40, false);
        long told = journal.entries.stream()
                .filter(entry -> entry.input().what() instanceof Happening.Technical)
                .count();
        assertThat(told).isEqualTo(1);
        events.clear();

        List<Past> open = journal.openSessions();
        long through = clock.wallMillis();
        audible = OptionalLong.empty();
        ward = ward();
        ward.restore(open, through);
        seconds(30, false);
        assertThat(about("tech.screens")).as("it holds as before").isEmpty();
        seconds(2, true);

        assertThat(about("tech.screens")).hasSize(1).allMatch(event -> event.endsWith("/1/cleared"));
    }

    @Test
    void afterARestartScreensHaveTenSecondsToComeBack() {
        start("1");
        seconds(20, true);
        List<Past> open = journal.openSessions();
        long through = clock.wallMillis();
        clock.leap(60_000);
        audible = OptionalLong.empty();
        ward = ward();
        ward.restore(open, through);
        seconds(9, false);
        assertThat(about("tech.screens")).isEmpty();
        seconds(2, false);
        assertThat(about("tech.screens")).containsExactly("90 s1/tech.screens.none/1/raised");
    }

    @Test
    void aConditionOfTheSiteReachesEveryOpenSessionAndThoseThatBeginLater() {
        start("1");
        seconds(2, true);
        undelivered = true;
        seconds(1, true);
        start("2");
        seconds(1, true);
        assertThat(about("tech.notify"))
                .containsExactly("3 s1/tech.notify.undelivered/1/raised", "4 s2/tech.notify.undelivered/1/raised");
        undelivered = false;
        seconds(1, true);
        assertThat(about("cleared")).hasSize(2);
    }
}
