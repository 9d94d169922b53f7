package io.vigil.device;

import java.util.List;

/**
 * One message of a device to readings, for links whose transport already keeps messages apart (MQTT). Never throws
 * whatever the payload. Without state, but for {@link #forOneDevice}; any thread.
 */
public interface MessageDecoder {
    /**
     * @param topic as the message came on it; empty where there was none
     * @return usually one element. Empty for a well-formed message that is no reading at all (an advertisement, a
     *     heartbeat): it proves that the link lives and counts neither as good nor as bad. {@code offset} is 0 and
     *     {@code frame} is 1 in every sample: the caller counts.
     */
    List<Decoded> decode(String topic, byte[] payload);

    /** For the messages of one live device in their order: a decoder with a memory where messages may be pieces. */
    default MessageDecoder forOneDevice() {
        return this;
    }
}
