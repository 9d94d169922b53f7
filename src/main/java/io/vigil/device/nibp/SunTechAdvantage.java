package io.vigil.device.nibp;

import io.vigil.device.Decoded;
import io.vigil.device.Readings;
import io.vigil.device.scan.FrameFormat;
import io.vigil.device.scan.Look;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import java.util.function.Consumer;

/**
 * SunTech Advantage OEM, both directions of the line: the module's frames begin 3E and give their length, the host's
 * begin 3A and have the length of their command. The bytes of a frame sum to 0. The pressure in a cuff at work is no
 * blood pressure, hence ignored as a reading, told, and given as the signal {@code cuff} in mmHg.
 */
final class SunTechAdvantage implements FrameFormat {
    private static final int MODULE = 0x3E;
    private static final int HOST = 0x3A;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 0x43;
    private static final int SHORT = 4;
    private static final int PRESSURE = 5;
    private static final int RESULT = 24;

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public Look look(byte[] bytes, int from, int length, boolean last) {
        int start = bytes[from] & 0xFF;
        if (start != MODULE && start != HOST) {
            return Look.NOISE;
        }
        if (length < 2) {
            return Look.MORE;
        }
        int second = bytes[from + 1] & 0xFF;
        int whole = start == MODULE ? second : hostLength(second);
        if (whole < SHORTEST || whole > LONGEST) {
            return Look.NOISE;
        }
        int inner = resultInside(bytes, from, Math.min(length, whole));
        if (inner > 0) {
            return Look.bad(inner, "framing");
        }
        if (length < whole) {
            return Look.MORE;
        }
        int sum = 0;
        for (int i = from; i < from + whole; i++) {
            sum += bytes[i];
        }
        return (sum & 0xFF) == 0 ? Look.whole(whole) : Look.bad(whole, "checksum");
    }

    /**
     * Where a result begins inside this frame, 0 for nowhere: the sum has but eight bits, so one cut frame in 256 fits
     * together with the beginning of the next; and a false length must not keep a result waiting.
     */
    private static int resultInside(byte[] bytes, int from, int length) {
        for (int i = 2; i + 1 < length; i++) {
            if (bytes[from + i] == MODULE && bytes[from + i + 1] == RESULT) {
                return i;
            }
        }
        return 0;
    }

    /** 0 for a command that is not known, whose length cannot be told. */
    private static int hostLength(int command) {
        return switch (command) {
            case 0x20 -> 3;
            case 0x79 -> 5;
            case 0x0C -> 6;
            default -> 0;
        };
    }

    @Override
    public boolean read(byte[] frame, long number, long offset, Consumer<Decoded> out) {
        boolean result = (frame[0] & 0xFF) == MODULE && frame.length == RESULT;
        if ((frame[0] & 0xFF) == MODULE && frame.length == PRESSURE) {
            out.accept(new Decoded.Wave(number, offset, "cuff", 0, List.of(word(frame, 2))));
        }
        out.accept(result ? result(frame, number, offset) : new Decoded.Ignored(offset, frame.length, kind(frame)));
        return result;
    }

    private static String kind(byte[] frame) {
        if ((frame[0] & 0xFF) == HOST) {
            return "host: " + command(frame);
        }
        return switch (frame.length) {
            case PRESSURE -> "cuff pressure " + word(frame, 2) + " mm[Hg]";
            case SHORT -> "module: " + answer(frame[2]);
            default -> "module: of unknown meaning";
        };
    }

    private static Decoded result(byte[] frame, long number, long offset) {
        int error = frame[20] & 0xFF;
        boolean ordered = ordered(word(frame, 4), word(frame, 18), word(frame, 2));
        Quality quality = error == 0 && ordered ? Quality.GOOD : Quality.INVALID;
        List<String> flags = error != 0 ? List.of("error-" + error) : ordered ? List.of() : List.of("inconsistent");
        int pulse = frame[16] & 0xFF;
        return new Decoded.Sample(
                number,
                offset,
                List.of(
                        pressure(Metric.SBP, word(frame, 2), quality, flags),
                        pressure(Metric.DBP, word(frame, 4), quality, flags),
                        pressure(Metric.MAP, word(frame, 18), quality, flags),
                        Readings.of(Metric.PR, pulse, pulse == 0, quality, flags)),
                "",
                "",
                false);
    }

    /** 0 is no pressure. */
    private static boolean ordered(int diastolic, int mean, int systolic) {
        return (systolic == 0 || diastolic < systolic) && (mean == 0 || mean >= diastolic && mean <= systolic);
    }

    private static Reading pressure(Metric metric, int mmHg, Quality quality, List<String> flags) {
        return Readings.of(metric, mmHg, mmHg == 0, quality, flags);
    }

    private static String command(byte[] frame) {
        return switch (frame[1]) {
            case 0x20 -> "start a measurement";
            case 0x0C -> "valves and pump";
            default ->
                switch (frame[2]) {
                    case 0x01 -> "stop the measurement";
                    case 0x05 -> "what is the cuff pressure";
                    case 0x03 -> "what is the result";
                    default -> "question " + (frame[2] & 0xFF);
                };
        };
    }

    /** Only K is from the vendor's text; the others are from memory. */
    static String answer(int code) {
        return switch (code) {
            case 'K' -> "accepted or done";
            case 'O' -> "ok";
            case 'B' -> "busy";
            case 'A' -> "aborted";
            case 'S' -> "sleeping";
            case 'N' -> "refused";
            default -> "answer " + (code & 0xFF);
        };
    }

    private static int word(byte[] frame, int at) {
        return frame[at] & 0xFF | (frame[at + 1] & 0xFF) << 8;
    }
}
