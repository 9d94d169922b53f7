package io.vigil.device.nibp;

import io.vigil.device.Command;
import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffRequest;
import io.vigil.device.Talk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The course of one measurement, the same for every module that is started, watched and asked for its result; the words
 * differ. A result is asked for only after a measurement that this talk has started and seen to its end: a module repeats
 * its last one for ever, and an old pressure must not come again as new.
 */
final class CuffRun implements Talk {
    /** How long a module may take to confirm a stop. */
    static final long ANSWER_MILLIS = 1_000;
    /** A measurement that lasts longer is stopped: this service's own limit, beside the module's own protection. */
    static final long LONGEST_MILLIS = 180_000;

    private static final long RESULT_MILLIS = 2_000;
    private static final long SHORTEST_MILLIS = 10_000;
    private static final int INFLATED = 20;
    private static final int TRIES = 3;
    private static final String DEAF = "The cuff module does not answer. Check its power and cable.";
    private static final String DEAF_TO_STOP =
            "The cuff module does not answer. Stop it at the device, or open the cuff by hand.";

    private enum State {
        IDLE,
        STARTING,
        MEASURING,
        FETCHING,
        STOPPING
    }

    /** What a module says, in this course's terms. */
    enum Word {
        TAKEN,
        DONE,
        /** Stopped, by us or by its own key or fault. */
        ENDED,
        REFUSED,
        RESULT
    }

    private final Words words;
    private final List<Consumer<CuffAnswer>> stops = new ArrayList<>();
    private Consumer<CuffAnswer> start = answer -> {};
    private State state = State.IDLE;
    private long begunMillis;
    private long saidMillis;
    private int tries;
    private boolean inflated;

    CuffRun(Words words) {
        this.words = words;
    }

    @Override
    public boolean startable() {
        return true;
    }

    @Override
    public void opened(long nowMillis, Consumer<Command.Harmless> say) {
        words.reset();
    }

    @Override
    public void heard(byte[] bytes, int from, int length, long nowMillis, Consumer<Command.Harmless> say) {
        words.listen(bytes, from, length, word -> hear(word, nowMillis, say), this::pressure);
    }

    @Override
    public void request(CuffRequest request, long nowMillis, Consumer<Command> say, Consumer<CuffAnswer> answer) {
        if (request == CuffRequest.ABORT) {
            startAnswered(new CuffAnswer.Refused("Stopped before it began."));
            stops.add(answer);
            stop(nowMillis, say::accept);
        } else if (state != State.IDLE) {
            answer.accept(new CuffAnswer.Refused("The cuff is at work already."));
        } else {
            words.prepare(say::accept);
            say.accept(words.start());
            start = answer;
            state = State.STARTING;
            begunMillis = nowMillis;
        }
    }

    private void stop(long nowMillis, Consumer<Command.Harmless> say) {
        say.accept(words.stop());
        tries = 1;
        saidMillis = nowMillis;
        state = State.STOPPING;
    }

    @Override
    public void tick(long nowMillis, Consumer<Command.Harmless> say) {
        long quiet = nowMillis - saidMillis;
        switch (state) {
            case IDLE -> {}
            case STARTING -> {
                if (nowMillis - begunMillis >= words.answerMillis()) {
                    startAnswered(new CuffAnswer.Refused(DEAF));
                    stop(nowMillis, say);
                }
            }
            case MEASURING -> measuring(nowMillis, say);
            case FETCHING -> {
                if (quiet >= RESULT_MILLIS) {
                    again(nowMillis, words.result(), say);
                }
            }
            case STOPPING -> {
                if (quiet >= ANSWER_MILLIS) {
                    again(nowMillis, words.stop(), say);
                }
            }
        }
    }

    private void measuring(long nowMillis, Consumer<Command.Harmless> say) {
        if (nowMillis - begunMillis >= LONGEST_MILLIS) {
            stop(nowMillis, say);
        } else if (words.pollMillis() > 0 && nowMillis - saidMillis >= words.pollMillis()) {
            saidMillis = nowMillis;
            say.accept(words.pressure());
        }
    }

    private void again(long nowMillis, Command.Harmless command, Consumer<Command.Harmless> say) {
        if (tries++ < TRIES) {
            saidMillis = nowMillis;
            say.accept(command);
        } else {
            state = State.IDLE;
            stopsAnswered(new CuffAnswer.Refused(DEAF_TO_STOP));
        }
    }

    private void pressure(int mmHg) {
        inflated |= state == State.MEASURING && mmHg >= INFLATED;
    }

    private void hear(Word word, long nowMillis, Consumer<Command.Harmless> say) {
        switch (state) {
            case IDLE -> {}
            case STARTING -> started(word, nowMillis);
            case MEASURING -> {
                boolean worked = inflated || nowMillis - begunMillis >= SHORTEST_MILLIS;
                if (word == Word.DONE && worked) {
                    state = State.FETCHING;
                    tries = 1;
                    saidMillis = nowMillis;
                    say.accept(words.result());
                } else if (word == Word.ENDED) {
                    state = State.IDLE;
                }
            }
            case FETCHING -> state = word == Word.RESULT ? State.IDLE : state;
            case STOPPING -> {
                if (word == Word.ENDED || word == Word.DONE) {
                    state = State.IDLE;
                    stopsAnswered(new CuffAnswer.Accepted());
                }
            }
        }
    }

    /** The first answer to a start takes it; the same word again is its end. */
    private void started(Word word, long nowMillis) {
        if (word == Word.TAKEN || word == Word.DONE) {
            state = State.MEASURING;
            inflated = false;
            saidMillis = nowMillis;
            startAnswered(new CuffAnswer.Accepted());
        } else if (word == Word.REFUSED || word == Word.ENDED) {
            state = State.IDLE;
            startAnswered(new CuffAnswer.Refused("The cuff module refuses: " + words.lastRefusal() + '.'));
        }
    }

    @Override
    public void lost() {
        state = State.IDLE;
        CuffAnswer gone = new CuffAnswer.Refused("The device was unplugged. Check the cuff at the patient.");
        startAnswered(gone);
        stopsAnswered(gone);
    }

    private void startAnswered(CuffAnswer answer) {
        Consumer<CuffAnswer> asked = start;
        start = none -> {};
        asked.accept(answer);
    }

    private void stopsAnswered(CuffAnswer answer) {
        List<Consumer<CuffAnswer>> asked = List.copyOf(stops);
        stops.clear();
        asked.forEach(one -> one.accept(answer));
    }
}
