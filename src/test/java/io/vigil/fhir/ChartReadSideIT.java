package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vigil.fhir.read.ChartReadSide;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.Patient;
import io.vigil.session.port.ChartReads.Answer;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartReadSideIT {
    private final MemoryOutbox outbox = new MemoryOutbox();
    private final ChartReadSide reads = new ChartReadSide(outbox, new ObservationMapper());

    @ParameterizedTest
    @CsvSource({
        "'', 1 2 3 4",
        "patient=p-a, 1 2 3",
        "patient=Patient/p-b, 4",
        "'patient=p-a,p-b&code=2708-6', 1 2 4",
        "code=http://loinc.org|85354-9, 3",
        "patient=nobody, ''",
        "date=ge2026-05-05, ''",
        "date=2026-05-04&patient=p-b, 4",
        "date=lt2026-05-04T10:15:32Z, 1 3 4",
        "_lastUpdated=ge2030-01-01, ''",
        "identifier=demo/a/1/ox-1/spo2/reading/2026-05-04T10:15:30.250Z~232, 2",
    })
    void searchFindsWhatFitsAndNothingElse(String query, String ids) {
        fill();
        assertThat(String.join(" ", ids(get("Observation", query)))).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=x", "date=yesterday", "_count=many", "date=zz2026-05-04"})
    void searchThatMakesNoSenseIsRefused(String query) {
        Answer answer = reads.read("Observation", query);
        assertThat(answer.status()).isEqualTo(400);
        Judge.assertClean(answer.json());
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int i = 0; i < 25; i++) {
            outbox.add(Entries.spo2(i % 2 == 0 ? "a" : "b", i, 90));
        }
        List<String> seen = new ArrayList<>();
        String query = "patient=p-a&_count=4";
        while (!query.isEmpty()) {
            JsonObject page = get("Observation", query);
            assertThat(ids(page)).hasSizeLessThanOrEqualTo(4);
            seen.addAll(ids(page));
            JsonArray links = page.getJsonArray("link", new JsonArray());
            query = links.isEmpty()
                    ? ""
                    : links.getJsonObject(0).getString("url").split("\\?")[1];
        }
        assertThat(seen).hasSize(13).doesNotHaveDuplicates();
    }

    @Test
    void whatWasCorrectedIsAsItWasCorrected() {
        ChartEntry entry = Entries.spo2("a", 1, 88);
        outbox.add(entry);
        outbox.add(Entries.corrected(entry, Change.AMENDED, 94));
        JsonObject found = get("Observation", "patient=p-a")
                .getJsonArray("entry")
                .getJsonObject(0)
                .getJsonObject("resource");
        assertThat(found.getString("status")).isEqualTo("amended");
        assertThat(found.getJsonObject("valueQuantity").getInteger("value")).isEqualTo(94);
        assertThat(get("Observation/1", "")).isEqualTo(found);
        assertThat(reads.read("Observation/2", "").status())
                .as("the correction is not a second one")
                .isEqualTo(404);
    }

    @Test
    void sessionBundleConforms() {
        fill();
        Answer answer = reads.read("Bundle/a", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new JsonObject(answer.json()).getJsonArray("entry")).hasSize(5);
        Judge.assertClean(answer.json());
        assertThat(reads.read("Bundle/none", "").status()).isEqualTo(404);
    }

    @Test
    void descriptionOfItselfConforms() {
        Answer answer = reads.read("metadata", "");
        assertThat(new JsonObject(answer.json()).getString("kind")).isEqualTo("instance");
        Judge.assertClean(answer.json());
    }

    private void fill() {
        outbox.add(Entries.spo2("a", 1, 97));
        outbox.add(Entries.spo2("a", 2, 96));
        ChartEntry cuff = Entries.pressure(Quality.GOOD, 121, 78, 92);
        Patient patient = Entries.patient("p-a");
        outbox.add(new ChartEntry(
                cuff.key(),
                cuff.site(),
                "a",
                patient,
                cuff.device(),
                cuff.kind(),
                cuff.atMillis(),
                cuff.quality(),
                cuff.values()));
        outbox.add(Entries.spo2("b", 1, 95));
    }

    private JsonObject get(String path, String query) {
        Answer answer = reads.read(path, query);
        assertThat(answer.status()).as(answer.json()).isEqualTo(200);
        return new JsonObject(answer.json());
    }

    private static List<String> ids(JsonObject bundle) {
        List<String> ids = new ArrayList<>();
        for (Object entry : bundle.getJsonArray("entry", new JsonArray())) {
            ids.add(((JsonObject) entry).getJsonObject("resource").getString("id"));
        }
        return ids;
    }
}
