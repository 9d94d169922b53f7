package io.vigil.device.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which faults a simulated device has, and when. Any thread. */
public final class Faults {
    private static final Pattern TEXT = Pattern.compile("([a-z-]+)(=(\\d{1,6})(\\+(\\d{1,6}))?)?");
    private static final long FROM_S = 10;
    private static final long FOR_S = 20;
    private static final int ONE_IN = 50;
    private static final double WEAK = 0.2;

    private record Window(long fromMillis, long toMillis) {}

    private final Map<Fault, List<Window>> windows = new EnumMap<>(Fault.class);

    /** @param texts {@code NAME[=FROM[+SECONDS]]}, seconds after the start; by default 20 from the tenth on
     * @throws IllegalArgumentException saying what is wrong */
    public static Faults parse(List<String> texts) {
        Faults faults = new Faults();
        for (String text : texts) {
            Matcher parts = TEXT.matcher(text);
            Fault fault = Arrays.stream(Fault.values())
                    .filter(known -> parts.matches() && known.wire().equals(parts.group(1)))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no fault '" + text + "': write NAME[=FROM[+SECONDS]] with a name of " + names()));
            long from = parts.group(3) == null ? FROM_S : Long.parseLong(parts.group(3));
            long lasts = parts.group(5) == null ? FOR_S : Long.parseLong(parts.group(5));
            faults.windows
                    .computeIfAbsent(fault, none -> new ArrayList<>())
                    .add(new Window(from * 1000, (from + lasts) * 1000));
        }
        return faults;
    }

    public static Faults none() {
        return new Faults();
    }

    private static String names() {
        return Arrays.stream(Fault.values()).map(Fault::wire).collect(Collectors.joining(", "));
    }

    public boolean on(Fault fault, long elapsedMillis) {
        return window(fault, elapsedMillis) != null;
    }

    private @Nullable Window window(Fault fault, long elapsedMillis) {
        for (Window window : windows.getOrDefault(fault, List.of())) {
            if (elapsedMillis >= window.fromMillis() && elapsedMillis < window.toMillis()) {
                return window;
            }
        }
        return null;
    }

    /** The course with what the faults do to a patient's sensors. */
    public Script over(Script script) {
        return new Script() {
            @Override
            public Vitals at(long elapsedMillis) {
                Window frozen = window(Fault.FROZEN, elapsedMillis);
                Vitals vitals = script.at(frozen == null ? elapsedMillis : frozen.fromMillis());
                return vitals.with(
                        on(Fault.LOW_PERFUSION, elapsedMillis) ? WEAK : vitals.pi(),
                        vitals.lowPerfusion() || on(Fault.LOW_PERFUSION, elapsedMillis),
                        vitals.sensorOff() || on(Fault.FINGER_OUT, elapsedMillis),
                        frozen == null || elapsedMillis == frozen.fromMillis());
            }

            @Override
            public boolean ended(long elapsedMillis) {
                return script.ended(elapsedMillis);
            }
        };
    }

    /** What arrives of bytes that were sent. */
    public byte[] damaged(byte[] bytes, long elapsedMillis, Random random) {
        boolean noise = on(Fault.NOISE, elapsedMillis);
        boolean dropped = on(Fault.DROPPED, elapsedMillis);
        if (!noise && !dropped) {
            return bytes;
        }
        byte[] kept = new byte[bytes.length];
        int count = 0;
        for (byte octet : bytes) {
            if (!dropped || random.nextInt(ONE_IN) != 0) {
                kept[count++] = noise && random.nextInt(ONE_IN) == 0 ? (byte) random.nextInt(256) : octet;
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
