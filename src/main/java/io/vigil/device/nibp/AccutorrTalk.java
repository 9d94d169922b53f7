package io.vigil.device.nibp;

import io.vigil.device.Command;
import io.vigil.device.Talk;
import java.util.function.Consumer;

/** Datascope Accutorr: "P" asks for the numbers. It has no command to start its cuff. */
final class AccutorrTalk implements Talk {
    private static final long EVERY_MILLIS = 2_000;

    private long askedMillis;

    @Override
    public void opened(long nowMillis, Consumer<Command.Harmless> say) {
        ask(nowMillis, say);
    }

    @Override
    public void tick(long nowMillis, Consumer<Command.Harmless> say) {
        if (nowMillis - askedMillis >= EVERY_MILLIS) {
            ask(nowMillis, say);
        }
    }

    private void ask(long nowMillis, Consumer<Command.Harmless> say) {
        askedMillis = nowMillis;
        say.accept(new Command.Harmless(new byte[] {'P'}, "what are the numbers"));
    }
}
