package io.vigil.store.block;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.vital.Frame;
import io.vigil.vital.Reading;
import java.util.List;

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
    /** What a reading takes at most, without its flags. */
    private static final int READING = 2 + 2 * Varint.MOST;

    private final Bytes block = new Bytes();
    private final Words words = new Words();
    private long base;
    private int count;

    /** Forgets the block before. */
    public void begin() {
        block.clear();
        block.put(MAGIC);
        block.put(VERSION);
        block.raw(0);
        words.begin();
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
        if (input.what() instanceof Happening.Measured measured) {
            measured(input, measured);
        } else {
            String happening = Json.text(input.what());
            int session = reference(input.session());
            int body = open(HAPPENED, input.atMillis());
            head(session, input);
            block.text(happening);
            block.close(body);
        }
    }

    private void measured(Input input, Happening.Measured measured) {
        int session = reference(input.session());
        int device = reference(measured.device());
        flags(measured.readings());
        int body = open(MEASURED, input.atMillis());
        head(session, input);
        moment(device, measured.measuredMillis() - input.atMillis(), measured.stamp());
        readings(measured.readings());
        block.close(body);
    }

    private void head(int session, Input input) {
        byte[] to = block.ahead(3 * Varint.MOST);
        int at = Varint.put(to, block.size(), session);
        at = Varint.put(to, at, input.seq());
        block.reach(Varint.zigzag(to, at, input.atMillis() - base));
    }

    private void moment(int device, long behindMillis, String stamp) {
        byte[] to = block.ahead(2 * Varint.MOST);
        int at = Varint.put(to, block.size(), device);
        block.reach(Varint.zigzag(to, at, behindMillis));
        block.text(stamp);
    }

    /** @throws Garbled when {@link #input} would; writes nothing */
    public void check(Input input) {
        if (!(input.what() instanceof Happening.Measured)) {
            Json.text(input.what());
        }
    }

    public void unworn(Frame frame) {
        int device = reference(frame.device());
        flags(frame.readings());
        int body = open(UNWORN, frame.arrivedMillis());
        block.varint(device);
        block.zigzag(frame.arrivedMillis() - base);
        block.zigzag(frame.measuredMillis() - frame.arrivedMillis());
        block.text(frame.stamp());
        readings(frame.readings());
        block.close(body);
    }

    /** @return where its body begins */
    private int open(int kind, long atMillis) {
        if (count++ == 0) {
            base = atMillis;
            block.setRaw(2, base);
        }
        block.put(kind);
        return block.open();
    }

    /** A word is defined before the record that says it, never within. */
    private void flags(List<Reading> readings) {
        for (Reading reading : readings) {
            if (!reading.flags().isEmpty()) {
                reading.flags().forEach(this::reference);
            }
        }
    }

    private void readings(List<Reading> readings) {
        block.varint(readings.size());
        for (Reading reading : readings) {
            List<String> flags = reading.flags();
            byte[] to = block.ahead(READING + Varint.MOST * flags.size());
            int at = block.size();
            int form = Number64.form(reading.value());
            to[at++] = (byte) Codes.of(reading.metric());
            to[at++] = (byte) (Codes.of(reading.quality()) | form << FORM_SHIFT | (flags.isEmpty() ? 0 : FLAGGED));
            at = Number64.write(to, at, form, reading.value());
            if (!flags.isEmpty()) {
                at = Varint.put(to, at, flags.size());
                for (String flag : flags) {
                    at = Varint.put(to, at, reference(flag));
                }
            }
            block.reach(at);
        }
    }

    private int reference(String text) {
        Words.Word word = words.of(text);
        if (!words.named(word)) {
            block.put(DEFINE);
            block.varint(word.text.length);
            block.bytes(word.text, word.text.length);
            words.name(word);
        }
        return word.number();
    }
}
