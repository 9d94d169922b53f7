package io.vigil.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Site;
import io.vigil.vital.Waveform;
import io.vigil.web.FakeClock;
import io.vigil.web.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who watches, what a room's screen sees, and waveforms for those who asked. */
class WatchingTest {
    private static final String ARMED = "{\"audioArmed\":true,\"visible\":true}";
    private static final String MUTED = "{\"audioArmed\":false,\"visible\":true}";
    private static final Waveform WAVE = new Waveform("ox-1", "pleth", 75, Views.T, List.of(1, 2, 3));

    private final FakeClock clock = new FakeClock();
    private final LiveHub hub = new LiveHub(new Site("site", true), "e", clock::wallMillis, clock, LiveLimits.DEFAULT);

    @SuppressWarnings("NullAway.Init") // join sets it
    private Screens.Ears ears;

    @BeforeEach
    void open() {
        hub.open(Runnable::run, new Sources(List::of, List::of));
        hub.changed(Views.session("s1", 1), List.of());
    }

    private FakeWire join(String room) {
        FakeWire wire = new FakeWire();
        hub.join(wire, new Viewer("u", "nurse", room, () -> true), listening -> ears = listening);
        return wire;
    }

    private long heardAgo() {
        return Duration.ofNanos(clock.nanos() - hub.lastAudibleNanos().orElseThrow())
                .toSeconds();
    }

    @Test
    void itIsTheReportOfAnArmedScreenThatCounts() {
        assertThat(hub.lastAudibleNanos()).isEmpty();
        join("");
        clock.leap(Duration.ofSeconds(3));
        ears.said(MUTED);
        assertThat(hub.lastAudibleNanos()).isEmpty();
        ears.said(ARMED);
        assertThat(heardAgo()).isZero();
        clock.leap(Duration.ofSeconds(5));
        hub.cycle();
        assertThat(heardAgo()).as("that it is connected proves nothing").isEqualTo(5);
        ears.said(MUTED);
        assertThat(heardAgo()).as("it could sound until now").isZero();
        clock.leap(Duration.ofSeconds(5));
        ears.said(MUTED);
        assertThat(heardAgo()).isEqualTo(5);
    }

    @Test
    void aScreenThatLeavesWatchedUntilItLeftUnlessItHadFallenSilent() {
        join("");
        ears.said(ARMED);
        clock.leap(Duration.ofSeconds(4));
        ears.gone();
        assertThat(heardAgo()).isZero();

        join("");
        ears.said(ARMED);
        clock.leap(Duration.ofSeconds(20));
        ears.gone();
        assertThat(heardAgo()).isEqualTo(20);
    }

    @Test
    void aRoomsScreenWatchesOverNobody() {
        join("2");
        clock.leap(Duration.ofSeconds(3));
        ears.said(ARMED);
        hub.cycle();
        assertThat(hub.lastAudibleNanos()).isEmpty();
        assertThat(hub.counts().audible()).isZero();
    }

    @Test
    void aTabBehindAnotherIsToldApartThoughItSounds() {
        FakeWire seen = join("");
        ears.said(ARMED);
        join("2");
        ears.said("{\"audioArmed\":false,\"visible\":false}");
        join("");
        assertThat(lastWatch(seen)).isEqualTo("{\"screens\":2,\"audible\":1,\"hidden\":0}");
        ears.said("{\"audioArmed\":true,\"visible\":false}");
        assertThat(lastWatch(seen)).isEqualTo("{\"screens\":2,\"audible\":2,\"hidden\":1}");
        ears.said(ARMED);
        assertThat(lastWatch(seen)).isEqualTo("{\"screens\":2,\"audible\":2,\"hidden\":0}");
        ears.said("{\"audioArmed\":true,\"visible\":false}");
        clock.leap(Duration.ofSeconds(16));
        assertThat(lastWatch(seen))
                .as("nobody has reported lately")
                .isEqualTo("{\"screens\":0,\"audible\":0,\"hidden\":0}");
    }

    private String lastWatch(FakeWire wire) {
        for (int cycle = 0; cycle < LiveLimits.DEFAULT.tickCycles(); cycle++) {
            hub.cycle();
        }
        return wire.frames.get(wire.types.lastIndexOf("tick")).path("watch").toString();
    }

    @Test
    void aRoomsScreenSeesItsChairAloneAndTheSameNumbers() {
        FakeWire own = join("2");
        FakeWire other = join("3");
        hub.changed(Views.session("s1", 2), List.of(Views.raised(1)));
        hub.changed(Views.session("s1", 3), List.of());
        hub.cycle();
        assertThat(own.types).startsWith("snapshot", "alarm", "delta");
        assertThat(other.types).startsWith("snapshot", "delta", "delta");
        assertThat(other.seqs).isEqualTo(own.seqs);
        assertThat(own.frames.get(0).path("sessions")).hasSize(1);
        assertThat(other.frames).allMatch(frame -> frame.path("sessions").isEmpty());
        assertThat(other.frames.toString()).doesNotContain("spo2", "A. B.");
    }

    @Test
    void wavesGoToThoseWhoAskedAndToNoOther() {
        FakeWire plain = join("");
        FakeWire asking = join("");
        ears.said("{\"waves\":[\"s1\",\"s9\"]}");
        hub.wave("s1", WAVE);
        hub.cycle();
        assertThat(asking.types).as("asked for, but it came before").doesNotContain("wave");
        hub.wave("s1", WAVE);
        hub.wave("s2", WAVE);
        hub.cycle();
        assertThat(plain.types).doesNotContain("wave");
        assertThat(asking.frames.get(asking.types.indexOf("wave")).toString())
                .contains("\"session\":\"s1\",\"device\":\"ox-1\",\"signal\":\"pleth\",\"per_second\":75")
                .contains("\"samples\":[1,2,3]")
                .doesNotContain("s2", "\"seq\"");
        ears.said("{\"waves\":[]}");
        hub.cycle();
        int before = asking.types.size();
        hub.wave("s1", WAVE);
        hub.cycle();
        assertThat(asking.types.subList(before, asking.types.size())).doesNotContain("wave");
    }

    @Test
    void aSlowScreenMissesWavesAndNothingElse() {
        FakeWire slow = join("");
        ears.said("{\"waves\":[\"s1\"]}");
        hub.cycle();
        slow.full = true;
        for (int i = 0; i < 2_000; i++) {
            hub.wave("s1", WAVE);
        }
        hub.changed(Views.session("s1", 2), List.of(Views.raised(1)));
        hub.cycle();
        slow.full = false;
        hub.cycle();
        assertThat(slow.types).contains("alarm").doesNotContain("wave");
        assertThat(hub.wavesDropped()).isEqualTo(2_000);
    }

    @Test
    void whatIsNoReportAndNoWishIsIgnoredAndCounted() {
        join("");
        List<String> strange = new ArrayList<>(List.of(
                "[]", "{\"waves\":[1]}", "{\"waves\":\"s1\"}", "{\"audioArmed\":true}", "{", "{\"waves\":[{}]}"));
        strange.forEach(ears::said);
        hub.cycle();
        assertThat(hub.counts().messagesIgnored()).isEqualTo(strange.size());
    }
}
