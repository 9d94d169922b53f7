package io.vigil.cli.service;

import io.vigil.cli.pki.Pem;
import io.vigil.config.Place;
import io.vigil.config.Probe;
import io.vigil.config.Problem;
import io.vigil.config.VigilConfig;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads each certificate a configuration names: is it one, does its key fit, and will it still hold in two weeks? */
public final class CertificateProbe implements Probe {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long SOON_DAYS = 14;

    private final Clock clock;

    public CertificateProbe(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Problem> problems(VigilConfig config) {
        List<Problem> problems = new ArrayList<>();
        config.http().tls().ifPresent(tls -> pair(tls, problems));
        VigilConfig.Embedded embedded = config.mqtt().embedded();
        embedded.tls().ifPresent(tls -> pair(tls, problems));
        embedded.clientAuthority().ifPresent(file -> authority(embedded.place(), file, problems));
        config.mqtt().brokers().forEach(broker -> {
            broker.identity().ifPresent(tls -> pair(tls, problems));
            broker.authority().ifPresent(file -> authority(broker.place(), file, problems));
        });
        config.ehr().ifPresent(ehr -> {
            ehr.trust().client().ifPresent(tls -> pair(tls, problems));
            ehr.trust().authorities().ifPresent(file -> authority(ehr.place(), file, problems));
        });
        return problems;
    }

    private void authority(Place place, Path file, List<Problem> problems) {
        read(place, file, problems).forEach(each -> time(place, file, each, problems));
    }

    private void pair(VigilConfig.Tls tls, List<Problem> problems) {
        List<X509Certificate> chain = read(tls.place(), tls.certificate(), problems);
        chain.forEach(each -> time(tls.place(), tls.certificate(), each, problems));
        if (!chain.isEmpty()) {
            misfit(chain.get(0).getPublicKey(), tls)
                    .ifPresent(why -> problems.add(tls.place().problem(why)));
        }
    }

    private static List<X509Certificate> read(Place place, Path file, List<Problem> problems) {
        try {
            List<X509Certificate> all = Pem.certificates(file);
            if (!all.isEmpty()) {
                return all;
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            // Told below.
        }
        problems.add(place.problem(file + " holds no certificate that can be read; it must be PEM"));
        return List.of();
    }

    private void time(Place place, Path file, X509Certificate certificate, List<Problem> problems) {
        long left = certificate.getNotAfter().getTime() - clock.wallMillis();
        Instant end = certificate.getNotAfter().toInstant();
        if (left < 0) {
            problems.add(place.problem(file + " expired at " + end + "; renew it, nobody accepts it any more"));
        } else if (left < SOON_DAYS * DAY_MILLIS) {
            problems.add(place.problem(file + " expires at " + end + "; renew it before"));
        } else if (certificate.getNotBefore().getTime() > clock.wallMillis()) {
            problems.add(place.problem(file + " holds only from "
                    + certificate.getNotBefore().toInstant() + "; is this machine's clock right?"));
        }
    }

    private static Optional<String> misfit(PublicKey certified, VigilConfig.Tls tls) {
        try {
            String pem = Files.readString(tls.key());
            if (pem.contains("BEGIN RSA PRIVATE KEY") || pem.contains("BEGIN EC PRIVATE KEY")) {
                // An older form that the servers read and the JDK does not: no opinion.
                return Optional.empty();
            }
            String algorithm = switch (certified.getAlgorithm()) {
                case "EC" -> "SHA256withECDSA";
                case "RSA" -> "SHA256withRSA";
                default -> certified.getAlgorithm();
            };
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(Pem.key(tls.key()));
            signing.update((byte) 1);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(certified);
            checking.update((byte) 1);
            return checking.verify(signed)
                    ? Optional.empty()
                    : Optional.of(tls.key() + " is not the key of " + tls.certificate() + "; name the pair");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            // Its message may quote the key.
            return Optional.of(tls.key() + " is no " + certified.getAlgorithm()
                    + " key that fits; it must be PEM, PKCS 8, not encrypted (BEGIN PRIVATE KEY)");
        }
    }
}
