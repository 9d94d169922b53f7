package io.vigil.device;

import io.vigil.device.sim.ContecEncoder;
import io.vigil.device.sim.GattBloodPressureEncoder;
import io.vigil.device.sim.GattEncoder;
import io.vigil.device.sim.IvyEncoder;
import io.vigil.device.sim.JsonEncoder;
import io.vigil.device.sim.NoninDf8Simulator;
import io.vigil.device.sim.NoninEncoder;
import io.vigil.device.sim.O2RingEncoder;
import io.vigil.device.sim.SunTechEncoder;
import io.vigil.device.sim.TextEncoder;
import io.vigil.device.sim.VigilJsonEncoder;
import io.vigil.device.sim.Vitals;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One frame, line or message of a type, and what it says. The bytes are the encoders', which were written from the
 * layouts.
 */
public record Spoken(String topic, byte[] bytes, Map<Metric, Double> means) {
    private static final LocalDateTime AT = LocalDateTime.of(2026, 5, 4, 10, 15, 30);
    private static final String MAC = "001122334455";
    private static final String GATEWAY = "home/gateway/BTtoMQTT/" + MAC;

    /** Numbers that every format can say. */
    public record Numbers(int spo2, int pulse, int hundredths, int sbp, int dbp, int map, int rr) {
        public static Numbers of(Random random) {
            int dbp = 40 + random.nextInt(60);
            int sbp = dbp + 20 + random.nextInt(80);
            return new Numbers(
                    60 + random.nextInt(41),
                    30 + random.nextInt(170),
                    10 * (2 + random.nextInt(200)),
                    sbp,
                    dbp,
                    dbp + (sbp - dbp) / 3,
                    5 + random.nextInt(40));
        }

        double pi() {
            return hundredths / 100.0;
        }
    }

    private static final Map<String, Function<Numbers, Spoken>> STREAMS = new TreeMap<>(Map.ofEntries(
            Map.entry("nonin-df2", n -> ox(NoninEncoder.packet(false, n.spo2, n.pulse, 0, n.pulse), n)),
            Map.entry("nonin-df7", n -> ox(NoninEncoder.packet(true, n.spo2, n.pulse, 0, 211 * n.pulse % 65_536), n)),
            Map.entry("nonin-df8", n -> ox(NoninDf8Simulator.frame(n.spo2, n.pulse, false, false, false), n)),
            Map.entry("nonin-df13", n -> ox(NoninEncoder.spotCheck(AT, n.spo2, n.pulse, true, false, n.rr % 5), n)),
            Map.entry("nonin-ascii", n -> ox(TextEncoder.nonin(n.spo2, n.pulse), n)),
            Map.entry("masimo-ascii1", Spoken::masimo),
            Map.entry(
                    "contec-v7",
                    n -> perfused(ContecEncoder.v7(n.spo2, n.pulse, n.hundredths, n.pulse % 128, false, false), n)),
            Map.entry("contec-5byte", n -> ox(ContecEncoder.fiveBytes(n.spo2, n.pulse, n.rr, false, false), n)),
            Map.entry("nellcor-ascii", n -> ox(TextEncoder.nellcor(AT, n.spo2, n.pulse, n.rr, ""), n)),
            Map.entry("suntech-advantage", n -> cuff(SunTechEncoder.result(n.sbp, n.dbp, n.map, n.pulse, 0), n)),
            Map.entry("medlab-un300c", n -> cuff(TextEncoder.medlabResult(n.sbp, n.dbp, n.map, n.pulse, 0), n)),
            Map.entry("ivy-450c", Spoken::ivy),
            Map.entry("datascope-accutorr", Spoken::accutorr)));

    private static final Map<String, Function<Numbers, Spoken>> MESSAGES = new TreeMap<>(Map.ofEntries(
            Map.entry("viatom-o2ring", Spoken::o2Ring),
            Map.entry("gatt-heart-rate", n -> new Spoken("", GattEncoder.heartRate(n.pulse, true), hr(n))),
            Map.entry(
                    "gatt-plx-continuous",
                    n -> new Spoken("", GattEncoder.continuous(n.spo2, n.pulse, n.hundredths / 100, 32, 0), whole(n))),
            Map.entry("gatt-plx-spot", n -> ox(GattEncoder.spotCheck(n.spo2, n.pulse, AT, 128), n)),
            Map.entry(
                    "gatt-blood-pressure",
                    n -> cuff(GattBloodPressureEncoder.measurement(n.sbp, n.dbp, n.map, n.pulse, AT, 0), n)),
            Map.entry("gatt-intermediate-cuff", n -> new Spoken("", GattEncoder.cuffPressure(n.sbp), Map.of())),
            Map.entry("vigil-json", Spoken::vigil),
            Map.entry(
                    "openmqttgateway",
                    n -> cuff(
                            GATEWAY,
                            JsonEncoder.read(
                                    MAC,
                                    "1810",
                                    "2a35",
                                    GattBloodPressureEncoder.measurement(n.sbp, n.dbp, n.map, n.pulse, AT, 0)),
                            n)),
            Map.entry(
                    "esphome",
                    n -> new Spoken(
                            "chair/sensor/spo2/state", text(JsonEncoder.bare(n.spo2)), Map.of(Metric.SPO2, (double)
                                    n.spo2))),
            Map.entry(
                    "tasmota",
                    n -> new Spoken("tele/chair/SENSOR", text(JsonEncoder.tasmota(AT, n.spo2, n.pulse)), oximeter(n))),
            Map.entry(
                    "qube-vital",
                    n -> new Spoken(
                            "CM4_BLE_GW_TX",
                            text(JsonEncoder.qubeOximeter(
                                    1_777_888_800, "02:00:00:00:00:11", n.spo2, n.pulse, n.hundredths / 100.0)),
                            perfused(n))),
            Map.entry(
                    "mqtt-vitals",
                    n -> new Spoken("esp32/health", text(JsonEncoder.esp32(n.spo2, n.pulse)), oximeter(n)))));

    static Set<String> streams() {
        return STREAMS.keySet();
    }

    static Set<String> messages() {
        return MESSAGES.keySet();
    }

    public static Spoken of(String type, Numbers numbers) {
        Function<Numbers, Spoken> says = STREAMS.getOrDefault(type, MESSAGES.get(type));
        return Objects.requireNonNull(says, type).apply(numbers);
    }

    private static Spoken ox(byte[] bytes, Numbers n) {
        return new Spoken("", bytes, oximeter(n));
    }

    private static Spoken perfused(byte[] bytes, Numbers n) {
        return new Spoken("", bytes, perfused(n));
    }

    private static Spoken cuff(byte[] bytes, Numbers n) {
        return new Spoken("", bytes, pressures(n));
    }

    private static Spoken cuff(String topic, String json, Numbers n) {
        return new Spoken(topic, text(json), pressures(n));
    }

    private static Map<Metric, Double> oximeter(Numbers n) {
        return new LinkedHashMap<>(Map.of(Metric.SPO2, (double) n.spo2, Metric.PR, (double) n.pulse));
    }

    private static Map<Metric, Double> perfused(Numbers n) {
        Map<Metric, Double> all = oximeter(n);
        all.put(Metric.PI, n.pi());
        return all;
    }

    private static Map<Metric, Double> whole(Numbers n) {
        Map<Metric, Double> all = oximeter(n);
        all.put(Metric.PI, (double) (n.hundredths / 100));
        return all;
    }

    private static Map<Metric, Double> hr(Numbers n) {
        return Map.of(Metric.HR, (double) n.pulse);
    }

    private static Map<Metric, Double> pressures(Numbers n) {
        return Map.of(
                Metric.SBP, (double) n.sbp,
                Metric.DBP, (double) n.dbp,
                Metric.MAP, (double) n.map,
                Metric.PR, (double) n.pulse);
    }

    private static Spoken masimo(Numbers n) {
        String line = String.format(
                Locale.ROOT,
                "05/04/26 10:15:30 SN=0000000001 SPO2=%03d%% BPM=%03d PI=%05.2f%% SPCO=--.-%% SPMET=--.-%% DESAT=--"
                        + " PIDELTA=+-- ALARM=0000 EXC=000800\n\r",
                n.spo2,
                n.pulse,
                n.pi());
        return perfused(text(line), n);
    }

    private static Spoken ivy(Numbers n) {
        byte[] waves = new byte[400];
        new Random(n.pulse).nextBytes(waves);
        double none = Double.NaN;
        Vitals vitals = new Vitals(n.spo2, n.pulse, none, false, false, n.pulse, n.rr, n.sbp, n.dbp, n.map, n.pulse);
        Map<Metric, Double> means = new LinkedHashMap<>(oximeter(n));
        means.put(Metric.HR, (double) n.pulse);
        means.put(Metric.RR, (double) n.rr);
        pressures(n).forEach(means::putIfAbsent);
        return new Spoken("", IvyEncoder.frame(vitals, waves), means);
    }

    private static Spoken accutorr(Numbers n) {
        Map<Metric, Double> means = new LinkedHashMap<>(oximeter(n));
        pressures(n).forEach(means::putIfAbsent);
        return new Spoken("", TextEncoder.accutorr(n.spo2, n.pulse, n.sbp, n.map, n.dbp, 0), means);
    }

    private static Spoken o2Ring(Numbers n) {
        Map<Metric, Double> means = oximeter(n);
        means.put(Metric.PI, (double) (n.hundredths / 100));
        return new Spoken("", O2RingEncoder.sensors(n.spo2, n.pulse, n.hundredths / 100, true), means);
    }

    private static Spoken vigil(Numbers n) {
        Map<Metric, Double> means = perfused(n);
        return new Spoken(
                "vigil/s1/ox/reading", text(VigilJsonEncoder.encode(Optional.empty(), means, Quality.GOOD)), means);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
