package io.vigil.fhir.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A FHIR search: each parameter narrows, commas within one widen. {@code identifier}, {@code patient}/{@code subject},
 * {@code code}, {@code date}, {@code _id}, a Patient's {@code name} and {@code birthdate}; unknown parameters are refused
 * rather than ignored, since a search that silently finds more than asked for is a wrong answer.
 */
record Search(Predicate<Stored> matches, int offset, int count, String problem) {
    static final int DEFAULT_COUNT = 50;
    static final int MOST = 1_000;

    /** @param query percent-encoded, without the question mark; @return with {@code problem} when it makes no sense */
    static Search of(String query) {
        Predicate<Stored> matches = any -> true;
        int offset = 0;
        int count = DEFAULT_COUNT;
        try {
            for (String[] parameter : parameters(query)) {
                switch (parameter[0]) {
                    case "_count" -> count = Math.min(MOST, Integer.parseUnsignedInt(parameter[1]));
                    case "_offset" -> offset = Integer.parseUnsignedInt(parameter[1]);
                    case "_format", "_pretty" -> {}
                    default -> matches = matches.and(parameter(parameter[0], parameter[1]));
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Search(any -> false, 0, 0, "cannot search: " + e.getMessage());
        }
        return new Search(matches, offset, count, "");
    }

    private static Predicate<Stored> parameter(String name, String value) {
        List<Predicate<Stored>> any = new ArrayList<>();
        for (String wanted : split(value, ',')) {
            any.add(
                    switch (name) {
                        case "identifier" -> token(wanted, Stored::tokens);
                        case "code" -> token(wanted, Stored::codes);
                        case "_id" -> stored -> stored.id().equals(wanted);
                        case "patient" -> stored -> stored.subject().equals(patient(wanted));
                        case "subject" -> stored -> stored.subject().equals(wanted);
                        case "date" -> date(wanted);
                        case "name" -> name(unescaped(wanted).toLowerCase(Locale.ROOT));
                        case "birthdate" -> stored -> stored.birthDate().equals(wanted);
                        default -> throw new IllegalArgumentException("unknown parameter " + name);
                    });
        }
        return any.stream().reduce(none -> false, Predicate::or);
    }

    /** The beginning of a part of the name, or of a word in it (FHIR R4, Search, string). */
    private static Predicate<Stored> name(String wanted) {
        return stored -> stored.names().stream().anyMatch(part -> (" " + part).contains(" " + wanted));
    }

    private static String patient(String wanted) {
        return wanted.contains("/") ? wanted : "Patient/" + wanted;
    }

    private static Predicate<Stored> token(String wanted, Function<Stored, List<String>> of) {
        List<String> parts = split(wanted, '|');
        String last = unescaped(parts.get(parts.size() - 1));
        if (parts.size() == 1) {
            return stored -> of.apply(stored).stream().anyMatch(token -> token.endsWith("|" + last));
        }
        String whole = unescaped(parts.get(0)) + "|" + unescaped(String.join("|", parts.subList(1, parts.size())));
        return stored -> of.apply(stored).contains(whole);
    }

    private static Predicate<Stored> date(String wanted) {
        boolean prefixed = wanted.length() > 2 && Character.isLetter(wanted.charAt(0));
        String how = prefixed ? wanted.substring(0, 2) : "eq";
        String text = prefixed ? wanted.substring(2) : wanted;
        boolean day = text.length() == 10;
        long from = day
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        long to = from + (day ? 86_400_000L : text.contains(".") ? 1 : 1_000);
        return switch (how) {
            case "eq" -> stored -> stored.effectiveMillis() >= from && stored.effectiveMillis() < to;
            case "ge" -> stored -> stored.effectiveMillis() >= from;
            case "gt", "sa" -> stored -> stored.effectiveMillis() >= to;
            case "le" -> stored -> stored.effectiveMillis() < to && stored.effectiveMillis() != Long.MIN_VALUE;
            case "lt", "eb" -> stored -> stored.effectiveMillis() < from && stored.effectiveMillis() != Long.MIN_VALUE;
            default -> throw new IllegalArgumentException("unknown date prefix " + how);
        };
    }

    /** At each separator that no backslash escapes; escapes stay in. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == separator) {
                parts.add(text.substring(from, at));
                from = at + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static List<String[]> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .map(pair -> new String[] {decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1])})
                .toList();
    }

    /** The first of each name, for conditional requests. */
    static Map<String, String> byName(String query) {
        Map<String, String> map = new LinkedHashMap<>();
        parameters(query).forEach(pair -> map.putIfAbsent(pair[0], pair[1]));
        return map;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
