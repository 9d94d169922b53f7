package io.vigil.device.contec;

import io.vigil.device.Command;
import io.vigil.device.Decoded;
import io.vigil.device.Talk;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * V7.0 speaks only when asked, and stops where it is not asked on within five seconds. A device that says nothing, since
 * it was switched off and on, is asked anew. Source: Contec, communication protocol of pulse oximeter V7.0.
 */
final class ContecTalk implements Talk {
    private static final int LENGTH = 9;
    private static final int START = 0xA1;
    private static final int STOP_STORED = 0xA7;
    private static final int KEEP_ALIVE = 0xAF;
    /** Five seconds are allowed; a tick or a busy machine may be late. */
    private static final long KEEP_ALIVE_MILLIS = 4_000;

    private static final long ASK_AGAIN_MILLIS = 2_000;

    private long keptMillis;
    private long newsMillis;

    @Override
    public void opened(long nowMillis, Consumer<Command.Harmless> say) {
        say.accept(command(STOP_STORED, "send no stored data"));
        start(nowMillis, say);
        keptMillis = nowMillis;
    }

    @Override
    public void tick(long nowMillis, Consumer<Command.Harmless> say) {
        if (nowMillis - newsMillis >= ASK_AGAIN_MILLIS) {
            start(nowMillis, say);
        }
        if (nowMillis - keptMillis >= KEEP_ALIVE_MILLIS) {
            keptMillis = nowMillis;
            say.accept(command(KEEP_ALIVE, "keep-alive"));
        }
    }

    @Override
    public void understood(Decoded decoded, long nowMillis, Consumer<Command.Harmless> say) {
        if (decoded instanceof Decoded.Sample) {
            newsMillis = nowMillis;
        }
    }

    private void start(long nowMillis, Consumer<Command.Harmless> say) {
        newsMillis = nowMillis;
        say.accept(command(START, "send real-time data"));
    }

    private static Command.Harmless command(int code, String why) {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, (byte) 0x80);
        bytes[0] = 0x7D;
        bytes[1] = (byte) 0x81;
        bytes[2] = (byte) code;
        return new Command.Harmless(bytes, why);
    }
}
