package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.message;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.sim.GattBloodPressureEncoder;
import io.vigil.device.sim.MasimoAscii1Simulator;
import io.vigil.device.sim.NoninDf8Simulator;
import io.vigil.device.sim.VigilJsonEncoder;
import io.vigil.device.sim.Vitals;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every stream, however it is cut, mixed or damaged. The encoders were written from the layouts. */
class DecoderProperties {
    private static final double NONE = Double.NaN;

    /** A patient's minute, with gaps, doubts and a sensor that comes off. */
    @Provide
    Arbitrary<List<Vitals>> patients() {
        Arbitrary<Double> spo2 = Arbitraries.integers().between(1, 100).map(Integer::doubleValue);
        Arbitrary<Double> gap = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(9, spo2), net.jqwik.api.Tuple.of(1, Arbitraries.just(NONE)));
        Arbitrary<Double> pr = Arbitraries.integers().between(18, 240).map(Integer::doubleValue);
        Arbitrary<Double> pi = Arbitraries.integers().between(2, 2000).map(hundredths -> hundredths / 100.0);
        Arbitrary<Integer> doubt = Arbitraries.integers().between(0, 9);
        return Combinators.combine(gap, pr, pi, doubt)
                .as((s, p, i, d) -> new Vitals(s, p, i, d == 1, d == 0, NONE, NONE, NONE, NONE, NONE, NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 300)
    void everyNoninFrameReadsAsItWasMeant(@ForAll("patients") List<Vitals> seconds) {
        sameReadings(decode("nonin-df8", nonin(seconds)), seconds, false);
    }

    @Property(tries = 300)
    void everyMasimoLineReadsAsItWasMeant(@ForAll("patients") List<Vitals> seconds) {
        sameReadings(decode("masimo-ascii1", masimo(seconds)), seconds, true);
    }

    private static void sameReadings(List<Decoded> all, List<Vitals> seconds, boolean perfusion) {
        assertThat(rejected(all)).isEmpty();
        assertThat(samples(all)).hasSize(seconds.size());
        for (int i = 0; i < seconds.size(); i++) {
            Decoded.Sample sample = samples(all).get(i);
            Vitals meant = seconds.get(i);
            sameReading(reading(sample, Metric.SPO2), meant.spo2(), meant);
            sameReading(reading(sample, Metric.PR), meant.pr(), meant);
            if (perfusion) {
                sameReading(reading(sample, Metric.PI), meant.pi(), meant);
            }
        }
    }

    private static void sameReading(Reading reading, double meant, Vitals vitals) {
        if (vitals.sensorOff()) {
            assertThat(reading.quality()).isEqualTo(Quality.SENSOR_OFF);
            assertThat(reading.hasValue()).isFalse();
        } else if (Double.isNaN(meant)) {
            assertThat(reading.quality()).isEqualTo(Quality.INVALID);
        } else {
            assertThat(reading.value()).isEqualTo(meant);
            boolean doubted = vitals.lowPerfusion() || Double.isNaN(vitals.spo2());
            assertThat(reading.quality()).isEqualTo(doubted ? Quality.QUESTIONABLE : Quality.GOOD);
        }
    }

    @Property(tries = 300)
    void chunksMakeNoDifference(
            @ForAll("patients") List<Vitals> seconds,
            @ForAll Random damage,
            @ForAll @IntRange(min = 1, max = 40) int chunk) {
        for (String type : List.of("nonin-df8", "masimo-ascii1")) {
            byte[] stream = damaged(type.equals("nonin-df8") ? nonin(seconds) : masimo(seconds), damage, 4);
            assertThat(decode(type, stream, chunk)).isEqualTo(decode(type, stream));
        }
    }

    @Property(tries = 300)
    void noiseNeverThrowsAndEveryByteIsAccountedFor(@ForAll @Size(max = 3000) byte[] noise) {
        List<Decoded> nonin = decode("nonin-df8", noise);
        assertThat(4L * samples(nonin).size() + rejectedBytes(nonin)).isEqualTo(noise.length);
        List<Decoded> masimo = decode("masimo-ascii1", noise);
        assertThat(samples(masimo)).isEmpty();
        long ends = countLineEnds(noise);
        assertThat(rejectedBytes(masimo) + ends).isEqualTo(noise.length);
    }

    private static long rejectedBytes(List<Decoded> all) {
        return rejected(all).stream().mapToLong(Decoded.Rejected::bytes).sum();
    }

    private static long countLineEnds(byte[] bytes) {
        long ends = 0;
        for (byte octet : bytes) {
            ends += octet == 0 || octet == '\r' || octet == '\n' ? 1 : 0;
        }
        return ends;
    }

    @Property(tries = 300)
    void afterDamageTheSecondGoodFrameIsRead(@ForAll("patients") List<Vitals> seconds, @ForAll Random damage) {
        for (String type : List.of("nonin-df8", "masimo-ascii1")) {
            boolean nonin = type.equals("nonin-df8");
            byte[] broken = damaged(nonin ? nonin(seconds) : masimo(seconds), damage, 6);
            byte[] good = nonin
                    ? NoninDf8Simulator.frame(93, 61, false, false, false)
                    : ascii("05/04/26 10:15:30 SPO2=093% BPM=061 PI=11.82% ALARM=00 EXC=800\r\n");
            List<Decoded> all = decode(type, join(broken, good, good));
            List<Decoded.Sample> samples = samples(all);
            Decoded.Sample last = samples.get(samples.size() - 1);
            assertThat(last.offset()).isEqualTo(broken.length + good.length);
            assertThat(reading(last, Metric.SPO2).value()).isEqualTo(93);
        }
    }

    /** ASCII 1 has redundancy enough to promise it: no value that does not stand in the stream in its full width. */
    @Property(tries = 500)
    void aDamagedMasimoStreamGivesNoValueThatIsNotInIt(
            @ForAll("patients") List<Vitals> seconds, @ForAll Random damage) {
        byte[] stream = damaged(masimo(seconds), damage, 8);
        String text = new String(stream, StandardCharsets.ISO_8859_1);
        for (Decoded.Sample sample : samples(decode("masimo-ascii1", stream))) {
            for (Reading reading : sample.readings()) {
                if (reading.hasValue()) {
                    assertThat(text).contains(printed(reading));
                }
            }
        }
    }

    private static String printed(Reading reading) {
        return switch (reading.metric()) {
            case SPO2 -> String.format(Locale.ROOT, "SPO2=%03.0f", reading.value());
            case PR -> String.format(Locale.ROOT, "BPM=%03.0f", reading.value());
            default -> String.format(Locale.ROOT, "PI=%05.2f", reading.value());
        };
    }

    @Property(tries = 300)
    void twoInterleavedMasimoLinesAreNeverOneReading(@ForAll("patients") List<Vitals> seconds, @ForAll Random mix) {
        Assume.that(seconds.size() >= 2);
        byte[] first = masimo(seconds.subList(0, 1));
        byte[] second = masimo(seconds.subList(1, 2));
        int at = 1 + mix.nextInt(first.length - 3);
        byte[] mixed = join(Arrays.copyOf(first, at), second, Arrays.copyOfRange(first, at, first.length));
        List<Decoded.Sample> samples = samples(decode("masimo-ascii1", mixed));
        assertThat(samples).isEmpty();
    }

    @Property(tries = 300)
    void everyCuffMeasurementReadsAsItWasMeant(
            @ForAll @IntRange(min = 30, max = 300) int sbp,
            @ForAll @IntRange(min = 10, max = 220) int dbp,
            @ForAll @DoubleRange(min = 20, max = 204) double mean,
            @ForAll @IntRange(min = 10, max = 330) int pulse,
            @ForAll boolean timed) {
        Assume.that(sbp > dbp);
        double map = Math.round(mean * 10) / 10.0;
        LocalDateTime at = LocalDateTime.of(2026, 5, 4, 10, 15, 30);
        byte[] bytes = GattBloodPressureEncoder.measurement(sbp, dbp, map, pulse, timed ? at : null, 0);
        for (byte[] form :
                List.of(bytes, ascii(GattBloodPressureEncoder.openMqttGatewayReply("001122334455", bytes)))) {
            Decoded.Sample sample =
                    samples(message("gatt-blood-pressure", form)).get(0);
            assertThat(sample.readings())
                    .containsExactly(
                            Reading.of(Metric.SBP, sbp, Quality.GOOD),
                            Reading.of(Metric.DBP, dbp, Quality.GOOD),
                            Reading.of(Metric.MAP, map, Quality.GOOD),
                            Reading.of(Metric.PR, pulse, Quality.GOOD));
            assertThat(sample.deviceTime()).isEqualTo(timed ? "2026-05-04T10:15:30" : "");
        }
    }

    @Property(tries = 300)
    void everyVigilMessageReadsAsItWasMeant(
            @ForAll @DoubleRange(min = 1, max = 100) double spo2,
            @ForAll @DoubleRange(min = 0, max = 80) double rr,
            @ForAll @IntRange(min = 10, max = 330) int hr) {
        String text = VigilJsonEncoder.encode(
                Optional.of("2026-05-04T10:15:30.250Z"),
                Map.of(Metric.SPO2, spo2, Metric.RR, rr, Metric.HR, (double) hr, Metric.PI, NONE),
                Quality.GOOD);
        Decoded.Sample sample = samples(message("vigil-json", ascii(text))).get(0);
        assertThat(sample.readings())
                .containsExactly(
                        Reading.of(Metric.SPO2, spo2, Quality.GOOD),
                        Reading.of(Metric.HR, hr, Quality.GOOD),
                        Reading.of(Metric.RR, rr, Quality.GOOD),
                        Reading.none(Metric.PI, Quality.INVALID, List.of()));
    }

    @Property(tries = 500)
    void noMessageThrows(@ForAll @Size(max = 200) byte[] payload) {
        message("gatt-blood-pressure", payload);
        message("vigil-json", payload);
    }

    private static byte[] nonin(List<Vitals> seconds) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        NoninDf8Simulator device = new NoninDf8Simulator(at -> seconds.get((int) (at / 1000)), wire::writeBytes);
        for (int i = 0; i < seconds.size(); i++) {
            device.second(i * 1000L);
        }
        return wire.toByteArray();
    }

    private static byte[] masimo(List<Vitals> seconds) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        MasimoAscii1Simulator device = new MasimoAscii1Simulator(
                at -> seconds.get((int) (at / 1000)), wire::writeBytes, LocalDateTime.of(2026, 5, 4, 10, 15), 1);
        for (int i = 0; i < seconds.size(); i++) {
            device.second(i * 1000L);
        }
        return wire.toByteArray();
    }

    /** Bits flipped, bytes lost and bytes come from nowhere. */
    private static byte[] damaged(byte[] stream, Random random, int wounds) {
        byte[] bytes = stream;
        for (int i = random.nextInt(wounds + 1); i > 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + 1, bytes.length));
                case 2 ->
                    bytes = join(
                            Arrays.copyOf(bytes, at),
                            new byte[] {(byte) random.nextInt()},
                            Arrays.copyOfRange(bytes, at, bytes.length));
                default -> bytes = Arrays.copyOf(bytes, at + 1);
            }
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
