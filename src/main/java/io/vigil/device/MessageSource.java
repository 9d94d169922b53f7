package io.vigil.device;

import java.util.Optional;

/** Which physical device a message comes from, where several speak through one gateway. Any thread; never throws. */
@FunctionalInterface
public interface MessageSource {
    /** Says nothing: the topic alone tells the devices apart. */
    MessageSource NONE = (topic, payload) -> Optional.empty();

    /** Letters and digits only, lower case: an address counts the same however it is written. Empty where none is said. */
    Optional<String> of(String topic, byte[] payload);
}
