package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.ChartEntry.Kind;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a site may ask for beside measured values. */
class AccountTest {
    private final List<ChartEntry> charts = new ArrayList<>();
    private Session session = session(Kind.ON_REQUEST);

    private static Session session(Set<Kind> also) {
        Happening.Started start = (Happening.Started) Sessions.started("s1").what();
        return new Session(new Input(
                "s1",
                1,
                T0,
                new Happening.Started(
                        "s1",
                        start.site().charting(also),
                        start.patient(),
                        start.protocol(),
                        start.chair(),
                        start.weightKg(),
                        start.by(),
                        start.key())));
    }

    private void at(long second, Happening what) {
        Effects effects = new Effects();
        session.apply(new Input("s1", session.seq() + 1, session.admit(T0 + second * 1000), what), effects);
        charts.addAll(effects.charts());
    }

    private void at(long second, Action action) {
        at(second, new Happening.Acted("anna", "k" + charts.size() + "-" + second, action));
    }

    private void spo2(long from, long to, double value) {
        for (long second = from; second <= to; second++) {
            Reading reading = new Reading(Metric.SPO2, value, Quality.GOOD, List.of());
            at(second, new Happening.Measured("ox-1", T0 + second * 1000, "n" + second, List.of(reading)));
        }
    }

    private List<ChartFact> told(Kind kind) {
        return charts.stream()
                .filter(entry -> entry.kind() == kind)
                .map(entry -> java.util.Objects.requireNonNull(entry.fact()))
                .toList();
    }

    private void lived() {
        at(0, new Happening.Bound("ox-1", List.of("spo2"), "anna"));
        at(1, new Action.Dose("ketamine", "iv", 35, "mg", "start", "52 mg/h", null, null));
        at(2, new Action.Dose("ondansetron", "iv", 4, "mg", "given", null, null, null));
        at(3, new Action.Dose("midazolam", "iv", 1, "mg", "given", null, null, null));
        at(4, new Action.Undo("dose", "not given"));
        spo2(5, 9, 97);
        spo2(10, 20, 84);
        at(21, new Action.Acknowledge("*", 0));
        spo2(22, 40, 96);
        at(70, new Action.Dose("ketamine", "iv", 0, "", "stop", null, null, null));
        at(80, new Action.Discharge("test"));
    }

    @Test
    void aDoseRunsFromStartToStopAndWhatWasTakenBackIsNotTold() {
        lived();
        assertThat(told(Kind.DOSE))
                .map(fact -> (ChartFact.Given) fact)
                .satisfiesExactly(
                        ketamine -> {
                            assertThat(ketamine.drug()).isEqualTo("ketamine");
                            assertThat(ketamine.fromMillis()).isEqualTo(T0 + 1_000);
                            assertThat(ketamine.toMillis()).isEqualTo(T0 + 70_000);
                            assertThat(ketamine.within())
                                    .isEqualTo("test|s1|1|-|session|session|2026-05-28T20:26:40Z#1");
                        },
                        other -> {
                            assertThat(other.drug()).isEqualTo("ondansetron");
                            assertThat(other.toMillis()).isEqualTo(other.fromMillis());
                        });
    }

    @Test
    void anAlarmIsToldOnceWhenItIsOverWithWhoAcknowledgedIt() {
        lived();
        assertThat(told(Kind.ISSUE)).singleElement().satisfies(fact -> {
            var alarm = (ChartFact.Alarmed) fact;
            assertThat(alarm.alarm()).isEqualTo("spo2.low.crit");
            assertThat(alarm.fromMillis()).isEqualTo(T0 + 15_000);
            assertThat(alarm.toMillis()).isEqualTo(T0 + 27_000);
            assertThat(alarm.worst()).isEqualTo(84);
            assertThat(alarm.limit()).isEqualTo(88);
            assertThat(alarm.acknowledgedBy()).isEqualTo("anna");
            assertThat(alarm.acknowledgedMillis()).isEqualTo(T0 + 21_000);
        });
    }

    @Test
    void anAlarmThatStandsAtTheEndHasNoEndAndOneThatOnlyWaitedForALookHas() {
        at(0, new Happening.Bound("ox-1", List.of("spo2"), "anna"));
        spo2(1, 10, 84);
        spo2(11, 20, 97);
        at(21, new Action.Abort("moved"));
        assertThat(told(Kind.ISSUE))
                .singleElement()
                .satisfies(fact ->
                        assertThat(((ChartFact.Alarmed) fact).toMillis()).isEqualTo(T0 + 16_000));
        assertThat(told(Kind.SESSION)).singleElement().satisfies(fact -> {
            var stay = (ChartFact.Stay) fact;
            assertThat(stay.stopped()).isTrue();
            assertThat(stay.toMillis()).isEqualTo(T0 + 21_000);
            assertThat(stay.devices()).containsExactly("ox-1");
        });
    }

    @Test
    void aSummaryNamesWhatWasChartedOfItsInterval() {
        lived();
        List<String> members = ((ChartFact.Summary) told(Kind.SUMMARY).get(0)).members();
        assertThat(members)
                .containsExactly(
                        "test|s1|1|ox-1|spo2|median|2026-05-28T20:27:40Z#1",
                        "test|s1|1|ox-1|spo2|nadir|2026-05-28T20:26:50Z#1");
        assertThat(charts).extracting(ChartEntry::key).containsAll(members);
    }

    @Test
    void aSiteThatAsksForNothingGetsMeasuredValuesAlone() {
        session = session(Set.of());
        lived();
        assertThat(charts).isNotEmpty().noneMatch(entry -> Kind.ON_REQUEST.contains(entry.kind()));
    }

    @Test
    void noKeyIsGivenTwice() {
        lived();
        assertThat(charts).extracting(ChartEntry::key).doesNotHaveDuplicates();
    }
}
