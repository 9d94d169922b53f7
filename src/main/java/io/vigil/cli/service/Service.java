package io.vigil.cli.service;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vigil.cli.hatch.Hatch;
import io.vigil.config.Place;
import io.vigil.config.Secret;
import io.vigil.config.VigilConfig;
import io.vigil.fhir.ObservationMapper;
import io.vigil.fhir.demo.DemoEhr;
import io.vigil.fhir.read.ChartReadSide;
import io.vigil.notify.Notifier;
import io.vigil.notify.Signature;
import io.vigil.notify.Webhook;
import io.vigil.ops.Health;
import io.vigil.ops.LoopLatency;
import io.vigil.ops.LoopWatch;
import io.vigil.ops.Metrics;
import io.vigil.session.Protocol;
import io.vigil.session.SessionView;
import io.vigil.session.SiteAlarms;
import io.vigil.session.port.Accounts;
import io.vigil.session.port.EhrPatients;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Journal;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.store.influx.InfluxCopy;
import io.vigil.time.Clock;
import io.vigil.ward.AlarmTopics;
import io.vigil.ward.Parts;
import io.vigil.ward.Ward;
import io.vigil.web.Mount;
import io.vigil.web.SetupPorts;
import io.vigil.web.WebOptions;
import io.vigil.web.WebPorts;
import io.vigil.web.WebServer;
import io.vigil.web.live.LiveHub;
import io.vigil.web.live.LiveLimits;
import io.vigil.web.signin.Secrets;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service. Started and closed from one thread; the getters are for any. */
public final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final String DEMO_EHR = "/demo-ehr/fhir";
    private static final int TOPICS_CLEARED = 500;

    /** In the order of starting; closed in the reverse. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private final ServicePlan plan;
    private final VigilConfig config;
    private final Clock clock;
    private final Metrics metrics = new Metrics();
    private final Health health = new Health();
    private final Store store;
    private final Ward ward;
    private final DeviceLines lines;
    private final WebServer web;
    private final Optional<Notifier> notifier;
    private final Optional<InfluxCopy> influx;
    private volatile Optional<Chart> chart = Optional.empty();

    /** @throws IOException when the data folder, and IllegalStateException when an address cannot be had */
    public static Service start(ServicePlan plan) throws IOException {
        return new Service(plan);
    }

    private Service(ServicePlan plan) throws IOException {
        this.plan = plan;
        this.config = plan.config();
        this.clock = plan.clock();
        this.store = opened(Store.open(config.data(), StoreOptions.DEFAULT, clock));
        if (config.ehr().map(VigilConfig.Ehr::manual).orElse(false)) {
            store.holdCharts();
        }
        try {
            this.influx = config.influx().map(this::influx);
            config.retention().ifPresent(old -> store.retain(old.days(), old.export()));
            Loop loop = opened(new Loop());
            Vertx vertx = outside();
            this.lines = new DeviceLines(config, config.catalogue(), clock);
            LiveHub hub = new LiveHub(
                    config.site(), config.chairs(), Secrets.fresh(), this::nowMillis, clock, LiveLimits.DEFAULT);
            LoopLatency latency = new LoopLatency();
            AlarmTopics topics = new AlarmTopics(
                    config.site().id(),
                    (topic, payload, retained, qos) -> lines.topics().publish(topic, payload, retained, qos));
            this.ward = ward(loop, hub, topics, latency);
            this.notifier = config.webhook().map(this::notifier);
            loop.call(() -> around(hub));
            restore(loop, topics);
            loop.tick(ward::tick);
            ward.desk().sessions().stream().filter(SessionView::open).forEach(each -> told().tell(each.id()));
            opened(lines).start(vertx, ward);
            String ehrToken = Secrets.fresh();
            this.web = web(vertx, hub, mounts(vertx, ehrToken));
            opened(() -> Waiting.on(web.stop(), "web server"));
            Waiting.on(
                    web.start(),
                    "HTTP cannot listen on " + config.http().listen() + "; choose another address (--http HOST:PORT)");
            chart = chart(vertx, ehrToken);
            figures(loop, hub, latency);
            health(loop);
            hatch();
        } catch (RuntimeException | IOException failed) {
            close();
            throw failed;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        running.push(part);
        return part;
    }

    private Vertx outside() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        opened(() -> Waiting.on(vertx.close(), "Vert.x"));
        return vertx;
    }

    private Ward ward(Loop loop, LiveHub hub, AlarmTopics topics, LoopLatency latency) {
        Map<String, Protocol> protocols =
                plan.protocols().stream().collect(Collectors.toMap(Protocol::id, Function.identity()));
        return new Ward(new Parts(
                config.site(),
                clock,
                loop,
                store.journal(),
                List.of(hub, topics),
                protocols,
                lines.known(),
                latency,
                new SessionIds(clock),
                new LateCuffs(lines::cuffs)));
    }

    private Notifier notifier(VigilConfig.Webhook to) {
        Webhook webhook = new Webhook(
                to.url(),
                Signature.with(to.secret().reveal()),
                to.fromLevel(),
                Duration.ofSeconds(to.timeoutSeconds()),
                Duration.ofSeconds(to.alarmAfterSeconds()),
                Duration.ofSeconds(to.giveUpAfterSeconds()));
        Notifier telling = opened(new Notifier(webhook, config.site().id(), store.notices(), clock));
        telling.start();
        return telling;
    }

    private InfluxCopy influx(VigilConfig.Influx to) {
        InfluxCopy copy = opened(new InfluxCopy(LinkProbe.target(to), store.feed(), clock));
        copy.start();
        return copy;
    }

    /** What the ward has beside its sessions. */
    private boolean around(LiveHub hub) {
        ward.heardBy(hub);
        ward.waveOutlets(List.of(hub, store.waves()));
        notifier.ifPresent(telling -> ward.tells(SiteAlarms.UNDELIVERED, telling));
        ward.tells(SiteAlarms.UNSTORED, (now, since, before) -> !store.health().writable());
        ward.tells(SiteAlarms.DAMAGED, (now, since, before) -> damage().isPresent());
        ward.tells(
                SiteAlarms.CHART_FORBIDDEN,
                (now, since, before) -> chart.map(Chart::forbidden).orElse(before && ehr().isPresent()));
        ward.tells(
                SiteAlarms.CHART_LATE,
                (now, since, before) -> chart.map(Chart::late).orElse(before && ehr().isPresent()));
        return true;
    }

    private void restore(Loop loop, AlarmTopics topics) {
        List<Journal.Past> open = store.journal().openSessions();
        long through = store.journal().lastInstantMillis();
        Ward.Restored restored = loop.call(() -> ward.restore(open, through));
        restored.remarks().forEach((session, remark) -> LOG.warn("Session {} after the restart: {}", session, remark));
        Map<String, String> lost = restored.lost();
        lost.forEach((session, why) -> LOG.error("Session {} could not be rebuilt: {}", session, why));
        if (!lost.isEmpty()) {
            health.check("sessions", () -> Optional.of("Not rebuilt after the restart: " + lost.keySet()));
        }
        // A broker that was away, or a crash, may have left the state of a session that is over.
        store.history().sessions("", TOPICS_CLEARED).stream()
                .filter(session -> session.endedMillis() != 0)
                .forEach(session -> topics.over(session.session()));
    }

    private List<Mount> mounts(Vertx vertx, String token) throws IOException {
        if (!plan.demoEhr()) {
            return List.of();
        }
        DemoEhr ehr = opened(new DemoEhr(vertx, clock, DEMO_EHR, config.data().resolve("demo-ehr.ndjson")));
        Waiting.on(ehr.seed(plan.demoPatients()), "demo EHR");
        return List.of(new Mount(DEMO_EHR, ehr, token));
    }

    private WebServer web(Vertx vertx, LiveHub hub, List<Mount> mounts) {
        VigilConfig.Http http = config.http();
        WebOptions.Tls tls = http.tls()
                .map(pem -> new WebOptions.Tls(pem.certificate(), pem.key()))
                .orElse(null);
        return new WebServer(
                vertx,
                new WebOptions(
                        http.listen().host(),
                        http.listen().port(),
                        tls,
                        Set.copyOf(http.names()),
                        SignInElsewhere.of(config),
                        http.behindProxy()),
                new WebPorts(
                        ward.desk(),
                        influx.map(copy -> copy.history(store.history())).orElseGet(store::history),
                        new AskedOutbox(
                                store.outbox(),
                                () -> chart.ifPresent(lane -> lane.delivery().resume()),
                                told(),
                                () -> chart.flatMap(Chart::held)),
                        store.accounts(),
                        store.pins(),
                        new DeviceDesk(ward.board(), lines, clock),
                        new AskedNotices(
                                store.notices(), notifier.isPresent(), () -> notifier.ifPresent(Notifier::wake)),
                        store.waves(),
                        new ArrayList<>(plan.protocols()),
                        store.patients(),
                        (text, atMost) -> chart.map(Chart::patients)
                                .orElse(EhrPatients.NONE)
                                .search(text, atMost),
                        new ChartReadSide(store.outbox(), mapper()),
                        setup()),
                hub,
                LiveLimits.DEFAULT,
                new HealthPages(
                                health,
                                metrics,
                                PublicKeys.of(config),
                                new SettingsPage(config, plan.protocols(), store.accounts(), plan.demoEhr()))
                        .probes(),
                clock,
                this::nowMillis,
                mounts);
    }

    private ToldSessions told() {
        return new ToldSessions(store.history(), store.outbox(), ward.desk());
    }

    private SetupPorts setup() {
        SetupDesks desks = new SetupDesks(plan);
        return desks.ports(opened(desks.serial()), store.siteLog());
    }

    private Optional<Chart> chart(Vertx vertx, String token) {
        Optional<VigilConfig.Ehr> ehr = plan.demoEhr()
                ? Optional.of(new VigilConfig.Ehr(
                        Place.top("(demo)"),
                        URI.create("http://127.0.0.1:" + web.port() + DEMO_EHR),
                        true,
                        new VigilConfig.Credentials.Bearer(new Secret(token)),
                        VigilConfig.Trust.USUAL))
                : ehr();
        return ehr.map(to -> opened(new Chart(vertx, clock, store.outbox(), to, mapper())));
    }

    private Optional<VigilConfig.Ehr> ehr() {
        return config.ehr();
    }

    private ObservationMapper mapper() {
        return Chart.mapper(config);
    }

    private void figures(Loop loop, LiveHub hub, LoopLatency latency) {
        Figures figures = new Figures(metrics);
        figures.ward(ward, loop, latency);
        figures.store(store);
        figures.screens(hub);
        figures.devices(lines);
        figures.waves(ward, hub, store);
        notifier.ifPresent(figures::notifications);
        influx.ifPresent(figures::influx);
        chart.ifPresent(lane -> figures.chart(() -> lane.delivery().status()));
    }

    private void health(Loop loop) {
        LoopWatch watch = new LoopWatch(clock, ward::ticks);
        health.check("loop", watch::stalled);
        health.check(
                "loop.defects",
                () -> loop.defects() == 0
                        ? Optional.empty()
                        : Optional.of(loop.defects() + " defects on the alarm loop; see the log and restart"));
        health.check(
                "journal",
                () -> store.health().writable()
                        ? Optional.empty()
                        : Optional.of(store.health().reason()));
        health.check("store", this::damage);
        lines.links()
                .forEach(link -> health.check(
                        "broker." + link.status().broker(),
                        () -> link.status().connected()
                                ? Optional.empty()
                                : Optional.of(link.status().reason())));
        influx.ifPresent(copy -> health.check("influx", copy::problem));
        notifier.ifPresent(telling -> health.check("notify", telling::problem));
        chart.ifPresent(lane -> health.check(
                "ehr",
                () -> Optional.of(lane.delivery().status().lastError())
                        .filter(error -> lane.delivery().status().failuresInARow() > 0)));
        chart.ifPresent(lane -> health.check("ehr.signin", lane::signInProblem));
        store.quarantined().forEach(block -> LOG.error("Set aside when the journal was read: {}", block));
    }

    /** What a person should know of the database although it can be written. */
    private Optional<String> damage() {
        String warning = store.health().warning();
        if (!warning.isEmpty()) {
            return Optional.of(warning);
        }
        return store.quarantined().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        store.quarantined().size() + " journal blocks were damaged and are set aside: see the log");
    }

    /** The commands on this machine; the service is whole without it. */
    private void hatch() {
        try {
            opened(Hatch.open(config.data(), store.accounts(), health::problems));
        } catch (IOException none) {
            LOG.warn("`user` and `doctor` cannot ask this service: {}", none.getMessage());
        }
    }

    private long nowMillis() {
        return ward.nowMillis();
    }

    public Inputs inputs() {
        return ward.desk();
    }

    public Accounts accounts() {
        return store.accounts();
    }

    public int httpPort() {
        return web.port();
    }

    /** 0 without the embedded endpoint. */
    public int mqttPort() {
        return lines.mqttPort();
    }

    /** Stops taking in, commits what is queued, gives the folder back. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception fault) {
                LOG.warn("A part did not stop cleanly: {}", fault.getMessage());
            }
        }
    }
}
