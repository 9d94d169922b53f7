package io.vigil.time;

/** The machine's two clocks. Tests give a clock that leaps. Any thread. */
public interface Clock {
    /** Epoch milliseconds; may step when the operator or NTP sets it. */
    long wallMillis();

    /** Monotonic nanoseconds from an arbitrary origin; never steps. */
    long nanos();

    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
