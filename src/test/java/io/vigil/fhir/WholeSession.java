package io.vigil.fhir;

import io.vigil.session.Action;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.Effects;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.Protocol;
import io.vigil.session.Session;
import io.vigil.session.Site;
import io.vigil.session.port.Journal;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;

/**
 * A session of two hours, second by second on a clock of its own, folded and handed to the journal as the service does
 * it: an infusion with a fall of saturation, a weak signal, a probe off for an interval, cuff readings of which one fails
 * and one is doubted, a belt, and a patient who turns out to be another.
 */
final class WholeSession {
    static final long T0 = 1_780_000_000_000L;
    static final long INTERVAL_MILLIS = 300_000;
    static final int SECONDS = 7_200;
    static final String ID = "whole-1";

    /** Where what was folded goes. */
    interface Sink {
        void take(Journal.Entry entry) throws Exception;
    }

    private final Sink sink;
    private final Session session;
    private int keys;

    WholeSession(Sink sink, Protocol protocol, Patient patient) throws Exception {
        this.sink = sink;
        Site site = new Site("clinic", true, INTERVAL_MILLIS).charting(Kind.ON_REQUEST);
        var started = new Happening.Started(ID, site, patient, protocol, "1", 70, "anna", "k0");
        Input first = new Input(ID, 1, T0, started);
        session = new Session(first);
        sink.take(new Journal.Entry(first, List.of(), List.of()));
        put(0, new Happening.Bound("ox-1", List.of("spo2", "pr"), "anna"));
        put(0, new Happening.Bound("cuff-1", List.of("sbp", "dbp", "map", "pr"), "anna"));
        put(0, new Happening.Bound("belt-1", List.of("hr", "rr"), "anna"));
    }

    /** Lives from that second to the other, exclusive. */
    void live(int from, int to) throws Exception {
        for (int second = from; second < to; second++) {
            put(second, oximeter(second));
            put(second, belt(second));
            if (second % 300 == 150) {
                put(second, cuff(second));
            }
            if (second == 900) {
                act(second, new Action.Dose("ketamine", "iv", 35, "mg", "start", "52.5 mg/h", "LOT|7", "needed"));
            } else if (second == 1_500) {
                act(second, new Action.Acknowledge("*", 0));
            } else if (second == 3_300) {
                act(second, new Action.Dose("ketamine", "iv", 0, "mg", "stop", null, null, null));
            }
        }
    }

    void reassign(int second, Patient other) throws Exception {
        act(second, new Action.Reassign(other, "the neighbour's file was open"));
    }

    void discharge(int second) throws Exception {
        act(second, new Action.Discharge("well, by the anaesthetist's word"));
    }

    private static Happening oximeter(int second) {
        double saturation = second >= 1_320 && second < 1_380 ? 82 - second % 3 : 95 + second % 4;
        Quality quality = Quality.GOOD;
        if (second >= 2_400 && second < 2_460) {
            saturation = 84;
            quality = Quality.QUESTIONABLE;
        } else if (second >= 3_600 && second < 4_200) {
            saturation = Double.NaN;
            quality = Quality.SENSOR_OFF;
        }
        double pulse = quality == Quality.SENSOR_OFF ? Double.NaN : 66 + second % 11;
        List<Reading> readings = List.of(
                new Reading(Metric.SPO2, saturation, quality, List.of()),
                new Reading(Metric.PR, pulse, quality, List.of()));
        return new Happening.Measured("ox-1", T0 + second * 1000L, "o" + second, readings);
    }

    private static Happening belt(int second) {
        List<Reading> readings = List.of(
                new Reading(Metric.HR, 65 + second % 13, Quality.GOOD, List.of()),
                new Reading(Metric.RR, 13 + second % 4, Quality.GOOD, List.of()));
        return new Happening.Measured("belt-1", T0 + second * 1000L, "b" + second, readings);
    }

    private static Happening cuff(int second) {
        int number = second / 300;
        Quality quality = number == 4 ? Quality.INVALID : number == 9 ? Quality.QUESTIONABLE : Quality.GOOD;
        boolean failed = quality == Quality.INVALID;
        List<Reading> readings = List.of(
                new Reading(Metric.SBP, failed ? Double.NaN : 118 + number, quality, List.of()),
                new Reading(Metric.DBP, failed ? Double.NaN : 71 + number % 5, quality, List.of()),
                new Reading(Metric.MAP, failed ? Double.NaN : 88 + number % 7, quality, List.of()),
                new Reading(Metric.PR, 70, quality, List.of()));
        return new Happening.Measured("cuff-1", T0 + second * 1000L, "c" + second, readings);
    }

    private void act(int second, Action action) throws Exception {
        put(second, new Happening.Acted("anna", "k" + ++keys, action));
    }

    private void put(int second, Happening what) throws Exception {
        Effects effects = new Effects();
        Input input = new Input(ID, session.seq() + 1, session.admit(T0 + second * 1000L), what);
        session.apply(input, effects);
        sink.take(new Journal.Entry(input, effects.events(), effects.charts()));
    }
}
