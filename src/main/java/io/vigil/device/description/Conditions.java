package io.vigil.device.description;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and the regular expressions their values must match as a whole. */
final class Conditions {
    private static final Pattern COMPARED =
            Pattern.compile("\\s*([\\w.*/-]+)\\s*(==|!=)\\s*(?:'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+))\\s*");

    private Conditions() {}

    /** {@code a == x and b.c != 'y z'}: values compare as texts, without regard to case. */
    static Map<String, Pattern> parse(Section section, Yaml.Scalar text) {
        Map<String, Pattern> conditions = new LinkedHashMap<>();
        for (String part : text.text().split("\\s+and\\s+", -1)) {
            Matcher compared = COMPARED.matcher(part);
            if (!compared.matches()) {
                section.problem(
                        text.place(),
                        "'" + part + "' is no condition; write for example: type == report and data.n != 0");
                return Map.of();
            }
            String literal = compared.group(3) != null
                    ? compared.group(3)
                    : compared.group(4) != null ? compared.group(4) : compared.group(5);
            String quoted = Pattern.quote(literal);
            Pattern pattern = Pattern.compile(
                    compared.group(2).equals("==") ? quoted : "(?!" + quoted + "$).*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
            if (conditions.put(compared.group(1), pattern) != null) {
                section.problem(text.place(), "'" + compared.group(1) + "' is compared twice; write one expression");
            }
        }
        return conditions;
    }

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
