package io.vigil.fhir.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import io.vigil.fhir.smart.KeyRing.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private static final long MONDAY = 1_777_888_800_000L;
    private static final long HOUR = 3_600_000L;

    @TempDir
    Path folder;

    @Test
    void theOnlyKeySignsAtOnceAndItsFileIsTheOwnersAlone() throws IOException {
        KeyRing ring = new KeyRing(folder.resolve("keys"));
        assertThat(ring.entries(MONDAY)).isEmpty();

        Entry first = ring.create("ES384", MONDAY);

        assertThat(ring.entries(MONDAY)).containsExactly(new Entry(first.id(), "ES384", MONDAY, true));
        assertThat(Files.getPosixFilePermissions(folder.resolve("keys").resolve(first.id() + ".jwk")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("keys")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aSecondKeyIsPublishedADayBeforeItSigns() throws Exception {
        KeyRing ring = new KeyRing(folder);
        Entry first = ring.create("RS384", MONDAY);
        Entry second = ring.create("ES384", MONDAY + 48 * HOUR);

        assertThat(signing(ring, MONDAY + 48 * HOUR)).isEqualTo(first.id());
        assertThat(signing(ring, MONDAY + 72 * HOUR - 1_000)).isEqualTo(first.id());
        assertThat(signing(ring, MONDAY + 72 * HOUR)).isEqualTo(second.id());
        assertThat(JWKSet.parse(ring.publicSet()).getKeys())
                .extracting(key -> key.getKeyID())
                .containsExactly(first.id(), second.id());

        assertThat(ring.retire(first.id())).isTrue();
        assertThat(ring.retire(first.id())).isFalse();
        assertThat(signing(ring, MONDAY + 49 * HOUR)).isEqualTo(second.id());
    }

    @Test
    void whatIsPublishedHoldsNothingPrivate() throws Exception {
        KeyRing ring = new KeyRing(folder);
        ring.create("RS384", MONDAY);
        ring.create("ES384", MONDAY);

        // RFC 7518: d, p, q, dp, dq, qi are the private members.
        assertThat(ring.publicSet()).doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"");
        assertThat(JWKSet.parse(ring.publicSet()).getKeys()).noneMatch(key -> key.isPrivate());
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        KeyRing ring = new KeyRing(folder);
        Entry key = ring.create("ES384", MONDAY);
        Files.setPosixFilePermissions(folder.resolve(key.id() + ".jwk"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> ring.signing(MONDAY)).hasMessageContaining("chmod 600");
    }

    @Test
    void aFileThatIsNoKeyIsNamedAndNotQuoted() throws IOException {
        Path file = folder.resolve("odd.jwk");
        Files.writeString(file, "{\"kty\":\"RSA\",\"d\":\"very-secret\"}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> new KeyRing(folder).publicSet())
                .hasMessageContaining("odd.jwk")
                .hasMessageNotContaining("very-secret");
        assertThatThrownBy(() -> new KeyRing(folder).create("HS256", MONDAY)).hasMessageContaining("RS384 or ES384");
    }

    @Test
    void anIdThatIsAPathLeadsNowhere() throws IOException {
        Path outside = folder.resolve("outside.jwk");
        Files.writeString(outside, "x");
        KeyRing ring = new KeyRing(folder.resolve("keys"));
        ring.create("ES384", MONDAY);

        assertThat(ring.retire("../outside")).isFalse();
        assertThat(outside).exists();
    }

    private static String signing(KeyRing ring, long at) throws IOException {
        return ring.signing(at).orElseThrow().getKeyID();
    }
}
