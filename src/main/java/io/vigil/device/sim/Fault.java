package io.vigil.device.sim;

import java.util.Locale;

/** What can go wrong at a simulated device. */
public enum Fault {
    NOISE("one byte in fifty is another"),
    DROPPED("one byte in fifty is lost"),
    FINGER_OUT("the sensor is off the patient"),
    LOW_PERFUSION("the signal is weak, and the device says so"),
    FROZEN("the numbers stand still"),
    CLOCK_JUMP("the device's own clock is an hour behind"),
    DISCONNECT("the cable is out, or nothing is published"),
    NAN_CUFF("cuff measurements fail");

    private final String says;

    Fault(String says) {
        this.says = says;
    }

    /** As it stands on a command line: {@code finger-out}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String says() {
        return says;
    }
}
