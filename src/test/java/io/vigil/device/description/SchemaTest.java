package io.vigil.device.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader and the shipped JSON Schema say the same of every description, right or wrong. */
class SchemaTest {
    private static final String RIGHT = """
            id: acme
            vendor: Acme
            model: One
            kind: oximeter
            notes: constructed
            confidence: low
            sources: [constructed]
            fhir: {code: "528388", display: D, manufacturer: M, device_name: N}
            metrics: [spo2, pr]
            link: {serial: {baud: 9600, parity: none, dtr: true}}
            silence_s: 5
            match: {port: tty.*, usb: [{vid: '0403', pid: '6001'}]}
            freshness: {retained: ignore, per_second: 5}
            clock: {use: host}
            binding: {chair: {from: who}}
            talk:
              poll: [{text: P, every_s: 5, why: ask}]
              start: {text: GO, hazardous: true, why: start}
              abort: {text: STOP, why: stop}
            framing: {start: AA, length: 6, checksum: {kind: xor}}
            none: [0, 'x+']
            records:
              - fields: {spo2: 'b1[6:0]', pr: {at: 2, bytes: 2}, who: b4}
                size: 6
                when: {who: '.*'}
                readings: {spo2: {from: spo2, unit: '%', plausible: [50, 100]}, pr: pr}
                status: [{from: who, bits: {0x1: questionable motion}}]
                alarms: [{from: who, bits: {0x2: high spo2-low}}]
                marks: {demo: who == 255}
                time: {from: who, format: epoch_s}
                together: [spo2]
                sequence: {from: who}
            examples:
              - {hex: AA 61 48 00 00 83, expect: [spo2 97, pr 72]}
            """;

    @TestFactory
    Stream<DynamicTest> everyDescriptionIsRightForBoth() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("devices"))) {
            List<Path> files = folders.map(folder -> folder.resolve("device.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
            assertThat(files).hasSizeGreaterThanOrEqualTo(24);
            return files.stream()
                    .map(file ->
                            DynamicTest.dynamicTest(file.toString(), () -> assertBoth(Files.readString(file), true)));
        }
    }

    @Test
    void aDescriptionWithEveryWordIsRightForBoth() {
        assertBoth(RIGHT, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: acme | id: Acme One",
                "id: acme | idd: acme",
                "vendor: Acme | ",
                "confidence: low | confidence: sure",
                "sources: [constructed] | ",
                "device_name: N} | device: N}",
                "metrics: [spo2, pr] | metrics: [spo2, pulse]",
                "metrics: [spo2, pr] | ",
                "baud: 9600 | baud: fast",
                "baud: 9600 | baud: 100",
                "parity: none | parity: mark",
                "dtr: true | dtr: maybe",
                "link: {serial: | link: {serail:",
                "silence_s: 5 | silence_s: 5.5",
                "silence_s: 5 | silence_s: -1",
                "vid: '0403' | vid: '403'",
                "retained: ignore | retained: soon",
                "per_second: 5 | per_second: 2000",
                "use: host | use: mine",
                "binding: {chair: | binding: {stool:",
                "chair: {from: who} | chair: {form: who}",
                "every_s: 5 | every_s: 0",
                "every_s: 5, | ",
                "text: P, | ",
                "text: P, | text: P, hex: '50',",
                "hazardous: true, | ",
                "abort: {text: STOP, why: stop} | ",
                "why: ask | way: ask",
                "start: AA | start: A",
                "length: 6 | length: 0",
                "kind: xor | kind: md5",
                "'b1[6:0]' | 'b1[8:0]'",
                "'b1[6:0]' | 'byte 1'",
                "{at: 2, bytes: 2} | {bytes: 2}",
                "{at: 2, bytes: 2} | {at: 2, bytes: 2, endian: middle}",
                "size: 6 | size: big",
                "when: {who: '.*'} | when: [who]",
                "readings: {spo2: | readings: {sp02:",
                "from: spo2, unit | form: spo2, unit",
                "plausible: [50, 100] | plausible: [50]",
                "0x1: questionable | bit 1: questionable",
                "high spo2-low | urgent spo2-low",
                "high spo2-low | high",
                "marks: {demo: | marks: {damo:",
                "time: {from: who, | time: {",
                "together: [spo2] | together: [sp02]",
                "sequence: {from: who} | sequence: {}",
                "sequence: {from: who} | sequence: {from: who, modulo: 1}",
                "expect: [spo2 97, pr 72] | expected: [spo2 97, pr 72]",
                "hex: AA 61 48 00 00 83 | hex: AA 6",
                "hex: AA 61 48 00 00 83, | ",
            })
    void whatIsWrongIsWrongForBoth(String right, String wrong) {
        assertThat(RIGHT).contains(right);
        assertBoth(RIGHT.replace(right, wrong == null ? "" : wrong), false);
    }

    private static void assertBoth(String text, boolean right) {
        List<Problem> reader = Description.read("device.yaml", text).problems();
        List<Problem> schema = SchemaCheck.problems("device.yaml", text);
        assertThat(reader.isEmpty()).as("reader: %s", reader).isEqualTo(right);
        assertThat(schema.isEmpty()).as("schema: %s", schema).isEqualTo(right);
        assertThat(schema)
                .allSatisfy(problem -> assertThat(problem.place().line()).isPositive());
    }
}
