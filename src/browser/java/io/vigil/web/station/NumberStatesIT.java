package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How far a number may be believed, told without colour. */
class NumberStatesIT extends OnDuty {
    @Test
    void whereNoCuffIsWornNothingIsCountedDownTo() {
        JsonObject session = Patients.calm(1);
        onDuty(session);
        Locator next = station.cell(1, "nibp").locator(".next");
        assertThat(next).containsText("next 0");
        JsonObject bare = Patients.later(session).put("devices", new JsonArray().add("ox-1"));
        stub.show(bare);
        assertThat(next).hasText("no cuff");
        station.tile(1).locator(".patient").click();
        assertThat(station.page.locator("main.session .next")).hasText("no cuff");
        station.panel("cuff");
        assertThat(station.page.locator(".panel p b")).hasText("no cuff");
        assertThat(station.page.locator(".panel")).not().containsText("next 0");
        // What is due is due without a cuff too, and its alarm will say so.
        stub.show(Patients.later(bare)
                .put("next_cuff_due", StationStub.now().minusSeconds(240).toString()));
        assertThat(station.page.locator("main.session .next")).hasText("due 4 min ago");
    }

    @Test
    void everyStateOfAContinuousNumberDiffersInWordsOrShape() {
        JsonObject questionable = Patients.state(Patients.calm(2), "spo2", "questionable", true, Duration.ZERO);
        Patients.reading(questionable, "spo2").put("flags", new JsonArray().add("low-perfusion"));
        onDuty(
                Patients.calm(1),
                questionable,
                Patients.state(Patients.calm(3), "spo2", "stale", false, Duration.ofSeconds(14)),
                Patients.state(Patients.calm(4), "spo2", "off", false, Duration.ZERO),
                Patients.state(Patients.calm(5), "spo2", "invalid", false, Duration.ZERO),
                Patients.state(Patients.calm(6), "spo2", "none", false, Duration.ZERO));
        assertThat(station.cell(1, "spo2").locator(".num")).hasText("97");
        assertThat(station.cell(2, "spo2").locator(".doubt")).hasText("?");
        assertThat(station.cell(2, "spo2").locator(".num"))
                .hasAttribute("title", "Uncertain: weak pulse at the sensor");
        assertThat(station.cell(2, "spo2").locator(".value")).hasCSS("text-decoration-style", "dotted");
        assertThat(station.cell(3, "spo2").locator(".num")).hasText(Pattern.compile("– –\\s*no data 00:\\d\\d"));
        assertThat(station.cell(3, "spo2").locator(".num")).hasCSS("background-image", Pattern.compile("repeating.*"));
        assertThat(station.cell(4, "spo2").locator(".num")).hasText(Pattern.compile("– –\\s*sensor off"));
        assertThat(station.cell(5, "spo2").locator(".num")).hasText(Pattern.compile("– –\\s*no valid reading"));
        assertThat(station.cell(6, "spo2").locator(".num")).hasText("no reading");
        assertThat(distinctLooks("spo2", 6)).hasSize(6);
    }

    @Test
    void anOldCuffReadingIsDimmedThenGoneWithItsLastValueAndTime() {
        JsonObject aged = Patients.calm(2);
        JsonObject expiring = Patients.calm(3);
        for (String metric : new String[] {"sbp", "dbp", "map"}) {
            Patients.state(aged, metric, "aged", true, Duration.ofMinutes(17));
            Patients.state(expiring, metric, "aged", true, Duration.ofSeconds(3597));
        }
        onDuty(Patients.calm(1), aged, expiring);
        assertThat(station.cell(1, "nibp").locator(".value")).hasText("124/78");
        assertThat(station.cell(1, "nibp").locator(".map")).hasText("(93)");
        assertThat(station.cell(2, "nibp")).hasAttribute("data-state", "aged");
        assertThat(station.cell(2, "nibp").locator(".mean .age")).hasText("17 min ago");
        assertThat(station.cell(2, "nibp").locator(".mean .age")).hasCSS("border-style", "solid");
        assertThat(station.cell(3, "nibp").locator(".num"))
                .hasText(Pattern.compile("– –\\s*last 124/78 at \\d\\d:\\d\\d"));
        assertThat(distinctLooks("nibp", 3)).hasSize(3);
    }

    @Test
    void aCuffThatMeasuresSaysSoInPlaceOfWhenItIsNext() {
        JsonObject measuring = Patients.calm(2);
        measuring.put(
                "care",
                new JsonObject()
                        .put(
                                "cuff",
                                new JsonObject()
                                        .put("device", "nibp-2")
                                        .put("measuring_since", StationStub.now().minusSeconds(12).toString())));
        onDuty(Patients.calm(1), measuring);
        assertThat(station.cell(1, "nibp").locator(".next")).hasText(Pattern.compile("next .*"));
        assertThat(station.cell(2, "nibp").locator(".next")).hasText(Pattern.compile("measuring 00:1\\d"));
    }

    @Test
    void inStandbyANumberIsNotReadWhichIsNotTheSameAsNoData() {
        JsonObject standby = Patients.state(Patients.calm(2), "spo2", "stale", false, Duration.ofSeconds(14));
        standby.put("standby_until", StationStub.now().plusSeconds(300).toString());
        onDuty(Patients.state(Patients.calm(1), "spo2", "stale", false, Duration.ofSeconds(14)), standby);
        assertThat(station.cell(1, "spo2").locator(".num")).hasText(Pattern.compile("– –\\s*no data 00:\\d\\d"));
        assertThat(station.cell(2, "spo2").locator(".num")).hasText(Pattern.compile("– –\\s*standby: unwatched"));
    }

    @Test
    void aNumberNobodyRenewsIsTakenAwayByTheScreenItself() {
        onDuty(Patients.calm(1));
        assertThat(station.cell(1, "spo2").locator(".value")).hasText("97");
        assertThat(station.cell(1, "spo2").locator(".note"))
                .hasText(
                        Pattern.compile("no data 00:\\d\\d"),
                        new LocatorAssertions.HasTextOptions().setTimeout(60_000));
    }

    /** What a person who sees no colour can tell the cells apart by: text, borders, hatching, weight, underline. */
    private Map<Object, Integer> distinctLooks(String metric, int chairs) {
        Map<Object, Integer> looks = new LinkedHashMap<>();
        for (int chair = 1; chair <= chairs; chair++) {
            Object look = station.cell(chair, metric).locator(".num").evaluate("""
                num => {
                  const style = getComputedStyle(num), value = num.querySelector(".value");
                  const of = value ? getComputedStyle(value) : style;
                  const words = num.innerText.replace(/\\d+/g, "#");
                  return [words, style.borderStyle, style.backgroundImage, of.fontWeight, of.textDecorationLine].join("|");
                }""");
            looks.put(look, chair);
        }
        return looks;
    }
}
