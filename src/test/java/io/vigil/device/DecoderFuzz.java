package io.vigil.device;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vigil.vital.Reading;
import java.util.List;

/** Nothing a line or a broker can carry makes a decoder throw, believe the unbelievable, or lose count of its bytes. */
class DecoderFuzz {
    @FuzzTest
    void noninDf8(FuzzedDataProvider data) {
        stream("nonin-df8", data);
    }

    @FuzzTest
    void masimoAscii1(FuzzedDataProvider data) {
        stream("masimo-ascii1", data);
    }

    @FuzzTest
    void gattBloodPressure(FuzzedDataProvider data) {
        believable(Streams.message("gatt-blood-pressure", data.consumeRemainingAsBytes()));
    }

    @FuzzTest
    void vigilJson(FuzzedDataProvider data) {
        believable(Streams.message("vigil-json", data.consumeRemainingAsBytes()));
    }

    /** All of them: the first bytes choose the type. */
    @FuzzTest
    void anyStream(FuzzedDataProvider data) {
        stream(data.pickValue(List.copyOf(Spoken.streams())), data);
    }

    @FuzzTest
    void anyMessage(FuzzedDataProvider data) {
        String type = data.pickValue(List.copyOf(Spoken.messages()));
        String topic = data.consumeString(60);
        byte[] payload = data.consumeRemainingAsBytes();
        believable(Catalogue.builtIn().type(type).orElseThrow().messageDecoder().decode(topic, payload));
    }

    private static void stream(String type, FuzzedDataProvider data) {
        int chunk = data.consumeInt(1, 64);
        byte[] bytes = data.consumeRemainingAsBytes();
        List<Decoded> all = Streams.decode(type, bytes, chunk);
        believable(all);
        long last = -1;
        for (Decoded decoded : all) {
            if (decoded instanceof Decoded.Wave) {
                continue;
            }
            if (decoded.offset() <= last || decoded.offset() >= bytes.length) {
                throw new AssertionError("offset " + decoded.offset() + " after " + last);
            }
            last = decoded.offset();
        }
    }

    private static void believable(List<Decoded> all) {
        for (Decoded.Sample sample : Streams.samples(all)) {
            for (Reading reading : sample.readings()) {
                if (reading.hasValue() && !reading.metric().plausible(reading.value())) {
                    throw new AssertionError("unbelievable " + reading);
                }
            }
        }
    }
}
