package io.vigil.fhir.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.llp.LLPException;
import ca.uhn.hl7v2.llp.MinLLPReader;
import ca.uhn.hl7v2.llp.MinLLPWriter;
import ca.uhn.hl7v2.util.Terser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A receiver of MLLP on a real socket that answers as told, one fault for each message, then well; it keeps by control id. */
final class TestReceiver implements AutoCloseable {
    enum Fault {
        NONE,
        ERROR,
        REJECT,
        COMMIT_ACCEPT,
        SILENCE_AFTER_TAKING,
        CLOSE_BEFORE_TAKING,
        CLOSE_AFTER_TAKING,
        HALF_AN_ANSWER_AFTER_TAKING,
        ANOTHERS_ANSWER_AFTER_TAKING,
        NO_HL7,
        DRIP
    }

    private final ServerSocket server;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    /** In the order in which they took effect. */
    final Map<String, String> taken = Collections.synchronizedMap(new LinkedHashMap<>());

    final List<String> heard = new CopyOnWriteArrayList<>();
    volatile int connections;

    TestReceiver() throws IOException {
        this(new ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress()));
    }

    TestReceiver(ServerSocket server) {
        this.server = server;
        Thread accepting = new Thread(this::accept, "mllp-receiver");
        accepting.setDaemon(true);
        accepting.start();
    }

    int port() {
        return server.getLocalPort();
    }

    void next(Fault... more) {
        faults.addAll(List.of(more));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections++;
                open.add(socket);
                Thread one = new Thread(() -> serve(socket), "mllp-connection");
                one.setDaemon(true);
                one.start();
            } catch (IOException over) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            MinLLPReader in = new MinLLPReader(socket.getInputStream(), StandardCharsets.UTF_8);
            for (String text = in.getMessage(); text != null; text = in.getMessage()) {
                heard.add(text);
                Fault planned = faults.poll();
                if (!answer(text, planned == null ? Fault.NONE : planned, socket)) {
                    return;
                }
            }
        } catch (IOException | LLPException | HL7Exception gone) {
            // The other side has had enough.
        }
    }

    /** @return whether the connection goes on */
    private boolean answer(String text, Fault fault, Socket socket) throws IOException, LLPException, HL7Exception {
        String id = new Terser(Hl7.parsed(text)).get("/MSH-10");
        boolean takes = switch (fault) {
            case ERROR, REJECT, CLOSE_BEFORE_TAKING, NO_HL7, DRIP -> false;
            default -> true;
        };
        if (takes) {
            taken.putIfAbsent(id, text);
        }
        OutputStream out = socket.getOutputStream();
        switch (fault) {
            case ERROR -> write(out, ack("AE", id, "database busy"));
            case REJECT -> write(out, ack("AR", id, "unknown patient | MRN"));
            case COMMIT_ACCEPT -> write(out, ack("CA", id, ""));
            case SILENCE_AFTER_TAKING -> {}
            case CLOSE_BEFORE_TAKING, CLOSE_AFTER_TAKING -> {
                return false;
            }
            case HALF_AN_ANSWER_AFTER_TAKING -> {
                out.write(("\u000b" + ack("AA", id, "").substring(0, 20)).getBytes(StandardCharsets.UTF_8));
                out.flush();
                return false;
            }
            case ANOTHERS_ANSWER_AFTER_TAKING -> write(out, ack("AA", "another", ""));
            case NO_HL7 -> write(out, "HTTP/1.1 400 Bad Request");
            case DRIP -> drip(out);
            case NONE -> write(out, ack("AA", id, ""));
        }
        return true;
    }

    private static void drip(OutputStream out) {
        try {
            out.write(0x0b);
            for (int i = 0; i < 200; i++) {
                out.write('M');
                out.flush();
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException gone) {
            // The sender did not wait for the end of it.
        }
    }

    private static void write(OutputStream out, String text) throws IOException, LLPException {
        new MinLLPWriter(out, StandardCharsets.UTF_8).writeMessage(text);
    }

    private static String ack(String code, @Nullable String id, String why) {
        return "MSH|^~\\&|EHR|CLINIC|VIGIL|north|20260504101531||ACK^R01^ACK|a1|P|2.5\rMSA|" + code + "|" + id + "\r"
                + (why.isEmpty()
                        ? ""
                        : "ERR|||207^Application internal error^HL70357|E||||" + why.replace("|", "\\F\\") + "\r");
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
