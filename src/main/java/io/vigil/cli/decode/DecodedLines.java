package io.vigil.cli.decode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.device.Decoded;
import io.vigil.vital.Reading;
import java.io.PrintWriter;
import java.math.BigDecimal;

/** The lines of {@code decode} (contract). */
final class DecodedLines {
    private final PrintWriter out;
    private final boolean waveforms;

    /** @param waveforms print them too */
    DecodedLines(PrintWriter out, boolean waveforms) {
        this.out = out;
        this.waveforms = waveforms;
    }

    /** A frame or a rejection of a byte stream. */
    void ofStream(Decoded decoded) {
        if (decoded instanceof Decoded.Sample sample) {
            for (Reading reading : sample.readings()) {
                print(reading(object().put("frame", sample.frame()).put("offset", sample.offset()), reading, sample));
            }
        } else if (decoded instanceof Decoded.Rejected rejected) {
            print(object().put("offset", rejected.offset())
                    .put("bytes", rejected.bytes())
                    .put("error", rejected.reason()));
        } else if (decoded instanceof Decoded.Wave wave) {
            wave(object().put("frame", wave.frame()).put("offset", wave.offset()), wave);
        } else if (decoded instanceof Decoded.Battery battery) {
            print(object().put("offset", battery.offset())
                    .put("battery", battery.percent())
                    .put("unit", "%"));
        } else if (decoded instanceof Decoded.Ignored ignored) {
            print(object().put("offset", ignored.offset())
                    .put("bytes", ignored.bytes())
                    .put("ignored", ignored.kind()));
        }
    }

    /** @param line of the input, from 1 */
    void ofMessage(int line, Decoded decoded) {
        if (decoded instanceof Decoded.Sample sample) {
            for (Reading reading : sample.readings()) {
                print(reading(object().put("line", line), reading, sample));
            }
        } else if (decoded instanceof Decoded.Rejected rejected) {
            error(line, rejected.bytes(), rejected.reason());
        } else if (decoded instanceof Decoded.Wave wave) {
            wave(object().put("line", line), wave);
        } else if (decoded instanceof Decoded.Battery battery) {
            print(object().put("line", line).put("battery", battery.percent()).put("unit", "%"));
        } else if (decoded instanceof Decoded.Ignored ignored) {
            print(object().put("line", line).put("bytes", ignored.bytes()).put("ignored", ignored.kind()));
        }
    }

    /** {@code {"frame":1,"offset":0,"waveform":"pleth","per_second":75,"samples":[…]}}; 0 a second: irregular. */
    private void wave(ObjectNode json, Decoded.Wave wave) {
        if (waveforms) {
            json.put("waveform", wave.signal()).put("per_second", wave.perSecond());
            wave.samples().forEach(json.putArray("samples")::add);
            print(json);
        }
    }

    void error(int line, int bytes, String error) {
        print(object().put("line", line).put("bytes", bytes).put("error", error));
    }

    void flush() {
        out.flush();
    }

    private static ObjectNode reading(ObjectNode json, Reading reading, Decoded.Sample sample) {
        json.put("metric", reading.metric().wire());
        if (reading.hasValue()) {
            json.put("value", plain(reading.value()));
        } else {
            json.putNull("value");
        }
        json.put("unit", reading.metric().unit())
                .put("quality", reading.quality().wire());
        reading.flags().forEach(json.putArray("flags")::add);
        if (!sample.deviceTime().isEmpty()) {
            json.put("device_time", sample.deviceTime());
        }
        if (!sample.alarms().isEmpty()) {
            ArrayNode alarms = json.putArray("device_alarms");
            sample.alarms()
                    .forEach(alarm -> alarms.addObject()
                            .put("name", alarm.name())
                            .put("priority", alarm.priority().wire())
                            .put("state", alarm.state().wire()));
        }
        if (!sample.belongs().isEmpty()) {
            sample.belongs().forEach(json.putObject("belongs")::put);
        }
        if (sample.history()) {
            json.put("history", true);
        }
        return json;
    }

    /** 97, not 97.0, and 120, not 1.2E+2. */
    private static BigDecimal plain(double value) {
        BigDecimal shortest = BigDecimal.valueOf(value).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.withExactBigDecimals(true).objectNode();
    }

    private void print(ObjectNode json) {
        out.println(json);
    }
}
