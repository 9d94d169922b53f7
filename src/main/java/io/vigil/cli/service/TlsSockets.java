package io.vigil.cli.service;

import io.vigil.cli.pki.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Connections that trust one authority instead of the machine's, and show a certificate of their own; from PEM files. */
final class TlsSockets {
    /** The key store is in memory only; the library wants a password all the same. */
    private static final char[] IN_MEMORY = "memory".toCharArray();

    private TlsSockets() {}

    /** PEM files of one identity. @param certificate with the certificates between it and the authority, if any */
    record Identity(Path certificate, Path key) {}

    /**
     * @param authority file of one or more certificates; empty for the machine's own trust
     * @throws IllegalStateException with the file and the mend when one cannot be used
     */
    static SSLSocketFactory of(Optional<Path> authority, Optional<Identity> identity) {
        TrustManager[] trust = authority.map(TlsSockets::trust).orElse(null);
        KeyManager[] keys = identity.map(TlsSockets::keys).orElse(null);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, new SecureRandom());
            return context.getSocketFactory();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no usable TLS", broken);
        }
    }

    private static TrustManager[] trust(Path pem) {
        try {
            KeyStore store = empty();
            int count = 0;
            for (Certificate certificate : Pem.certificates(pem)) {
                store.setCertificateEntry("authority-" + count++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust.getTrustManagers();
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException(pem + " is no file of PEM certificates; mend 'tls'", unusable);
        }
    }

    private static KeyManager[] keys(Identity identity) {
        try {
            KeyStore store = empty();
            store.setKeyEntry(
                    "own",
                    Pem.key(identity.key()),
                    IN_MEMORY,
                    Pem.certificates(identity.certificate()).toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, IN_MEMORY);
            return keys.getKeyManagers();
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException(
                    identity.certificate() + " and " + identity.key()
                            + " are no certificate and key in PEM; mend 'tls'",
                    unusable);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
