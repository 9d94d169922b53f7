package io.vigil.device.nonin;

import io.vigil.device.Command;
import io.vigil.device.Decoded;
import io.vigil.device.Talk;
import java.util.function.Consumer;

/**
 * Asks for the configured data format, which the device keeps over a battery change: hence only where it does not speak
 * it already, and only in the first five seconds after it is connected, in which alone it answers. A device that begins
 * to speak after a silence counts as connected anew. Formats 2 and 7 carry the plain values, which go missing at once;
 * 8 has only the "display" ones. Source: Nonin 9560 Bluetooth specification 6470-000-01.
 */
final class NoninTalk implements Talk {
    private static final long WINDOW_MILLIS = 5_000;
    private static final long PATIENCE_MILLIS = 1_200;
    private static final int ACK = 0x06;

    private final int format;
    private final boolean continuous;
    private long connectedMillis;
    private long heardMillis;
    private long saidMillis;
    private boolean settled;
    private boolean asked;

    /** @param format 2, 7, 8 or 13; @param continuous false for 13, which is silent until somebody measures */
    NoninTalk(int format, boolean continuous) {
        this.format = format;
        this.continuous = continuous;
    }

    @Override
    public void opened(long nowMillis, Consumer<Command.Harmless> say) {
        connected(nowMillis);
        heardMillis = nowMillis;
    }

    private void connected(long nowMillis) {
        connectedMillis = nowMillis;
        saidMillis = nowMillis;
        settled = false;
        asked = false;
    }

    @Override
    public void heard(byte[] bytes, int from, int length, long nowMillis, Consumer<Command.Harmless> say) {
        if (nowMillis - heardMillis >= WINDOW_MILLIS) {
            connected(nowMillis);
        }
        heardMillis = nowMillis;
        // Within a stream the same byte is a number; alone it is the answer.
        settled |= asked && !continuous && length == 1 && bytes[from] == ACK;
    }

    @Override
    public void understood(Decoded decoded, long nowMillis, Consumer<Command.Harmless> say) {
        settled |= decoded instanceof Decoded.Sample;
    }

    @Override
    public void tick(long nowMillis, Consumer<Command.Harmless> say) {
        boolean open = nowMillis - connectedMillis < WINDOW_MILLIS;
        if (!settled && open && nowMillis - saidMillis >= PATIENCE_MILLIS) {
            saidMillis = nowMillis;
            asked = true;
            say.accept(new Command.Harmless(
                    new byte[] {0x02, 0x70, 0x02, 0x02, (byte) format, 0x03}, "speak data format " + format));
        }
    }
}
