package io.vigil.device;

import io.vigil.device.description.Language;
import io.vigil.device.description.Verdict;
import java.util.function.Consumer;

/** What the records of one connection mean, with what must be remembered from one to the next. One thread. */
final class RecordMeaning implements Framer.Meaning {
    private final Language language;
    private final DeviceMemory memory = new DeviceMemory();
    private final Counter counter = new Counter();
    private long good;

    RecordMeaning(Language language) {
        this.language = language;
    }

    void line(String text, int length, long offset, Consumer<Decoded> out) {
        if (told(language.text(text), length, good + 1, offset, out)) {
            good++;
        }
    }

    @Override
    public boolean read(byte[] frame, long number, long offset, Consumer<Decoded> out) {
        return told(language.frame(frame), frame.length, number, offset, out);
    }

    private boolean told(Verdict verdict, int length, long number, long offset, Consumer<Decoded> out) {
        if (verdict instanceof Verdict.Charged charged) {
            boolean good = told(charged.verdict(), length, number, offset, out);
            Decoded.Battery.of(offset, charged.battery()).ifPresent(out);
            return good;
        }
        if (verdict instanceof Verdict.Values values) {
            if (values.sequence().isPresent() && counter.again(values.sequence().get())) {
                out.accept(new Decoded.Ignored(offset, length, "repeated record"));
                return false;
            }
            long lost = values.sequence().map(counter::lost).orElse(0L);
            if (lost > 0) {
                out.accept(
                        new Decoded.Rejected(offset, 0, lost + (lost == 1 ? " record" : " records") + " lost before"));
            }
            out.accept(Described.sample(number, offset, values, memory.readings(values)));
            return true;
        }
        out.accept(
                verdict instanceof Verdict.Ignored ignored
                        ? new Decoded.Ignored(offset, length, ignored.kind())
                        : new Decoded.Rejected(offset, length, Described.reason(verdict)));
        return false;
    }

    /** The device's count of its records. */
    private static final class Counter {
        private long last = -1;

        boolean again(Verdict.Sequence sequence) {
            return sequence.number() == last;
        }

        /** Records that never came; 0 for the first. A count beyond its modulo proves nothing. */
        long lost(Verdict.Sequence sequence) {
            long before = last;
            last = sequence.number();
            return before < 0 || last >= sequence.modulo() ? 0 : Math.floorMod(last - before - 1, sequence.modulo());
        }
    }
}
