package io.vigil.ward;

/** Where outbound topics go. Any thread; never blocks. */
@FunctionalInterface
public interface TopicSink {
    void publish(String topic, byte[] payload, boolean retained, int qos);
}
