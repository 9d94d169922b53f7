package io.vigil.config;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** The known word a person probably meant. */
public final class Nearest {
    private static final int FURTHEST = 3;

    private Nearest() {}

    /** {@code "; did you mean 'limit'?"}, or all that is known when nothing is close. */
    public static String hint(String word, Collection<String> known) {
        Optional<String> near = of(word, known, Math.min(FURTHEST, Math.max(1, word.length() / 2)));
        return near.map(best -> "; did you mean '" + best + "'?")
                .orElseGet(() -> known.isEmpty() ? "" : "; known: " + String.join(", ", new TreeSet<>(known)));
    }

    /** @param furthest how many letters may differ at most */
    public static Optional<String> of(String word, Collection<String> known, int furthest) {
        String best = "";
        int least = furthest + 1;
        for (String candidate : new TreeSet<>(known)) {
            int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Levenshtein's distance. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int above = row[column];
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                row[column] = Math.min(replaced, Math.min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
