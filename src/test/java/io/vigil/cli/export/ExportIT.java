package io.vigil.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.cli.AuditCommand;
import io.vigil.cli.BackupCommand;
import io.vigil.cli.RestoreCommand;
import io.vigil.cli.option.DataOption;
import io.vigil.cli.replay.ReplayCommand;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.session.Action;
import io.vigil.session.Effects;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.Protocol;
import io.vigil.session.Session;
import io.vigil.session.Site;
import io.vigil.session.port.Journal;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A constructed session, exported beside the store that has it, and what replay makes of it. */
class ExportIT {
    private static final long T0 = 1_777_000_000_250L;

    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object command, String... args) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private DataOption data() {
        return new DataOption(new ConfigReader(Map.of(), Set.of()));
    }

    private static Protocol protocol() {
        var all = ((Outcome.Read<List<Protocol>>) Protocols.read(Optional.empty())).value();
        return all.stream()
                .filter(one -> one.id().equals("iv-40min"))
                .findFirst()
                .orElseThrow();
    }

    /** Half an hour at an odd millisecond: a desaturation, silence, a cuff, and a nurse. */
    private static List<Input> course() {
        var random = new Random(7);
        var inputs = new ArrayList<Input>();
        inputs.add(new Input(
                "s1",
                1,
                T0,
                new Happening.Started(
                        "s1",
                        new Site("north", true),
                        new Patient("p1", "A. B.", "1980-02-03", null, null),
                        protocol(),
                        "2",
                        Double.NaN,
                        "nurse-1",
                        "k")));
        inputs.add(new Input("s1", 2, T0, new Happening.Bound("ox-1", List.of("spo2", "pr"), "nurse-1")));
        inputs.add(new Input("s1", 3, T0, new Happening.Bound("cuff-1", List.of("sbp", "dbp", "map"), "nurse-1")));
        long seq = 3;
        for (int second = 1; second < 1_800; second++) {
            long at = T0 + second * 1_000L + random.nextInt(900) + 13;
            if (second == 5) {
                var values = Map.of(Metric.SBP, 120.0, Metric.DBP, 75.0, Metric.SPO2, 98.0, Metric.PR, 70.0);
                inputs.add(acted(++seq, at, new Action.ConfirmBaseline(values)));
            } else if (second == 60) {
                inputs.add(acted(++seq, at, new Action.MovePhase("dosing")));
            } else if (second == 61) {
                inputs.add(acted(++seq, at, new Action.Dose("ketamine", "iv", 35, "mg", "start", null, null, null)));
            } else if (second == 420) {
                inputs.add(acted(++seq, at, new Action.Acknowledge("*", 0)));
            } else if (second == 700) {
                inputs.add(acted(++seq, at, new Action.PauseAudio(60_000)));
            } else if (second == 800) {
                inputs.add(acted(++seq, at, new Action.Note("says \"fine\", = well")));
            } else if (second % 300 == 30) {
                double high = second > 900 ? 185 : 124;
                inputs.add(new Input(
                        "s1",
                        ++seq,
                        at,
                        new Happening.Measured(
                                "cuff-1",
                                at - 40,
                                "",
                                List.of(
                                        Reading.of(Metric.SBP, high, Quality.GOOD),
                                        Reading.of(Metric.DBP, high - 60, Quality.GOOD),
                                        Reading.of(Metric.PR, 71, Quality.GOOD)))));
            } else if (second < 1_200 || second > 1_260) {
                double spo2 = second > 400 && second < 460 ? 82 : 97;
                inputs.add(new Input(
                        "s1",
                        ++seq,
                        at,
                        new Happening.Measured(
                                "ox-1",
                                at - 20,
                                "",
                                List.of(
                                        Reading.of(Metric.SPO2, spo2, Quality.GOOD),
                                        Reading.of(Metric.PR, second > 1_000 ? 150 : 72, Quality.GOOD)))));
            }
        }
        return inputs;
    }

    private static Input acted(long seq, long at, Action action) {
        return new Input("s1", seq, at, new Happening.Acted("nurse-1", "k" + seq, action));
    }

    private static List<String> live(List<Input> inputs) {
        var effects = new Effects();
        var session = new Session(inputs.get(0));
        inputs.subList(1, inputs.size()).forEach(input -> session.apply(input, effects));
        return effects.events().stream()
                .map(event -> event.atMillis() - T0 + " " + event.alarm() + " "
                        + event.kind().wire())
                .toList();
    }

    private List<String> replayed(Path file) throws Exception {
        assertThat(run(new ReplayCommand((named, config) -> Optional.empty()), file.toString()))
                .as(err.toString())
                .isZero();
        var events = new ArrayList<String>();
        for (String line : out.toString().lines().toList()) {
            JsonNode json = new ObjectMapper().readTree(line);
            if (json.has("event")) {
                long at = Math.round(json.path("t_s").doubleValue() * 1_000);
                events.add(at + " " + json.path("alarm").asText() + " "
                        + json.path("event").asText());
            }
        }
        return events;
    }

    @Test
    void a_scenario_exported_beside_the_service_replays_to_the_same_events() throws Exception {
        List<Input> inputs = course();
        Path folder = temp.resolve("data");
        Path file = temp.resolve("s1.json");
        try (Store store = Store.open(folder, StoreOptions.DEFAULT, Clock.system())) {
            var last = new CompletableFuture<Boolean>();
            inputs.forEach(input -> store.journal().append(new Journal.Entry(input, List.of(), List.of()), durable -> {
                if (input.seq() == inputs.get(inputs.size() - 1).seq()) {
                    last.complete(durable);
                }
            }));
            assertThat(last.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(run(
                            new ExportCommand(data()),
                            "s1",
                            "--data",
                            folder.toString(),
                            "--format",
                            "scenario",
                            "--output",
                            file.toString()))
                    .as(err.toString())
                    .isZero();
            assertThat(run(new ExportCommand(data()), "s1", "--data", folder.toString(), "--format", "csv"))
                    .isZero();
            String csv = out.toString();
            assertThat(csv).startsWith("time,arrived,type,");
            assertThat(csv.lines().filter(line -> line.contains(",reading,"))).hasSize(readings(inputs));
            out.getBuffer().setLength(0);
            assertThat(run(new ExportCommand(data()), "s1", "--data", folder.toString(), "--format", "jsonl"))
                    .isZero();
            assertThat(out.toString().lines().filter(line -> line.contains("\"seq\"")))
                    .hasSize(inputs.size());
            out.getBuffer().setLength(0);
            assertThat(run(new AuditCommand(data()), "verify", "--data", folder.toString()))
                    .isZero();
            assertThat(out.toString()).contains("chain whole");
            assertThat(run(new BackupCommand(data()), temp.resolve("b").toString(), "--data", folder.toString()))
                    .isZero();
            assertThat(run(
                            new RestoreCommand(data(), Clock.system()),
                            temp.resolve("b").toString(),
                            "--data",
                            folder.toString()))
                    .as("in use")
                    .isEqualTo(1);
            out.getBuffer().setLength(0);
        }
        assertThat(Files.size(file)).isGreaterThan(10_000);
        List<String> live = live(inputs);
        assertThat(live).as("something alarmed").hasSizeGreaterThan(5);
        assertThat(replayed(file)).containsExactlyInAnyOrderElementsOf(live);
    }

    private static int readings(List<Input> inputs) {
        return inputs.stream()
                .mapToInt(input -> input.what() instanceof Happening.Measured m
                        ? m.readings().size()
                        : 0)
                .sum();
    }
}
