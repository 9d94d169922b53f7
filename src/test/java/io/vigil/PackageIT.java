package io.vigil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar as its user gets it. */
class PackageIT {
    @Test
    void theJarCarriesItsLicenceProtocolsAndMainClass() throws Exception {
        Path file = Path.of(System.getProperty("vigil.jar", "target/vigil.jar"));
        assumeTrue(Files.exists(file), "target/vigil.jar is not built; 'mvn verify' builds it first");

        try (JarFile jar = new JarFile(file.toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("deploy/LICENSE")));
            assertThat(text(jar, "META-INF/vigil/THIRD-PARTY.md")).contains("jSerialComm");
            assertThat(text(jar, "protocols/iv-40min.yaml")).startsWith("# Infusion");
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.vigil.Vigil");
            assertThat(jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
                    .isEqualTo("ALL-UNNAMED");
        }
    }

    private static String text(JarFile jar, String name) throws Exception {
        var entry = jar.getJarEntry(name);
        assertThat(entry).as(name).isNotNull();
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
}
