package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a record may say beside its numbers, on invented devices. */
class DescribedRecordsTest {
    private static final String PAIRS = Invented.SERIAL + """
            records:
              - pairs: {required: [S]}
                readings: {spo2: S, pr: P, sbp: B}
            """;
    private static final String EXAMPLE = "examples: [{input: 'S=97', expect: [spo2 97]}]\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void theDevicesOwnAlarms() {
        String text = PAIRS + """
                    alarms:
                      - {from: A, bits: {0x2: high spo2-low, 0x1: medium spo2-high}, silenced: 0x20, active: 0x10}
                      - {from: W, words: {PL: low pr-low}}
                """ + EXAMPLE;
        assertThat(alarms(text, "S=80 A=12 W=PL")).containsExactly("high spo2-low active", "low pr-low active");
        assertThat(alarms(text, "S=80 A=33")).containsExactly("high spo2-low silenced", "medium spo2-high silenced");
        assertThat(alarms(text, "S=80 A=02")).containsExactly("high spo2-low inactive");
        assertThat(alarms(text, "S=80 A=00 W=XX")).isEmpty();
    }

    private List<String> alarms(String text, String line) {
        return samples(read(text, line)).get(0).alarms().stream()
                .map(alarm -> alarm.priority().wire() + " " + alarm.name() + " "
                        + alarm.state().wire())
                .toList();
    }

    @Test
    void memoryDemoAndTestAreNobodysLiveValues() {
        String text = PAIRS + """
                    marks: {history: {M: '1'}, demo: mode == demo, test: {mode: test|cal}}
                """ + EXAMPLE;
        assertThat(samples(read(text, "S=97 M=1")).get(0).history()).isTrue();
        assertThat(samples(read(text, "S=97 M=0")).get(0).history()).isFalse();
        for (String mode : List.of("demo", "test", "cal")) {
            assertThat(reading(samples(read(text, "S=97 mode=" + mode)).get(0), Metric.SPO2))
                    .satisfies(reading -> {
                        assertThat(reading.hasValue()).isFalse();
                        assertThat(reading.quality()).isEqualTo(Quality.INVALID);
                        assertThat(reading.flags()).containsExactly(mode.equals("cal") ? "test" : mode);
                    });
        }
    }

    @Test
    void aClockWithAZone() {
        String text = PAIRS + """
                    time: {from: T, format: dd.MM.uuuu-HH:mm, zone: Europe/Vienna}
                """ + EXAMPLE;
        assertThat(samples(read(text, "S=97 T=04.05.2026-10:15")).get(0).deviceTime())
                .isEqualTo("2026-05-04T10:15+02:00");
        assertThat(samples(read(text, "S=97 T=04.13.2026-10:15")).get(0).deviceTime())
                .isEmpty();
    }

    @Test
    void aCounterTellsRepeatedAndLostRecords() {
        String text = PAIRS + "    sequence: {from: N, modulo: 10}\n" + EXAMPLE;
        List<Decoded> all = read(text, "S=97 N=8\nS=97 N=9\nS=97 N=9\nS=97 N=0\nS=97 N=3");
        assertThat(samples(all)).hasSize(4).extracting(Decoded.Sample::stamp).containsExactly("8", "9", "0", "3");
        assertThat(all).filteredOn(Decoded.Ignored.class::isInstance).hasSize(1);
        assertThat(rejected(all)).containsExactly(new Decoded.Rejected(36, 0, "2 records lost before"));
    }

    @Test
    void aMeasurementIsKnownAgainByItsFields() {
        String text = PAIRS + "    duplicates: [B, age]\n" + EXAMPLE;
        assertThat(samples(read(text, "S=97 B=120 age=3")).get(0).stamp()).isEqualTo("120/3");
        assertThat(samples(read(text, "S=97 B=120")).get(0).stamp()).isEmpty();
    }

    @Test
    void itIsSaidToWhomARecordBelongs() {
        String text = Invented.MESSAGES + """
                binding:
                  chair: {from: chair}
                  patient: {from: worn.by, map: {a7: p1}}
                match: {when: 'kind == ox and worn.by != nobody', usb: [{vid: '0403', pid: '6001', serial: A5.*}], port: ttyACM\\d}
                freshness: {stale_s: 20, retained: 30, per_second: 2, availability: {topic: ward/+chair/status}}
                clock: {use: host, skew_s: 60, step_back: history}
                records:
                  - {topic: ward/+chair/ox, readings: {spo2: spo2}}
                examples: [{topic: ward/2/ox, input: '{"spo2":97}', expect: [spo2 97]}]
                """;
        DeviceType type = new Invented(folder).type(text);
        List<Decoded> all = type.messageDecoder().decode("ward/2/ox", ascii("{\"spo2\":97,\"worn\":{\"by\":\"a7\"}}"));
        assertThat(samples(all).get(0).belongs()).isEqualTo(Map.of("chair", "2", "patient", "p1"));
        all = type.messageDecoder().decode("ward/3/ox", ascii("{\"spo2\":97,\"worn\":{\"by\":\"b8\"}}"));
        assertThat(samples(all).get(0).belongs()).isEqualTo(Map.of("chair", "3"));

        assertThat(type.availabilityTopic("ward/2/ox")).isEqualTo("ward/2/status");
        assertThat(type.availabilityTopic("ward/+/ox")).isEmpty();
        assertThat(type.freshness().retainedSeconds()).isEqualTo(30);
        assertThat(type.freshness().stepBack()).isEqualTo("history");
        assertThat(type.match().adapter(0x0403, 0x6001, "A50285BJ")).isTrue();
        assertThat(type.match().adapter(0x0403, 0x6001, "B5")).isFalse();
        assertThat(type.match().portName("ttyACM0")).isTrue();

        Catalogue catalogue = Catalogue.of(folder);
        assertThat(catalogue.speaking("ward/9/ox", ascii("{\"kind\":\"ox\",\"worn\":{\"by\":\"a7\"}}")))
                .containsExactly(catalogue.type("acme-one").orElseThrow());
        assertThat(catalogue.speaking("ward/9/ox", ascii("{\"kind\":\"cuff\",\"worn\":{\"by\":\"a7\"}}")))
                .isEmpty();
        assertThat(catalogue.speaking("ward/9/cuff", ascii("{}"))).isEmpty();
        assertThat(catalogue.behind(0x0403, 0x6001, "A5")).hasSize(1);
    }

    private List<Decoded> read(String text, String lines) {
        return Invented.read(new Invented(folder).type(text), ascii(lines + "\n"));
    }
}
