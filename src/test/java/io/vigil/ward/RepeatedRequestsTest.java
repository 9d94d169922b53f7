package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Sessions;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Inputs.Answer;
import io.vigil.session.port.Inputs.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request is answered when it is durable, and repeated has one effect. */
class RepeatedRequestsTest extends WardAtWork {
    @Test
    void theAnswerWaitsForTheJournal() {
        var answer = ward.desk()
                .start(new Inputs.Start(Sessions.patient("p"), "small", "1", List.of("ox-1"), 70, "nurse", "k"));
        assertThat(answer.toCompletableFuture()).isNotDone();
        journal.fail();
        assertThat(answer.toCompletableFuture().join().status()).isEqualTo(Status.UNAVAILABLE);
    }

    @Test
    void theSameKeyTwiceHasOneEffect() {
        Answer first = start("1", "k", "ox-1");
        Answer again = start("1", "k", "ox-1");
        assertThat(again.session().orElseThrow().id())
                .isEqualTo(first.session().orElseThrow().id());
        act("s1", "note", new Action.Note("a"));
        int before = journal.entries.size();
        assertThat(act("s1", "note", new Action.Note("a")).status()).isEqualTo(Status.DONE);
        assertThat(journal.entries).hasSize(before);
    }

    @Test
    void aRepetitionIsAnsweredOnlyWhenTheFirstIsDurable() {
        start("1", "k1", "ox-1");
        var first = ward.desk().act("s1", "nurse", "n1", new Action.Note("slept"));
        journal.fail();
        assertThat(first.toCompletableFuture().join().status()).isEqualTo(Status.UNAVAILABLE);
        var again = ward.desk().act("s1", "nurse", "n1", new Action.Note("slept"));
        assertThat(again.toCompletableFuture()).isNotDone();
        var opened = ward.desk()
                .start(new Inputs.Start(Sessions.patient("p"), "small", "1", List.of("ox-1"), 70, "nurse", "k1"));
        assertThat(opened.toCompletableFuture()).isNotDone();
        journal.commit();
        assertThat(again.toCompletableFuture().join().status()).isEqualTo(Status.DONE);
        assertThat(opened.toCompletableFuture().join().status()).isEqualTo(Status.DONE);
    }

    @Test
    void theSameRebindingTwiceHasOneEffect() {
        start("1", "k1", "ox-1");
        Answer first = settled(ward.desk().rebind("s1", List.of("cuff-1"), List.of("ox-1"), "nurse", "r1"));
        Answer again = settled(ward.desk().rebind("s1", List.of("cuff-1"), List.of("ox-1"), "nurse", "r1"));
        assertThat(first.status()).isEqualTo(Status.DONE);
        assertThat(again.status()).isEqualTo(Status.DONE);
        assertThat(again.session().orElseThrow().devices()).containsExactly("cuff-1");
    }
}
