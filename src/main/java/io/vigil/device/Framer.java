package io.vigil.device;

import io.vigil.device.description.Framing;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Finds described frames in a stream. Found by {@link ServiceLoader}: the package of scanners knows this one, and not the reverse. */
public interface Framer {
    Decoder over(Framing.Frames frames, Meaning meaning);

    /** What is in a whole frame. */
    interface Meaning {
        /** @return false for a frame that does not count as a good one */
        boolean read(byte[] frame, long number, long offset, Consumer<Decoded> out);
    }

    static Framer found() {
        return ServiceLoader.load(Framer.class, Framer.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the program was packed without its frame scanner"));
    }
}
