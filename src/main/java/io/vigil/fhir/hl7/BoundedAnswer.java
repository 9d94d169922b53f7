package io.vigil.fhir.hl7;

import io.vigil.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** The bytes of one answer: so many at most, and within one deadline however slowly they drip. One thread. */
final class BoundedAnswer extends InputStream {
    static final int MOST_BYTES = 1 << 20;
    private static final long NANOS = 1_000_000;

    private final Socket socket;
    private final InputStream in;
    private final Clock clock;
    private final long timeoutMillis;
    private final long deadlineNanos;
    private int left = MOST_BYTES;

    BoundedAnswer(Socket socket, long timeoutMillis, Clock clock) throws IOException {
        this.clock = clock;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.timeoutMillis = timeoutMillis;
        this.deadlineNanos = clock.nanos() + timeoutMillis * NANOS;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        long restMillis = (deadlineNanos - clock.nanos()) / NANOS;
        if (left <= 0) {
            throw new IOException("an answer of over " + MOST_BYTES + " bytes");
        }
        if (restMillis <= 0) {
            throw late();
        }
        socket.setSoTimeout((int) restMillis);
        try {
            int read = in.read(into, from, Math.min(most, left));
            left -= Math.max(0, read);
            return read;
        } catch (SocketTimeoutException e) {
            throw late();
        }
    }

    private IOException late() {
        return new IOException("no whole answer within " + timeoutMillis + " ms");
    }
}
