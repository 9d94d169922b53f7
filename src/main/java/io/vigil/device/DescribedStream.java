package io.vigil.device;

import io.vigil.device.description.Language;
import io.vigil.device.description.Verdict;
import java.util.function.Consumer;

/** A stream of text records, read as its description says. */
final class DescribedStream implements Decoder {
    private final Language language;
    private final LineSplitter splitter;
    private final DeviceMemory memory = new DeviceMemory();
    private long good;

    DescribedStream(Language language) {
        this.language = language;
        this.splitter = new LineSplitter(language.longest(), language.ends());
    }

    @Override
    public void feed(byte[] bytes, int from, int length, Consumer<Decoded> out) {
        splitter.feed(bytes, from, length, (offset, count, text) -> out.accept(line(offset, count, text)));
    }

    /** A record without its end may lack its last digits: it is not believed. */
    @Override
    public void end(Consumer<Decoded> out) {
        splitter.end((offset, count, text) -> out.accept(new Decoded.Rejected(offset, count, "truncated")));
    }

    @Override
    public void endOfFile(Consumer<Decoded> out) {
        splitter.end((offset, count, text) -> out.accept(line(offset, count, text)));
    }

    private Decoded line(long offset, int length, String text) {
        if (length > language.longest()) {
            return new Decoded.Rejected(offset, length, "too long");
        }
        Verdict verdict = language.text(text);
        if (verdict instanceof Verdict.Values values) {
            return Described.sample(++good, offset, values, memory.readings(values));
        }
        return verdict instanceof Verdict.Ignored ignored
                ? new Decoded.Ignored(offset, length, ignored.kind())
                : new Decoded.Rejected(offset, length, Described.reason(verdict));
    }
}
