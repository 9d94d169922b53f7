package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReaderTest {
    private final List<String> problems = new ArrayList<>();

    private Optional<Rule> read(String json) {
        return RuleReader.read(tree(json), "/rules/0", (where, what) -> problems.add(where + ": " + what));
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    @Test
    void everyCommonFieldOfALimit() {
        var rule = read("""
                {'id':'sbp.high','kind':'limit_high','priority':'high','metric':'sbp','limit':180,
                 'limit_by_phase':{'recovery':170},'hysteresis':5,'inclusive':true,'count':2,'min_span_s':120,
                 'accept':['good','questionable'],'phases':['dosing','recovery'],'delay_s':1.5,'clear_delay_s':2,
                 'latching':true,'escalate_after_s':[60,180],'reminder_s':180,'inhibited_by':['x'],
                 'bounds':[160,200],'grace_s':3}""").orElseThrow();

        assertThat(problems).isEmpty();
        assertThat(rule.kind()).isEqualTo(RuleKind.LIMIT_HIGH);
        assertThat(rule.priority()).isEqualTo(Priority.HIGH);
        assertThat(rule.metrics()).containsExactly(Metric.SBP);
        assertThat(rule.limit()).isEqualTo(180);
        assertThat(rule.limitByPhase()).isEqualTo(Map.of("recovery", 170.0));
        assertThat(rule.hysteresis()).isEqualTo(5);
        assertThat(rule.inclusive()).isTrue();
        assertThat(rule.count()).isEqualTo(2);
        assertThat(rule.minSpanMillis()).isEqualTo(120_000);
        assertThat(rule.accept()).isEqualTo(Set.of(Quality.GOOD, Quality.QUESTIONABLE));
        assertThat(rule.phases()).isEqualTo(Set.of("dosing", "recovery"));
        assertThat(rule.delayMillis()).isEqualTo(1_500);
        assertThat(rule.clearDelayMillis()).isEqualTo(2_000);
        assertThat(rule.latching()).isTrue();
        assertThat(rule.escalateAfterMillis()).containsExactly(60_000L, 180_000L);
        assertThat(rule.reminderMillis()).isEqualTo(180_000);
        assertThat(rule.inhibitedBy()).containsExactly("x");
        assertThat(rule.boundLow()).isEqualTo(160);
        assertThat(rule.boundHigh()).isEqualTo(200);
    }

    @Test
    void defaultsAreThoseOfTheSpecification() {
        var rule = read("{'id':'a','kind':'limit_low','priority':'medium','metric':'spo2','limit':92}")
                .orElseThrow();

        assertThat(rule.accept()).containsExactly(Quality.GOOD);
        assertThat(rule.phases()).isEmpty();
        assertThat(rule.count()).isZero();
        assertThat(rule.escalateAfterMillis()).isEmpty();
        assertThat(rule.inhibitedBy()).isEmpty();
        assertThat(rule.boundLow()).isNaN();
        assertThat(List.of(rule.delayMillis(), rule.clearDelayMillis(), rule.graceMillis(), rule.reminderMillis()))
                .containsOnly(0L);
        assertThat(rule.latching() || rule.inclusive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "delta_low       | 'metric':'sbp','delta':40",
                "delta_pct_high  | 'metric':'sbp','pct':20",
                "rate_high       | 'metric':'pr','change':30,'window_s':60",
                "integral_low    | 'metric':'spo2','limit':91,'threshold':20",
                "all_of          | 'of':[{'metric':'pr','kind':'limit_high','limit':120,'hysteresis':3}]",
                "stale           | 'metrics':['spo2','pr'],'timeout_s':8",
                "stale           | 'metric':'spo2','timeout_s':8",
                "sensor_off      | 'metric':'spo2'",
                "signal_quality  | 'metric':'spo2','delay_s':30",
                "overdue         | 'metric':'sbp','interval_by_phase':{'dosing':600},'grace_s':120",
                "overdue         | 'metric':'sbp','interval_s':600",
                "checkpoint      | 'metric':'sbp','at_s':2400,'early_s':300,'late_s':300",
            })
    void everyKindWithItsOwnFields(String kind, String own) {
        assertThat(read("{'id':'a','kind':'" + kind + "','priority':'low'," + own + "}"))
                .isPresent();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'limt':92                          | /rules/0/limt: unknown key 'limt'; did you mean 'limit'?",
                "'limit':'92'                       | /rules/0/limit: 'limit' must be a number, not '92'",
                "'limit':92,'timeout_s':3           | /rules/0/timeout_s: unknown key 'timeout_s'",
                "'limit':92,'delay_s':-1            | /rules/0/delay_s: 'delay_s' must be from 0 to 2678400, not -1",
                "'limit':92,'accept':['god']        | /rules/0/accept: 'accept' does not know 'god'; did you mean 'good'?",
                "'limit':92,'bounds':[95,85]        | /rules/0/bounds: 'bounds' must be [lowest, highest]",
                "'limit':92,'phases':[]             | /rules/0/phases: 'phases' names no phase; leave it out for all phases",
                "'limit':92,'latching':1            | /rules/0/latching: 'latching' must be true or false, not 1",
            })
    void everythingWrongIsAProblemWithItsPlace(String own, String problem) {
        assertThat(read("{'id':'a','kind':'limit_low','priority':'low','metric':'spo2'," + own + "}"))
                .isEmpty();
        assertThat(problems).anySatisfy(found -> assertThat(found).startsWith(problem));
    }

    @Test
    void anUnknownKindIsAnsweredWithTheNearest() {
        assertThat(read("{'id':'a','kind':'limit_hi','priority':'low','metric':'spo2','limit':1}"))
                .isEmpty();
        assertThat(problems)
                .containsExactly("/rules/0/kind: 'kind' does not know 'limit_hi'; did you mean 'limit_high'?");
    }

    @Test
    void anIdThatComesTwiceAndAnInhibitorThatIsNoneAreProblems() {
        var list = tree("""
                [{'id':'a','kind':'sensor_off','metric':'spo2','priority':'low','inhibited_by':['c']},
                 {'id':'a','kind':'sensor_off','metric':'pr','priority':'low'}]""");
        var rules = RuleReader.readAll(list, "/rules", (where, what) -> problems.add(where + ": " + what));
        RuleReader.checkInhibitors(rules, "/rules", (where, what) -> problems.add(where + ": " + what));

        assertThat(problems)
                .containsExactly(
                        "/rules/1/id: 'id' a is there twice; each rule needs its own",
                        "/rules/0/inhibited_by: 'inhibited_by' names no rule: 'c'; did you mean 'a'?");
    }
}
