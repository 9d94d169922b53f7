package io.vigil.store.block;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;

/** The numbers that stand for metrics and qualities on disk. For ever: a number is never given to another meaning. */
public final class Codes {
    private static final Metric[] METRICS = new Metric[32];
    private static final Quality[] QUALITIES = new Quality[8];

    static {
        for (Metric metric : Metric.values()) {
            METRICS[of(metric)] = metric;
        }
        for (Quality quality : Quality.values()) {
            QUALITIES[of(quality)] = quality;
        }
    }

    private Codes() {}

    public static int of(Metric metric) {
        return switch (metric) {
            case SPO2 -> 1;
            case PR -> 2;
            case HR -> 3;
            case RR -> 4;
            case PI -> 5;
            case SBP -> 6;
            case DBP -> 7;
            case MAP -> 8;
        };
    }

    public static int of(Quality quality) {
        return switch (quality) {
            case GOOD -> 0;
            case QUESTIONABLE -> 1;
            case INVALID -> 2;
            case SENSOR_OFF -> 3;
        };
    }

    public static Metric metric(int code) {
        Metric metric = code < METRICS.length ? METRICS[code] : null;
        if (metric == null) {
            throw new Garbled("metric " + code);
        }
        return metric;
    }

    public static Quality quality(int code) {
        Quality quality = code < QUALITIES.length ? QUALITIES[code] : null;
        if (quality == null) {
            throw new Garbled("quality " + code);
        }
        return quality;
    }
}
