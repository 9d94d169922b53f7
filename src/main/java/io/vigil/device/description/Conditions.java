package io.vigil.device.description;

import java.util.Map;
import java.util.regex.Pattern;

/** Names and the regular expressions their values must match as a whole. */
final class Conditions {
    private Conditions() {}

    static boolean hold(Map<String, Pattern> conditions, Facts facts) {
        return conditions.entrySet().stream()
                .allMatch(condition -> facts.all(condition.getKey()).stream()
                        .anyMatch(value -> condition.getValue().matcher(value).matches()));
    }

    static boolean holdWherePresent(Map<String, Pattern> conditions, Facts facts) {
        return conditions.entrySet().stream()
                .allMatch(condition -> facts.all(condition.getKey()).stream()
                        .allMatch(value -> condition.getValue().matcher(value).matches()));
    }
}
