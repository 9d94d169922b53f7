package io.vigil.device.nibp;

import io.vigil.device.Command;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * UN300C and Medlab modules: texts between STX and ETX, which tell the cuff's pressure by themselves and {@code 999} at
 * the end. A single X stops: the manual's text at hand does not show it, it is from public code.
 */
final class MedlabWords implements Words {
    private static final int STX = 2;
    private static final int ETX = 3;
    private static final int LONGEST = 64;

    private final StringBuilder text = new StringBuilder();

    @Override
    public Command.Hazardous start() {
        return new Command.Hazardous(framed("01;;D7"), "start a measurement");
    }

    @Override
    public Command.Harmless stop() {
        return new Command.Harmless(new byte[] {'X'}, "stop the measurement");
    }

    @Override
    public Command.Harmless result() {
        return new Command.Harmless(framed("18;;DF"), "what is the result");
    }

    @Override
    public Command.Harmless pressure() {
        return result();
    }

    @Override
    public long pollMillis() {
        return 0;
    }

    /** It does not confirm the command: the first pressure it tells does. */
    @Override
    public long answerMillis() {
        return 3_000;
    }

    /** Without it a module set to cycles would go on measuring by itself. */
    @Override
    public void prepare(Consumer<Command.Harmless> say) {
        say.accept(new Command.Harmless(framed("03;;D9"), "measure once when told"));
    }

    private static byte[] framed(String command) {
        return ((char) STX + command + (char) ETX).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void listen(byte[] bytes, int from, int length, Consumer<CuffRun.Word> heard, IntConsumer mmHg) {
        for (int i = from; i < from + length; i++) {
            int octet = bytes[i] & 0xFF;
            if (octet == STX || octet == ETX || octet == '\r' || octet == '\n') {
                understand(text.toString(), heard, mmHg);
                text.setLength(0);
            } else if (text.length() < LONGEST) {
                text.append((char) octet);
            }
        }
    }

    private static void understand(String said, Consumer<CuffRun.Word> heard, IntConsumer mmHg) {
        if (said.matches("999([0-9A-Fa-f]{2})?")) {
            heard.accept(CuffRun.Word.DONE);
        } else if (said.matches("\\d{3}C\\dS\\d.*")) {
            heard.accept(CuffRun.Word.TAKEN);
            mmHg.accept(Integer.parseInt(said.substring(0, 3)));
        } else if (said.matches("S[^3];A.*;P.*")) {
            heard.accept(CuffRun.Word.RESULT);
        }
    }

    @Override
    public String lastRefusal() {
        return "no reason given";
    }

    @Override
    public void reset() {
        text.setLength(0);
    }
}
