package io.vigil.fhir.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.util.Terser;
import io.vigil.fhir.Dispatch;
import io.vigil.fhir.EhrProfile;
import io.vigil.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import javax.net.SocketFactory;

/** A {@link TestReceiver} for tests of the packages above. */
public final class Receiver implements AutoCloseable {
    private final TestReceiver receiver;

    public Receiver() throws IOException {
        receiver = new TestReceiver();
    }

    public Receiver(int port) throws IOException {
        this(again(port));
    }

    public Receiver(ServerSocket server) {
        receiver = new TestReceiver(server);
    }

    private static ServerSocket again(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return server;
    }

    public Dispatch sender(long timeoutMillis) {
        Hl7Address to = new Hl7Address("127.0.0.1", port(), false, true, "EHR", "CLINIC", timeoutMillis);
        return new Hl7Sender(to, SocketFactory.getDefault(), EhrProfile.named("hl7v2"), Clock.system());
    }

    public int port() {
        return receiver.port();
    }

    public int connections() {
        return receiver.connections;
    }

    public void next(String... faults) {
        receiver.next(Arrays.stream(faults).map(TestReceiver.Fault::valueOf).toArray(TestReceiver.Fault[]::new));
    }

    /** The first value of each message that took effect, in that order. */
    public List<String> values() {
        return List.copyOf(receiver.taken.values()).stream()
                .map(Receiver::value)
                .toList();
    }

    /** The messages that took effect, as text. */
    public List<String> messages() {
        return List.copyOf(receiver.taken.values());
    }

    private static String value(String text) {
        try {
            return new Terser(Hl7.parsed(text)).get("/PATIENT_RESULT/ORDER_OBSERVATION/OBSERVATION(1)/OBX-5");
        } catch (HL7Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        receiver.close();
    }
}
