package io.vigil.device;

/**
 * @param topic where such devices usually publish, with {@code +name} for a level that varies; a configured device
 *     names its own
 * @param qos at which to subscribe: 0, 1 or 2
 */
public record MqttSettings(String topic, int qos) implements LinkSettings {
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
