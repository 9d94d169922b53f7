package io.vigil.device;

import io.vigil.device.description.TalkRule;
import io.vigil.device.description.TalkRule.Say;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a description says to its device. One command is under way at a time; the next waits until it was answered or
 * its time is over. A poll that is due while another waits is not said twice.
 */
final class DescribedTalk implements Talk {
    /** A device that answers nothing must not fill the memory. */
    private static final int MOST_WAITING = 32;

    private static final int LONGEST_HEARD = 512;
    private static final Consumer<CuffAnswer> NOBODY = answer -> {};

    private final TalkRule rule;
    private final Deque<Say> waiting = new ArrayDeque<>();
    private final List<Long> due = new ArrayList<>();
    private final byte[] heard = new byte[LONGEST_HEARD];
    private int heardLength;
    private boolean busy;
    private Consumer<CuffAnswer> asked = NOBODY;
    private Say said = NOTHING;
    private int tries;
    private long untilMillis;

    private static final Say NOTHING = new Say(
            new TalkRule.Octets(List.of()),
            "",
            false,
            new TalkRule.Octets(List.of()),
            new TalkRule.Octets(List.of()),
            0,
            1);

    DescribedTalk(TalkRule rule) {
        this.rule = rule;
    }

    @Override
    public void opened(long nowMillis, Consumer<Command.Harmless> say) {
        forget("The line was opened anew.");
        due.clear();
        rule.repeated().forEach(repeated -> due.add(nowMillis));
        rule.onConnect().forEach(this::queue);
        next(nowMillis, say);
    }

    @Override
    public void tick(long nowMillis, Consumer<Command.Harmless> say) {
        if (busy && nowMillis - untilMillis >= 0) {
            overdue(nowMillis, say);
        }
        for (int i = 0; i < due.size(); i++) {
            if (nowMillis - due.get(i) >= 0) {
                TalkRule.Repeated repeated = rule.repeated().get(i);
                due.set(i, nowMillis + repeated.everyMillis());
                if (!waiting.contains(repeated.say())) {
                    queue(repeated.say());
                }
            }
        }
        next(nowMillis, say);
    }

    private void overdue(long nowMillis, Consumer<Command.Harmless> say) {
        if (!said.hazardous() && tries < said.tries()) {
            tries++;
            untilMillis = nowMillis + said.withinMillis();
            heardLength = 0;
            say.accept(harmless(said));
            return;
        }
        // What may have started without an answer is told to stop: nobody would watch over it.
        if (said.hazardous()) {
            rule.abort().ifPresent(abort -> say.accept(harmless(abort)));
        }
        finish(new CuffAnswer.Refused("The device did not answer; it was told to stop. Check it and its cable."));
    }

    @Override
    public void heard(byte[] bytes, int from, int length, long nowMillis, Consumer<Command.Harmless> say) {
        for (int i = from; i < from + length && busy; i++) {
            if (heardLength == LONGEST_HEARD) {
                System.arraycopy(heard, LONGEST_HEARD / 2, heard, 0, LONGEST_HEARD / 2);
                heardLength = LONGEST_HEARD / 2;
            }
            heard[heardLength++] = bytes[i];
            if (endsWith(said.expect())) {
                finish(new CuffAnswer.Accepted());
            } else if (endsWith(said.refused())) {
                finish(new CuffAnswer.Refused("The device refused; look at its display for the reason."));
            }
        }
        next(nowMillis, say);
    }

    @Override
    public void understood(Decoded decoded, long nowMillis, Consumer<Command.Harmless> say) {
        if (decoded instanceof Decoded.Ignored ignored && rule.after().containsKey(ignored.kind())) {
            queue(rule.after().get(ignored.kind()));
            next(nowMillis, say);
        }
    }

    @Override
    public boolean startable() {
        return rule.start().isPresent();
    }

    @Override
    public void request(CuffRequest request, long nowMillis, Consumer<Command> say, Consumer<CuffAnswer> answer) {
        if (request == CuffRequest.ABORT && rule.abort().isPresent()) {
            forget("It was told to stop.");
            say.accept(harmless(rule.abort().get()));
            answer.accept(new CuffAnswer.Accepted());
        } else if (request == CuffRequest.START && rule.start().isPresent()) {
            start(rule.start().get(), nowMillis, say, answer);
        } else {
            answer.accept(new CuffAnswer.Refused("This device cannot be started or stopped from here."));
        }
    }

    private void start(Say start, long nowMillis, Consumer<Command> say, Consumer<CuffAnswer> answer) {
        if (busy && said.hazardous()) {
            answer.accept(new CuffAnswer.Refused("A measurement is being started already."));
            return;
        }
        busy = false;
        begin(start, nowMillis, answer);
        say.accept(new Command.Hazardous(start.bytes().bytes(), start.why()));
        if (start.expect().all().isEmpty()) {
            finish(new CuffAnswer.Accepted());
        }
    }

    @Override
    public void lost() {
        forget("The line to the device was lost.");
    }

    private void forget(String reason) {
        waiting.clear();
        if (busy) {
            finish(new CuffAnswer.Refused(reason));
        }
    }

    private void queue(Say command) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(command);
        }
    }

    private void next(long nowMillis, Consumer<Command.Harmless> say) {
        while (!busy && !waiting.isEmpty()) {
            Say command = waiting.remove();
            begin(command, nowMillis, NOBODY);
            say.accept(harmless(command));
            if (command.expect().all().isEmpty()) {
                finish(new CuffAnswer.Accepted());
            }
        }
    }

    private void begin(Say command, long nowMillis, Consumer<CuffAnswer> answer) {
        busy = true;
        said = command;
        asked = answer;
        tries = 1;
        heardLength = 0;
        untilMillis = nowMillis + command.withinMillis();
    }

    private void finish(CuffAnswer answer) {
        busy = false;
        said = NOTHING;
        Consumer<CuffAnswer> who = asked;
        asked = NOBODY;
        who.accept(answer);
    }

    private boolean endsWith(TalkRule.Octets answer) {
        List<Integer> all = answer.all();
        if (all.isEmpty() || heardLength < all.size()) {
            return false;
        }
        for (int i = 0; i < all.size(); i++) {
            if ((heard[heardLength - all.size() + i] & 0xFF) != all.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static Command.Harmless harmless(Say command) {
        return new Command.Harmless(command.bytes().bytes(), command.why());
    }
}
