package io.vigil.device.serial;

/** What stood in the way of opening a port. */
public enum PortTrouble {
    NONE,
    /** Nothing is there. */
    MISSING,
    /** Something is there that is no serial port. */
    NO_PORT,
    /** This user may not use it. */
    FORBIDDEN,
    /** Another program has it. */
    BUSY,
    /** It cannot be set so, as a pseudo-terminal that is asked for parity twice. */
    SETTINGS
}
