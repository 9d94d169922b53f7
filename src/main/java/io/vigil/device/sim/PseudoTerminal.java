package io.vigil.device.sim;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A serial cable within this machine: bytes written here arrive at whoever opens {@link #path()} as a serial port.
 * Raw, like a UART; never blocks: what the reader does not fetch is lost and counted, as on a line without flow
 * control. Any thread.
 */
public final class PseudoTerminal implements AutoCloseable {
    private static final int LONGEST_WRITE = 4096;
    private static final int LONGEST_NAME = 256;

    private final int master;
    /** Held open so that the reader may close and reopen: the last close would hang up the pair. */
    private final int slave;

    private final String path;
    private final Memory buffer = new Memory(LONGEST_WRITE);
    private final AtomicLong lostBytes = new AtomicLong();
    private boolean closed;

    private PseudoTerminal(int master, int slave, String path) {
        this.master = master;
        this.slave = slave;
        this.path = path;
    }

    /** @throws IOException when the system gives no pseudo-terminal (none free, or not Linux) */
    public static PseudoTerminal open() throws IOException {
        if (!Platform.isLinux()) {
            throw new IOException("simulated serial devices need Linux's pseudo-terminals");
        }
        int master = -1;
        int slave = -1;
        try {
            master = LibC.posix_openpt(LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
            LibC.grantpt(master);
            LibC.unlockpt(master);
            String path = name(master);
            slave = LibC.open(path, LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_CLOEXEC);
            raw(slave);
            return new PseudoTerminal(master, slave, path);
        } catch (LastErrorException refused) {
            closeIfOpen(slave);
            closeIfOpen(master);
            throw new IOException("no pseudo-terminal: " + refused.getMessage(), refused);
        }
    }

    private static void closeIfOpen(int fd) {
        if (fd >= 0) {
            LibC.close(fd);
        }
    }

    private static String name(int master) {
        try (Memory name = new Memory(LONGEST_NAME)) {
            LibC.ptsname_r(master, name, LONGEST_NAME);
            return name.getString(0);
        }
    }

    private static void raw(int slave) {
        try (Memory termios = new Memory(LibC.TERMIOS_BYTES)) {
            termios.clear();
            LibC.tcgetattr(slave, termios);
            LibC.cfmakeraw(termios);
            LibC.tcsetattr(slave, LibC.TCSANOW, termios);
        }
    }

    /** {@code /dev/pts/…}, to be opened like any serial port. */
    public String path() {
        return path;
    }

    /** @return how many bytes went in; fewer than given where nobody reads, 0 after {@link #close} */
    public synchronized int write(byte[] bytes) {
        int done = 0;
        while (!closed && done < bytes.length) {
            int wanted = Math.min(LONGEST_WRITE, bytes.length - done);
            buffer.write(0, bytes, done, wanted);
            int went = writeSome(wanted);
            if (went <= 0) {
                break;
            }
            done += went;
        }
        lostBytes.addAndGet(bytes.length - done);
        return done;
    }

    private int writeSome(int wanted) {
        try {
            return (int) LibC.write(master, buffer, wanted);
        } catch (LastErrorException refused) {
            if (refused.getErrorCode() == LibC.EAGAIN || refused.getErrorCode() == LibC.EIO) {
                return 0;
            }
            throw new IllegalStateException("write to " + path, refused);
        }
    }

    /** What the other side wrote since the last call; empty for nothing, and after {@link #close}. Never blocks. */
    public synchronized byte[] read() {
        if (closed) {
            return new byte[0];
        }
        try {
            int count = (int) LibC.read(master, buffer, LONGEST_WRITE);
            return count > 0 ? buffer.getByteArray(0, count) : new byte[0];
        } catch (LastErrorException refused) {
            if (refused.getErrorCode() == LibC.EAGAIN || refused.getErrorCode() == LibC.EIO) {
                return new byte[0];
            }
            throw new IllegalStateException("read from " + path, refused);
        }
    }

    /** Bytes that found no reader. */
    public long lostBytes() {
        return lostBytes.get();
    }

    /** Pulls the cable: the reader's port is gone. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LibC.close(slave);
            LibC.close(master);
            buffer.close();
        }
    }
}
