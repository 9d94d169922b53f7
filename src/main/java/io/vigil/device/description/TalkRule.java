package io.vigil.device.description;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said to a device, as its description gives it.
 *
 * @param onConnect in this order, each when the one before was answered
 * @param repeated polls and keep-alives
 * @param after by the kind of an ignored record: what is said when one came
 * @param start the one command that does something to a patient; {@code abort} ends it
 */
public record TalkRule(
        List<Say> onConnect,
        List<Repeated> repeated,
        Map<String, Say> after,
        Optional<Say> start,
        Optional<Say> abort) {
    public static final TalkRule NONE =
            new TalkRule(List.of(), List.of(), Map.of(), Optional.empty(), Optional.empty());

    public TalkRule {
        onConnect = List.copyOf(onConnect);
        repeated = List.copyOf(repeated);
        after = Map.copyOf(after);
    }

    /**
     * One command.
     *
     * @param why in a few words
     * @param expect the answer that means yes; empty where none comes
     * @param refused the answer that means no; empty where there is none
     * @param withinMillis how long an answer may take
     * @param tries how often it is said at most until it is answered
     */
    public record Say(
            Octets bytes, String why, boolean hazardous, Octets expect, Octets refused, int withinMillis, int tries) {}

    public record Repeated(Say say, long everyMillis) {}

    /** Bytes that are compared by what they are. */
    public record Octets(List<Integer> all) {
        public Octets {
            all = List.copyOf(all);
        }

        public byte[] bytes() {
            byte[] bytes = new byte[all.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = all.get(i).byteValue();
            }
            return bytes;
        }
    }

    public boolean silent() {
        return onConnect.isEmpty() && repeated.isEmpty() && after.isEmpty() && start.isEmpty() && abort.isEmpty();
    }
}
