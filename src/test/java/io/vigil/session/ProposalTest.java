package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProposalTest {
    private final Story story = new Story();

    private void spo2(long second, double value, Quality quality) {
        story.at(
                second,
                new Happening.Measured(
                        "ox-1", T0 + second * 1000, "", List.of(Reading.of(Metric.SPO2, value, quality))));
    }

    @Test
    void theMedianOfTheStableMinutesIsProposed() {
        for (long second = 0; second <= 120; second++) {
            spo2(second, second % 3 == 0 ? 96 : 97, Quality.GOOD);
        }
        Care.Proposed proposed = proposed(Metric.SPO2);
        assertThat(proposed.value()).isEqualTo(97);
        assertThat(proposed.count()).isEqualTo(121);
        assertThat(proposed.fromMillis()).isEqualTo(T0);
        assertThat(story.baseline())
                .as("nothing is a baseline before a nurse says so")
                .isEmpty();
    }

    @Test
    void aMinuteIsNotEnoughIfItWasNotAWholeOne() {
        for (long second = 0; second < 60; second++) {
            spo2(second, 97, Quality.GOOD);
        }
        assertThat(story.care().proposal()).isEmpty();
        spo2(60, 97, Quality.GOOD);
        assertThat(story.care().proposal()).containsKey(Metric.SPO2);
    }

    @Test
    void aQuestionableValueEndsTheStableTimeAndIsNeverInIt() {
        for (long second = 0; second <= 100; second++) {
            spo2(second, 97, Quality.GOOD);
        }
        spo2(101, 70, Quality.QUESTIONABLE);
        assertThat(story.care().proposal()).isEmpty();
        for (long second = 102; second <= 170; second++) {
            spo2(second, 95, Quality.GOOD);
        }
        assertThat(proposed(Metric.SPO2).fromMillis()).isEqualTo(T0 + 102_000);
        assertThat(proposed(Metric.SPO2).value()).isEqualTo(95);
    }

    @Test
    void whatGoesUpAndDownIsNotStable() {
        for (long second = 0; second <= 120; second++) {
            spo2(second, second % 2 == 0 ? 90 : 97, Quality.GOOD);
        }
        assertThat(story.care().proposal()).isEmpty();
    }

    @Test
    void aSqueezedArmSaysNothingOfTheSaturation() {
        for (long second = 0; second <= 100; second++) {
            spo2(second, 97, Quality.GOOD);
        }
        story.act(101, new Action.Cuff("start", true));
        spo2(102, 60, Quality.GOOD);
        assertThat(proposed(Metric.SPO2).count()).isEqualTo(101);
    }

    @Test
    void ofPressuresTheMedianOfTheLastThreeIsProposedUntilADoseIsGiven() {
        story.pressure(10, 130, 80)
                .pressure(200, 118, 76)
                .pressure(400, 122, 79)
                .pressure(600, 121, 78);
        assertThat(proposed(Metric.SBP).value()).isEqualTo(121);
        assertThat(proposed(Metric.DBP).value()).isEqualTo(78);
        story.dose(700, "start");
        assertThat(story.care().proposal()).isEmpty();
        story.pressure(800, 150, 90);
        assertThat(story.care().proposal()).isEmpty();
    }

    @Test
    void aCalculatedMeanIsNotProposed() {
        story.at(
                10,
                new Happening.Measured(
                        "cuff-1",
                        T0 + 10_000,
                        "",
                        List.of(Reading.of(Metric.SBP, 120, Quality.GOOD), Reading.of(Metric.DBP, 75, Quality.GOOD))));
        assertThat(story.care().proposal()).containsOnlyKeys(Metric.SBP, Metric.DBP);
    }

    private Care.Proposed proposed(Metric metric) {
        return Objects.requireNonNull(story.care().proposal().get(metric));
    }
}
