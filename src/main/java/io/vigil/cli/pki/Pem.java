package io.vigil.cli.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files (RFC 7468). No message quotes a key. Blocking; any thread. */
public final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private Pem() {}

    /** @return in the file's order, the owner's first; empty when there is none in it */
    public static List<X509Certificate> certificates(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    /** @throws GeneralSecurityException when there is no key that can be used, with the mend */
    public static PrivateKey key(Path pem) throws IOException, GeneralSecurityException {
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
