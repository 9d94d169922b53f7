package io.vigil.device.mqtt.suggest;

import io.vigil.vital.Metric;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which vital sign a name probably means, as hobbyists, gateways and Home Assistant's senders name them. */
final class MetricWords {
    /** In this order: a name with {@code ecg} in it is a heart rate, whatever else it says. */
    private static final Map<Metric, Pattern> WORDS = words();

    private static final int LONGEST = 200;

    private MetricWords() {}

    private static Map<Metric, Pattern> words() {
        Map<Metric, Pattern> words = new LinkedHashMap<>();
        words.put(Metric.HR, word("ecg ?(hr|heart ?rate)?"));
        words.put(Metric.SPO2, word("sp ?o ?2|blood ?oxygen|oxygen ?(saturation|level)|sat|o2 ?sat"));
        words.put(
                Metric.PR,
                word("pr|hr|bpm|pulse|pulse ?rate|heart ?rate|heart ?beat|heart|pulse ?bpm|heart ?rate ?bpm"));
        words.put(
                Metric.RR,
                word("rr|resp|respiration|respiratory ?rate|respiration ?rate|resp ?rate|breath(ing)? ?rate"));
        words.put(Metric.PI, word("pi|perfusion|perfusion ?index"));
        words.put(Metric.SBP, word("sbp|sys|systolic|bp ?high|systolic ?pressure"));
        words.put(Metric.DBP, word("dbp|dia|diastolic|bp ?low|diastolic ?pressure"));
        words.put(Metric.MAP, word("map|mean ?(arterial)? ?pressure|mean ?bp"));
        return words;
    }

    private static Pattern word(String alternatives) {
        return Pattern.compile("(^|.* )(" + alternatives + ")( .*|$)");
    }

    /** @param name any: {@code spO2}, {@code Heart Rate}, {@code pulse_rate} */
    static Optional<Metric> of(String name) {
        String plain = name.substring(0, Math.min(name.length(), LONGEST))
                .replaceAll("([a-z])([A-Z])(?![0-9])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .trim();
        return WORDS.entrySet().stream()
                .filter(each -> each.getValue().matcher(plain).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
