package io.vigil.web.live;

/** One screen's line, as the hub needs it. The hub's loop only. */
public interface Wire {
    /** Nothing more should be written now. */
    boolean full();

    void send(String frame);

    /** Final; nothing is sent after it. */
    void close(Close why);

    void ping();

    /** Why the hub hangs up; the WebSocket's close code says it to the screen. */
    enum Close {
        /** It could not take its alarm frames, or nothing at all: a new connection starts with a snapshot. */
        BEHIND(4008, "behind"),
        SIGNED_OUT(4401, "signed out"),
        ABUSE(1008, "too many or too strange messages"),
        SILENT(4408, "no sign of life"),
        LEAVING(1001, "server stops");

        private final short code;
        private final String reason;

        Close(int code, String reason) {
            this.code = (short) code;
            this.reason = reason;
        }

        public short code() {
            return code;
        }

        public String reason() {
            return reason;
        }
    }
}
