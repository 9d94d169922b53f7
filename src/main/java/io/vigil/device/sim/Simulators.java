package io.vigil.device.sim;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The simulated devices there are, by type. */
public final class Simulators {
    private static final int NELLCOR_EVERY_MILLIS = 2_000;
    private static final int NELLCOR_PAGE_MILLIS = 40_000;
    private static final double NONE = Double.NaN;

    private static final Map<String, Function<Setting, SimulatedDevice>> KINDS = kinds();

    private Simulators() {}

    public static Set<String> types() {
        return Set.copyOf(KINDS.keySet());
    }

    /** A fresh device; empty for a type of which there is none. */
    public static Optional<SimulatedDevice> of(String type, Setting setting) {
        return Optional.ofNullable(KINDS.get(type)).map(kind -> kind.apply(setting));
    }

    private static Map<String, Function<Setting, SimulatedDevice>> kinds() {
        Map<String, Function<Setting, SimulatedDevice>> kinds = new TreeMap<>();
        kinds.put("nonin-df2", at -> new NoninStreamSimulator(at, 2));
        kinds.put("nonin-df7", at -> new NoninStreamSimulator(at, 7));
        kinds.put("nonin-df8", at -> new NoninDf8Simulator(at.script(), at::send));
        kinds.put("nonin-df13", at -> new NoninStreamSimulator(at, 13));
        kinds.put("nonin-ascii", at -> new Steady(at, (elapsed, now) -> noninAscii(at, now)));
        kinds.put("masimo-ascii1", at -> new MasimoAscii1Simulator(at.script(), at::send, at::clock, 1));
        kinds.put("contec-v7", at -> new ContecSimulator(at, true));
        kinds.put("contec-5byte", at -> new ContecSimulator(at, false));
        kinds.put("nellcor-ascii", at -> new Steady(at, (elapsed, now) -> nellcor(at, elapsed, now)));
        kinds.put("suntech-advantage", SunTechSimulator::new);
        kinds.put("medlab-un300c", MedlabSimulator::new);
        kinds.put("ivy-450c", at -> new Steady(at, new IvySimulator(at)::second));
        kinds.put("datascope-accutorr", AccutorrSimulator::new);
        kinds.put("viatom-o2ring", at -> new Steady(at, new GatewaySimulators(at)::o2Ring));
        kinds.put("gatt-heart-rate", at -> new Steady(at, new GatewaySimulators(at)::heartRate));
        kinds.put("gatt-plx-continuous", at -> new Steady(at, new GatewaySimulators(at)::continuous));
        kinds.put("gatt-plx-spot", at -> new Steady(at, new GatewaySimulators(at)::spot));
        kinds.put("gatt-blood-pressure", at -> new Steady(at, new GatewaySimulators(at)::cuff));
        kinds.put("gatt-intermediate-cuff", at -> new Steady(at, new GatewaySimulators(at)::cuffAtWork));
        kinds.put("vigil-json", at -> new GatewaySimulators(at).vigilJson());
        kinds.put("openmqttgateway", at -> new Steady(at, new GatewaySimulators(at)::openMqttGateway));
        kinds.put("esphome", at -> new Steady(at, new GatewaySimulators(at)::esphome));
        kinds.put("tasmota", at -> new Steady(at, new GatewaySimulators(at)::tasmota));
        kinds.put("qube-vital", at -> new Steady(at, new GatewaySimulators(at)::qube));
        kinds.put("mqtt-vitals", at -> new Steady(at, new GatewaySimulators(at)::esp32));
        return kinds;
    }

    private static void noninAscii(Setting at, Vitals now) {
        at.send(TextEncoder.nonin(now.sensorOff() ? NONE : now.spo2(), now.sensorOff() ? NONE : now.pr()));
    }

    private static void nellcor(Setting at, long elapsedMillis, Vitals now) {
        if (elapsedMillis % NELLCOR_PAGE_MILLIS == 0) {
            at.send(TextEncoder.nellcorHeader());
        }
        if (elapsedMillis % NELLCOR_EVERY_MILLIS == 0) {
            boolean none = now.sensorOff() || Double.isNaN(now.spo2());
            String codes = now.sensorOff() ? "SO" : none ? "PS" : now.lowPerfusion() ? "MO" : "";
            at.send(TextEncoder.nellcor(
                    at.clock(elapsedMillis), none ? NONE : now.spo2(), none ? NONE : now.pr(), 40, codes));
        }
    }
}
