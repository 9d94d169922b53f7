package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What oximeters and polled monitors are told; the bytes are the vendors'. */
class TalksTest {
    private static final String STREAM = "7D 81 A1 80 80 80 80 80 80";
    private static final String ALIVE = "7D 81 AF 80 80 80 80 80 80";
    private static final Decoded GOOD = new Decoded.Sample(1, 0, List.of(), "", "", false);

    @Test
    void contecIsAskedToSpeakAndKeptAlive() {
        TalkRun oximeter = new TalkRun("contec-v7").opened();
        assertThat(oximeter.said()).containsExactly("7D 81 A7 80 80 80 80 80 80", STREAM);
        for (int s = 0; s < 20; s++) {
            oximeter.understands(GOOD).passes(1000);
        }
        assertThat(oximeter.said()).containsExactlyElementsOf(Collections.nCopies(5, ALIVE));
    }

    @Test
    void aContecThatFellSilentIsAskedAnew() {
        TalkRun oximeter = new TalkRun("contec-v7").opened().understands(GOOD).passes(1900);
        oximeter.said();
        assertThat(oximeter.passes(100).said()).containsExactly(STREAM);
        assertThat(oximeter.passes(2000).said()).containsExactly(STREAM, ALIVE);
    }

    @Test
    void noninIsAskedForItsFormatOnlyInTheFirstSecondsAndOnlyIfItSpeaksAnother() {
        TalkRun right =
                new TalkRun("nonin-df2").opened().passes(700).understands(GOOD).passes(60_000);
        assertThat(right.said()).isEmpty();
        TalkRun other = new TalkRun("nonin-df2").opened().passes(60_000);
        assertThat(other.said()).hasSize(4).containsOnly("02 70 02 02 02 03");
    }

    @Test
    void aNoninThatIsSwitchedOnLaterIsAskedThen() {
        TalkRun other = new TalkRun("nonin-df7").opened().passes(60_000);
        other.said();
        other.hears((byte) 0x81, (byte) 0x16).passes(1200);
        assertThat(other.said()).containsExactly("02 70 02 02 07 03");
    }

    @Test
    void aSpotCheckOximeterAcknowledgesInItsSilence() {
        TalkRun oximeter = new TalkRun("nonin-df13").opened().passes(1200);
        assertThat(oximeter.said()).containsExactly("02 70 02 02 0D 03");
        assertThat(oximeter.hears((byte) 6).passes(4000).said()).isEmpty();
        TalkRun refusing = new TalkRun("nonin-df13").opened().passes(1200);
        assertThat(refusing.hears((byte) 0x15).passes(4000).said()).hasSizeGreaterThan(1);
    }

    @Test
    void anAccutorrIsAskedEveryTwoSeconds() {
        assertThat(new TalkRun("datascope-accutorr")
                        .opened()
                        .passes(6000 + Talk.TICK_MILLIS)
                        .said())
                .containsExactly("50", "50", "50", "50");
    }

    @Test
    void onlyCuffModulesCanBeStarted() {
        Set<String> startable = Catalogue.builtIn().all().stream()
                .filter(type -> type.newTalk().startable())
                .map(DeviceType::id)
                .collect(Collectors.toSet());
        assertThat(startable).containsExactlyInAnyOrder("suntech-advantage", "medlab-un300c");
        TalkRun oximeter = new TalkRun("nonin-df8").opened().asks(CuffRequest.START);
        assertThat(oximeter.said()).isEmpty();
        assertThat(oximeter.answers).hasSize(1).hasOnlyElementsOfType(CuffAnswer.Refused.class);
    }
}
