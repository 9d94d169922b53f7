package io.vigil.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.SessionView;
import io.vigil.session.Site;
import io.vigil.web.FakeClock;
import io.vigil.web.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveHubTest {
    private static final LiveLimits LIMITS = new LiveLimits(250, 3, 10_000, 4, 1_000, 15_000, 3);

    private final FakeClock clock = new FakeClock();
    private final List<SessionView> told = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final LiveHub hub = new LiveHub(new Site("site", true), "e", clock::wallMillis, clock, LIMITS);
    private final AtomicBoolean admitted = new AtomicBoolean(true);

    @BeforeEach
    void open() {
        hub.open(tasks::add, new Sources(() -> told, List::of));
        run();
    }

    @Test
    void aScreenThatFellBehindGetsItsAlarmsThenTheWordThenASnapshotAndTheSequenceNeverFalls() {
        FakeWire slow = join();
        FakeWire fast = join();
        slow.full = true;
        change(2, 96);
        hub.cycle();
        raise(3, 1);
        change(4, 80);
        hub.cycle();
        raise(5, 2);
        assertThat(slow.types).containsExactly("snapshot");
        slow.full = false;
        hub.cycle();
        assertThat(slow.types)
                .startsWith("snapshot", "alarm", "alarm", "behind")
                .endsWith("snapshot");
        assertThat(slow.types).hasSize(5);
        assertThat(revision(slow)).isEqualTo(5);
        change(6, 81);
        hub.cycle();
        assertThat(slow.types).endsWith("snapshot", "delta");
        assertThat(slow.seqs).isSorted().doesNotHaveDuplicates();
        assertThat(fast.types).startsWith("snapshot", "delta", "alarm", "delta", "alarm");
        assertThat(fast.seqs.get(fast.seqs.size() - 1) - fast.seqs.get(0)).isEqualTo(fast.seqs.size() - 1);
        assertThat(slow.seqs.get(slow.seqs.size() - 1)).isEqualTo(fast.seqs.get(fast.seqs.size() - 1));
        assertThat(hub.counts().snapshotsAgain()).isEqualTo(1);
    }

    @Test
    void alarmsGoOutAsSoonAsTheLineDrains() {
        FakeWire slow = new FakeWire();
        List<Screens.Ears> ears = new ArrayList<>();
        hub.join(slow, viewer(), ears::add);
        slow.full = true;
        raise(2, 1);
        assertThat(slow.types).containsExactly("snapshot");
        slow.full = false;
        ears.get(0).drained();
        assertThat(slow.types).containsExactly("snapshot", "alarm");
    }

    @Test
    void oneAlarmTooManyForAFullLineClosesIt() {
        FakeWire slow = join();
        slow.full = true;
        for (int i = 1; i <= 4; i++) {
            raise(i + 1, i);
        }
        assertThat(slow.closed).isNull();
        raise(6, 5);
        assertThat(slow.closed).isEqualTo(Wire.Close.BEHIND);
        assertThat(Wire.Close.BEHIND.code()).isEqualTo((short) 4008);
        assertThat(hub.counts().closedBehind()).isEqualTo(1);
    }

    @Test
    void aLineFullForTenSecondsIsClosedAndOneThatBreathedIsNot() {
        FakeWire stalled = join();
        FakeWire breathing = join();
        stalled.full = true;
        breathing.full = true;
        hub.cycle();
        clock.leap(Duration.ofSeconds(6));
        breathing.full = false;
        hub.cycle();
        breathing.full = true;
        hub.cycle();
        clock.leap(Duration.ofSeconds(5));
        hub.cycle();
        assertThat(stalled.closed).isEqualTo(Wire.Close.BEHIND);
        assertThat(breathing.closed).isNull();
    }

    @Test
    void alarmsHandedOverWhileTheLoopIsBusyAreAllAnnounced() {
        FakeWire screen = join();
        hub.changed(Views.session("s1", 2), List.of(Views.raised(1)));
        hub.changed(Views.session("s1", 3), List.of(Views.raised(2)));
        assertThat(tasks).as("the loop is called once").hasSize(1);
        run();
        assertThat(screen.types).containsExactly("snapshot", "alarm", "alarm");
    }

    @Test
    void moreAlarmsThanCanBeHandedOverBringEveryScreenANewSnapshot() {
        FakeWire screen = join();
        for (int i = 1; i <= 5_000; i++) {
            hub.changed(Views.session("s1", i), List.of(Views.raised(i)));
        }
        run();
        hub.cycle();
        assertThat(screen.types).containsExactly("snapshot", "behind", "snapshot");
        assertThat(revision(screen)).isEqualTo(5_000);
        assertThat(hub.counts().alarmsUnannounced()).isEqualTo(5_000 - 4_096);
    }

    @Test
    void aSnapshotNeverShowsAnOlderStateThanWasSent() {
        told.add(Views.session("s1", 3));
        told.add(Views.session("s2", 9));
        change(7, 85);
        FakeWire late = join();
        assertThat(late.frames.get(0).path("sessions").findValuesAsText("revision"))
                .containsExactly("7", "9");
    }

    @Test
    void aSessionAlreadySentWithItsAlarmIsNotSentAgain() {
        FakeWire screen = join();
        raise(2, 1);
        hub.cycle();
        assertThat(screen.types).containsExactly("snapshot", "alarm");
    }

    @Test
    void whoIsSignedOutAndWhoIsSilentIsHungUpOnAndTooManyAreRefused() {
        FakeWire first = join();
        join();
        join();
        assertThat(hub.join(new FakeWire(), viewer(), ears -> {})).isFalse();
        admitted.set(false);
        hub.cycle();
        hub.cycle();
        hub.cycle();
        assertThat(first.closed).isEqualTo(Wire.Close.SIGNED_OUT);
        admitted.set(true);
        FakeWire silent = join();
        clock.leap(Duration.ofSeconds(31));
        hub.cycle();
        assertThat(silent.closed).isEqualTo(Wire.Close.SILENT);
    }

    private FakeWire join() {
        FakeWire wire = new FakeWire();
        assertThat(hub.join(wire, viewer(), ears -> {})).isTrue();
        return wire;
    }

    private Viewer viewer() {
        return new Viewer("n", "nurse", admitted::get);
    }

    private void change(long revision, double spo2) {
        hub.changed(Views.session("s1", revision, spo2), List.of());
    }

    private void raise(long revision, int occurrence) {
        hub.changed(Views.session("s1", revision), List.of(Views.raised(occurrence)));
        run();
    }

    private void run() {
        List<Runnable> now = List.copyOf(tasks);
        tasks.clear();
        now.forEach(Runnable::run);
    }

    private static long revision(FakeWire wire) {
        return wire.frames
                .get(wire.frames.size() - 1)
                .path("sessions")
                .path(0)
                .path("revision")
                .asLong();
    }
}
