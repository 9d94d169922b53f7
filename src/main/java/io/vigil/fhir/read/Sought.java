package io.vigil.fhir.read;

import io.vigil.fhir.Identifiers;
import io.vigil.session.ChartEntry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * What a search asks for. Parameters narrow, commas within one widen; what is not known is refused, since a search that
 * silently finds more than asked for is a wrong answer.
 *
 * @param codes {@code code} or {@code system|code}, each list one parameter
 * @param after id of the row behind which to go on
 */
record Sought(
        List<Predicate<ChartEntry>> entries,
        List<Set<String>> codes,
        List<LongPredicate> updated,
        int count,
        long after) {
    static final int USUAL = 50;
    static final int MOST = 500;

    /** @throws IllegalArgumentException readable, on what makes no sense */
    static Sought of(String query) {
        Sought sought = new Sought(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), USUAL, 0);
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                String[] pair = part.split("=", 2);
                sought = sought.with(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1]));
            }
        }
        return sought;
    }

    private Sought with(String name, String value) {
        switch (name) {
            case "patient", "subject" -> {
                Set<String> patients = Set.copyOf(Arrays.stream(value.split(","))
                        .map(one -> one.contains("/") ? one : "Patient/" + one)
                        .toList());
                entries.add(entry ->
                        patients.contains(String.valueOf(entry.patient().reference())));
            }
            case "identifier" -> {
                Set<String> wanted = Set.of(value.split(","));
                entries.add(entry -> {
                    String own = Identifiers.observation(entry).getValue();
                    return wanted.contains(own) || wanted.contains(Identifiers.OBSERVATION_SYSTEM + "|" + own);
                });
            }
            case "date" -> {
                LongPredicate date = date(value);
                entries.add(entry -> date.test(entry.atMillis()));
            }
            case "code" -> codes.add(Set.of(value.split(",")));
            case "_lastUpdated" -> updated.add(date(value));
            case "_count" -> {
                return new Sought(entries, codes, updated, Math.min(MOST, whole(name, value)), after);
            }
            case "_after" -> {
                return new Sought(entries, codes, updated, count, whole(name, value));
            }
            case "_format", "_sort" -> {}
            default -> throw new IllegalArgumentException("unknown parameter " + name);
        }
        return this;
    }

    boolean fits(Charted charted) {
        return entries.stream().allMatch(wish -> wish.test(charted.last().entry()))
                && updated.stream().allMatch(wish -> wish.test(charted.updatedMillis()));
    }

    private static int whole(String name, String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(name + " must be a whole number");
        }
        return Integer.parseInt(value);
    }

    /** {@code ge2026-05-04} or a whole instant with zone. */
    private static LongPredicate date(String value) {
        boolean prefixed = value.length() > 2 && Character.isLetter(value.charAt(0));
        String how = prefixed ? value.substring(0, 2) : "eq";
        String text = prefixed ? value.substring(2) : value;
        long from = start(text);
        long to = from + (text.length() == 10 ? 86_400_000L : text.contains(".") ? 1 : 1_000);
        return switch (how) {
            case "eq" -> at -> at >= from && at < to;
            case "ge" -> at -> at >= from;
            case "gt", "sa" -> at -> at >= to;
            case "le" -> at -> at < to;
            case "lt", "eb" -> at -> at < from;
            default -> throw new IllegalArgumentException("unknown date prefix " + how);
        };
    }

    private static long start(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no date or instant with a zone: " + text, e);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
