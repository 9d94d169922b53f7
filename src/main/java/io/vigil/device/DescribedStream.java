package io.vigil.device;

import io.vigil.device.description.Framing;
import io.vigil.device.description.Language;
import java.util.function.Consumer;

/** A stream of text records, read as its description says. */
final class DescribedStream implements Decoder {
    private final Language language;
    private final LineSplitter splitter;
    private final RecordMeaning meaning;

    /** For lines as for frames of bytes. */
    static Decoder of(Language language) {
        return language.framing() instanceof Framing.Frames frames
                ? Framer.found().over(frames, new RecordMeaning(language))
                : new DescribedStream(language, ((Framing.Lines) language.framing()).ends());
    }

    private DescribedStream(Language language, String ends) {
        this.language = language;
        this.splitter = new LineSplitter(language.longest(), ends);
        this.meaning = new RecordMeaning(language);
    }

    @Override
    public void feed(byte[] bytes, int from, int length, Consumer<Decoded> out) {
        splitter.feed(bytes, from, length, (offset, count, text) -> line(offset, count, text, out));
    }

    /** A record without its end may lack its last digits: it is not believed. */
    @Override
    public void end(Consumer<Decoded> out) {
        splitter.end((offset, count, text) -> out.accept(new Decoded.Rejected(offset, count, "truncated")));
    }

    @Override
    public void endOfFile(Consumer<Decoded> out) {
        splitter.end((offset, count, text) -> line(offset, count, text, out));
    }

    private void line(long offset, int length, String text, Consumer<Decoded> out) {
        if (length > language.longest()) {
            out.accept(new Decoded.Rejected(offset, length, "too long"));
        } else {
            meaning.line(text, length, offset, out);
        }
    }
}
