package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pleth on a tile: asked for only where it is wanted, drawn while it comes, gone when it stops. */
class WavesIT extends OnDuty {
    private static final String INK = """
            canvas => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
              .reduce((sum, value, i) => sum + (i % 4 === 3 && value > 0 ? 1 : 0), 0)""";

    @Test
    void aTileSweepsTheWaveWhileItComesAndShowsNoneWhenItStopped() {
        onDuty(Patients.calm(1));
        Locator wave = station.tile(1).locator("pleth-wave");
        assertThat(wave).hasCount(0);
        station.page.locator(".menu button").first().click();
        station.page.locator(".menu [data-act=waves]").click();
        await("the server is told whose wave is wanted").atMost(Duration.ofSeconds(10)).until(() -> stub.reported.stream()
                .anyMatch(said -> new JsonArray().add("s1").equals(said.getValue("waves"))));
        assertThat(wave).isHidden();
        List<Double> before = places();
        for (int part = 0; part < 4; part++) {
            stub.wave(part * 19L, 1);
        }
        assertThat(wave).isVisible();
        assertThat(places()).as("no figure moves for a wave").isEqualTo(before);
        BoundingBox cuff = station.cell(1, "nibp").boundingBox();
        BoundingBox drawn = wave.boundingBox();
        assertThat(drawn.x + drawn.width).as("nor is one covered").isLessThanOrEqualTo(cuff.x);
        BoundingBox limits = station.cell(1, "spo2").locator(".limits").boundingBox();
        assertThat(drawn.y).isGreaterThanOrEqualTo(limits.y + limits.height - 1);
        Locator canvas = wave.locator("canvas");
        await("drawn").atMost(Duration.ofSeconds(10)).until(() -> ((Number) canvas.evaluate(INK)).intValue() > 50);
        assertThat(wave).isHidden();
        station.page.locator(".menu button").first().click();
        station.page.locator(".menu [data-act=waves]").click();
        assertThat(wave).hasCount(0);
    }

    private List<Double> places() {
        List<Double> places = new ArrayList<>();
        for (String metric : List.of("spo2", "pr", "nibp")) {
            BoundingBox box = station.cell(1, metric).locator(".num").boundingBox();
            places.addAll(List.of(box.x, box.y));
        }
        return places;
    }

    /** Nine seconds of it: the pen has gone round, and the picture is as full as one sweep and no fuller. */
    @Test
    void thePenGoesRoundAndWipesWhatItCrosses() {
        onDuty(Patients.calm(1));
        station.page.locator(".menu button").first().click();
        station.page.locator(".menu [data-act=waves]").click();
        Locator canvas = station.tile(1).locator("pleth-wave canvas");
        for (int part = 0; part < 32; part++) {
            stub.wave(part * 19L, 1);
        }
        await("a whole sweep").atMost(Duration.ofSeconds(10)).until(() -> ((Number) canvas.evaluate(INK)).intValue() > 500);
        int once = ((Number) canvas.evaluate(INK)).intValue();
        for (int part = 32; part < 128; part++) {
            stub.wave(part * 19L, 1);
        }
        station.page.waitForTimeout(500);
        assertThat(((Number) canvas.evaluate(INK)).intValue()).isBetween(once / 2, once * 5 / 4);
    }
}
