package io.vigil.device.serial;

import io.vigil.device.Command;
import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffRequest;
import io.vigil.device.Decoded;
import io.vigil.device.Talk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device's {@link Talk} on its open line. {@link #ask} from any thread; all else on the link's own. What was asked
 * while the line is away, or is still open when it goes, is refused: nothing waits for a line to come back.
 */
final class LineTalk {
    private static final Logger LOG = LoggerFactory.getLogger(LineTalk.class);
    private static final long MILLI_NANOS = 1_000_000;
    private static final String AWAY = "The device is not connected. Check the cable and its USB plug.";
    private static final String ABORTED = "Stopped before it began.";

    private record Asked(CuffRequest request, Consumer<CuffAnswer> answer) {
        void refuse(String reason) {
            answer.accept(new CuffAnswer.Refused(reason));
        }
    }

    private final String device;
    private final Talk talk;
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Consumer<Command> say = this::write;
    private final Consumer<Command.Harmless> sayHarmless = this::write;
    private Optional<ByteLine> line = Optional.empty();
    private volatile boolean open;

    LineTalk(String device, Talk talk) {
        this.device = device;
        this.talk = talk;
    }

    boolean startable() {
        return talk.startable();
    }

    void ask(CuffRequest request, Consumer<CuffAnswer> answer) {
        asked.add(new Asked(request, answer));
        if (!open) {
            refuseAll();
        }
    }

    void opened(ByteLine at, long nowNanos) {
        line = Optional.of(at);
        open = true;
        talk.opened(nowNanos / MILLI_NANOS, sayHarmless);
    }

    void heard(byte[] bytes, int length, long nowNanos) {
        talk.heard(bytes, 0, length, nowNanos / MILLI_NANOS, sayHarmless);
    }

    void understood(Decoded decoded, long nowNanos) {
        talk.understood(decoded, nowNanos / MILLI_NANOS, sayHarmless);
    }

    /** To be called every {@link Talk#TICK_MILLIS} or so. */
    void tick(long nowNanos) {
        if (!asked.isEmpty()) {
            answerAll(nowNanos / MILLI_NANOS);
        }
        talk.tick(nowNanos / MILLI_NANOS, sayHarmless);
    }

    private void answerAll(long nowMillis) {
        List<Asked> all = new ArrayList<>();
        for (Asked next = asked.poll(); next != null; next = asked.poll()) {
            if (next.request() == CuffRequest.ABORT) {
                all.stream()
                        .filter(before -> before.request() == CuffRequest.START)
                        .forEach(before -> before.refuse(ABORTED));
                all.removeIf(before -> before.request() == CuffRequest.START);
            }
            all.add(next);
        }
        all.forEach(one -> talk.request(one.request(), nowMillis, say, one.answer()));
    }

    void lost() {
        if (open) {
            open = false;
            line = Optional.empty();
            talk.lost();
        }
        refuseAll();
    }

    private void refuseAll() {
        for (Asked next = asked.poll(); next != null; next = asked.poll()) {
            next.refuse(AWAY);
        }
    }

    private void write(Command command) {
        if (command instanceof Command.Hazardous) {
            LOG.info("{} is told to {}", device, command.why());
        } else {
            LOG.debug("{} is told: {}", device, command.why());
        }
        byte[] bytes = command.bytes();
        if (line.isPresent() && line.get().write(bytes) < bytes.length) {
            LOG.warn("{} did not take all of: {}", device, command.why());
        }
    }
}
