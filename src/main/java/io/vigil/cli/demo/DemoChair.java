package io.vigil.cli.demo;

import io.vigil.session.Patient;
import java.util.List;

/** One chair of the demonstration. @param devices ids of the devices its patient wears */
record DemoChair(String chair, Patient patient, List<String> devices) {
    DemoChair {
        devices = List.copyOf(devices);
    }
}
