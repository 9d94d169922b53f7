package io.vigil.cli.service;

import io.vigil.config.VigilConfig;
import io.vigil.session.Patient;
import io.vigil.session.Protocol;
import io.vigil.time.Clock;
import java.util.List;

/**
 * What to run.
 *
 * @param protocols a session can be started with
 * @param demoEhr true to serve the demonstration's FHIR receiver and chart to it
 * @param demoPatients who that receiver knows from the start
 */
public record ServicePlan(
        VigilConfig config, List<Protocol> protocols, Clock clock, boolean demoEhr, List<Patient> demoPatients) {
    public ServicePlan {
        protocols = List.copyOf(protocols);
        demoPatients = List.copyOf(demoPatients);
    }
}
