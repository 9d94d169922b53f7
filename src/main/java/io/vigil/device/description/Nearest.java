package io.vigil.device.description;

import java.util.Collection;
import java.util.Comparator;

/** The known word a mistyped one was meant to be. */
final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean 'x'?}, or nothing where none is near. */
    static String hint(String word, Collection<String> known) {
        int far = word.length() < 3 ? 0 : Math.max(1, word.length() / 3);
        return known.stream()
                .filter(each -> distance(word, each) <= far)
                .min(Comparator.comparingInt(each -> distance(word, each)))
                .map(each -> "; did you mean '" + each + "'?")
                .orElse("");
    }

    /** Insertions, deletions and replacements. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int same = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(same, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
