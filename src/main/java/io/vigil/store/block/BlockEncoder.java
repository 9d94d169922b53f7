package io.vigil.store.block;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.vital.Frame;
import io.vigil.vital.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs the records of one commit. Layout, version 1: {@code 'V' 1 base(8)} then records {@code kind(1) length body};
 * kind 0 defines the next string of the dictionary, so that a reader may skip kinds it does not know. Times are
 * relative to the base. One thread; reused from commit to commit.
 */
public final class BlockEncoder {
    static final int MAGIC = 'V';
    static final int VERSION = 1;
    static final int DEFINE = 0;
    static final int MEASURED = 1;
    static final int HAPPENED = 2;
    static final int UNWORN = 3;
    static final int HEAD = 10;
    /** Bits of a reading's second byte: quality 0-2, number form 3-5, flags there 6. */
    static final int FORM_SHIFT = 3;

    static final int FLAGGED = 0x40;

    private final Bytes block = new Bytes();
    private final Bytes body = new Bytes();
    private final Bytes word = new Bytes();
    private final Map<String, Integer> dictionary = new HashMap<>();
    private long base;
    private int count;

    /** Forgets the block before. */
    public void begin() {
        block.clear();
        block.put(MAGIC);
        block.put(VERSION);
        block.raw(0);
        dictionary.clear();
        count = 0;
    }

    public int count() {
        return count;
    }

    public int bytes() {
        return block.size();
    }

    public byte[] toArray() {
        return block.toArray();
    }

    /** @throws Garbled when the happening cannot be written; the block is then as before */
    public void input(Input input) {
        anchor(input.atMillis());
        body.clear();
        body.varint(reference(input.session()));
        body.varint(input.seq());
        body.zigzag(input.atMillis() - base);
        if (input.what() instanceof Happening.Measured measured) {
            body.varint(reference(measured.device()));
            body.zigzag(measured.measuredMillis() - input.atMillis());
            body.text(measured.stamp());
            readings(measured.readings());
            add(MEASURED, body);
        } else {
            body.text(Json.text(input.what()));
            add(HAPPENED, body);
        }
        count++;
    }

    /** @throws Garbled when {@link #input} would; writes nothing */
    public void check(Input input) {
        if (!(input.what() instanceof Happening.Measured)) {
            Json.text(input.what());
        }
    }

    public void unworn(Frame frame) {
        anchor(frame.arrivedMillis());
        body.clear();
        body.varint(reference(frame.device()));
        body.zigzag(frame.arrivedMillis() - base);
        body.zigzag(frame.measuredMillis() - frame.arrivedMillis());
        body.text(frame.stamp());
        readings(frame.readings());
        add(UNWORN, body);
        count++;
    }

    private void anchor(long millis) {
        if (count == 0) {
            base = millis;
            block.setRaw(2, base);
        }
    }

    private void readings(List<Reading> readings) {
        body.varint(readings.size());
        for (Reading reading : readings) {
            int form = Number64.form(reading.value());
            boolean flagged = !reading.flags().isEmpty();
            body.put(Codes.of(reading.metric()));
            body.put(Codes.of(reading.quality()) | form << FORM_SHIFT | (flagged ? FLAGGED : 0));
            Number64.write(body, form, reading.value());
            if (flagged) {
                body.varint(reading.flags().size());
                for (String flag : reading.flags()) {
                    body.varint(reference(flag));
                }
            }
        }
    }

    private int reference(String text) {
        Integer known = dictionary.get(text);
        if (known != null) {
            return known;
        }
        word.clear();
        word.text(text);
        add(DEFINE, word);
        int index = dictionary.size();
        dictionary.put(text, index);
        return index;
    }

    private void add(int kind, Bytes content) {
        block.put(kind);
        block.varint(content.size());
        block.append(content);
    }
}
