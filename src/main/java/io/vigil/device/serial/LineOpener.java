package io.vigil.device.serial;

/** Opens a line, anew after each loss. */
interface LineOpener {
    /** What became of an attempt. */
    sealed interface Attempt {}

    record Opened(ByteLine line) implements Attempt {}

    /** @param reason in a nurse's words, with the mend */
    record Refused(String reason, PortTrouble trouble) implements Attempt {}

    Attempt open();
}
