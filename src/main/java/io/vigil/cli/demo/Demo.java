package io.vigil.cli.demo;

import io.vertx.core.Vertx;
import io.vigil.cli.service.Service;
import io.vigil.cli.service.ServicePlan;
import io.vigil.config.Listen;
import io.vigil.config.Outcome;
import io.vigil.config.Place;
import io.vigil.config.Protocols;
import io.vigil.config.VigilConfig;
import io.vigil.device.mqtt.endpoint.SimulatedBroker;
import io.vigil.device.sim.RecordingCourse;
import io.vigil.device.sim.Script;
import io.vigil.session.Patient;
import io.vigil.session.Protocol;
import io.vigil.session.SessionView;
import io.vigil.session.Site;
import io.vigil.session.port.Accounts.Account;
import io.vigil.time.Clock;
import io.vigil.web.WebServer;
import io.vigil.web.signin.Passwords;
import io.vigil.web.signin.Secrets;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The service with simulated patients around it. Only the devices and the nurse who begins are not real. */
public final class Demo implements AutoCloseable {
    private static final String SITE = "demo";
    private static final long CHART_EVERY_MILLIS = 60_000;
    private static final int START_SECONDS = 30;

    private final Service service;
    private final DemoDevices devices;
    private final Vertx vertx;
    private final List<String> hints;

    /**
     * @param recordings one for each of the first patients; the others follow the script
     * @throws IOException when a recording cannot be read or the data folder cannot be had
     */
    public static Demo start(Clock clock, Listen http, Path data, int patients, List<Path> recordings)
            throws IOException {
        return new Demo(clock, http, data, patients, recordings);
    }

    private Demo(Clock clock, Listen http, Path data, int patients, List<Path> recordings) throws IOException {
        List<RecordingCourse> recorded = new ArrayList<>();
        for (Path recording : recordings) {
            recorded.add(RecordingCourse.read(recording));
        }
        this.vertx = Vertx.vertx();
        SimulatedBroker monitor = new SimulatedBroker(vertx, 0);
        int monitorPort =
                monitor.start().toCompletionStage().toCompletableFuture().join();
        this.devices = new DemoDevices(SITE, clock, patients, chair -> charted(recorded, chair));
        try {
            this.service = service(clock, http, data, monitorPort, patients);
        } catch (IOException | RuntimeException failed) {
            devices.close();
            vertx.close();
            throw failed;
        }
        String known = Passwords.hash(WebServer.DEMO_USER);
        service.accounts().save(new Account(DemoNurse.NAME, "nurse", known, false));
        service.accounts().save(new Account(WebServer.DEMO_TECHNICIAN, "technician", known, false));
        String token = Secrets.fresh();
        service.accounts().saveToken(Secrets.hash(token), DemoNurse.NAME, "demo", clock.wallMillis());
        seat();
        devices.start(
                service.mqttPort(),
                monitor,
                chair -> course(recorded, chair, clock.wallMillis()),
                chair -> charted(recorded, chair));
        this.hints = hints(token);
    }

    private Service service(Clock clock, Listen http, Path data, int monitorPort, int patients) throws IOException {
        List<Patient> known = DemoPatients.of(patients);
        int mqttPort = freeOr1883();
        try {
            return Service.start(plan(config(http, data, monitorPort, mqttPort), clock, known));
        } catch (IllegalStateException refused) {
            // Somebody may have taken the port since it was seen free; without it the reason is another one.
            return Service.start(plan(config(http, data, monitorPort, 0), clock, known));
        }
    }

    private ServicePlan plan(VigilConfig config, Clock clock, List<Patient> known) {
        return new ServicePlan(config, protocols(), clock, true, known, "", List.of(devices.sparePort()));
    }

    private void seat() {
        new DemoNurse(service.inputs())
                .seat(devices.chairs())
                .toCompletableFuture()
                .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static boolean charted(List<RecordingCourse> recorded, int chair) {
        return chair <= recorded.size() && recorded.get(chair - 1).charted();
    }

    private Script course(List<RecordingCourse> recorded, int chair, long nowMillis) {
        long before = service.inputs().sessions().stream()
                .filter(session -> session.open() && session.chair().equals("" + chair))
                .mapToLong(SessionView::startedMillis)
                .map(started -> Math.max(0, nowMillis - started))
                .findFirst()
                .orElse(0);
        return chair <= recorded.size()
                ? new DemoCourse(recorded.get(chair - 1), before)
                : new DemoCourse(new ScheduledCuff(1 + (chair - 1) % 4), before);
    }

    private VigilConfig config(Listen http, Path data, int monitorPort, int mqttPort) {
        Place place = Place.top("(demo)");
        VigilConfig.Broker broker = new VigilConfig.Broker(
                place,
                DemoDevices.MONITOR_BROKER,
                URI.create("tcp://127.0.0.1:" + monitorPort),
                "5",
                Optional.empty(),
                Optional.empty(),
                "vigil-demo",
                Optional.empty(),
                Optional.empty(),
                Set.of());
        return new VigilConfig(
                new Site(SITE, true, CHART_EVERY_MILLIS),
                data,
                new VigilConfig.Http(place, http, Optional.empty(), false, List.of()),
                new VigilConfig.Mqtt(
                        new VigilConfig.Embedded(
                                place,
                                true,
                                new Listen("127.0.0.1", mqttPort),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()),
                        List.of(broker)),
                Optional.empty(),
                devices.devices(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The usual port where it is free, for people who try; any other where a broker lives here already. */
    private static int freeOr1883() {
        try (ServerSocket probe = new ServerSocket(Listen.MQTT.port())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            return 0;
        }
    }

    private static List<Protocol> protocols() {
        return Protocols.read(Optional.empty()) instanceof Outcome.Read<List<Protocol>> read ? read.value() : List.of();
    }

    private List<String> hints(String token) {
        String base = "http://127.0.0.1:" + service.httpPort();
        return List.of(
                "Simulated patients, not real ones.",
                "Dashboard " + base + "/",
                "Sign in   demo / demo, or demo-technician / demo to set things up",
                "API token " + token,
                "MQTT      tcp://127.0.0.1:" + service.mqttPort(),
                "Chart     " + base + "/chart.html, the receiver itself at " + base + "/demo-ehr/fhir/Observation",
                "Try       press \"Start watch\" and wait: within two minutes a saturation falls and a pressure rises.",
                "          curl -H \"Authorization: Bearer $TOKEN\" " + base + "/api/v1/sessions",
                "          mosquitto_sub -p " + service.mqttPort() + " -t 'vigil/demo/alarm/#' -q 1",
                "Stop with Ctrl-C.");
    }

    /** What to print: addresses, the token, what to try. */
    public List<String> hints() {
        return hints;
    }

    public Service service() {
        return service;
    }

    @Override
    public void close() {
        devices.close();
        service.close();
        vertx.close();
    }
}
