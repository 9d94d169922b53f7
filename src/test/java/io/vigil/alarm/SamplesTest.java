package io.vigil.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ring against a list, round and round, and grown when its oldest lies anywhere. */
class SamplesTest {
    private final Samples samples = new Samples();
    private final List<Long> times = new ArrayList<>();
    private long now;

    private void add(int count) {
        for (int index = 0; index < count; index++) {
            samples.add(++now, -now);
            times.add(now);
        }
    }

    private void dropOldest(int count) {
        for (int index = 0; index < count; index++) {
            samples.removeOldest();
            times.remove(0);
        }
    }

    private void same(Samples kept) {
        assertThat(kept.size()).isEqualTo(times.size());
        for (int index = 0; index < times.size(); index++) {
            assertThat(kept.time(index)).isEqualTo(times.get(index));
            assertThat(kept.value(index)).isEqualTo(-times.get(index));
        }
    }

    @Test
    void whatIsKeptIsInOrderWhereverTheRingBegins() {
        for (int round = 0; round < 50; round++) {
            add(7);
            dropOldest(round % 2 == 0 ? 3 : 7);
            same(samples);
            if (times.size() > 25) {
                dropOldest(20);
            }
        }
    }

    @Test
    void itGrowsFromAnyBeginning() {
        add(32);
        dropOldest(13);
        add(13);
        same(samples);
        add(1);
        same(samples);
        add(200);
        same(samples);
    }

    @Test
    void theNewestGoesAndACopyIsItsOwn() {
        add(40);
        samples.removeNewest();
        times.remove(times.size() - 1);
        Samples copy = samples.copy();
        samples.clear();
        same(copy);
        assertThat(samples.size()).isZero();
    }

    @Test
    void whatWasWrittenIsReadIntoOneThatHeldSomethingElse() {
        add(3);
        var tape = new Tape();
        samples.walk(tape);
        var other = new Samples();
        other.add(99, 99);
        other.walk(tape.rewound());
        same(other);
    }
}
