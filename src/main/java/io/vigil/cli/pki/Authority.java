package io.vigil.cli.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The authority of one site: its own certificate and those it signed for the station, the MQTT endpoint and devices.
 * EC keys on P-256, PEM files, no revocation list: a lost key is answered with a new authority. One thread at a time.
 */
final class Authority {
    /** Longer than that, browsers refuse a server's certificate even of an authority they were told to trust. */
    static final int MOST_DAYS = 825;

    private static final String OWN = "ca";
    private static final int OWN_DAYS = 3650;
    private static final long DAY_MILLIS = 86_400_000L;
    /** A device whose clock is a little behind takes a fresh certificate too. */
    private static final long BEFORE_MILLIS = 3_600_000L;

    private static final int SERIAL_BITS = 127;
    private static final String SIGNATURE = "SHA256withECDSA";

    private final PemFolder files;
    private final SecureRandom random = new SecureRandom();

    /** @param names for a server the DNS names and IP addresses by which it is reached; a device has none */
    record Request(String name, List<String> names, boolean server, int days, boolean replace) {}

    /** @param untilMillis epoch ms after which it is refused */
    record Entry(String name, long untilMillis) {}

    Authority(Path folder) {
        this.files = new PemFolder(folder);
    }

    Path certificate() {
        return files.certificate(OWN);
    }

    boolean isFounded() {
        return Files.exists(certificate());
    }

    /** @throws IOException also when there is one already: what it signed would be worth nothing */
    void found(String site, long nowMillis) throws IOException {
        try {
            KeyPair pair = pair();
            X500Name name = named("Vigil authority of " + site);
            X509v3CertificateBuilder own = blank(name, name, pair, nowMillis, OWN_DAYS)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            String pem = signed(own, pair.getPrivate());
            files.write(OWN, pair.getPrivate().getEncoded(), pem, false);
        } catch (GeneralSecurityException | OperatorCreationException unable) {
            throw new IOException("no authority could be made: " + unable.getMessage(), unable);
        }
    }

    /** Writes {@code NAME.key} and {@code NAME.pem}, the certificate followed by the authority's. */
    Path issue(Request request, long nowMillis) throws IOException {
        try {
            X509Certificate own = read(certificate());
            PrivateKey key = Pem.key(files.key(OWN));
            KeyPair pair = pair();
            X500Name issuer = X500Name.getInstance(own.getSubjectX500Principal().getEncoded());
            X509v3CertificateBuilder leaf = blank(issuer, named(request.name()), pair, nowMillis, request.days())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(own))
                    .addExtension(
                            Extension.extendedKeyUsage,
                            false,
                            new ExtendedKeyUsage(
                                    request.server() ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth));
            if (request.server()) {
                leaf.addExtension(Extension.subjectAlternativeName, false, alternatives(request.names()));
            }
            String pem = signed(leaf, key) + PemFolder.pem("CERTIFICATE", own.getEncoded());
            files.write(request.name(), pair.getPrivate().getEncoded(), pem, request.replace());
            return files.certificate(request.name());
        } catch (GeneralSecurityException | OperatorCreationException unable) {
            throw new IOException("no certificate could be made: " + unable.getMessage(), unable);
        }
    }

    Path key(String name) {
        return files.key(name);
    }

    /** The authority's own and all it signed, the next to expire first. */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> all = Files.list(files.folder())) {
            for (Path file :
                    all.filter(each -> each.toString().endsWith(".pem")).toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.pem$", "");
                entries.add(new Entry(name, read(file).getNotAfter().getTime()));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::untilMillis));
        return entries;
    }

    private static X509Certificate read(Path file) throws IOException {
        try {
            return Pem.certificates(file).stream()
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is none in it"));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IOException(file + " cannot be read as a certificate: " + unreadable.getMessage(), unreadable);
        }
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec("secp256r1"));
        return pairs.generateKeyPair();
    }

    private static X500Name named(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private X509v3CertificateBuilder blank(X500Name issuer, X500Name subject, KeyPair pair, long nowMillis, int days)
            throws IOException, GeneralSecurityException {
        return new JcaX509v3CertificateBuilder(
                        issuer,
                        new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                        new Date(nowMillis - BEFORE_MILLIS),
                        new Date(nowMillis + days * DAY_MILLIS),
                        subject,
                        pair.getPublic())
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    }

    private static String signed(X509v3CertificateBuilder certificate, PrivateKey by)
            throws IOException, OperatorCreationException {
        return PemFolder.pem(
                "CERTIFICATE",
                certificate
                        .build(new JcaContentSignerBuilder(SIGNATURE).build(by))
                        .getEncoded());
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        return name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || name.contains(":");
    }
}
