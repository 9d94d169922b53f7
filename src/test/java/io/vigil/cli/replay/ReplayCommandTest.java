package io.vigil.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.session.Phase;
import io.vigil.session.Protocol;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ReplayCommandTest {
    private static final String RULE =
            "{'id':'low','kind':'limit_low','metric':'spo2','limit':90,'priority':'high','escalate_after_s':[1]}";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int replay(String json, String... more) throws IOException {
        Path file = folder.resolve("case.json");
        Files.writeString(file, json.replace('\'', '"'));
        var arguments = Stream.concat(Stream.of(file.toString()), Stream.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return new CommandLine(new ReplayCommand(ReplayCommandTest::protocol))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static Optional<Protocol> protocol(String id, Optional<Path> config) {
        List<Rule> rules = rules(id);
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(new Protocol(
                        id,
                        id,
                        List.of(new Phase("a", 1)),
                        1,
                        "last_dose_end",
                        Set.of(),
                        new Protocol.DischargeGate(0, 0, 0, 0, false),
                        rules));
    }

    private static List<Rule> rules(String id) {
        return switch (id) {
            case "strict" ->
                List.of(Rule.named("strict", RuleKind.LIMIT_LOW, Priority.LOW)
                        .on(Metric.SPO2)
                        .limit(99)
                        .build());
            case "broken" -> throw new IllegalArgumentException("broken.yaml:3:5: unknown key 'limt'");
            default -> List.of();
        };
    }

    private static String reading(double at, double value) {
        return "{'t_s':" + at + ",'metric':'spo2','value':" + value + ",'quality':'good'}";
    }

    private List<String> printed() {
        return out.toString().replace('"', '\'').lines().toList();
    }

    @Test
    void anExportedSessionKeepsItsMilliseconds() throws IOException {
        assertThat(replay("{'id':'x','phase':'a','rules':[" + RULE + "],'end_s':3,'readings':[" + reading(0.345, 80)
                        + "," + reading(2.5, 95) + "]}"))
                .isZero();
        assertThat(printed())
                .containsExactly(
                        "{'scenario':'x','t_s':0.345,'alarm':'low','event':'raised','priority':'high'}",
                        "{'scenario':'x','t_s':2,'alarm':'low','event':'escalated','level':1}",
                        "{'scenario':'x','t_s':2.5,'alarm':'low','event':'cleared'}");
    }

    @Test
    void aDoseAtTheVeryStartStaysTheFirstWhenALaterOneIsTakenBack() throws IOException {
        String checkpoint = "{'id':'cp','kind':'checkpoint','metric':'sbp','at_s':5,'priority':'medium'}";
        String given = "{'id':'%s','phase':'a','rules':[" + checkpoint + "],'end_s':9,'readings':[],'actions':["
                + "{'t_s':0,'action':'dose'},{'t_s':2,'action':'dose'},{'t_s':3,'action':'undo_dose'%s}]}";
        assertThat(replay("[" + given.formatted("left", ",'first_s':0") + "," + given.formatted("none", "") + "]"))
                .isZero();
        assertThat(printed())
                .containsExactly("{'scenario':'left','t_s':5,'alarm':'cp','event':'raised','priority':'medium'}");
    }

    @Test
    void severalSessionsNameThemselvesAndWhatNamesNoneIsOfTheFirst() throws IOException {
        assertThat(replay("""
                [{'id':'two','sessions':['a','b'],'phase':'x','rules':[%s],'end_s':2,
                  'readings':[%s,{'t_s':1,'metric':'spo2','value':85,'quality':'good','session':'b'}],
                  'actions':[{'t_s':1,'action':'set_limit','alarm':'low','limit':70.5,'session':'b'}],
                  'snapshots':[{'t_s':2,'session':'b','sounding':'?','states':{'low':'?'},'display':{'spo2':'?'}}]}]
                """.formatted(RULE, reading(0, 80)))).isZero();
        assertThat(printed())
                .containsExactly(
                        "{'scenario':'two','t_s':0,'alarm':'low','event':'raised','priority':'high','session':'a'}",
                        "{'scenario':'two','audit':{'t_s':1,'action':'set_limit','by':'op','alarm':'low','from':90,"
                                + "'to':70.5,'result':'applied'}}",
                        "{'scenario':'two','t_s':1,'alarm':'low','event':'escalated','level':1,'session':'a'}",
                        "{'scenario':'two','t_s':2,'snapshot':{'sounding':'none','states':{'low':'normal'},"
                                + "'display':{'spo2':'live'}},'session':'b'}");
    }

    @Test
    void anotherProtocolShowsWhatWouldHaveAlarmed() throws IOException {
        String scenario = "{'id':'x','phase':'a','rules':[" + RULE + "],'end_s':0,'readings':[" + reading(0, 95) + "]}";
        assertThat(replay(scenario, "--protocol", "strict")).isZero();
        assertThat(printed())
                .containsExactly("{'scenario':'x','t_s':0,'alarm':'strict','event':'raised','priority':'low'}");
        assertThat(replay(scenario, "--protocol", "nothing")).isEqualTo(2);
        assertThat(replay(scenario, "--protocol", "broken")).isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly(
                        "vigil replay: --protocol: no protocol or file 'nothing'; give a protocol's id or its file",
                        "vigil replay: broken.yaml:3:5: unknown key 'limt'");
    }

    @Test
    void aScenarioWithoutRulesTakesThoseOfTheProtocolItNames() throws IOException {
        assertThat(replay("{'id':'x','phase':'a','protocol':'strict','end_s':0,'readings':[" + reading(0, 95) + "]}"))
                .isZero();
        assertThat(printed()).singleElement().asString().contains("'alarm':'strict'");
    }

    @Test
    void aWordOfSomebodyElsesIsNoProblemButASlipOfThePenIs() throws IOException {
        String rest = "'id':'x','phase':'a','rules':[],'end_s':0";
        assertThat(replay("{" + rest + ",'seed':7,'readings':[]}")).isZero();
        assertThat(replay("{" + rest + ",'raedings':[]}")).isEqualTo(1);
        assertThat(err.toString())
                .endsWith("case.json: scenario x: /raedings: 'raedings' is unknown; did you mean 'readings'?"
                        + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'scenarios':[{'id':}]}               | case.json:1:21: not JSON: ",
                "{'scenarios':[                        | case.json:1:15: not JSON: ",
                "{'format':'x/2','scenarios':[]}       | case.json:1:16: format 'x/2' is not known; this reads",
                "[7]                                   | case.json:1:3: a scenario must be an object",
                "[]                                    | case.json: holds no scenario; expected",
                "{'id':'q','phase':'a','rules':[]}     | case.json: scenario q: needs 'end_s'",
                "{'id':'q','phase':'a','end_s':1}      | case.json: scenario q: needs 'rules' or 'protocol'",
                "{'id':'q','phase':'a','end_s':1,'rules':[{'id':'r','kind':'limt_low','priority':'low'}]}"
                        + " | case.json: scenario q: /rules/0/kind: 'kind' does not know 'limt_low'; did you mean 'limit_low'?",
                "{'id':'q','phase':'a','end_s':1,'rules':[],'actions':[{'t_s':1,'action':'akk'}]}"
                        + " | case.json: scenario q: /actions/0/action: 'action' does not know 'akk'; did you mean 'ack'?",
                "{'id':'q','phase':'a','end_s':1,'rules':[],'readings':[{'t_s':1,'metric':'spo','value':1,'quality':'good'}]}"
                        + " | case.json: scenario q: /readings/0/metric: 'metric' does not know 'spo'; did you mean 'spo2'?",
            })
    void everyErrorIsOneLineThatSaysWhatAndWhere(String json, String message) throws IOException {
        assertThat(replay(json)).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("vigil replay: ")
                .contains(message);
    }

    @Test
    void aSummaryCountsWhatWasHeard() throws IOException {
        String scenario = "{'id':'x','phase':'a','rules':[" + RULE + "],'end_s':3600,'readings':[" + reading(0, 80)
                + "," + reading(8, 95) + "," + reading(10, 80) + "]}";
        assertThat(replay(scenario, "--summary")).isZero();
        assertThat(printed().get(printed().size() - 1))
                .startsWith("{'scenario':'x','summary':{'duration_s':3600,'high':{'alarms':2,'per_hour':2,"
                        + "'in_alarm_s':3598,'clear_median_s':8,'clear_longest_s':8,'standing':1}");
    }

    @Test
    void aDiffPrintsOnlyWhatOtherRulesWouldChange() throws IOException {
        String scenario = "{'id':'x','phase':'a','rules':[" + RULE + "],'end_s':20,'readings':[" + reading(1, 80) + ","
                + reading(5, 100) + "]}";
        assertThat(replay(scenario, "--diff", "strict")).isZero();
        assertThat(printed().subList(0, 3))
                .containsExactly(
                        "{'scenario':'x','diff':'gone','t_s':1,'end_t_s':5,'alarm':'low','priority':'high'}",
                        "{'scenario':'x','diff':'added','t_s':1,'end_t_s':5,'alarm':'strict','priority':'low'}",
                        "{'scenario':'x','diff':{'same':0,'gone':1,'added':1,'moved':0}}");
        assertThat(printed().get(3)).startsWith("{'scenario':'x','before':{");
        assertThat(printed().get(4)).startsWith("{'scenario':'x','after':{");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'Time [s], HR, PULSE, RESP, SpO2\n0,94,93,25,97\n1,94,NaN,25,99' | {'scenario':'case','t_s':0,",
                "'Time,Parameter,Value\n00:00,RecordID,1\n00:02,SaO2,98\n00:03,HR,-1' | {'scenario':'case','t_s':120,",
                "'Time,Oxygen Level,Pulse Rate,Motion\n23:59:58 Mar 06 2025,--,78,0\n00:00:02 Mar 07 2025,93,80,2'"
                        + " | {'scenario':'case','t_s':4,",
            })
    void aRecordingIsReplayedUnderTheRulesNamed(String text, String first) throws IOException {
        Path file = folder.resolve("case.csv");
        Files.writeString(file, text.replace("\\n", "\n"));
        assertThat(run(file.toString(), "--protocol", "strict"))
                .as(err.toString())
                .isZero();
        assertThat(printed().get(0)).startsWith(first).contains("'alarm':'strict','event':'raised'");
    }

    @Test
    void aRowThatCannotBeReadIsNamed() throws IOException {
        Path file = folder.resolve("case.csv");
        Files.writeString(file, "Time [s],SpO2\n0,97\n1,many\n");
        assertThat(run(file.toString(), "--protocol", "strict")).isEqualTo(1);
        assertThat(err.toString()).contains("case.csv:3: spo2 is no number: many");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(run(folder.resolve("none.json").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("none.json: no such file");
    }

    @Test
    void noFileIsWrongUsage() {
        assertThat(run()).isEqualTo(2);
    }
}
