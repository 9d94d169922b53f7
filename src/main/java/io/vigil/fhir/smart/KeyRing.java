package io.vigil.fhir.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The service's key pairs for EHRs: a folder with a private JWK a file, readable to the owner only. An EHR may keep its
 * copy of the public keys for hours, so a new key is published first and signs only {@link #PUBLISHED_FIRST_MILLIS}
 * later; the only key signs at once. Blocking file reads; any thread.
 */
public final class KeyRing {
    /** A day: longer than any cache of a key set is likely to live. */
    public static final long PUBLISHED_FIRST_MILLIS = 24L * 3_600_000;

    private static final String SUFFIX = ".jwk";
    private static final int RSA_BITS = 3_072;

    private final Path folder;

    /** @param folder need not be there yet */
    public KeyRing(Path folder) {
        this.folder = folder;
    }

    /**
     * One key pair.
     *
     * @param algorithm RS384 or ES384
     * @param createdMillis wall clock
     * @param signs whether it is the one that signs now
     */
    public record Entry(String id, String algorithm, long createdMillis, boolean signs) {}

    /**
     * A new key pair, written before it is returned.
     *
     * @param algorithm RS384 or ES384, the two that SMART asks every server to take
     */
    public Entry create(String algorithm, long nowMillis) throws IOException {
        JWK key = generate(algorithm, nowMillis);
        if (!Files.isDirectory(folder)) {
            if (posix()) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        }
        Path file = file(key.getKeyID());
        if (posix()) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                file,
                key.toJSONString() + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        return new Entry(key.getKeyID(), algorithm, nowMillis, isSigning(key, nowMillis));
    }

    /** Oldest first. */
    public List<Entry> entries(long nowMillis) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (JWK key : keys()) {
            entries.add(
                    new Entry(key.getKeyID(), key.getAlgorithm().getName(), created(key), isSigning(key, nowMillis)));
        }
        return entries;
    }

    /** Deletes a key pair for good. @return false when there is none of that id */
    public boolean retire(String id) throws IOException {
        return keys().stream().anyMatch(key -> key.getKeyID().equals(id)) && Files.deleteIfExists(file(id));
    }

    /** The public halves as a JWK set, which may be shown to anyone. */
    public String publicSet() throws IOException {
        return new JWKSet(keys()).toString(true);
    }

    /** The newest key that has been published long enough; without such a one, the oldest. */
    Optional<JWK> signing(long nowMillis) throws IOException {
        List<JWK> keys = keys();
        return keys.stream()
                .filter(key -> created(key) + PUBLISHED_FIRST_MILLIS <= nowMillis)
                .reduce((older, newer) -> newer)
                .or(() -> keys.stream().findFirst());
    }

    private boolean isSigning(JWK key, long nowMillis) throws IOException {
        return signing(nowMillis)
                .filter(signing -> signing.getKeyID().equals(key.getKeyID()))
                .isPresent();
    }

    private List<JWK> keys() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<JWK> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
                keys.add(read(file));
            }
        }
        keys.sort(Comparator.comparingLong(KeyRing::created).thenComparing(JWK::getKeyID));
        return keys;
    }

    private JWK read(Path file) throws IOException {
        if (posix()) {
            Set<PosixFilePermission> others = EnumSet.of(
                    PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
            others.retainAll(Files.getPosixFilePermissions(file));
            if (!others.isEmpty()) {
                throw new IOException(file + " holds a private key that others can read; chmod 600 it");
            }
        }
        try {
            JWK key = JWK.parse(Files.readString(file));
            if (!key.isPrivate()
                    || key.getKeyID() == null
                    || key.getAlgorithm() == null
                    || key.getIssueTime() == null) {
                throw new IOException(file + " is no private key made by `keys new`");
            }
            return key;
        } catch (ParseException unreadable) {
            // Its message may quote the key.
            throw new IOException(file + " is no private key made by `keys new`");
        }
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }

    private static JWK generate(String algorithm, long nowMillis) throws IOException {
        Date now = new Date(nowMillis);
        try {
            return switch (algorithm) {
                case "RS384" ->
                    new RSAKeyGenerator(RSA_BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS384)
                            .keyIDFromThumbprint(true)
                            .issueTime(now)
                            .generate();
                case "ES384" ->
                    new ECKeyGenerator(Curve.P_384)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES384)
                            .keyIDFromThumbprint(true)
                            .issueTime(now)
                            .generate();
                default -> throw new IOException("no algorithm '" + algorithm + "'; use RS384 or ES384");
            };
        } catch (JOSEException unable) {
            throw new IOException("no key could be made: " + unable.getMessage(), unable);
        }
    }

    private static long created(JWK key) {
        return key.getIssueTime().getTime();
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
