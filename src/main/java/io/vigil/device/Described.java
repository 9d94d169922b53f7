package io.vigil.device;

import io.vigil.device.description.Verdict;
import io.vigil.vital.Reading;
import java.util.List;

/** What a description found, as what decoders give. */
final class Described {
    private Described() {}

    static Decoded.Sample sample(long frame, long offset, Verdict.Values values, List<Reading> readings) {
        return new Decoded.Sample(
                frame,
                offset,
                Readings.ordered(readings),
                values.stamp(),
                values.deviceTime(),
                values.history(),
                values.alarms(),
                values.belongs());
    }

    static Reading reading(Verdict.Value value, List<String> flags) {
        return Readings.of(value.metric(), value.number(), value.missing(), value.quality(), flags);
    }

    static String reason(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused ? refused.reason() : "not a record of this stream";
    }
}
