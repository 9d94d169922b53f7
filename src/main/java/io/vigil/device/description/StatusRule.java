package io.vigil.device.description;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What a status field says of the values beside it: a hexadecimal mask by its bits, or words in a list.
 *
 * @param base of the digits of a mask, 16 or 10
 * @param bits empty for a field of words
 * @param otherwise what a word means that is not among {@code words}; such a word is kept as a flag without it
 * @param of the metrics it speaks of
 */
record StatusRule(
        String from,
        int base,
        List<Bit> bits,
        Map<String, Meaning> words,
        Optional<Meaning> otherwise,
        Set<Metric> of) {
    /** @param quality GOOD where the word only informs; @param flag empty where there is none */
    record Meaning(Quality quality, String flag) {}

    /** @param set whether the bit must be set, or clear, to mean it */
    record Bit(long mask, boolean set, Meaning meaning) {}

    /** What the field says, one after the other; a word nobody described is kept as it stands. */
    List<Meaning> read(Facts facts) {
        List<Meaning> meanings = new ArrayList<>();
        facts.first(from).ifPresent(text -> {
            if (bits.isEmpty()) {
                words(text, meanings);
            } else {
                mask(facts.bits(from, base), meanings);
            }
        });
        return meanings;
    }

    private void words(String text, List<Meaning> meanings) {
        for (String word : text.split("\\s+")) {
            if (!word.isEmpty()) {
                Meaning unknown = otherwise.orElseGet(() -> new Meaning(Quality.GOOD, "status-" + word));
                meanings.add(words.getOrDefault(word, unknown));
            }
        }
    }

    private void mask(Optional<Long> given, List<Meaning> meanings) {
        if (given.isEmpty()) {
            meanings.add(new Meaning(Quality.QUESTIONABLE, "status-unreadable"));
            return;
        }
        long mask = given.get();
        for (Bit bit : bits) {
            if (((mask & bit.mask()) != 0) == bit.set()) {
                meanings.add(bit.meaning());
            }
        }
    }

    /** The worst quality and all the flags for a metric. */
    static void gather(List<StatusRule> rules, Facts facts, Metric metric, BiConsumer<Quality, List<String>> out) {
        Quality worst = Quality.GOOD;
        List<String> flags = new ArrayList<>();
        for (StatusRule rule : rules) {
            if (rule.of().contains(metric)) {
                for (Meaning meaning : rule.read(facts)) {
                    worst = meaning.quality().compareTo(worst) > 0 ? meaning.quality() : worst;
                    if (!meaning.flag().isEmpty()) {
                        flags.add(meaning.flag());
                    }
                }
            }
        }
        out.accept(worst, flags);
    }
}
