package io.vigil.cli.hatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.session.port.Accounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the commands {@code user} and {@code doctor} ask a running service, since nothing else may write its folder. One
 * JSON object a line each way. It trusts whoever can open the socket: the owner of the folder. Own threads.
 */
public final class Hatch implements AutoCloseable {
    static final String FILE = "control.sock";

    /** What a Unix socket's path may be at most, on every system there is. */
    private static final int LONGEST_PATH = 100;

    private static final int AT_ONCE = 4;
    private static final Logger LOG = LoggerFactory.getLogger(Hatch.class);

    private final Path file;
    private final ServerSocketChannel server;
    private final AccountCalls accounts;
    private final Supplier<Map<String, String>> problems;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE + 1, work -> {
        Thread thread = new Thread(work, "hatch");
        thread.setDaemon(true);
        return thread;
    });

    private Hatch(Path file, ServerSocketChannel server, Accounts accounts, Supplier<Map<String, String>> problems) {
        this.file = file;
        this.server = server;
        this.accounts = new AccountCalls(accounts);
        this.problems = problems;
    }

    /**
     * @param folder the data folder, which the caller holds: a socket left by a killed service is taken away
     * @param problems what is wrong now, the reason by part
     * @throws IOException when no socket can be had there; the service can do without
     */
    public static Hatch open(Path folder, Accounts accounts, Supplier<Map<String, String>> problems)
            throws IOException {
        Path file = folder.resolve(FILE);
        if (file.toString().length() > LONGEST_PATH) {
            throw new IOException(
                    "the path of " + file + " is longer than a socket's may be; use a shorter data folder");
        }
        Files.deleteIfExists(file);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(file));
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException failed) {
            server.close();
            throw failed;
        }
        Hatch hatch = new Hatch(file, server, accounts, problems);
        hatch.threads.execute(hatch::accept);
        return hatch;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel caller = server.accept();
                threads.execute(() -> answer(caller));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException fault) {
                LOG.warn("The local socket is closed: {}", fault.getMessage());
                return;
            }
        }
    }

    private void answer(SocketChannel caller) {
        try (caller;
                BufferedReader lines =
                        new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8), Wire.LONGEST_LINE)) {
            for (String line = Wire.line(lines); line != null; line = Wire.line(lines)) {
                Wire.write(caller, answer(line));
            }
        } catch (IOException gone) {
            LOG.debug("A caller of the local socket left: {}", gone.getMessage());
        }
    }

    private JsonNode answer(String line) {
        try {
            JsonNode asked = Wire.JSON.readTree(line);
            return asked.path("ask").asText().equals("problems") ? page() : accounts.answer(asked);
        } catch (JsonProcessingException garbled) {
            return Wire.refused("not JSON");
        } catch (RuntimeException fault) {
            return Wire.refused(String.valueOf(fault.getMessage()));
        }
    }

    private ObjectNode page() {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        problems.get().forEach(page.putObject("problems")::put);
        return page;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
        Files.deleteIfExists(file);
    }
}
