package io.vigil.cli.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Credentials;
import io.vigil.fhir.Credential;
import io.vigil.fhir.Delivery;
import io.vigil.fhir.DeliveryStatus;
import io.vigil.fhir.EhrProfile;
import io.vigil.fhir.Endpoint;
import io.vigil.fhir.ObservationMapper;
import io.vigil.fhir.PatientSearch;
import io.vigil.fhir.Performers;
import io.vigil.fhir.hl7.Hl7Address;
import io.vigil.fhir.hl7.Hl7Sender;
import io.vigil.fhir.smart.KeyRing;
import io.vigil.fhir.smart.SmartClient;
import io.vigil.fhir.smart.SmartCredential;
import io.vigil.session.port.ChartDesk;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.EhrPatients;
import io.vigil.time.Clock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.net.SocketFactory;

/** The lane to the EHR with its HTTP client. */
final class Chart implements AutoCloseable {
    private final HttpClientAgent client;
    private final Delivery delivery;
    private final long oldestMillis;
    private final Optional<SmartCredential> signIn;
    private final Optional<Hl7Sender> messages;
    private final EhrPatients patients;

    Chart(Vertx vertx, Clock clock, ChartOutbox outbox, VigilConfig.Ehr ehr, ObservationMapper mapper) {
        this.oldestMillis = ehr.oldestMillis();
        this.client = vertx.createHttpClient(options(ehr.trust()));
        Credential credential = credential(vertx, clock, ehr);
        EhrProfile profile = EhrProfile.named(ehr.profile());
        this.messages = ehr.url().getScheme().startsWith("mllp")
                ? Optional.of(messages(ehr, profile, clock))
                : Optional.empty();
        this.signIn = credential instanceof SmartCredential smart ? Optional.of(smart) : Optional.empty();
        Endpoint endpoint = new Endpoint(ehr.url(), ehr.test(), timeoutMillis(ehr));
        this.patients = messages.isPresent() ? EhrPatients.NONE : PatientSearch.at(client, endpoint, credential);
        this.delivery = messages.map(
                        sender -> Delivery.singly(vertx, clock, new SecureRandom(), outbox, sender, ehr.test()))
                .orElseGet(() -> new Delivery(
                        vertx, client, clock, new SecureRandom(), outbox, endpoint, credential, mapper, profile));
        delivery.start();
    }

    private static long timeoutMillis(VigilConfig.Ehr ehr) {
        return ehr.timeoutSeconds() * 1_000L;
    }

    private static Hl7Sender messages(VigilConfig.Ehr ehr, EhrProfile profile, Clock clock) {
        String application = ehr.hl7().application();
        Hl7Address to =
                Hl7Address.of(ehr.url(), ehr.test(), application, ehr.hl7().facility(), timeoutMillis(ehr));
        Optional<TlsSockets.Identity> own =
                ehr.trust().client().map(pem -> new TlsSockets.Identity(pem.certificate(), pem.key()));
        SocketFactory sockets = to.tls() ? TlsSockets.of(ehr.trust().authorities(), own) : SocketFactory.getDefault();
        return new Hl7Sender(to, sockets, profile, clock);
    }

    static ObservationMapper mapper(VigilConfig config) {
        Performers performers = config.ehr()
                .map(ehr ->
                        new Performers(ehr.practitioners(), ehr.organization().orElse("")))
                .orElse(Performers.UNKNOWN);
        return new ObservationMapper(performers);
    }

    /** The EHR forbids us to write: nothing goes until a person has asked again. Any thread. */
    boolean forbidden() {
        return delivery.status().circuit() == DeliveryStatus.Circuit.STOPPED;
    }

    /** The lane while it does not flow. Any thread. */
    Optional<ChartDesk.Held> held() {
        DeliveryStatus status = delivery.status();
        return switch (status.circuit()) {
            case FLOWING -> Optional.empty();
            case WAITING -> Optional.of(new ChartDesk.Held(false, status.waitMillis()));
            case STOPPED -> Optional.of(new ChartDesk.Held(true, 0));
        };
    }

    /** Something has waited too long, for the EHR or for a person. Any thread. */
    boolean late() {
        return delivery.status().oldestAgeMillis() > oldestMillis;
    }

    private Credential credential(Vertx vertx, Clock clock, VigilConfig.Ehr ehr) {
        Credentials credentials = ehr.credentials();
        if (credentials instanceof Credentials.Smart smart) {
            return new SmartCredential(
                    vertx,
                    client,
                    new SmartClient(ehr.url(), smart.clientId(), smart.scope(), smart.tokenUrl(), ehr.test()),
                    new KeyRing(smart.keys()),
                    clock,
                    () -> UUID.randomUUID().toString());
        }
        if (credentials instanceof Credentials.Basic basic) {
            byte[] pair = (basic.user() + ":" + basic.password().reveal()).getBytes(StandardCharsets.UTF_8);
            String header = "Basic " + Base64.getEncoder().encodeToString(pair);
            return renewed -> Future.succeededFuture(header);
        }
        if (credentials instanceof Credentials.Bearer bearer) {
            return renewed -> Future.succeededFuture("Bearer " + bearer.token().reveal());
        }
        return Credential.none();
    }

    private static HttpClientOptions options(VigilConfig.Trust trust) {
        HttpClientOptions options = new HttpClientOptions();
        trust.client()
                .ifPresent(own -> options.setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(own.certificate().toString())
                        .addKeyPath(own.key().toString())));
        trust.authorities()
                .ifPresent(pem -> options.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
        return options;
    }

    /** Why the EHR gives us no token; empty where it does, and where none is needed. */
    Optional<String> signInProblem() {
        return signIn.flatMap(SmartCredential::problem);
    }

    /** Who is to be found in the EHR; none over HL7 v2. */
    EhrPatients patients() {
        return patients;
    }

    Delivery delivery() {
        return delivery;
    }

    @Override
    public void close() {
        Waiting.on(delivery.stop(), "delivery");
        messages.ifPresent(Hl7Sender::close);
        Waiting.on(client.close(), "HTTP client");
    }
}
