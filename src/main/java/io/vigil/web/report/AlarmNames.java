package io.vigil.web.report;

import io.vigil.alarm.Rule;
import io.vigil.vital.Metric;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a nurse calls an alarm, without figures: the station's own words for it, never its id where there are any. */
record AlarmNames(Course course, Words words) {
    String of(String alarm) {
        for (String key : new String[] {"name." + alarm, "alarm." + alarm}) {
            // Words with figures in them are for an alarm that stands.
            if (words.has(key) && !words.say(key).contains("{worst}")) {
                return words.say(key);
            }
        }
        Optional<Rule> rule = course.rule(alarm);
        return rule.map(this::kind).orElse(alarm);
    }

    /** Where two alarms of one metric differ by their priority. */
    String withPriority(String alarm) {
        return of(alarm)
                + course.rule(alarm)
                        .map(rule ->
                                ", " + words.say("priority." + rule.priority().wire()))
                        .orElse("");
    }

    private String kind(Rule rule) {
        String kind = rule.kind().wire();
        String metrics = rule.metrics().stream()
                .sorted()
                .map(Metric::wire)
                .map(metric -> words.named("metric", metric))
                .collect(Collectors.joining(" / "));
        for (String key : new String[] {"name." + kind, "kind." + kind}) {
            if (words.has(key) && !words.say(key).contains("{worst}")) {
                return words.say(key, "metric", metrics);
            }
        }
        return rule.id();
    }
}
