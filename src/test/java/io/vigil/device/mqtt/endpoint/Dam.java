package io.vigil.device.mqtt.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A network that can stop without a word: while it is shut, bytes go nowhere and no connection ends. What was open when
 * it shut may stay dead for ever, as after the loss of a router, or go on where it stopped.
 */
final class Dam implements AutoCloseable {
    private final ServerSocket door;
    private final int behind;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private boolean shut;
    private int dead;
    private int connections;

    Dam(int behind) throws IOException {
        this.behind = behind;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    synchronized void shut() {
        shut = true;
    }

    /** @param lost what was open before stays dead */
    synchronized void open(boolean lost) {
        shut = false;
        dead = lost ? connections : dead;
        notifyAll();
    }

    private synchronized int connection() {
        return ++connections;
    }

    /** @return false for a connection that will never carry anything again */
    private synchronized boolean carries(int connection) throws InterruptedException {
        while (shut) {
            wait();
        }
        return connection > dead;
    }

    private void accept() throws IOException, InterruptedException {
        while (true) {
            Socket near = door.accept();
            sockets.add(near);
            int number = connection();
            daemon(() -> {
                if (carries(number)) {
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), behind);
                    sockets.add(far);
                    daemon(() -> pass(number, near, far));
                    pass(number, far, near);
                }
            });
        }
    }

    private void pass(int number, Socket from, Socket to) throws IOException, InterruptedException {
        byte[] bytes = new byte[4096];
        InputStream in = from.getInputStream();
        int count = in.read(bytes);
        while (carries(number) && count >= 0) {
            to.getOutputStream().write(bytes, 0, count);
            count = in.read(bytes);
        }
        // An end that comes while the network is away is not told either.
        if (carries(number)) {
            to.close();
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException ended) {
                // One side has gone; the other is told by its own thread, or is not told at all.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
