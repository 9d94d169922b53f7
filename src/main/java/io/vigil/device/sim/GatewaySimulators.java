package io.vigil.device.sim;

import io.vigil.vital.Metric;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Set;

/** What devices publish through a broker. A reading in hex is told as a gateway tells it. */
final class GatewaySimulators {
    private static final String MAC = "001122334455";
    private static final String OXIMETER = "02:00:00:00:00:11";
    private static final String CUFF = "02:00:00:00:00:12";
    private static final int NOT_CONNECTED = 1 << 11;
    private static final int LOW_PERFUSION = 1 << 5;
    private static final int ONGOING = 1 << 5;
    private static final int VALIDATED = 1 << 7;
    private static final int NO_SPO2 = 255;
    private static final long TASMOTA_MILLIS = 10_000;
    private static final long HEARTBEAT_MILLIS = 30_000;
    private static final long SPOT_MILLIS = 10_000;
    private static final long INFLATES_MILLIS = 10_000;
    private static final double NONE = Double.NaN;

    private final Setting at;

    GatewaySimulators(Setting setting) {
        this.at = setting;
    }

    SimulatedDevice vigilJson() {
        return new VigilJsonSimulator(
                at.script(), Set.of(Metric.values()), message -> at.publish("", message), at::cuffFails);
    }

    void heartRate(long elapsedMillis, Vitals now) {
        if (!Double.isNaN(now.hr())) {
            int rate = (int) Math.round(now.hr());
            reply("180d", "2a37", GattEncoder.heartRate(rate, !now.sensorOff(), 61_440 / Math.max(1, rate)));
        }
    }

    void continuous(long elapsedMillis, Vitals now) {
        reply("1822", "2a5f", GattEncoder.continuous(spo2(now), pulse(now), pi(now), ONGOING, sensor(now)));
    }

    void spot(long elapsedMillis, Vitals now) {
        if (elapsedMillis % SPOT_MILLIS == 0) {
            reply("1822", "2a5e", GattEncoder.spotCheck(spo2(now), pulse(now), at.clock(elapsedMillis), VALIDATED));
        }
    }

    void cuff(long elapsedMillis, Vitals now) {
        if (now.cuff()) {
            Vitals told = at.cuffFails(elapsedMillis) ? Nothing.VITALS : now;
            reply(
                    "1810",
                    "2a35",
                    GattBloodPressureEncoder.measurement(
                            told.sbp(), told.dbp(), told.map(), told.cuffPulse(), at.clock(elapsedMillis), 0));
        }
    }

    /** The ten seconds before a measurement ends. */
    void cuffAtWork(long elapsedMillis, Vitals now) {
        for (long ahead = 0; ahead < INFLATES_MILLIS; ahead += 1000) {
            if (at.script().at(elapsedMillis + ahead).cuff()) {
                double mmHg = at.cuffFails(elapsedMillis) ? NONE : 60 + 12 * ahead / 1000;
                reply("1810", "2a36", GattEncoder.cuffPressure(mmHg));
                return;
            }
        }
    }

    private void reply(String service, String characteristic, byte[] value) {
        at.publish("", JsonEncoder.read(MAC, service, characteristic, value));
    }

    void o2Ring(long elapsedMillis, Vitals now) {
        boolean none = now.sensorOff() || Double.isNaN(now.spo2()) || Double.isNaN(now.pr());
        byte[] frame = O2RingEncoder.sensors(
                now.sensorOff() ? NO_SPO2 : none ? 0 : (int) Math.round(now.spo2()),
                none ? 0 : (int) Math.round(now.pr()),
                Double.isNaN(now.pi()) ? 0 : (int) Math.round(now.pi()),
                !now.sensorOff());
        at.publish("", HexFormat.of().formatHex(frame));
    }

    void openMqttGateway(long elapsedMillis, Vitals now) {
        continuous(elapsedMillis, now);
        cuff(elapsedMillis, now);
    }

    void esphome(long elapsedMillis, Vitals now) {
        at.publish("spo2", JsonEncoder.bare(spo2(now)));
        at.publish("pulse_rate", JsonEncoder.bare(pulse(now)));
        at.publish("perfusion_index", JsonEncoder.bare(pi(now)));
    }

    void tasmota(long elapsedMillis, Vitals now) {
        if (elapsedMillis % TASMOTA_MILLIS == 0) {
            at.publish("", JsonEncoder.tasmota(at.clock(elapsedMillis), spo2(now), pulse(now)));
        }
    }

    void qube(long elapsedMillis, Vitals now) {
        long seconds = at.clock(elapsedMillis).atZone(ZoneId.systemDefault()).toEpochSecond();
        at.publish("", JsonEncoder.qubeOximeter(seconds, OXIMETER, spo2(now), pulse(now), pi(now)));
        if (now.cuff()) {
            Vitals told = at.cuffFails(elapsedMillis) ? Nothing.VITALS : now;
            at.publish("", JsonEncoder.qubeCuff(seconds, CUFF, told.sbp(), told.dbp(), told.cuffPulse()));
        }
        if (elapsedMillis % HEARTBEAT_MILLIS == 0) {
            at.publish("", JsonEncoder.qubeHeartbeat(seconds));
        }
    }

    void esp32(long elapsedMillis, Vitals now) {
        at.publish("", JsonEncoder.esp32(spo2(now), pulse(now)));
    }

    private static double spo2(Vitals now) {
        return now.sensorOff() ? NONE : now.spo2();
    }

    private static double pulse(Vitals now) {
        return now.sensorOff() ? NONE : now.pr();
    }

    private static double pi(Vitals now) {
        return now.sensorOff() ? NONE : now.pi();
    }

    private static int sensor(Vitals now) {
        return (now.sensorOff() ? NOT_CONNECTED : 0) | (now.lowPerfusion() ? LOW_PERFUSION : 0);
    }
}
