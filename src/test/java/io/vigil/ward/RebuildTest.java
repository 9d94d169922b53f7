package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmMark;
import io.vigil.alarm.Condition;
import io.vigil.session.Effects;
import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.Sessions;
import io.vigil.session.Snapshot;
import io.vigil.session.port.Journal.Past;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restart goes on from what can be read, and says so where that was not the newest snapshot. */
class RebuildTest {
    private static final long END = Sessions.T0 + 41_000;

    private final List<Input> inputs = new ArrayList<>(List.of(Sessions.started("s1")));
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();
    private Session live = new Session(inputs.get(0));

    @BeforeEach
    void aSessionWithAnAlarm() {
        for (int second = 1; second <= 40; second++) {
            long at = Sessions.T0 + second * 1_000L + 1;
            Input input = new Input("s1", second + 1L, at, Sessions.oximeter(at, second < 5 ? 97 : 84, 70));
            inputs.add(input);
            live.apply(input, new Effects());
            if (second % 15 == 0) {
                snapshots.add(0, live.snapshot());
            }
        }
        live.advance(END, new Effects());
        assertThat(live.alarms().standing("spo2.low.crit")).isPresent();
    }

    private Rebuild rebuilt() {
        return Rebuild.of(
                new Past() {
                    @Override
                    public Input first() {
                        return inputs.get(0);
                    }

                    @Override
                    public List<Snapshot> snapshots() {
                        return snapshots;
                    }

                    @Override
                    public List<Input> after(long seq) {
                        asked.add(seq);
                        return inputs.stream().filter(each -> each.seq() > seq).toList();
                    }
                },
                END);
    }

    private void goesOnAsItWas(Rebuild rebuilt) {
        assertThat(rebuilt.session().snapshot().state())
                .isEqualTo(live.snapshot().state());
    }

    private static Snapshot with(Snapshot of, int version, List<AlarmMark> alarms) {
        return new Snapshot(of.session(), of.seq(), of.atMillis(), version, alarms, of.state());
    }

    @Test
    void fromTheNewestSnapshotAndTheInputsAfterIt() {
        Rebuild rebuilt = rebuilt();
        assertThat(asked).containsExactly(31L);
        assertThat(rebuilt.remark()).isEmpty();
        goesOnAsItWas(rebuilt);
    }

    @Test
    void fromTheOneBeforeWhereTheNewestIsBad() {
        Snapshot newest = snapshots.get(0);
        snapshots.set(
                0, new Snapshot("s1", newest.seq(), newest.atMillis(), newest.version(), newest.alarms(), new byte[9]));
        Rebuild rebuilt = rebuilt();
        assertThat(asked).containsExactly(16L);
        assertThat(rebuilt.remark().orElseThrow()).contains("earlier");
        goesOnAsItWas(rebuilt);
    }

    @Test
    void fromTheFirstInputWhereNoneCanBeReadAndTheSameAlarmsAreNoNews() {
        snapshots.replaceAll(each -> with(each, 99, each.alarms()));
        Rebuild rebuilt = rebuilt();
        assertThat(rebuilt.remark().orElseThrow()).contains("first input").doesNotContain("recorded");
        goesOnAsItWas(rebuilt);
    }

    @Test
    void fromTheFirstInputWithoutAnySnapshotAndWithoutARemark() {
        snapshots.clear();
        Rebuild rebuilt = rebuilt();
        assertThat(rebuilt.remark()).isEmpty();
        goesOnAsItWas(rebuilt);
    }

    @Test
    void theRecordedAlarmStateStandsWhereAnotherVersionFoldsToAnotherOne() {
        List<AlarmMark> recorded = new ArrayList<>(snapshots.get(0).alarms());
        recorded.replaceAll(mark -> mark.alarm().equals("spo2.low.crit")
                ? new AlarmMark(mark.alarm(), Condition.ACKED, 3, mark.sinceMillis(), mark.changedMillis())
                : mark);
        snapshots.replaceAll(each -> with(each, 99, recorded));
        Rebuild rebuilt = rebuilt();
        assertThat(rebuilt.remark().orElseThrow()).contains("the recorded ones stand");
        assertThat(rebuilt.session()
                        .alarms()
                        .standing("spo2.low.crit")
                        .orElseThrow()
                        .condition())
                .isEqualTo(Condition.ACKED);
        assertThat(rebuilt.session().alarms().occurrence("spo2.low.crit")).isEqualTo(3);
    }

    @Test
    void whoWoreWhatIsPartOfTheState() {
        assertThat(live.worn()).isEmpty();
        long at = END + 1_000;
        live.apply(
                new Input("s1", 42, at, new io.vigil.session.Happening.Bound("ox-1", List.of("spo2"), "nurse")),
                new Effects());
        live.apply(
                new Input("s1", 43, at + 500, new io.vigil.session.Happening.Unbound("ox-1", "nurse")), new Effects());
        Session twin = Session.resume(inputs.get(0), live.snapshot());
        assertThat(twin.worn()).containsExactly(new io.vigil.session.Worn("ox-1", at, at + 500));
    }
}
