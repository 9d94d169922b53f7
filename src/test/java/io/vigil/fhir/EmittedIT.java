package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Correction;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Signature;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.ChartFact;
import io.vigil.session.Protocol;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.vital.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that a whole session makes the service send, with the corrections of it, judged from the text that is sent. What
 * there is to be sent is taken from the session, and held against what the code can name: a kind that is new and not
 * lived through here fails.
 */
class EmittedIT {
    private static final ObservationMapper MAPPER =
            new ObservationMapper(new Performers(Map.of("anna", "Practitioner/12"), "Organization/5"));

    private static final List<ChartEntry> LIVED = new ArrayList<>();

    @BeforeAll
    static void live() throws Exception {
        WholeSession session =
                new WholeSession(entry -> LIVED.addAll(entry.charts()), protocol(), Entries.patient("p"));
        session.live(0, WholeSession.SECONDS);
        session.discharge(WholeSession.SECONDS);
    }

    private static Protocol protocol() {
        if (Protocols.read(Optional.empty()) instanceof Outcome.Read<List<Protocol>> read) {
            return read.value().get(0);
        }
        throw new AssertionError("the protocols of the house cannot be read");
    }

    /** As the store writes them: a value put right, and whatever there is taken back. */
    private static List<ChartEntry> corrected(List<ChartEntry> entries) {
        List<ChartEntry> corrected = new ArrayList<>();
        for (ChartEntry was : entries) {
            for (Change change : Change.values()) {
                if (change != Change.AMENDED || was.fact() == null) {
                    var why = new Correction(was.key(), change, "anna", was.atMillis() + 60_000, "hose kinked");
                    corrected.add(was.as(was.key() + "|" + change, was.patient(), was.values(), why));
                }
            }
        }
        return corrected;
    }

    /** One of each shape: what is alike but for its time and numbers is one. */
    private static List<ChartEntry> shapes() {
        Map<String, ChartEntry> shapes = new LinkedHashMap<>();
        for (ChartEntry entry : LIVED) {
            ChartFact fact = entry.fact();
            Set<String> told = new TreeSet<>();
            for (Value value : entry.values()) {
                told.add(value.metric() + (Double.isNaN(value.value()) ? " none" : ""));
            }
            String shape = entry.kind() + " " + entry.quality() + " " + told + " "
                    + (fact == null ? "" : fact.toString().replaceAll("\\d+", "0"));
            shapes.putIfAbsent(shape, entry);
        }
        List<ChartEntry> all = new ArrayList<>(shapes.values());
        all.addAll(corrected(all));
        return all;
    }

    @Test
    void theSessionLivesThroughEverythingThatCanBeCharted() {
        assertThat(LIVED.stream().map(ChartEntry::kind).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Kind.class));
        Set<Class<?>> facts = LIVED.stream()
                .map(ChartEntry::fact)
                .filter(java.util.Objects::nonNull)
                .map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(facts).containsExactlyInAnyOrder(ChartFact.class.getPermittedSubclasses());
        Set<Metric> metrics = LIVED.stream()
                .flatMap(entry -> entry.values().stream())
                .map(Value::metric)
                .collect(Collectors.toSet());
        // The perfusion index only where a site has a rule of its own for it.
        assertThat(metrics).isEqualTo(EnumSet.complementOf(EnumSet.of(Metric.PI)));
        assertThat(LIVED.stream().map(ChartEntry::quality).distinct().count()).isGreaterThan(1);
    }

    @Test
    void everyTransactionConformsAndHoldsEveryTypeThatTheEhrIsAskedFor() throws Exception {
        List<ChartEntry> all = new ArrayList<>(LIVED);
        all.addAll(corrected(LIVED));
        Set<String> types = new HashSet<>();
        for (List<Row> batch : Batches.of(rows(all))) {
            String json = TransactionBundle.of(batch, MAPPER).json();
            ((Bundle) FhirJson.parseStrictly(json))
                    .getEntry()
                    .forEach(entry -> types.add(entry.getResource().fhirType()));
        }
        for (List<Row> batch : Batches.of(rows(shapes()))) {
            Judge.assertClean(TransactionBundle.of(batch, MAPPER).json());
        }
        Set<String> asked = asked();
        asked.remove("Patient");
        assertThat(types).isEqualTo(asked);
    }

    /** What the published statement asks of an EHR. */
    private static Set<String> asked() throws Exception {
        Path file = Judge.PROFILES.resolve("conformance").resolve("vigil-write.json");
        JsonArray resources = new JsonObject(Files.readString(file))
                .getJsonArray("rest")
                .getJsonObject(0)
                .getJsonArray("resource");
        return resources.stream()
                .map(resource -> ((JsonObject) resource).getString("type"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<String> ehrs() {
        return Judge.files("ehr").map(file -> file.getFileName().toString().replace(".json", ""));
    }

    /** What an EHR's profile cuts away leaves something that still conforms to all it claims. */
    @ParameterizedTest
    @MethodSource("ehrs")
    void whatIsLeftForEachEhrConforms(String ehr) {
        EhrProfile profile = EhrProfile.named(ehr);
        Function<ChartEntry, String> text = entry -> {
            var observation = MAPPER.observation(entry, "Device/7");
            Trimmed trimmed = Trimmed.of(observation, profile);
            return profile.leaves(entry, observation).isEmpty()
                            && trimmed.obstacle().isEmpty()
                    ? FhirJson.encode(trimmed.observation())
                    : "";
        };
        List<String> texts = shapes().stream()
                .filter(entry -> entry.fact() == null || entry.fact() instanceof ChartFact.Summary)
                .map(entry -> entry.signed(new Signature("anna", entry.atMillis())))
                .map(text)
                .filter(json -> !json.isEmpty())
                .distinct()
                .toList();
        assertThat(texts.isEmpty())
                .isEqualTo(!profile.write() || profile.statuses().isEmpty());
        texts.forEach(Judge::assertClean);
    }

    private static List<Row> rows(List<ChartEntry> entries) {
        List<Row> rows = new ArrayList<>();
        for (ChartEntry entry : entries) {
            rows.add(new Row(rows.size() + 1, State.PENDING, entry, 0, 0, 0, "", ""));
        }
        return rows;
    }
}
