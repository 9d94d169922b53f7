package io.vigil.device.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Catalogue;
import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffRequest;
import io.vigil.device.sim.SunTechEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was asked of a cuff, on a line that comes and goes. */
class LineTalkTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<byte[]> written = new ArrayList<>();
    private final List<CuffAnswer> answers = new ArrayList<>();
    private final LineTalk talk = new LineTalk(
            "cuff-1",
            Catalogue.builtIn().type("suntech-advantage").orElseThrow().newTalk());

    private final ByteLine line = new ByteLine() {
        @Override
        public int read(byte[] into) {
            return 0;
        }

        @Override
        public int write(byte[] bytes) {
            written.add(bytes);
            return bytes.length;
        }

        @Override
        public void close() {}
    };

    @Test
    void whatIsAskedOfALineThatIsAwayIsRefusedAndNotRemembered() {
        talk.ask(CuffRequest.START, answers::add);
        assertThat(answers).singleElement().isInstanceOf(CuffAnswer.Refused.class);
        talk.opened(line, 0);
        talk.tick(SECOND);
        assertThat(written).isEmpty();
    }

    @Test
    void whatWasAskedJustBeforeTheLineWentIsRefused() {
        talk.opened(line, 0);
        talk.ask(CuffRequest.START, answers::add);
        talk.lost();
        talk.opened(line, SECOND);
        talk.tick(2 * SECOND);
        assertThat(answers).singleElement().isInstanceOf(CuffAnswer.Refused.class);
        assertThat(written).isEmpty();
    }

    @Test
    void aStopTakesBackTheStartsBeforeIt() {
        talk.opened(line, 0);
        talk.ask(CuffRequest.START, answers::add);
        talk.ask(CuffRequest.ABORT, answers::add);
        talk.tick(SECOND / 10);
        assertThat(written).containsExactly(SunTechEncoder.abort());
        assertThat(answers).singleElement().isInstanceOf(CuffAnswer.Refused.class);
        byte[] stopped = SunTechEncoder.reply('A');
        talk.heard(stopped, stopped.length, SECOND / 5);
        assertThat(answers).hasSize(2).last().isEqualTo(new CuffAnswer.Accepted());
    }

    @Test
    void aStartIsWrittenOnceAndAnsweredOnce() {
        talk.opened(line, 0);
        talk.ask(CuffRequest.START, answers::add);
        talk.tick(SECOND / 10);
        byte[] taken = SunTechEncoder.accepted();
        talk.heard(taken, taken.length, SECOND / 5);
        talk.tick(SECOND / 4);
        assertThat(written).containsExactly(SunTechEncoder.start());
        assertThat(answers).containsExactly(new CuffAnswer.Accepted());
    }
}
