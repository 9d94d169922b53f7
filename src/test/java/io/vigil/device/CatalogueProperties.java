package io.vigil.device;

import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * What holds for every type of the catalogue, and for invented ones with each kind of framing, whatever comes over the
 * line. What good records look like is taken from the examples inside the descriptions.
 */
class CatalogueProperties {
    private static final String FRAMED = """
            records: [{fields: {spo2: b2, pr: b3}, readings: {spo2: {from: spo2, none: [0]}, pr: {from: pr, none: [0]}}}]
            """;
    private static final List<String> FRAMINGS = List.of(
            "{start: '3E', length: 6, checksum: {kind: xor}}|3E 06 61 48 00 11",
            "{start: '3E', length: {at: 1, lowest: 6}, longest: 40, checksum: {kind: twos}}|3E 06 61 48 00 13",
            "{length: 6, sync: {bit: 7}}|BE 06 61 48 00 11",
            "{start: '02', end: '03', longest: 20}|02 06 61 48 00 03",
            "{start: 'AA 55', length: 6, confirmed: true}|AA 55 61 48 00 11");

    private static List<DeviceType> types = List.of();
    private static List<List<byte[]>> good = List.of();
    private static Path folder = Path.of("");

    @BeforeContainer
    static void catalogue() throws IOException {
        folder = Files.createTempDirectory("invented");
        List<DeviceType> all = new ArrayList<>(Catalogue.builtIn().all());
        List<List<byte[]>> records = new ArrayList<>();
        all.forEach(type -> records.add(List.of()));
        for (String framing : FRAMINGS) {
            String[] parts = framing.split("\\|");
            String text = Invented.SERIAL + "framing: " + parts[0] + "\n" + FRAMED + "examples: [{hex: " + parts[1]
                    + ", expect: [spo2 97, pr 72]}]\n";
            all.add(new Invented(folder).type(text));
            records.add(List.of(Streams.hex(parts[1])));
        }
        types = all;
        good = records;
    }

    @AfterContainer
    static void remove() throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Property(tries = 150)
    void nothingThrowsAndNothingIsBeyondBelief(@ForAll @Size(max = 1500) byte[] noise, @ForAll Random random) {
        for (DeviceType type : types) {
            byte[] stream = noise.clone();
            List<Decoded> all = new ArrayList<>();
            if (type.stream()) {
                Decoder decoder = type.fullDecoder();
                decoder.feed(stream, 0, stream.length, all::add);
                decoder.endOfFile(all::add);
            } else {
                all.addAll(type.messageDecoder().decode("a/b/state", stream));
                all.addAll(type.messageDecoder().decode("", json(random)));
            }
            for (Decoded.Sample sample : samples(all)) {
                assertThat(sample.readings())
                        .as(type.id())
                        .filteredOn(Reading::hasValue)
                        .allMatch(reading -> reading.metric().plausible(reading.value()));
            }
        }
    }

    private static byte[] json(Random random) {
        String[] keys = {"spo2", "pr", "heartRate", "type", "data", "characteristic", "read", "t", "Time", "id"};
        String[] values = {
            "97", "-1", "\"nan\"", "null", "1e999", "{}", "[]", "true", "\"2a35\"", "99999999999999999999"
        };
        StringBuilder json = new StringBuilder("{");
        for (int i = random.nextInt(5); i >= 0; i--) {
            json.append('"').append(keys[random.nextInt(keys.length)]).append("\":");
            json.append(values[random.nextInt(values.length)]).append(i == 0 ? "}" : ",");
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Property(tries = 100)
    void chunksMakeNoDifference(
            @ForAll @Size(max = 800) byte[] noise,
            @ForAll @IntRange(min = 1, max = 50) int chunk,
            @ForAll Random random) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).stream()) {
                byte[] stream = mixed(good.get(i), noise, random);
                assertThat(decode(types.get(i), stream, chunk))
                        .as(types.get(i).id())
                        .isEqualTo(decode(types.get(i), stream, stream.length + 1));
            }
        }
    }

    @Property(tries = 150)
    void afterDamageTheSecondGoodFrameIsRead(@ForAll @Size(max = 60) byte[] noise, @ForAll Random random) {
        for (int i = 0; i < types.size(); i++) {
            for (byte[] frame : good.get(i)) {
                byte[] damaged = mixed(good.get(i), noise, random);
                ByteArrayOutputStream stream = new ByteArrayOutputStream();
                stream.writeBytes(damaged);
                // What a false length may still claim is over before the second one.
                stream.writeBytes(frame);
                stream.writeBytes(frame);
                List<Decoded.Sample> read = samples(decode(types.get(i), stream.toByteArray(), 64));
                assertThat(read)
                        .as(FRAMINGS.get(i - (types.size() - FRAMINGS.size())))
                        .isNotEmpty();
                assertThat(read.get(read.size() - 1).offset()).isEqualTo(damaged.length + frame.length);
            }
        }
    }

    /** Whatever comes, a decoder holds no more than its longest record: an endless one is given up in pieces. */
    @Property(tries = 5)
    void anEndlessRecordIsGivenUp(@ForAll byte octet) {
        byte[] same = new byte[64 * 1024];
        java.util.Arrays.fill(same, octet);
        for (DeviceType type : types) {
            if (type.stream()) {
                long largest = decode(type, same, 4096).stream()
                        .mapToLong(decoded -> decoded instanceof Decoded.Rejected rejected ? rejected.bytes() : 0)
                        .max()
                        .orElse(0);
                assertThat(largest).as(type.id()).isLessThanOrEqualTo(17_000);
            }
        }
    }

    private static byte[] mixed(List<byte[]> frames, byte[] noise, Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            for (int i = random.nextInt(4); i > 0; i--) {
                stream.write(noise, 0, random.nextInt(noise.length + 1));
                stream.write(frame, 0, random.nextInt(frame.length + 1));
            }
        }
        return frames.isEmpty() ? noise : stream.toByteArray();
    }

    private static List<Decoded> decode(DeviceType type, byte[] bytes, int chunk) {
        Decoder decoder = type.fullDecoder();
        List<Decoded> all = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += chunk) {
            decoder.feed(bytes, from, Math.min(chunk, bytes.length - from), all::add);
        }
        decoder.end(all::add);
        return all;
    }
}
