package io.vigil.cli.service;

import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Credentials;
import io.vigil.fhir.smart.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** The public keys as they lie in their folder now, so that a new one is published without a restart. */
final class PublicKeys {
    private PublicKeys() {}

    /** Blocking when asked. */
    static Supplier<String> of(VigilConfig config) {
        return config.ehr()
                .map(VigilConfig.Ehr::credentials)
                .filter(Credentials.Smart.class::isInstance)
                .<Supplier<String>>map(smart -> of(new KeyRing(((Credentials.Smart) smart).keys())))
                .orElse(() -> "{\"keys\":[]}");
    }

    private static Supplier<String> of(KeyRing ring) {
        return () -> {
            try {
                return ring.publicSet();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
    }
}
