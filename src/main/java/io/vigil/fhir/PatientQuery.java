package io.vigil.fhir;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Words as a person types them, or a scanner reads them, to a FHIR search for Patients. */
final class PatientQuery {
    private PatientQuery() {}

    /** @return below the base, with its query; each parameter narrows (FHIR R4, Search) */
    static String of(String text, int atMost) {
        StringBuilder query = new StringBuilder("Patient?_count=" + atMost);
        for (String word : text.strip().split("\\s+")) {
            query.append('&').append(parameter(word)).append('=');
            query.append(URLEncoder.encode(escaped(value(word)), StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    private static String parameter(String word) {
        if (word.startsWith("Patient/")) {
            return "_id";
        }
        if (isDate(word)) {
            return "birthdate";
        }
        return word.chars().anyMatch(Character::isDigit) ? "identifier" : "name";
    }

    private static String value(String word) {
        return word.startsWith("Patient/") ? word.substring("Patient/".length()) : word;
    }

    /** What separates values in a search is meant as it stands. */
    private static String escaped(String word) {
        return word.replaceAll("([\\\\,$|])", "\\\\$1");
    }

    private static boolean isDate(String word) {
        try {
            LocalDate.parse(word);
            return true;
        } catch (DateTimeParseException none) {
            return false;
        }
    }
}
