package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Sound;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteAlarmsTest {
    private final Effects effects = new Effects();
    private final List<String> ids = new ArrayList<>();
    private final List<Input> journal = new ArrayList<>(List.of(Sessions.started("s1")));
    private Session session = new Session(journal.get(0));

    private void at(long second, Happening what) {
        Input input = new Input("s1", session.seq() + 1, T0 + second * 1000, what);
        journal.add(input);
        session.apply(input, effects);
        collect();
    }

    private void until(long second) {
        session.advance(T0 + second * 1000, effects);
        collect();
    }

    private void collect() {
        effects.events().stream().map((AlarmEvent event) -> event.id("s1")).forEach(ids::add);
        effects.clear();
    }

    @Test
    void itHoldsFromTheInputThatSaysSoToTheOneThatSaysItIsOver() {
        at(1, Sessions.oximeter(T0 + 1000, 97, 70));
        at(5, new Happening.Technical(SiteAlarms.UNWATCHED, true));
        at(5, new Happening.Technical(SiteAlarms.UNWATCHED, true));
        assertThat(session.alarms().holds(SiteAlarms.UNWATCHED)).isTrue();
        assertThat(session.view(T0 + 6000).alarms())
                .extracting(view -> view.rule().id())
                .containsExactly("tech.screens.none");
        assertThat(session.view(T0 + 6000).sounding()).as("low is visual").isEqualTo(Sound.NONE);
        at(7, new Happening.Technical(SiteAlarms.UNWATCHED, false));
        at(8, new Happening.Technical(SiteAlarms.UNWATCHED, true));

        assertThat(ids)
                .containsExactly(
                        "s1/tech.screens.none/1/raised",
                        "s1/tech.screens.none/1/cleared",
                        "s1/tech.screens.none/2/raised");
    }

    @Test
    void theSameInputsGiveTheSameAlarmsAfterARestart() {
        at(5, new Happening.Technical(SiteAlarms.UNWATCHED, true));
        until(8);
        List<String> live = List.copyOf(ids);
        ids.clear();

        session = new Session(journal.get(0));
        for (Input input : journal.subList(1, journal.size())) {
            session.apply(input, effects);
        }
        until(8);

        assertThat(ids).isEqualTo(live);
        assertThat(session.alarms().holds(SiteAlarms.UNWATCHED)).isTrue();
        at(9, new Happening.Technical(SiteAlarms.UNWATCHED, false));
        assertThat(ids).endsWith("s1/tech.screens.none/1/cleared");
    }

    @Test
    void anAlarmOfANewerVersionChangesNothing() {
        at(5, new Happening.Technical("tech.of.tomorrow", true));
        until(6);
        assertThat(ids).isEmpty();
    }
}
