package io.vigil.cli.service;

import io.vigil.config.VigilConfig;
import io.vigil.device.mqtt.endpoint.Authenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The configured MQTT clients and what each may publish for. Any thread. */
record Clients(List<VigilConfig.Client> clients) implements Authenticator {
    @Override
    public Optional<Set<String>> devicesOf(String user, String password) {
        Optional<Set<String>> devices = Optional.empty();
        // All are compared, in constant time each, so that the time taken tells nothing of who exists.
        for (VigilConfig.Client client : clients) {
            boolean same = same(client.user(), user) & same(client.password().reveal(), password);
            if (same) {
                devices = Optional.of(Set.copyOf(client.devices()));
            }
        }
        return devices;
    }

    private static boolean same(String known, String given) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
