package io.vigil.web;

import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartWord;
import io.vigil.session.Course;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.Phase;
import io.vigil.session.Protocol;
import io.vigil.session.SessionView;
import io.vigil.session.Sessions;
import io.vigil.session.Site;
import io.vigil.session.port.Accounts;
import io.vigil.session.port.ChartDesk;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.ChartOutbox.Backlog;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.Said;
import io.vigil.session.port.ChartReads;
import io.vigil.session.port.DeviceBoard;
import io.vigil.session.port.EhrPatients;
import io.vigil.session.port.History;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Patients;
import io.vigil.session.port.Pins;
import io.vigil.session.port.Waveforms;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Waveform;
import io.vigil.web.signin.Passwords;
import io.vigil.web.signin.Role;
import io.vigil.web.signin.Secrets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The rooms next door, in memory. One user per role, named as the role, whose API token is {@code token-ROLE}. */
final class FakePorts implements Inputs, History, ChartDesk, Accounts, Pins, DeviceBoard, Patients, Waveforms {
    final ChartReads reads = (path, query) -> new ChartReads.Answer(
            200, "{\"resourceType\":\"Basic\",\"id\":\"" + path.replace('/', '.') + "\",\"query\":\"" + query + "\"}");

    final List<ChartWord> words = new java.util.concurrent.CopyOnWriteArrayList<>();
    volatile Said said = new Said(Inputs.Status.DONE, "", 1);

    static final String PASSWORD = "correct horse battery";
    private static final String HASH = Passwords.hash(PASSWORD);
    static final String PIN = "2468";
    private static final String PIN_HASH = Passwords.hash(PIN);

    record Acted(String session, String by, String key, Action action) {}

    record Rebound(List<String> bind, List<String> unbind, boolean handOver, String by, String key) {}

    final List<Start> starts = Collections.synchronizedList(new ArrayList<>());
    final List<Acted> acted = Collections.synchronizedList(new ArrayList<>());
    final List<Rebound> rebound = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Account> accounts = new ConcurrentHashMap<>();
    final Map<String, String> tokens = new ConcurrentHashMap<>();
    final Map<String, String> pins = new ConcurrentHashMap<>(Map.of("nurse", PIN_HASH));
    volatile Optional<Answer> refusal = Optional.empty();
    volatile EhrPatients ehr = EhrPatients.NONE;
    volatile boolean storeDown;
    volatile List<SessionView> sessions = List.of(Views.session("s1", 1));

    final FakeNotices notices = new FakeNotices();
    final FakeSetup setup = new FakeSetup();

    FakePorts() {
        for (Role role : Role.values()) {
            accounts.put(role.wire(), new Account(role.wire(), role.wire(), HASH, false));
            tokens.put(Secrets.hash(token(role)), role.wire());
        }
    }

    @Override
    public Optional<String> pinHash(String user) {
        return Optional.ofNullable(pins.get(user));
    }

    @Override
    public void savePin(String user, String hash) {
        pins.put(user, hash);
    }

    static String token(Role role) {
        return "token-" + role.wire();
    }

    WebPorts ports() {
        Protocol protocol = new Protocol(
                "iv-40min",
                "IV 40 min",
                List.of(new Phase("baseline", 10), new Phase("dosing", 40)),
                60,
                "last_dose_end",
                Set.of(Metric.SPO2),
                new Protocol.DischargeGate(20, 20, 94, 9, true),
                List.of(Views.session("s1", 1).alarms().get(0).rule()));
        return new WebPorts(
                this,
                this,
                this,
                this,
                this,
                this,
                notices,
                this,
                List.of(protocol),
                this,
                (text, atMost) -> ehr.search(text, atMost),
                reads,
                setup.all());
    }

    private CompletionStage<Answer> answer() {
        return CompletableFuture.completedFuture(refusal.orElseGet(() -> Answer.done(sessions.get(0))));
    }

    @Override
    public CompletionStage<Answer> start(Start request) {
        starts.add(request);
        return answer();
    }

    @Override
    public CompletionStage<Answer> correct(String session, io.vigil.session.Happening.Corrected word) {
        return answer();
    }

    @Override
    public CompletionStage<Answer> act(String session, String by, String key, Action action) {
        acted.add(new Acted(session, by, key, action));
        return session(session).isPresent()
                ? answer()
                : CompletableFuture.completedFuture(Answer.refused(Status.UNKNOWN, "no such session"));
    }

    @Override
    public CompletionStage<Answer> rebind(
            String session, List<String> bind, List<String> unbind, boolean handOver, String by, String key) {
        rebound.add(new Rebound(bind, unbind, handOver, by, key));
        return answer();
    }

    @Override
    public List<SessionView> sessions() {
        return sessions;
    }

    @Override
    public Optional<SessionView> session(String id) {
        return sessions.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    @Override
    public List<Head> sessions(String patient, int atMost) {
        up();
        return List.of(new Head("s1", "p1", "A. B.", "1", "IV 40 min", Views.T, 0));
    }

    @Override
    public List<Sample> samples(String session, Metric metric, long fromMillis, long toMillis) {
        up();
        return List.of(new Sample(Views.T, Views.T + 5, 97, Quality.GOOD, "ox-1"));
    }

    @Override
    public List<Bucket> buckets(String session, Metric metric, long fromMillis, long toMillis, long everyMillis) {
        up();
        return List.of(
                new Bucket(Views.T, 85, 97, 92.5, (int) (everyMillis / 1000)),
                new Bucket(Views.T + everyMillis, Double.NaN, Double.NaN, Double.NaN, 0));
    }

    @Override
    public List<LogEntry> events(String session) {
        up();
        return session.equals("s1") || session.equals("old")
                ? List.of(new LogEntry("e1", session, Views.T, "action", "note", "nurse", ""))
                : List.of();
    }

    /** A patient whose oximeter says 89 from the tenth second to the nineteenth, and 97 before and after. */
    @Override
    public List<Input> inputs(String session) {
        up();
        List<Input> inputs = new ArrayList<>();
        if (session.equals("s1")) {
            inputs.add(Sessions.started(session));
            for (int second = 0; second < 40; second++) {
                long at = Sessions.T0 + second * 1_000L;
                double spo2 = second >= 10 && second < 20 ? 89 : 97;
                inputs.add(new Input(session, second + 2, at, Sessions.oximeter(at, spo2, 70)));
            }
        }
        return inputs;
    }

    @Override
    public List<LogEntry> audit(int atMost) {
        up();
        return Collections.nCopies(Math.min(atMost, 3), events("s1").get(0));
    }

    @Override
    public boolean retryNow(long id) {
        return id == 7;
    }

    @Override
    public List<Row> rows(int atMost) {
        ChartEntry entry = new ChartEntry(
                "site|s1|0|ox-1|spo2|reading|t#1",
                new Site("site", true),
                "s1",
                new Patient("p1", "A. B.", "1980-02-03", null, "Patient/123"),
                "ox-1",
                ChartEntry.Kind.NADIR,
                Views.T,
                Quality.GOOD,
                List.of(new ChartEntry.Value(Metric.SPO2, 85)));
        return List.of(new Row(7, ChartOutbox.State.QUARANTINED, entry, Views.T, 3, Views.T, "", "422 from the EHR"));
    }

    @Override
    public Said say(ChartWord word) {
        up();
        words.add(word);
        return said;
    }

    @Override
    public List<Row> ofSession(String session) {
        return rows(1);
    }

    @Override
    public Backlog backlog() {
        up();
        return new Backlog(1, 2, 3, 1, Views.T);
    }

    @Override
    public Optional<Account> account(String user) {
        up();
        return Optional.ofNullable(accounts.get(user));
    }

    @Override
    public List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    @Override
    public void save(Account account) {
        accounts.put(account.user(), account);
    }

    @Override
    public void saveToken(String tokenHash, String user, String name, long createdMillis) {
        tokens.put(tokenHash, user);
    }

    @Override
    public Optional<String> userOfToken(String tokenHash) {
        up();
        return Optional.ofNullable(tokens.get(tokenHash));
    }

    @Override
    public List<DeviceView> devices() {
        return List.of(new DeviceView(
                "ox-1", "nonin-df2", "serial /dev/ttyUSB0", "2", "s1", DeviceBoard.State.LIVE, "", Views.T, 12, 1));
    }

    @Override
    public List<Known> find(String text, int atMost) {
        up();
        return List.of(new Known(new Patient("p1", "A. B. " + text, "1980-02-03", null, null), 6, Views.T));
    }

    @Override
    public List<Course> sessions(String patient) {
        up();
        Course course = new Course(
                "s1",
                "iv-40min",
                "IV 40 min",
                Views.T,
                0,
                118,
                160,
                Views.T,
                42,
                93,
                Views.T,
                Course.UNKNOWN,
                List.of(),
                List.of());
        return patient.equals("nobody") ? List.of() : List.of(course);
    }

    @Override
    public Evidence evidence(String device) {
        return new Evidence(
                Map.of("checksum", 2L),
                java.util.OptionalLong.of(11_000),
                1,
                Map.of("parity", 3L),
                List.of(new Piece(Views.T, "", "0181", "..", 2)));
    }

    @Override
    public List<Stranger> strangers() {
        return List.of(new Stranger("a/spo2", "esp", "97", 3, Views.T, "id: a", "its name"));
    }

    private void up() {
        if (storeDown) {
            throw new IllegalStateException("the store is down");
        }
    }

    @Override
    public List<Waveform> waveforms(String session, String signal, long fromMillis, long toMillis, int mostSamples) {
        up();
        return List.of(new Waveform("ox-1", "pleth", 75, Views.T, List.of(100, 104, 99)));
    }
}
