package io.vigil.cli.demo;

import io.vigil.session.Patient;
import java.util.List;
import java.util.stream.IntStream;

/** Patients who do not exist, and say so wherever they are shown. */
final class DemoPatients {
    private static final int FIRST_YEAR = 1960;
    private static final int YEARS = 45;

    private DemoPatients() {}

    static List<Patient> of(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(DemoPatients::patient).toList();
    }

    static Patient patient(int chair) {
        String id = "sim-" + chair;
        return new Patient(
                id,
                "Simulated " + chair,
                "%d-%02d-15".formatted(FIRST_YEAR + chair * 7 % YEARS, 1 + chair % 12),
                new Patient.Identifier("urn:vigil:demo-patients", id),
                "Patient/" + id);
    }
}
