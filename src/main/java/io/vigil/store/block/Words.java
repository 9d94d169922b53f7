package io.vigil.store.block;

import java.util.HashMap;
import java.util.Map;

/**
 * The numbers a block has given to strings. What earlier blocks named is remembered, since a ward says the same few names
 * in each: naming them again makes no object. One thread.
 */
final class Words {
    private static final int MOST = 4_096;

    /** A string as a block says it, and the number it has in one block. */
    static final class Word {
        final byte[] text;
        private long block;
        private int number;

        private Word(String text) {
            var bytes = new Bytes();
            bytes.text(text);
            this.text = bytes.toArray();
        }

        int number() {
            return number;
        }
    }

    private final Map<String, Word> words = new HashMap<>();
    private long block;
    private int named;

    /** Forgets the numbers of the block before. */
    void begin() {
        block++;
        named = 0;
        if (words.size() > MOST) {
            words.clear();
        }
    }

    Word of(String text) {
        Word known = words.get(text);
        if (known == null) {
            known = new Word(text);
            words.put(text, known);
        }
        return known;
    }

    boolean named(Word word) {
        return word.block == block;
    }

    /** Gives it the block's next number. */
    void name(Word word) {
        word.block = block;
        word.number = named++;
    }
}
