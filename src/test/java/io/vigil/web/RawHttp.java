package io.vigil.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that says whatever it likes, byte by byte. */
final class RawHttp implements AutoCloseable {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3}) ");
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;

    RawHttp(int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** @return false when the other side has hung up */
    boolean say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean say(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return true;
        } catch (IOException hungUp) {
            return false;
        }
    }

    /** Everything until the other side hangs up. @throws SocketTimeoutException when it does not */
    String toTheEnd() throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] chunk = new byte[8_192];
        try {
            for (int n = socket.getInputStream().read(chunk);
                    n >= 0;
                    n = socket.getInputStream().read(chunk)) {
                heard.write(chunk, 0, n);
            }
        } catch (SocketTimeoutException open) {
            throw open;
        } catch (SocketException reset) {
            return heard.toString(StandardCharsets.ISO_8859_1);
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** What comes within so long; the connection may stay open. */
    String within(int millis) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] chunk = new byte[8_192];
        socket.setSoTimeout(millis);
        try {
            for (int n = socket.getInputStream().read(chunk);
                    n >= 0;
                    n = socket.getInputStream().read(chunk)) {
                heard.write(chunk, 0, n);
            }
        } catch (SocketTimeoutException | SocketException noMore) {
            return heard.toString(StandardCharsets.ISO_8859_1);
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    static List<Integer> statuses(String answers) {
        List<Integer> found = new ArrayList<>();
        for (Matcher one = STATUS.matcher(answers); one.find(); ) {
            found.add(Integer.parseInt(one.group(1)));
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
