package io.vigil.device.nibp;

import io.vigil.device.Command;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** How a {@link CuffRun} is said to one kind of module. One thread. */
interface Words {
    Command.Hazardous start();

    Command.Harmless stop();

    Command.Harmless result();

    /** Asked each {@link #pollMillis} while measuring. */
    Command.Harmless pressure();

    /** How long the module may take until it shows that it has started. */
    default long answerMillis() {
        return CuffRun.ANSWER_MILLIS;
    }

    /** 0 for a module that tells its pressure by itself. */
    long pollMillis();

    /** What is to be said before a start. */
    default void prepare(Consumer<Command.Harmless> say) {}

    /** @param mmHg takes the pressure in the cuff at work */
    void listen(byte[] bytes, int from, int length, Consumer<CuffRun.Word> heard, IntConsumer mmHg);

    /** Why the module refused last. */
    String lastRefusal();

    /** What is half heard is forgotten. */
    void reset();
}
