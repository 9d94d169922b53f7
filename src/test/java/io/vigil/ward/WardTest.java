package io.vigil.ward;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.SessionView;
import io.vigil.session.Sessions;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Inputs.Answer;
import io.vigil.session.port.Inputs.Status;
import io.vigil.session.port.LoopProbe;
import io.vigil.time.LeapingClock;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WardTest {
    private final LeapingClock clock = new LeapingClock(T0);
    private final MemoryJournal journal = new MemoryJournal();
    private final List<AlarmEvent> events = new ArrayList<>();
    private final List<SessionView> views = new ArrayList<>();
    private String broken = "";
    private final AtomicInteger ids = new AtomicInteger();
    private Ward ward = ward();

    private Ward ward() {
        return new Ward(new Parts(
                Sessions.SITE,
                clock,
                Runnable::run,
                journal,
                List.of((session, news) -> {
                    if (session.id().equals(broken)) {
                        throw new IllegalStateException("a defect");
                    }
                    views.add(session);
                    events.addAll(news);
                }),
                Map.of("small", Sessions.protocol()),
                Map.of("ox-1", device("ox-1", "spo2", "pr"), "cuff-1", device("cuff-1", "sbp", "dbp", "map")),
                LoopProbe.NONE,
                () -> "s" + ids.incrementAndGet(),
                new FakeCuffs()));
    }

    private static KnownDevice device(String id, String... offers) {
        return new KnownDevice(id, "vigil-json", "mqtt", "1", List.of(offers));
    }

    private Answer start(String chair, String key, String... devices) {
        return settled(ward.desk()
                .start(new Inputs.Start(Sessions.patient("p"), "small", chair, List.of(devices), 70, "nurse", key)));
    }

    private Answer act(String session, String key, Action action) {
        return settled(ward.desk().act(session, "nurse", key, action));
    }

    private Answer settled(CompletionStage<Answer> answer) {
        journal.commit();
        return answer.toCompletableFuture().join();
    }

    private void spo2(double value, long measuredBefore, String stamp) {
        ward.frame(
                new Frame(
                        "ox-1",
                        clock.wallMillis() - measuredBefore,
                        clock.wallMillis(),
                        clock.nanos(),
                        stamp,
                        List.of(Reading.of(Metric.SPO2, value, Quality.GOOD), Reading.of(Metric.PR, 72, Quality.GOOD))),
                durable -> {});
    }

    private void seconds(int count, double value) {
        for (int second = 0; second < count; second++) {
            clock.leap(1000);
            spo2(value, 0, "");
            ward.tick();
        }
    }

    private List<Double> measuredIn(String session) {
        return journal.entries.stream()
                .map(entry -> entry.input())
                .filter(input -> input.session().equals(session))
                .filter(input -> input.what() instanceof Happening.Measured)
                .map(input ->
                        ((Happening.Measured) input.what()).readings().get(0).value())
                .toList();
    }

    @Test
    void aReadingReachesTheSessionThatWearsTheDevice() {
        SessionView session = start("1", "k", "ox-1").session().orElseThrow();
        seconds(20, 84);
        assertThat(events).extracting(e -> e.id(session.id())).contains("s1/spo2.low.crit/1/raised");
        assertThat(ward.desk().session("s1").orElseThrow().alarms()).hasSize(1);
    }

    @Test
    void theAnswerWaitsForTheJournal() {
        var answer = ward.desk()
                .start(new Inputs.Start(Sessions.patient("p"), "small", "1", List.of("ox-1"), 70, "nurse", "k"));
        assertThat(answer.toCompletableFuture()).isNotDone();
        journal.fail();
        assertThat(answer.toCompletableFuture().join().status()).isEqualTo(Status.UNAVAILABLE);
    }

    @Test
    void aDeviceThatWasOnlyHeardCanBeWornAndIsExpectedToGiveWhatItGave() {
        pulseOf("new-1");
        assertThat(start("1", "k", "new-1").status()).isEqualTo(Status.DONE);
        clock.leap(15_000);
        ward.tick();
        assertThat(events).extracting(AlarmEvent::alarm).containsExactly("tech.spo2.stale");
        pulseOf("new-1");
        clock.leap(15_000);
        ward.tick();
        assertThat(events).extracting(AlarmEvent::alarm).containsExactly("tech.spo2.stale", "tech.pr.stale");
    }

    private void pulseOf(String device) {
        ward.frame(
                new Frame(
                        device,
                        clock.wallMillis(),
                        clock.wallMillis(),
                        clock.nanos(),
                        "",
                        List.of(Reading.of(Metric.PR, 70, Quality.GOOD))),
                durable -> {});
    }

    @Test
    void aTakenChairAndAWornDeviceAreRefused() {
        start("1", "k", "ox-1");
        assertThat(start("1", "k2").status()).isEqualTo(Status.CONFLICT);
        assertThat(start("2", "k3", "ox-1").status()).isEqualTo(Status.CONFLICT);
        assertThat(start("3", "k4", "ox-9").status()).isEqualTo(Status.INVALID);
    }

    @Test
    void theSameKeyTwiceHasOneEffect() {
        Answer first = start("1", "k", "ox-1");
        Answer again = start("1", "k", "ox-1");
        assertThat(again.session().orElseThrow().id())
                .isEqualTo(first.session().orElseThrow().id());
        act("s1", "note", new Action.Note("a"));
        int before = journal.entries.size();
        assertThat(act("s1", "note", new Action.Note("a")).status()).isEqualTo(Status.DONE);
        assertThat(journal.entries).hasSize(before);
    }

    @Test
    void aLateReadingGoesToThePatientWhoWoreTheDeviceThen() {
        start("1", "k1", "ox-1");
        start("2", "k2");
        seconds(5, 97);
        settled(ward.desk().rebind("s1", List.of(), List.of("ox-1"), "nurse", "u"));
        clock.leap(2000);
        settled(ward.desk().rebind("s2", List.of("ox-1"), List.of(), "nurse", "b"));
        clock.leap(1000);
        spo2(91, 4000, "late");
        spo2(98, 0, "now");
        assertThat(measuredIn("s1")).endsWith(97.0, 91.0);
        assertThat(measuredIn("s2")).containsExactly(98.0);
    }

    @Test
    void whatNobodyWearsIsKeptAndReachesNobody() {
        start("1", "k1");
        spo2(80, 0, "");
        assertThat(journal.unworn).hasSize(1);
        assertThat(measuredIn("s1")).isEmpty();
    }

    @Test
    void aRedeliveryHasNoSecondEffectAndIsConfirmedOnlyWhenTheFirstIsDurable() {
        start("1", "k1", "ox-1");
        List<Boolean> confirmed = new ArrayList<>();
        Frame frame = new Frame(
                "ox-1",
                clock.wallMillis(),
                clock.wallMillis(),
                clock.nanos(),
                "17",
                List.of(Reading.of(Metric.SPO2, 97, Quality.GOOD)));
        ward.frame(frame, confirmed::add);
        ward.frame(frame, confirmed::add);
        assertThat(measuredIn("s1")).hasSize(1);
        assertThat(confirmed).isEmpty();
        journal.commit();
        assertThat(confirmed).containsExactly(true, true);
    }

    @Test
    void anAcknowledgementOfAnOlderOccurrenceIsRefused() {
        start("1", "k1", "ox-1");
        seconds(10, 84);
        act("s1", "a1", new Action.Acknowledge("spo2.low.crit", 1));
        seconds(10, 97);
        seconds(10, 84);
        assertThat(act("s1", "a2", new Action.Acknowledge("spo2.low.crit", 1)).status())
                .isEqualTo(Status.CONFLICT);
        assertThat(act("s1", "a3", new Action.Acknowledge("spo2.low.crit", 2)).status())
                .isEqualTo(Status.DONE);
        assertThat(act("s1", "a4", new Action.Acknowledge("no.such", 0)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aDoseDuringAPreDoseHoldNeedsAReason() {
        start("1", "k1", "cuff-1");
        ward.frame(
                new Frame(
                        "cuff-1",
                        clock.wallMillis(),
                        clock.wallMillis(),
                        clock.nanos(),
                        "1",
                        List.of(Reading.of(Metric.SBP, 150, Quality.GOOD))),
                durable -> {});
        Action.Dose dose = new Action.Dose("ketamine", "iv", 35, "mg", "start", null, null, null);
        assertThat(act("s1", "d1", dose).status()).isEqualTo(Status.CONFLICT);
        Action.Dose because = new Action.Dose("ketamine", "iv", 35, "mg", "start", null, null, "known white coat");
        assertThat(act("s1", "d2", because).status()).isEqualTo(Status.DONE);
    }

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
    void dischargeFreesChairAndDevices() {
        start("1", "k1", "ox-1");
        assertThat(act("s1", "x", new Action.Discharge("transferred")).status()).isEqualTo(Status.DONE);
        assertThat(act("s1", "y", new Action.Note("late")).status()).isEqualTo(Status.CONFLICT);
        assertThat(start("1", "k2", "ox-1").status()).isEqualTo(Status.DONE);
    }

    private Happening.Acted lastActed() {
        return journal.entries.stream()
                .map(entry -> entry.input().what())
                .filter(Happening.Acted.class::isInstance)
                .map(Happening.Acted.class::cast)
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    @Test
    void aLimitOutsideItsBoundsIsRefusedAndStillJournaled() {
        start("1", "k1", "ox-1");
        assertThat(act("s1", "l1", new Action.SetLimit("spo2.low.crit", 99, "athlete"))
                        .status())
                .isEqualTo(Status.INVALID);
        assertThat(lastActed().key()).isEqualTo("l1");
        assertThat(act("s1", "l1", new Action.SetLimit("spo2.low.crit", 99, "athlete"))
                        .status())
                .isEqualTo(Status.INVALID);
        assertThat(act("s1", "l2", new Action.SetLimit("tech.spo2.stale", 5, ""))
                        .status())
                .isEqualTo(Status.INVALID);
        assertThat(lastActed().key())
                .as("a rule without a limit is not audited")
                .isEqualTo("l1");
        assertThat(act("s1", "l3", new Action.SetLimit("spo2.low.crit", 86, "athlete"))
                        .status())
                .isEqualTo(Status.DONE);
    }

    @Test
    void aStandbyTooLongOrWithinAnotherIsRefusedAndStillJournaled() {
        start("1", "k1", "ox-1");
        assertThat(act("s1", "b1", new Action.Standby(901_000)).status()).isEqualTo(Status.INVALID);
        assertThat(lastActed().key()).isEqualTo("b1");
        assertThat(act("s1", "b2", new Action.Standby(900_000)).status()).isEqualTo(Status.DONE);
        assertThat(act("s1", "b3", new Action.Standby(60_000)).status()).isEqualTo(Status.CONFLICT);
        assertThat(lastActed().key()).isEqualTo("b3");
        assertThat(ward.desk().session("s1").orElseThrow().standbyUntilMillis()).isEqualTo(T0 + 900_000);
    }

    @Test
    void aStandbyWhileAHighAlarmStandsIsRefusedAndStillJournaled() {
        start("1", "k1", "ox-1");
        seconds(10, 84);
        assertThat(act("s1", "b1", new Action.Standby(60_000)).status()).isEqualTo(Status.CONFLICT);
        assertThat(lastActed().key()).isEqualTo("b1");
    }

    @Test
    void aRepetitionIsAnsweredOnlyWhenTheFirstIsDurable() {
        start("1", "k1", "ox-1");
        var first = ward.desk().act("s1", "nurse", "n1", new Action.Note("slept"));
        journal.fail();
        assertThat(first.toCompletableFuture().join().status()).isEqualTo(Status.UNAVAILABLE);
        var again = ward.desk().act("s1", "nurse", "n1", new Action.Note("slept"));
        assertThat(again.toCompletableFuture()).isNotDone();
        var opened = ward.desk()
                .start(new Inputs.Start(Sessions.patient("p"), "small", "1", List.of("ox-1"), 70, "nurse", "k1"));
        assertThat(opened.toCompletableFuture()).isNotDone();
        journal.commit();
        assertThat(again.toCompletableFuture().join().status()).isEqualTo(Status.DONE);
        assertThat(opened.toCompletableFuture().join().status()).isEqualTo(Status.DONE);
    }

    @Test
    void theSameRebindingTwiceHasOneEffect() {
        start("1", "k1", "ox-1");
        Answer first = settled(ward.desk().rebind("s1", List.of("cuff-1"), List.of("ox-1"), "nurse", "r1"));
        Answer again = settled(ward.desk().rebind("s1", List.of("cuff-1"), List.of("ox-1"), "nurse", "r1"));
        assertThat(first.status()).isEqualTo(Status.DONE);
        assertThat(again.status()).isEqualTo(Status.DONE);
        assertThat(again.session().orElseThrow().devices()).containsExactly("cuff-1");
    }

    @Test
    void anAcknowledgementOfAnOccurrenceThatANewerOneFollowedIsRefusedEvenWhenThatIsOver() {
        start("1", "k1", "ox-1");
        for (int round = 1; round <= 2; round++) {
            seconds(10, 84);
            act("s1", "a" + round, new Action.Acknowledge("spo2.low.crit", round));
            seconds(10, 97);
        }
        assertThat(act("s1", "late", new Action.Acknowledge("spo2.low.crit", 1)).status())
                .isEqualTo(Status.CONFLICT);
        assertThat(act("s1", "early", new Action.Acknowledge("spo2.low.crit", 3))
                        .status())
                .isEqualTo(Status.INVALID);
    }

    @Test
    void anAcknowledgementIsJudgedByTheStateOfItsOwnInstant() {
        start("1", "k1", "ox-1");
        seconds(10, 84);
        act("s1", "a1", new Action.Acknowledge("spo2.low.crit", 1));
        seconds(10, 97);
        clock.leap(1000);
        spo2(84, 0, "");
        clock.leap(900);
        for (int second = 0; second < 4; second++) {
            clock.leap(1000);
            spo2(84, 0, "");
        }
        clock.leap(600);
        // The tick at which occurrence 2 begins is due and not yet taken.
        assertThat(act("s1", "a2", new Action.Acknowledge("spo2.low.crit", 1)).status())
                .isEqualTo(Status.CONFLICT);
    }

    @Test
    void twoMessagesOfOneDeviceTimeAreOneOnlyWhenTheirValuesAreEqual() {
        start("1", "k1", "ox-1");
        spo2(97, 0, "12:00:00");
        spo2(97, 0, "12:00:00");
        spo2(96, 0, "12:00:00");
        assertThat(measuredIn("s1")).containsExactly(97.0, 96.0);
    }

    @Test
    void aClosedSessionFallsSilentAndIsNotToldAgain() {
        start("1", "k1", "ox-1");
        seconds(10, 84);
        act("s1", "x", new Action.Discharge("transferred"));
        ward.tick();
        clock.leap(1000);
        ward.tick();
        assertThat(ward.desk().session("s1").orElseThrow().sounding()).isEqualTo(io.vigil.alarm.Sound.NONE);
        int told = views.size();
        for (int second = 0; second < 5; second++) {
            clock.leap(1000);
            ward.tick();
        }
        assertThat(views).hasSize(told);
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

    @Test
    void aPatientWhoIsNotReadyLeavesOnlyForAReasonAndBothAreOnRecord() {
        start("1", "k1", "ox-1");
        Answer refused = act("s1", "d1", new Action.Discharge(null));
        assertThat(refused.status()).isEqualTo(Status.CONFLICT);
        assertThat(refused.detail()).contains("no dose is recorded", "ride home is not confirmed", "override_reason");
        assertThat(lastActed().refused()).isNotNull();
        SessionView still = ward.desk().session("s1").orElseThrow();
        assertThat(still.open()).isTrue();
        assertThat(still.devices()).containsExactly("ox-1");
        assertThat(act("s1", "d2", new Action.Discharge("transferred")).status())
                .isEqualTo(Status.DONE);
        assertThat(ward.desk().session("s1").orElseThrow().open()).isFalse();
    }

    @Test
    void aDefectInOneSessionStopsTheTicksOfNoOther() {
        start("1", "k1");
        start("2", "k2");
        broken = "s1";
        clock.leap(15_000);
        assertThatThrownBy(ward::tick).isInstanceOf(IllegalStateException.class);
        assertThat(events).extracting(AlarmEvent::alarm).containsExactly("tech.spo2.stale");
    }

    private void flagged(String... flags) {
        clock.leap(1000);
        List<Reading> readings = List.of(
                new Reading(Metric.SPO2, 97, Quality.GOOD, List.of(flags)),
                new Reading(Metric.PR, 72, Quality.GOOD, List.of(flags)));
        ward.frame(
                new Frame("ox-1", clock.wallMillis(), clock.wallMillis(), clock.nanos(), "", readings), durable -> {});
        ward.tick();
    }

    private List<String> told() {
        return events.stream().map(event -> event.id("s1")).toList();
    }

    @Test
    void aLeapOfADevicesClockIsALowAlarmUntilAMinuteWithoutOne() {
        start("1", "k", "ox-1");
        flagged();
        flagged("clock-step");
        flagged();
        flagged();
        assertThat(told()).containsExactly("s1/tech.clock.step/1/raised");
        assertThat(events.get(0).priority()).isEqualTo(io.vigil.alarm.Priority.LOW);
        for (int second = 0; second < 55; second++) {
            flagged();
        }
        assertThat(told()).hasSize(1);
        for (int second = 0; second < 5; second++) {
            flagged();
        }
        assertThat(told()).containsExactly("s1/tech.clock.step/1/raised", "s1/tech.clock.step/1/cleared");
    }

    @Test
    void aSecondClientOfADeviceIsATechnicalAlarmAndGoesWithTheDevice() {
        start("1", "k", "ox-1");
        flagged("second-client");
        flagged();
        assertThat(told()).containsExactly("s1/tech.device.second_client/1/raised");
        settled(ward.desk().rebind("s1", List.of(), List.of("ox-1"), "nurse", "k2"));
        clock.leap(1000);
        ward.tick();
        assertThat(told()).contains("s1/tech.device.second_client/1/cleared");
    }
}
