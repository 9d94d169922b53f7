package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All alarms of the ward in one row: by priority and age, each with its words, and none that waits out of sight unsaid. */
class AlarmStripIT extends OnDuty {
    /**
     * Alarms as {@code id:priority:state:seconds since it began}, with {@code @patient} where two are one patient's;
     * drawn from the left, with how many more of the patient and how many of those unanswered; hidden; unanswered among
     * those.
     */
    @ParameterizedTest
    @CsvSource({
        // priority before age
        "l:low:active:90 m:medium:active:60 h:high:active:30,           9, h m l, 0, 0",
        // age, the longest wait first
        "a:medium:active:10 b:medium:active:30 c:medium:active:20,      9, b c a, 0, 0",
        // an answer moves nothing
        "a:medium:acked:30 b:medium:active:20,                          9, a b,   0, 0",
        "m:medium:active:30 h:high:acked:20,                            9, h m,   0, 0",
        // what is over after what stands, whatever its age; before what is less urgent
        "o:high:latched:90 h:high:active:10 a:high:acked:5 m:medium:active:99, 9, h a o m, 0, 0",
        // an unanswered one takes the place of the last answered one
        "h:high:acked:30 i:high:acked:20 m:medium:active:10,            2, h m,   1, 0",
        "h:high:acked:30 i:high:acked:20 l:low:active:10 o:high:latched:5, 2, o l, 2, 0",
        // more unanswered than places: said
        "a:high:active:4 b:high:active:3 c:high:active:2 d:high:acked:9, 2, a b,   2, 1",
        "a:high:active:4 b:low:latched:3 c:high:acked:9,                0, '',    3, 2",
        // each patient keeps a place, and its chip counts the rest
        "a:high:active:40@1 b:high:active:30@1 c:medium:acked:20@1 d:low:active:10@2, 2, a+2(1) d, 0, 0",
        // a place that is left goes to the next that waits
        "a:high:active:40@1 b:high:active:30@1 c:medium:acked:20@1 d:low:active:10@2, 3, a+1(0) b d, 0, 0",
        "a:high:active:40@1 b:high:active:30@1 c:medium:acked:20@1 d:low:active:10@2, 4, a b c d, 0, 0",
        // a patient's place is for what nobody has answered
        "a:high:acked:40@1 b:medium:active:30@1 d:low:active:10@2,      2, b+1(0) d, 0, 0",
        // a patient who is answered keeps a place before another's second
        "a:high:active:40@1 b:high:active:30@1 d:high:acked:5@2,        2, a+1(1) d, 0, 0",
        // more patients than places: those whom nobody has answered come first, by priority and age
        "a:high:active:40@1 b:high:active:30@1 c:low:active:9@2 d:high:acked:5@3, 1, a+1(1), 2, 1",
        "a:high:active:40@1 b:high:active:30@1 c:low:active:9@2 d:high:acked:5@3, 2, a+1(1) c, 1, 0",
        // what is drawn stands by priority and age, whoever it is of
        "a:medium:active:40@1 b:high:active:9@2 c:high:latched:30@1,    2, b c+1(1), 0, 0",
        "'',                                                            3, '',    0, 0",
    })
    void whatIsDrawnAndWhatIsSaidOfTheRest(String alarms, int places, String shown, int hidden, int unanswered) {
        station.open(stub.url());
        Object arranged = station.page.evaluate("""
                async ([told, places]) => {
                  const { arranged } = await import("/js/station/strip-order.js");
                  const alarms = told.split(" ").filter(Boolean).map(one => one.split(":")).map(([id, priority, state, rest]) => {
                    const [ago, patient = id] = rest.split("@");
                    return { session: { id: patient }, alarm: { alarm: id, priority, state, since: new Date(1e12 - ago * 1000).toISOString() } };
                  });
                  const { shown, hidden, unanswered } = arranged(alarms, places);
                  return { shown: shown.map(({ alarm, more, waiting }) => alarm.alarm + (more ? `+${more}(${waiting})` : "")).join(" "), hidden, unanswered };
                }""", List.of(alarms, places));
        assertThat(arranged).isEqualTo(Map.of("shown", shown, "hidden", hidden, "unanswered", unanswered));
    }

    /** However many stand: every chip that is drawn has its chair and its words, and what is drawn and counted is all. */
    @ParameterizedTest
    @CsvSource({"1280,800,5", "1280,800,40", "1920,1080,16", "800,1280,16", "390,844,5"})
    void noChipIsWithoutWordsAndNoneIsCutOff(int width, int height, int alarms) {
        station.close();
        station = new StationPage(browsers.browser, width, height, ColorScheme.DARK, "es-ES");
        onDuty(ward(alarms));
        Locator chips = station.page.locator(".strip-alarms a");
        assertThat(station.page.locator(".strip-alarms .more b")).isVisible();
        assertThat(station.page.evaluate("""
                () => { const list = document.querySelector(".strip-alarms").getBoundingClientRect();
                  return [...document.querySelectorAll(".strip-alarms li")].filter(li => {
                    const what = li.querySelector(".what"), box = li.getBoundingClientRect();
                    return box.right > list.right + 1 || what && (what.clientWidth < 40 || what.clientHeight < 12 || what.innerText === "" || what.scrollWidth > what.clientWidth + 1);
                  }).map(li => li.innerText) }""")).isEqualTo(List.of());
        assertThat(chips.locator(".chair-no").allInnerTexts()).hasSize(chips.count()).doesNotContain("");
        int here = sum(chips.locator(".here").allInnerTexts());
        int waiting = sum(chips.locator(".here").all().stream()
                .map(one -> one.getAttribute("data-waiting"))
                .toList());
        String more = station.page.locator(".strip-alarms .more").innerText();
        assertThat(more).startsWith("+" + (alarms - chips.count() - here) + " ");
        // Every chip itself is of one that nobody has answered, for there are more such patients than places.
        assertThat(more).contains((alarms - alarms / 5 - chips.count() - waiting) + " sin reconocer").contains("de ellas");
    }

    private static int sum(List<String> numbers) {
        return numbers.stream()
                .mapToInt(one -> Integer.parseInt(one.replace("+", "")))
                .sum();
    }

    /** One patient with everything wrong at once hides nobody else. */
    @Test
    void whoHasManyAlarmsLeavesRoomForTheOthers() {
        station.close();
        station = new StationPage(browsers.browser, 800, 1280, ColorScheme.DARK, "en-GB");
        JsonObject first = Patients.calm(1);
        for (String alarm : List.of("pr.high.crit", "sbp.high.crit", "spo2.low.crit", "dbp.high.crit", "rr.low.crit")) {
            Patients.alarm(
                    first, alarm, "limit_high", alarm.substring(0, alarm.indexOf('.')), "high", "active", 190, 180, Duration.ofSeconds(60));
        }
        onDuty(first, standing(2, "pr.high.warn", "low", "active", 10));
        Locator chips = station.page.locator(".strip-alarms a");
        assertThat(chips.last().locator(".chair-no")).hasText("2");
        assertThat(chips.first().locator(".here")).hasText("+" + (6 - chips.count()));
        assertThat(chips.first()).hasAttribute("title", "%d more on this chair, %d of them unanswered".formatted(6 - chips.count(), 6 - chips.count()));
        assertThat(station.page.locator(".strip-alarms .more")).hasCount(0);
    }

    /** For whoever sees no colour: by the mark's words, the edge and whether the chip is filled. */
    @Test
    void everyPriorityInEveryStateIsAnotherChipWithoutColourToo() {
        station.close();
        station = new StationPage(browsers.browser, 2560, 1080, ColorScheme.DARK, "en-GB");
        List<String> states = List.of("active", "acked", "latched");
        List<JsonObject> ward = new ArrayList<>();
        for (String priority : List.of("high", "medium", "low")) {
            states.forEach(state -> ward.add(standing(ward.size() + 1, "pr.high.warn", priority, state, 10)));
        }
        onDuty(ward.toArray(JsonObject[]::new));
        assertThat(station.page.locator(".strip-alarms a")).hasCount(9);
        List<?> looks = (List<?>) station.page.evaluate("""
                () => [...document.querySelectorAll(".strip-alarms a")].map(chip => {
                  const { borderTopStyle, borderTopWidth, backgroundColor } = getComputedStyle(chip);
                  return [chip.querySelector(".mark").innerText, borderTopStyle, borderTopWidth, backgroundColor === "rgba(0, 0, 0, 0)"].join(" ");
                })""");
        assertThat(looks).doesNotHaveDuplicates().hasSize(9);
        assertThat(looks.get(0)).as("the most urgent has the strongest edge").isEqualTo("!!! solid 3px false");
    }

    @Test
    void theAnsweredOneKeepsItsPlaceWhereThereIsRoom() {
        station.close();
        station = new StationPage(browsers.browser, 1920, 1080, ColorScheme.LIGHT, "en-GB");
        onDuty(
                standing(1, "pr.high.warn", "medium", "active", 10),
                standing(2, "sbp.high.crit", "high", "acked", 20),
                standing(3, "pr.high.warn", "medium", "active", 30));
        assertThat(station.page.locator(".strip-alarms .chair-no")).hasText(new String[] {"2", "3", "1"});
        assertThat(station.page.locator(".strip-alarms .more")).hasCount(0);
    }

    private static JsonObject standing(int chair, String alarm, String priority, String state, int seconds) {
        String metric = alarm.substring(0, alarm.indexOf('.'));
        return Patients.alarm(
                Patients.calm(chair), alarm, "limit_high", metric, priority, state, 150, 140, Duration.ofSeconds(seconds));
    }

    /** Over sixteen chairs, so that one has up to three; every fifth is answered. */
    private static JsonObject[] ward(int alarms) {
        JsonObject[] ward = new JsonObject[16];
        for (int chair = 1; chair <= ward.length; chair++) {
            ward[chair - 1] = Patients.calm(chair);
        }
        String[] priorities = {"medium", "high", "low"};
        for (int i = 0; i < alarms; i++) {
            Patients.alarm(
                    ward[i % 16],
                    "tech.nibp.overdue",
                    "overdue",
                    "sbp",
                    priorities[i % 3],
                    i % 5 == 4 ? "acked" : "active",
                    null,
                    null,
                    Duration.ofSeconds(30L + i));
        }
        return ward;
    }
}
