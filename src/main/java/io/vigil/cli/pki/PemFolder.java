package io.vigil.cli.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;

/** Where certificates and private keys lie as PEM; a key is never readable by others, not even for a moment. */
record PemFolder(Path folder) {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    Path key(String name) {
        return folder.resolve(name + ".key");
    }

    static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + LINES.encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    /**
     * Both files are whole or as before.
     *
     * @throws FileAlreadyExistsException when there is a key of that name and it is not to be replaced
     */
    void write(String name, byte[] pkcs8, String certificate, boolean replace) throws IOException {
        makeFolder();
        if (!replace && Files.exists(key(name))) {
            throw new FileAlreadyExistsException(key(name).toString());
        }
        Path newKey = folder.resolve(name + ".key.new");
        Files.deleteIfExists(newKey);
        Files.createFile(newKey, only("rw-------"));
        Files.writeString(newKey, pem("PRIVATE KEY", pkcs8), StandardCharsets.US_ASCII);
        Path newCertificate = folder.resolve(name + ".pem.new");
        Files.writeString(newCertificate, certificate, StandardCharsets.US_ASCII);
        Files.move(newKey, key(name), StandardCopyOption.REPLACE_EXISTING);
        Files.move(newCertificate, certificate(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, only("rwx------"));
        }
    }

    private static FileAttribute<?>[] only(String rights) {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
