package io.vigil.store.wave;

import io.vigil.vital.Waveform;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest part of each wave, until it is half a minute and a block of its own. A pause of a second begins a new one:
 * within a block the samples follow each other without a gap. Any thread.
 */
public final class WaveTails {
    private static final long BLOCK_MILLIS = 30_000;
    private static final long GAP_MILLIS = 1_000;
    private static final long SILENT_MILLIS = 60_000;
    /** A thousand sessions with an oximeter each, and some with a monitor of five signals. */
    private static final int MOST_TAILS = 4_096;

    private final Map<Key, Tail> tails = new LinkedHashMap<>();

    private record Key(String session, String device, String signal) {}

    /** A part of one session's wave that is kept together. */
    public record Block(String session, Waveform wave) {}

    private static final class Tail {
        final Waveform first;
        final List<Integer> samples = new ArrayList<>();

        Tail(Waveform first) {
            this.first = first;
            samples.addAll(first.samples());
        }

        Waveform whole() {
            return new Waveform(first.device(), first.signal(), first.perSecond(), first.firstMillis(), samples);
        }

        long endMillis() {
            return first.firstMillis() + samples.size() * 1000L / first.perSecond();
        }
    }

    /** @return the block this wave completes, or the one it does not belong to any more */
    public synchronized Optional<Block> add(String session, Waveform wave) {
        Key key = new Key(session, wave.device(), wave.signal());
        Tail tail = tails.get(key);
        if (tail == null) {
            if (tails.size() < MOST_TAILS) {
                tails.put(key, new Tail(wave));
            }
            return Optional.empty();
        }
        if (!follows(tail, wave)) {
            tails.put(key, new Tail(wave));
            return Optional.of(new Block(session, tail.whole()));
        }
        tail.samples.addAll(wave.samples());
        if (tail.endMillis() - tail.first.firstMillis() < BLOCK_MILLIS) {
            return Optional.empty();
        }
        tails.remove(key);
        return Optional.of(new Block(session, tail.whole()));
    }

    private static boolean follows(Tail tail, Waveform wave) {
        return tail.first.perSecond() == wave.perSecond()
                && Math.abs(wave.firstMillis() - tail.endMillis()) < GAP_MILLIS;
    }

    /** Takes out what has had no more samples for a minute; everything for {@code Long.MAX_VALUE}. */
    public synchronized List<Block> silent(long nowMillis) {
        List<Block> silent = new ArrayList<>();
        for (Iterator<Map.Entry<Key, Tail>> each = tails.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Key, Tail> entry = each.next();
            if (nowMillis - entry.getValue().endMillis() > SILENT_MILLIS) {
                silent.add(new Block(entry.getKey().session(), entry.getValue().whole()));
                each.remove();
            }
        }
        return silent;
    }

    /** What of the session is in no block yet, by device and signal. */
    public synchronized List<Waveform> of(String session) {
        return tails.entrySet().stream()
                .filter(entry -> entry.getKey().session().equals(session))
                .map(entry -> entry.getValue().whole())
                .toList();
    }
}
