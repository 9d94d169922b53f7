package io.vigil.cli.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Connections that trust one authority instead of the machine's, and show a certificate of their own; from PEM files. */
final class TlsSockets {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

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
            for (Certificate certificate : certificates(pem)) {
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
                    key(identity.key()),
                    IN_MEMORY,
                    certificates(identity.certificate()).toArray(Certificate[]::new));
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

    private static Collection<? extends Certificate> certificates(Path pem)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static PrivateKey key(Path pem) throws IOException, GeneralSecurityException {
        Matcher found = KEY.matcher(Files.readString(pem, StandardCharsets.US_ASCII));
        if (!found.find()) {
            throw new GeneralSecurityException(
                    pem + " holds no unencrypted PKCS 8 key; 'openssl pkcs8 -topk8 -nocrypt' makes one");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException another) {
                // A key says of which kind it is only to the one that knows it.
            }
        }
        throw new GeneralSecurityException(pem + " is no key of " + ALGORITHMS);
    }
}
