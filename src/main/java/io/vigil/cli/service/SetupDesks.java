package io.vigil.cli.service;

import io.vigil.config.ConfigReader;
import io.vigil.device.DeviceType;
import io.vigil.device.serial.ListedPort;
import io.vigil.device.serial.SerialProbe;
import io.vigil.session.port.SiteLog;
import io.vigil.web.SetupPorts;
import java.util.Map;
import java.util.stream.Collectors;

/** What the pages for setting up a station ask of the machine it runs on. */
final class SetupDesks {
    /** Devices speak once in 1 to 2 s. */
    private static final long STEP_MILLIS = 5_000;

    private final ServicePlan plan;

    SetupDesks(ServicePlan plan) {
        this.plan = plan;
    }

    SerialDesk serial() {
        HeldPorts held = new HeldPorts(plan.config().devices());
        SerialProbe probe = new SerialProbe(plan.config().catalogue().all(), plan.clock(), STEP_MILLIS);
        return new SerialDesk(
                () -> held.and(ListedPort.all(), plan.sparePorts()), held::holder, probe::probe, STEP_MILLIS);
    }

    SetupPorts ports(SerialDesk serial, SiteLog log) {
        ConfigReader reader = new ConfigReader(
                Map.of(),
                plan.config().catalogue().all().stream().map(DeviceType::id).collect(Collectors.toSet()));
        return new SetupPorts(serial, new ConfigDraft(plan.config(), serial, reader, jar()), log, plan.setupCode());
    }

    /** As {@code java -jar} was given it. */
    private static String jar() {
        String classes = System.getProperty("java.class.path", "");
        return classes.endsWith(".jar") && !classes.contains(java.io.File.pathSeparator) ? classes : "vigil.jar";
    }
}
