package io.vigil.device;

import io.vigil.vital.Reading;
import java.util.List;
import java.util.function.Consumer;

/** A decoder without what the device only remembers: on a live line an old cuff value must not look like a new one. */
record NewsOnly(Decoder decoder) implements Decoder {
    @Override
    public void feed(byte[] bytes, int from, int length, Consumer<Decoded> out) {
        decoder.feed(bytes, from, length, decoded -> out.accept(news(decoded)));
    }

    @Override
    public void end(Consumer<Decoded> out) {
        decoder.end(decoded -> out.accept(news(decoded)));
    }

    @Override
    public void endOfFile(Consumer<Decoded> out) {
        decoder.endOfFile(decoded -> out.accept(news(decoded)));
    }

    private static Decoded news(Decoded decoded) {
        if (!(decoded instanceof Decoded.Sample sample)) {
            return decoded;
        }
        List<Reading> news = sample.readings().stream()
                .filter(reading -> !reading.flags().contains(DeviceMemory.REPEATED)
                        && !reading.flags().contains(DeviceMemory.OLD))
                .toList();
        return sample.with(news);
    }
}
