package io.vigil.fhir.hl7;

import ca.uhn.hl7v2.llp.LLPException;
import ca.uhn.hl7v2.llp.MinLLPReader;
import ca.uhn.hl7v2.llp.MinLLPWriter;
import io.vigil.time.Clock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is kept from message to message. Whatever goes wrong ends it, since an answer that comes late must
 * not be read as that to the next message; the next message opens another. Blocking: one worker.
 */
final class MllpLink implements MllpDoor {
    private static final String TURNED_AWAY = "; the receiver may want another certificate of ours (tls.certificate)";

    private final Hl7Address to;
    private final SocketFactory sockets;
    private final Clock clock;

    private @Nullable Socket socket;
    /** Our side of TLS is content. */
    private boolean greeted;
    /** An answer came over this connection. */
    private boolean heard;

    /** @param sockets of TLS for an address with TLS */
    MllpLink(Hl7Address to, SocketFactory sockets, Clock clock) {
        this.clock = clock;
        this.to = to;
        this.sockets = sockets;
    }

    @Override
    public String exchange(String message) throws IOException {
        try {
            Socket open = open();
            new MinLLPWriter(open.getOutputStream(), StandardCharsets.UTF_8).writeMessage(message);
            return answer(open);
        } catch (LLPException | IOException | RuntimeException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            boolean turnedAway = turnedAway(e);
            close();
            throw new IOException(turnedAway ? reason + TURNED_AWAY : reason, e);
        }
    }

    /**
     * A receiver tells that it wants another certificate only when we are content with its own, or cuts the connection
     * while we still send ours.
     */
    private boolean turnedAway(Exception e) {
        if (heard || !(socket instanceof SSLSocket secure) || !secure.isConnected()) {
            return false;
        }
        boolean cut = e instanceof SocketException || e.getCause() instanceof SocketException;
        return cut || (greeted && e instanceof SSLException);
    }

    private String answer(Socket open) throws IOException, LLPException {
        var bounded = new BoundedAnswer(open, to.timeoutMillis(), clock);
        String answer = new MinLLPReader(new BufferedInputStream(bounded), StandardCharsets.UTF_8).getMessage();
        if (answer == null) {
            throw new IOException("the receiver closed the connection without an answer");
        }
        heard = true;
        return answer;
    }

    private Socket open() throws IOException {
        Socket known = socket;
        if (known != null && !known.isClosed()) {
            return known;
        }
        Socket fresh = sockets.createSocket();
        socket = fresh;
        fresh.setTcpNoDelay(true);
        fresh.setKeepAlive(true);
        fresh.connect(new InetSocketAddress(to.host(), to.port()), (int) to.timeoutMillis());
        if (fresh instanceof SSLSocket secure) {
            greet(secure);
        }
        return fresh;
    }

    /** The name in the certificate must be the configured one; a receiver that says nothing holds us no longer than any. */
    private void greet(SSLSocket secure) throws IOException {
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.setSoTimeout((int) to.timeoutMillis());
        secure.startHandshake();
        greeted = true;
    }

    @Override
    public void close() {
        Socket known = socket;
        socket = null;
        greeted = false;
        heard = false;
        if (known != null) {
            try {
                known.close();
            } catch (IOException gone) {
                // It is gone either way.
            }
        }
    }
}
