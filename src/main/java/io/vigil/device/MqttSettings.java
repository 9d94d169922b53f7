package io.vigil.device;

/**
 * @param topic where such devices usually publish, with {@code +name} for a level that varies; a configured device
 *     names its own
 * @param qos at which to subscribe: 0, 1 or 2
 */
public record MqttSettings(String topic, int qos) implements LinkSettings {
    /** Another topic of the same device: its levels that vary are taken from {@code topic}; empty where one is not told. */
    String beside(String pattern, String configured) {
        String[] levels = topic.split("/", -1);
        String[] given = configured.split("/", -1);
        StringBuilder beside = new StringBuilder();
        for (String level : pattern.split("/", -1)) {
            int at = java.util.Arrays.asList(levels).indexOf(level);
            String told = !level.startsWith("+") ? level : covers(configured) && at >= 0 ? given[at] : "+";
            if (told.startsWith("+") || told.equals("#")) {
                return "";
            }
            beside.append(beside.isEmpty() ? "" : "/").append(told);
        }
        return beside.toString();
    }

    /** True for a topic that differs from this one in the varying levels alone. */
    public boolean covers(String other) {
        String[] levels = topic.split("/", -1);
        String[] others = other.split("/", -1);
        boolean same = levels.length == others.length;
        for (int i = 0; same && i < levels.length; i++) {
            same = levels[i].startsWith("+") || levels[i].equals(others[i]);
        }
        return same;
    }
}
