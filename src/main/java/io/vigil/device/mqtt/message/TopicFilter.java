package io.vigil.device.mqtt.message;

/** MQTT topic filters (MQTT 5.0, 4.7). */
public final class TopicFilter {
    private TopicFilter() {}

    /** True where {@code #} is last and alone in its level and {@code +} alone in its level. */
    public static boolean valid(String filter) {
        if (filter.isEmpty() || filter.indexOf('\0') >= 0) {
            return false;
        }
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            String level = levels[i];
            boolean last = i == levels.length - 1;
            if (level.length() > 1 && (level.contains("#") || level.contains("+")) || level.equals("#") && !last) {
                return false;
            }
        }
        return true;
    }

    public static boolean exact(String filter) {
        return filter.indexOf('+') < 0 && filter.indexOf('#') < 0;
    }

    public static boolean matches(String filter, String topic) {
        // [MQTT-4.7.2-1]: a broker's own $ topics are nobody's devices.
        if (topic.startsWith("$") && !filter.startsWith("$")) {
            return false;
        }
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i >= levels.length || !wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }
}
