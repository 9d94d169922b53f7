package io.vigil.device.sim;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;

/** The few calls of the C library that a pseudo-terminal takes. Linux only: the constants are Linux's. */
final class LibC {
    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;
    static final int TCSANOW = 0;
    static final int EAGAIN = 11;
    static final int EIO = 5;
    /** More than {@code struct termios} takes with any Linux C library. */
    static final int TERMIOS_BYTES = 256;

    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native int posix_openpt(int flags) throws LastErrorException;

    static native int grantpt(int fd) throws LastErrorException;

    static native int unlockpt(int fd) throws LastErrorException;

    static native int ptsname_r(int fd, Memory name, long size) throws LastErrorException;

    static native int open(String path, int flags) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;

    static native long read(int fd, Memory bytes, long count) throws LastErrorException;

    static native long write(int fd, Memory bytes, long count) throws LastErrorException;

    static native int tcgetattr(int fd, Memory termios) throws LastErrorException;

    static native void cfmakeraw(Memory termios);

    static native int tcsetattr(int fd, int when, Memory termios) throws LastErrorException;
}
