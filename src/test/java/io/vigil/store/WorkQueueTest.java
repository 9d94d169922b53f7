package io.vigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Input;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private final WorkQueue queue = new WorkQueue(5, 2);
    private final List<Boolean> answers = new ArrayList<>();

    private Work work(Input input) {
        return new Work.Appended(Given.entry(input), new Promise(answers::add));
    }

    private Work reading(long seq) {
        return work(Given.spo2("s1", seq, Given.T0, 97));
    }

    private Work action(long seq) {
        return work(Given.acted("s1", seq, Given.T0, new Action.Resume()));
    }

    @Test
    void the_last_places_are_for_actions_and_what_finds_none_is_counted() {
        assertThat(queue.offer(reading(1))).isTrue();
        assertThat(queue.offer(reading(2))).isTrue();
        assertThat(queue.offer(reading(3))).isTrue();
        assertThat(queue.offer(reading(4))).as("a fourth reading").isFalse();
        assertThat(queue.offer(action(5))).isTrue();
        assertThat(queue.offer(action(6))).isTrue();
        assertThat(queue.offer(action(7))).as("a sixth entry").isFalse();
        assertThat(queue.refusedReadings()).isEqualTo(1);
        assertThat(queue.refusedVital()).isEqualTo(1);
        assertThat(queue.depth()).isEqualTo(5);
    }

    @Test
    void a_batch_put_back_is_told_no_once_and_comes_first_again_in_its_order() {
        Work first = reading(1);
        Work second = action(2);
        Work third = action(3);
        List.of(first, second, third).forEach(queue::offer);
        List<Work> batch = new ArrayList<>(List.of(first, second));
        assertThat(queue.next()).isSameAs(first);
        assertThat(queue.next()).isSameAs(second);
        queue.putBack(batch);
        assertThat(answers).containsExactly(false, false);
        assertThat(queue.next()).isSameAs(first);
        assertThat(queue.next()).isSameAs(second);
        assertThat(queue.next()).isSameAs(third);
        first.answer(true);
        assertThat(answers).as("nobody is told twice").containsExactly(false, false);
    }

    @Test
    void a_closed_queue_takes_nothing() {
        queue.close();
        assertThat(queue.offer(action(1))).isFalse();
        assertThat(queue.empty()).isTrue();
    }
}
