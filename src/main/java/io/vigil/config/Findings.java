package io.vigil.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The problems found so far in one reading, and the environment its {@code ${NAME}} stand for. One thread. */
final class Findings {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)\\}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> environment;

    Findings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    void add(Place place, String message) {
        problems.add(place.problem(message));
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    /** In the order of the file. */
    List<Problem> problems() {
        return problems.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> problem.place().file())
                        .thenComparing(problem -> problem.place().line())
                        .thenComparing(problem -> problem.place().column()))
                .toList();
    }

    /** The text with each {@code ${NAME}} replaced; empty, and a problem noted, where one is not set. */
    Optional<String> expanded(Yaml.Scalar scalar) {
        Matcher reference = REFERENCE.matcher(scalar.text());
        StringBuilder text = new StringBuilder();
        boolean whole = true;
        while (reference.find()) {
            String name = reference.group(1);
            String value = environment.get(name);
            if (!NAME.matcher(name).matches()) {
                add(scalar.place(), "'${" + name + "}' is not the name of an environment variable");
                whole = false;
            } else if (value == null || value.isEmpty()) {
                add(
                        scalar.place(),
                        "environment variable " + name + " is not set; set it before Vigil starts"
                                + " (systemd: EnvironmentFile=/etc/vigil/secrets.env)");
                whole = false;
            }
            reference.appendReplacement(text, Matcher.quoteReplacement(value == null ? "" : value));
        }
        reference.appendTail(text);
        return whole ? Optional.of(text.toString()) : Optional.empty();
    }
}
