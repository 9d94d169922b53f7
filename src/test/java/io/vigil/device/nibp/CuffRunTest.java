package io.vigil.device.nibp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffRequest;
import io.vigil.device.TalkRun;
import io.vigil.device.sim.SunTechEncoder;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The conversation with a SunTech module, and with a Medlab one; the bytes are the published ones. */
class CuffRunTest {
    private static final String START = "3A 20 A6";
    private static final String STOP = "3A 79 01 00 4C";
    private static final String PRESSURE = "3A 79 05 00 48";
    private static final String RESULT = "3A 79 03 00 4A";

    private final TalkRun cuff = new TalkRun("suntech-advantage");

    @Test
    void nothingIsStartedByOpeningTimeOrReconnection() {
        cuff.opened().passes(600_000).lost().opened().passes(600_000);
        assertThat(cuff.said()).isEmpty();
    }

    @Test
    void aMeasurementIsStartedWatchedAndFetchedOnce() {
        measuring();
        assertThat(cuff.answers).containsExactly(new CuffAnswer.Accepted());
        cuff.passes(1000);
        assertThat(cuff.said()).containsExactly(PRESSURE, PRESSURE);
        cuff.hears(SunTechEncoder.cuffPressure(160)).hears(SunTechEncoder.accepted());
        assertThat(cuff.said()).containsExactly(RESULT);
        cuff.hears(SunTechEncoder.result(121, 78, 92, 70, 0)).passes(60_000);
        assertThat(cuff.said()).isEmpty();
    }

    @Test
    void anAcceptanceThatComesTwiceIsNoEnd() {
        measuring();
        cuff.hears(SunTechEncoder.accepted()).passes(400);
        assertThat(cuff.said()).isEmpty();
    }

    @Test
    void aSecondStartIsRefusedWhileOneIsUnderWay() {
        measuring();
        cuff.asks(CuffRequest.START);
        assertThat(cuff.said()).isEmpty();
        assertThat(cuff.answers.get(1)).isEqualTo(new CuffAnswer.Refused("The cuff is at work already."));
    }

    @Test
    void aModuleThatDoesNotAnswerIsToldToStopAndTheStartIsRefused() {
        cuff.opened().asks(CuffRequest.START).passes(1000);
        assertThat(cuff.said()).containsExactly(START, STOP);
        assertThat(cuff.answers).hasSize(1).hasOnlyElementsOfType(CuffAnswer.Refused.class);
    }

    @Test
    void aBusyModuleIsSaidToBeBusy() {
        cuff.opened().asks(CuffRequest.START).hears(SunTechEncoder.reply('B'));
        assertThat(cuff.answers).containsExactly(new CuffAnswer.Refused("The cuff module refuses: busy."));
        assertThat(cuff.said()).containsExactly(START);
    }

    @Test
    void anAbortIsSaidAtOnceInEachState() {
        cuff.opened().asks(CuffRequest.ABORT);
        assertThat(cuff.said()).containsExactly(STOP);
        cuff.hears(SunTechEncoder.reply('A'));
        assertThat(cuff.answers).containsExactly(new CuffAnswer.Accepted());

        cuff.asks(CuffRequest.START).asks(CuffRequest.ABORT);
        assertThat(cuff.said()).containsExactly(START, STOP);
        assertThat(cuff.answers.get(1)).isInstanceOf(CuffAnswer.Refused.class);
        cuff.hears(SunTechEncoder.accepted());
        assertThat(cuff.answers.get(2)).isEqualTo(new CuffAnswer.Accepted());

        measuring();
        cuff.passes(500).hears(SunTechEncoder.cuffPressure(150)).said();
        cuff.asks(CuffRequest.ABORT).hears(SunTechEncoder.reply('A')).hears(SunTechEncoder.accepted());
        assertThat(cuff.said()).containsExactly(STOP);
        cuff.passes(10_000);
        assertThat(cuff.said())
                .as("no result of a stopped measurement is fetched")
                .isEmpty();
    }

    @Test
    void anAbortThatNobodyConfirmsIsRepeatedAndThenSaidToHaveFailed() {
        cuff.opened().asks(CuffRequest.ABORT).passes(5000);
        assertThat(cuff.said()).containsExactly(STOP, STOP, STOP);
        assertThat(cuff.answers)
                .singleElement()
                .satisfies(answer ->
                        assertThat(((CuffAnswer.Refused) answer).reason()).contains("by hand"));
    }

    @Test
    void aMeasurementThatDoesNotEndIsStopped() {
        measuring();
        cuff.passes(CuffRun.LONGEST_MILLIS - 100).said();
        cuff.passes(100);
        assertThat(cuff.said()).containsExactly(STOP);
    }

    @Test
    void aLineThatGoesLeavesNothingUnderWay() {
        measuring();
        cuff.said();
        cuff.asks(CuffRequest.ABORT).lost().opened().passes(10_000).hears(SunTechEncoder.accepted());
        assertThat(cuff.said()).containsExactly(STOP);
        assertThat(cuff.answers.get(1)).isInstanceOf(CuffAnswer.Refused.class);
    }

    @Test
    void aMedlabModuleIsToldToMeasureOnceAndConfirmsByItsPressure() {
        TalkRun medlab = new TalkRun("medlab-un300c");
        medlab.opened().passes(60_000).asks(CuffRequest.START);
        assertThat(medlab.saidSomethingHazardous()).isTrue();
        assertThat(medlab.said()).containsExactly("02 30 33 3B 3B 44 39 03", "02 30 31 3B 3B 44 37 03");
        medlab.passes(2000).hears(text("\u0002085C0S3\u0003\r"));
        assertThat(medlab.answers).containsExactly(new CuffAnswer.Accepted());
        medlab.passes(20_000).hears(text("\u0002999\u0003\r"));
        assertThat(medlab.said()).containsExactly("02 31 38 3B 3B 44 46 03");
        medlab.asks(CuffRequest.ABORT);
        assertThat(medlab.said()).containsExactly("58");
    }

    /** Whatever a line carries: without a request nothing is started, and no state is left for ever. */
    @Property(tries = 200)
    void noiseStartsNothing(@ForAll Random noise) {
        TalkRun any = new TalkRun("suntech-advantage").opened();
        for (int i = 0; i < 60; i++) {
            switch (noise.nextInt(6)) {
                case 0 -> any.lost().opened();
                case 1 -> any.passes(noise.nextInt(5000));
                case 2 -> any.hears(SunTechEncoder.reply("KOBASN".charAt(noise.nextInt(6))));
                case 3 -> any.hears(SunTechEncoder.cuffPressure(noise.nextInt(300)));
                case 4 -> any.asks(CuffRequest.ABORT);
                default -> {
                    byte[] bytes = new byte[noise.nextInt(40)];
                    noise.nextBytes(bytes);
                    any.hears(bytes);
                }
            }
        }
        assertThat(any.saidSomethingHazardous()).isFalse();
        any.lost().opened().asks(CuffRequest.START);
        assertThat(any.said()).endsWith(START);
    }

    private void measuring() {
        cuff.opened().asks(CuffRequest.START);
        assertThat(cuff.said()).endsWith(START);
        cuff.hears(SunTechEncoder.accepted());
    }

    private static byte[] text(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
