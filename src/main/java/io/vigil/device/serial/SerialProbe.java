package io.vigil.device.serial;

import io.vigil.device.Command;
import io.vigil.device.Decoded;
import io.vigil.device.Decoder;
import io.vigil.device.DeviceType;
import io.vigil.device.SerialSettings;
import io.vigil.device.Talk;
import io.vigil.time.Clock;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is on a serial port? Each way of setting the line is listened to for a while, by every type that is set so; types
 * that must be asked are asked, with harmless commands only, as their types make sure. Blocking; one thread.
 */
public final class SerialProbe {
    private static final long MILLI_NANOS = 1_000_000;
    private static final int CHUNK = 1024;

    private final Collection<DeviceType> types;
    private final Clock clock;
    private final long listenMillis;

    /** @param listenMillis for each way of setting the line; devices speak once in 1 to 2 s */
    public SerialProbe(Collection<DeviceType> types, Clock clock, long listenMillis) {
        this.types = List.copyOf(types);
        this.clock = clock;
        this.listenMillis = listenMillis;
    }

    /**
     * @param good frames read; @param bad frames and runs of noise refused
     * @param millis how long it was listened to
     * @param says the last readings in words
     */
    public record Answer(DeviceType type, SerialSettings line, int good, int bad, long millis, String says) {
        /** Good frames among all: a wrong type reads one now and then by chance. */
        double share() {
            return (double) good / (good + bad);
        }
    }

    /**
     * @param answers the most convincing first; @param bytes heard in all
     * @param trouble why it could not be opened; @param reason the same for a person, with the mend; else empty
     */
    public record Outcome(List<Answer> answers, long bytes, PortTrouble trouble, String reason) {
        public Outcome {
            answers = List.copyOf(answers);
        }
    }

    /** Whoever waits for a probe. Called on its thread. */
    public interface Follower {
        Follower NOBODY = () -> true;

        /** Asked all the time. @return false to leave the port at once */
        boolean goOn();

        /** @param step from 1 to {@code steps}; each takes as long as the others */
        default void listening(int step, int steps, SerialSettings line) {}
    }

    public Outcome probe(String path) {
        return probe(path, Follower.NOBODY);
    }

    /** What was heard until the follower had enough is in the outcome. */
    public Outcome probe(String path, Follower follower) {
        List<Answer> answers = new ArrayList<>();
        long bytes = 0;
        int step = 0;
        Map<SerialSettings, List<DeviceType>> ways = bySettings();
        for (Map.Entry<SerialSettings, List<DeviceType>> each : ways.entrySet()) {
            if (!follower.goOn()) {
                break;
            }
            follower.listening(++step, ways.size(), each.getKey());
            LineOpener.Attempt attempt =
                    HardwarePort.opener(path, each.getKey(), clock).open();
            if (attempt instanceof LineOpener.Refused refused) {
                // No device can answer at settings that the port does not have; at others one may.
                if (refused.trouble() == PortTrouble.SETTINGS) {
                    continue;
                }
                return new Outcome(sorted(answers), bytes, refused.trouble(), refused.reason());
            }
            try (ByteLine line = ((LineOpener.Opened) attempt).line()) {
                long begun = clock.nanos();
                List<Listener> listeners =
                        each.getValue().stream().map(Listener::new).toList();
                bytes += listen(line, listeners, follower);
                long millis = (clock.nanos() - begun) / MILLI_NANOS;
                listeners.stream()
                        .filter(listener -> listener.good > 0)
                        .forEach(one -> answers.add(one.answer(each.getKey(), millis)));
            }
        }
        return new Outcome(sorted(answers), bytes, PortTrouble.NONE, "");
    }

    private static List<Answer> sorted(List<Answer> answers) {
        return answers.stream()
                .sorted(Comparator.comparingDouble(Answer::share)
                        .thenComparingInt(Answer::good)
                        .reversed())
                .toList();
    }

    private Map<SerialSettings, List<DeviceType>> bySettings() {
        return types.stream()
                .filter(type -> type.link() instanceof SerialSettings)
                .collect(Collectors.groupingBy(
                        type -> (SerialSettings) type.link(), LinkedHashMap::new, Collectors.toList()));
    }

    private long listen(ByteLine line, List<Listener> listeners, Follower follower) {
        byte[] chunk = new byte[CHUNK];
        long bytes = 0;
        long begun = clock.nanos();
        Set<List<Byte>> said = new LinkedHashSet<>();
        listeners.forEach(one -> one.talk.opened(begun / MILLI_NANOS, command -> say(line, command, said)));
        while (clock.nanos() - begun < listenMillis * MILLI_NANOS && follower.goOn()) {
            int count = line.read(chunk);
            if (count < 0) {
                break;
            }
            bytes += count;
            long now = clock.nanos() / MILLI_NANOS;
            for (Listener one : listeners) {
                one.hear(chunk, count, now, command -> say(line, command, said));
            }
        }
        return bytes;
    }

    /** Each thing once: many types know the same greeting, and none is to be pestered. */
    private static void say(ByteLine line, Command.Harmless command, Set<List<Byte>> said) {
        List<Byte> bytes = new ArrayList<>();
        for (byte one : command.bytes()) {
            bytes.add(one);
        }
        if (said.add(bytes)) {
            line.write(command.bytes());
        }
    }

    /** One type's ear on the line. */
    private static final class Listener {
        private final DeviceType type;
        private final Decoder decoder;
        private final Talk talk;
        private int good;
        private int bad;
        private String says = "";

        private Listener(DeviceType type) {
            this.type = type;
            this.decoder = type.newDecoder();
            this.talk = type.newTalk();
        }

        void hear(byte[] chunk, int count, long nowMillis, java.util.function.Consumer<Command.Harmless> say) {
            try {
                talk.tick(nowMillis, say);
                if (count > 0) {
                    talk.heard(chunk, 0, count, nowMillis, say);
                    decoder.feed(chunk, 0, count, decoded -> {
                        talk.understood(decoded, nowMillis, say);
                        count(decoded);
                    });
                }
            } catch (RuntimeException fault) {
                bad++;
            }
        }

        private void count(Decoded decoded) {
            if (decoded instanceof Decoded.Sample sample) {
                good++;
                says = sample.readings().stream().map(Listener::word).collect(Collectors.joining(", "));
            } else if (decoded instanceof Decoded.Rejected) {
                bad++;
            }
        }

        private static String word(Reading reading) {
            return reading.metric().wire() + " " + (reading.hasValue() ? reading.value() : "-");
        }

        Answer answer(SerialSettings line, long millis) {
            return new Answer(type, line, good, bad, millis, says);
        }
    }
}
