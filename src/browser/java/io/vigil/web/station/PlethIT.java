package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The wave beside the numbers: asked for where it is looked at, drawn while it comes, gone when it stops. */
class PlethIT extends OnDuty {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PER_SECOND = 75;

    @Test
    void aWaveIsAskedForInTheSessionViewDrawnAndTakenAway() {
        onDuty(Patients.calm(1), Patients.calm(2));
        station.tile(2).click();
        Locator wave = station.page.locator("pleth-wave");
        assertThat(wave).hasCount(1);
        assertThat(wave).isHidden();
        await("asked for").atMost(SOON).until(() -> wanted().contains(new JsonArray().add("s2")));
        await("drawn").atMost(SOON).pollInterval(Duration.ofMillis(250)).until(() -> {
            stub.wave("s2", PER_SECOND, beats(stub.waves.get()));
            return wave.isVisible() && inked(wave) > 200;
        });
        station.page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/session-pleth.png")));
        // A frame without a number is no break in the numbers: nothing was begun anew for it.
        assertThat(stub.snapshots.get()).isEqualTo(1);
        assertThat(wave).isHidden();
        station.page.locator(".who a.button").click();
        await("no longer wanted").atMost(SOON).until(() -> wanted().contains(new JsonArray()));
    }

    private List<JsonArray> wanted() {
        return stub.reported.stream()
                .filter(said -> said.containsKey("waves"))
                .map(said -> said.getJsonArray("waves"))
                .toList();
    }

    /** A quarter of a second of a pulse of 72. */
    private static JsonArray beats(long packet) {
        JsonArray samples = new JsonArray();
        int count = PER_SECOND / 4;
        for (int i = 0; i < count; i++) {
            double beat = (packet * count + i) / (double) PER_SECOND * 72 / 60 % 1;
            samples.add(Math.round(60_000 * Math.exp(-Math.pow((beat - 0.25) / 0.12, 2))));
        }
        return samples;
    }

    /** Pixels of the canvas that are not empty. */
    private static int inked(Locator wave) {
        return (Integer) wave.locator("canvas").evaluate("""
                canvas => canvas.width === 0 ? 0 : canvas.getContext("2d")
                  .getImageData(0, 0, canvas.width, canvas.height).data.filter((value, i) => i % 4 === 3 && value > 0).length""");
    }
}
