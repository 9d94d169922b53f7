package io.vigil.device;

import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Bytes through a decoder, for tests. */
public final class Streams {
    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    private Streams() {}

    public static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static List<Decoded> decode(String type, byte[] bytes) {
        return decode(type, bytes, bytes.length);
    }

    public static List<Decoded> decode(String type, byte[] bytes, int chunk) {
        Decoder decoder = CATALOGUE.type(type).orElseThrow().newDecoder();
        List<Decoded> all = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += chunk) {
            decoder.feed(bytes, from, Math.min(chunk, bytes.length - from), all::add);
        }
        decoder.end(all::add);
        return all;
    }

    public static List<Decoded> message(String type, byte[] payload) {
        return CATALOGUE.type(type).orElseThrow().messageDecoder().decode("", payload);
    }

    public static List<Decoded.Sample> samples(List<Decoded> all) {
        return all.stream()
                .filter(Decoded.Sample.class::isInstance)
                .map(Decoded.Sample.class::cast)
                .toList();
    }

    public static List<Decoded.Rejected> rejected(List<Decoded> all) {
        return all.stream()
                .filter(Decoded.Rejected.class::isInstance)
                .map(Decoded.Rejected.class::cast)
                .toList();
    }

    public static Reading reading(Decoded.Sample sample, Metric metric) {
        return sample.readings().stream()
                .filter(reading -> reading.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    /** NaN for a reading without a value. */
    public static List<Double> values(List<Decoded> all, Metric metric) {
        return samples(all).stream()
                .map(sample -> reading(sample, metric).value())
                .toList();
    }
}
