package io.vigil.device.mqtt.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** MQTT 3.1.1 by hand, byte by byte from the standard, so that nothing is hidden by a client library. */
final class RawMqtt implements AutoCloseable {
    static final int CONNACK = 0x20;
    static final int PUBLISH = 0x30;
    static final int PUBACK = 0x40;
    static final int PUBREC = 0x50;
    static final int PUBCOMP = 0x70;
    static final int SUBACK = 0x90;
    static final int PINGRESP = 0xD0;

    /** First byte without flags, and the body. */
    @SuppressWarnings("ArrayRecordComponent")
    record Packet(int type, int flags, byte[] body) {}

    private final Socket socket;

    RawMqtt(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(5_000);
    }

    static RawMqtt connected(int port, String clientId) throws IOException {
        return connected(port, clientId, true);
    }

    static RawMqtt connected(int port, String clientId, boolean clean) throws IOException {
        RawMqtt raw = new RawMqtt(port);
        raw.connect(clientId, clean);
        Packet answer = raw.read();
        if (answer.type() != CONNACK || answer.body()[1] != 0) {
            throw new IOException("refused");
        }
        return raw;
    }

    void connect(String clientId, boolean clean) throws IOException {
        connect(clientId, clean, 60);
    }

    void connect(String clientId, boolean clean, int keepAliveSeconds) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(4);
        body.write(clean ? 2 : 0);
        body.write(0);
        body.write(keepAliveSeconds);
        text(body, clientId);
        send(0x10, body.toByteArray());
    }

    void publish(String topic, byte[] payload, int qos, int id) throws IOException {
        publish(topic, payload, qos, id, false);
    }

    void publish(String topic, byte[] payload, int qos, int id, boolean dup) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        if (qos > 0) {
            body.write(id >> 8);
            body.write(id);
        }
        body.writeBytes(payload);
        send(0x30 | (dup ? 8 : 0) | qos << 1, body.toByteArray());
    }

    void subscribe(String filter, int qos) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(0);
        body.write(9);
        text(body, filter);
        body.write(qos);
        send(0x82, body.toByteArray());
    }

    void puback(byte hi, byte lo) throws IOException {
        send(0x40, new byte[] {hi, lo});
    }

    void ping() throws IOException {
        send(0xC0, new byte[0]);
    }

    void send(int first, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int left = body.length;
        do {
            int digit = left % 128;
            left /= 128;
            packet.write(left > 0 ? digit | 0x80 : digit);
        } while (left > 0);
        packet.writeBytes(body);
        raw(packet.toByteArray());
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    Packet read() throws IOException {
        InputStream in = socket.getInputStream();
        int first = in.read();
        if (first < 0) {
            throw new EOFException();
        }
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.read();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while ((digit & 0x80) != 0);
        return new Packet(first & 0xF0, first & 0x0F, in.readNBytes(length));
    }

    /** True when nothing at all comes within the time. */
    boolean quietFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            read();
            return false;
        } catch (SocketTimeoutException quiet) {
            return true;
        } finally {
            socket.setSoTimeout(5_000);
        }
    }

    /** True when the other side ends the connection, whatever it says before. */
    boolean isClosed() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException ended) {
            return true;
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
