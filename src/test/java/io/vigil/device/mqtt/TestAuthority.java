package io.vigil.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority of this test alone, made with the JDK's keytool, and what it signs, as PEM files. */
public final class TestAuthority {
    private static final String PASSWORD = "test-only";

    private final Path folder;

    public TestAuthority(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        keytool(
                "-genkeypair",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Test authority",
                "-ext",
                "bc:c",
                "-validity",
                "2",
                "-keystore",
                store("ca"));
        pem("ca", "ca");
    }

    /** PEM file of the authority's own certificate. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** Makes {@code name.pem} and {@code name.key}. @param what {@code serverAuth} or {@code clientAuth} */
    public TestAuthority sign(String name, String what) throws Exception {
        return sign(name, what, "ip:127.0.0.1,dns:localhost");
    }

    /** @param names of the machine, in keytool's words */
    public TestAuthority sign(String name, String what, String names) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-keystore",
                store(name));
        keytool("-certreq", "-alias", name, "-keystore", store(name), "-file", file(name + ".csr"));
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-keystore",
                store("ca"),
                "-infile",
                file(name + ".csr"),
                "-outfile",
                file(name + ".crt"),
                "-ext",
                "eku=" + what,
                "-ext",
                "san=" + names,
                "-validity",
                "2");
        keytool("-importcert", "-noprompt", "-alias", "ca", "-keystore", store(name), "-file", file("ca.pem"));
        keytool("-importcert", "-noprompt", "-alias", name, "-keystore", store(name), "-file", file(name + ".crt"));
        pem(name, name);
        return this;
    }

    public Path file(String name, String kind) {
        return folder.resolve(name + "." + kind);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String store(String name) {
        return file(name + ".p12");
    }

    private void pem(String store, String alias) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(store(store)))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = keys.getCertificate(alias);
        Key key = keys.getKey(alias, PASSWORD.toCharArray());
        write(alias + ".pem", "CERTIFICATE", certificate.getEncoded());
        write(alias + ".key", "PRIVATE KEY", key.getEncoded());
    }

    private void write(String name, String kind, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Path log = folder.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
