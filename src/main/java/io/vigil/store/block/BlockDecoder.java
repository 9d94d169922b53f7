package io.vigil.store.block;

import static io.vigil.store.block.BlockEncoder.DEFINE;
import static io.vigil.store.block.BlockEncoder.FLAGGED;
import static io.vigil.store.block.BlockEncoder.FORM_SHIFT;
import static io.vigil.store.block.BlockEncoder.HAPPENED;
import static io.vigil.store.block.BlockEncoder.MAGIC;
import static io.vigil.store.block.BlockEncoder.MEASURED;
import static io.vigil.store.block.BlockEncoder.UNWORN;
import static io.vigil.store.block.BlockEncoder.VERSION;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.vital.Frame;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;

/** Reads back what {@link BlockEncoder} packed. One thread, one block. */
public final class BlockDecoder {
    private final Cursor in;
    private final List<String> dictionary = new ArrayList<>();
    private final List<Stored> records = new ArrayList<>();
    private final long base;

    private BlockDecoder(byte[] payload) {
        in = new Cursor(payload);
        if (in.get() != MAGIC) {
            throw new Garbled("not a block");
        }
        int version = in.get();
        if (version != VERSION) {
            throw new Garbled("block version " + version + ", this program reads " + VERSION);
        }
        base = in.raw();
    }

    /** @throws Garbled when the payload is not a block of this version */
    public static List<Stored> decode(byte[] payload) {
        var decoder = new BlockDecoder(payload);
        try {
            while (!decoder.in.done()) {
                decoder.next();
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Garbled("record " + decoder.records.size(), e);
        }
        return decoder.records;
    }

    private void next() {
        int kind = in.get();
        Cursor body = in.slice(in.varint());
        switch (kind) {
            case DEFINE -> dictionary.add(body.text());
            case MEASURED -> records.add(measured(body));
            case HAPPENED -> records.add(happened(body));
            case UNWORN -> records.add(unworn(body));
            default -> throw new Garbled("record kind " + kind);
        }
    }

    private Stored measured(Cursor body) {
        String session = word(body);
        long seq = body.varint();
        long at = base + body.zigzag();
        String device = word(body);
        long measuredAt = at + body.zigzag();
        var what = new Happening.Measured(device, measuredAt, body.text(), readings(body));
        return new Stored.Folded(new Input(session, seq, at, what));
    }

    private Stored happened(Cursor body) {
        String session = word(body);
        long seq = body.varint();
        long at = base + body.zigzag();
        return new Stored.Folded(new Input(session, seq, at, Json.happening(body.text())));
    }

    private Stored unworn(Cursor body) {
        String device = word(body);
        long arrived = base + body.zigzag();
        long measuredAt = arrived + body.zigzag();
        return new Stored.Unworn(new Frame(device, measuredAt, arrived, 0, body.text(), readings(body)));
    }

    private List<Reading> readings(Cursor body) {
        int n = body.length(body.varint(), 2);
        var readings = new ArrayList<Reading>(n);
        for (int i = 0; i < n; i++) {
            var metric = Codes.metric(body.get());
            int bits = body.get();
            var quality = Codes.quality(bits & 7);
            double value = Number64.read(body, bits >> FORM_SHIFT & 7);
            readings.add(new Reading(metric, value, quality, (bits & FLAGGED) == 0 ? List.of() : flags(body)));
        }
        return readings;
    }

    private List<String> flags(Cursor body) {
        int n = body.length(body.varint(), 1);
        var flags = new ArrayList<String>(n);
        for (int i = 0; i < n; i++) {
            flags.add(word(body));
        }
        return flags;
    }

    private String word(Cursor body) {
        long index = body.varint();
        if (index < 0 || index >= dictionary.size()) {
            throw new Garbled("word " + index + " of " + dictionary.size());
        }
        return dictionary.get((int) index);
    }
}
