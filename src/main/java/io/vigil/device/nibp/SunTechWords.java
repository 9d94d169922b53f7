package io.vigil.device.nibp;

import io.vigil.device.Command;
import io.vigil.device.Decoded;
import io.vigil.device.scan.FrameFormat;
import io.vigil.device.scan.FrameScanner;
import io.vigil.device.scan.Look;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * SunTech Advantage. The vendor's text knows {@code K}, accepted or done; {@code O} for
 * accepted, {@code A} for stopped and the bytes of the stop are from public code and not confirmed by the vendor.
 */
final class SunTechWords implements Words {
    private static final byte[] START = {0x3A, 0x20, (byte) 0xA6};
    private static final byte[] STOP = {0x3A, 0x79, 0x01, 0x00, 0x4C};
    private static final byte[] RESULT = {0x3A, 0x79, 0x03, 0x00, 0x4A};
    private static final byte[] PRESSURE = {0x3A, 0x79, 0x05, 0x00, 0x48};
    private static final long POLL_MILLIS = 500;
    private static final int MODULE = 0x3E;

    private final SunTechAdvantage wire = new SunTechAdvantage();
    private FrameScanner ears = new FrameScanner(new Ears());
    private Consumer<CuffRun.Word> heard = word -> {};
    private IntConsumer mmHg = pressure -> {};
    private String refusal = "";

    @Override
    public Command.Hazardous start() {
        return new Command.Hazardous(START.clone(), "start a measurement");
    }

    @Override
    public Command.Harmless stop() {
        return new Command.Harmless(STOP.clone(), "stop the measurement");
    }

    @Override
    public Command.Harmless result() {
        return new Command.Harmless(RESULT.clone(), "what is the result");
    }

    @Override
    public Command.Harmless pressure() {
        return new Command.Harmless(PRESSURE.clone(), "what is the cuff pressure");
    }

    @Override
    public long pollMillis() {
        return POLL_MILLIS;
    }

    @Override
    public void listen(byte[] bytes, int from, int length, Consumer<CuffRun.Word> words, IntConsumer pressures) {
        heard = words;
        mmHg = pressures;
        ears.feed(bytes, from, length, decoded -> {});
    }

    @Override
    public String lastRefusal() {
        return refusal;
    }

    @Override
    public void reset() {
        ears = new FrameScanner(new Ears());
    }

    /** The same frames as the decoder's, for what they mean in a conversation. */
    private final class Ears implements FrameFormat {
        @Override
        public int longest() {
            return wire.longest();
        }

        @Override
        public Look look(byte[] bytes, int from, int length, boolean last) {
            return wire.look(bytes, from, length, last);
        }

        @Override
        public boolean read(byte[] frame, long number, long offset, Consumer<Decoded> out) {
            if ((frame[0] & 0xFF) == MODULE) {
                switch (frame.length) {
                    case 4 -> heard.accept(word(frame[2]));
                    case 5 -> mmHg.accept(frame[2] & 0xFF | (frame[3] & 0xFF) << 8);
                    case 24 -> heard.accept(CuffRun.Word.RESULT);
                    default -> {}
                }
            }
            return false;
        }
    }

    private CuffRun.Word word(byte code) {
        refusal = SunTechAdvantage.answer(code);
        return switch (code) {
            case 'O' -> CuffRun.Word.TAKEN;
            case 'K' -> CuffRun.Word.DONE;
            case 'A' -> CuffRun.Word.ENDED;
            default -> CuffRun.Word.REFUSED;
        };
    }
}
