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
 * @param setupCode with which the first account is made in a browser; empty: it is made on this machine only
 * @param sparePorts serial ports beside those the system lists, such as the demonstration's own
 */
public record ServicePlan(
        VigilConfig config,
        List<Protocol> protocols,
        Clock clock,
        boolean demoEhr,
        List<Patient> demoPatients,
        String setupCode,
        List<String> sparePorts) {
    public ServicePlan {
        sparePorts = List.copyOf(sparePorts);
        protocols = List.copyOf(protocols);
        demoPatients = List.copyOf(demoPatients);
    }

    public ServicePlan(
            VigilConfig config, List<Protocol> protocols, Clock clock, boolean demoEhr, List<Patient> demoPatients) {
        this(config, protocols, clock, demoEhr, demoPatients, "", List.of());
    }
}
