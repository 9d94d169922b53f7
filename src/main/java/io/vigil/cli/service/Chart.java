package io.vigil.cli.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Credentials;
import io.vigil.fhir.Credential;
import io.vigil.fhir.Delivery;
import io.vigil.fhir.Endpoint;
import io.vigil.fhir.ObservationMapper;
import io.vigil.session.port.ChartOutbox;
import io.vigil.time.Clock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;

/** The lane to the EHR with its HTTP client. */
final class Chart implements AutoCloseable {
    private static final long TIMEOUT_MILLIS = 30_000;

    private final HttpClientAgent client;
    private final Delivery delivery;

    Chart(Vertx vertx, Clock clock, ChartOutbox outbox, VigilConfig.Ehr ehr, VigilConfig config) {
        Set<String> cuffs = config.devices().stream()
                .filter(device -> device.type().equals("gatt-blood-pressure"))
                .map(VigilConfig.Device::id)
                .collect(Collectors.toSet());
        this.client = vertx.createHttpClient();
        this.delivery = new Delivery(
                vertx,
                client,
                clock,
                new SecureRandom(),
                outbox,
                new Endpoint(ehr.url(), ehr.test(), TIMEOUT_MILLIS),
                credential(ehr.credentials()),
                new ObservationMapper(cuffs::contains));
        delivery.start();
    }

    private static Credential credential(Credentials credentials) {
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

    Delivery delivery() {
        return delivery;
    }

    @Override
    public void close() {
        Waiting.on(delivery.stop(), "delivery");
        Waiting.on(client.close(), "HTTP client");
    }
}
