package io.vigil.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Engine and {@link NaiveModel} on made-up stories, second by second. {@code -Dvigil.dose=full} tells 20,000 of them;
 * {@code -Dvigil.stories=N} and {@code -Dvigil.seed=N} say how many and from which seed on.
 */
class AgreementTest {
    private static final int FULL = 20_000;
    private static final int A_BUILD = 1_000;

    static int stories() {
        return Integer.getInteger("vigil.stories", "full".equals(System.getProperty("vigil.dose")) ? FULL : A_BUILD);
    }

    static long firstSeed() {
        return Long.getLong("vigil.seed", 1);
    }

    @Test
    void theEngineAgreesWithAPlainReadingOfTheSpecification() {
        for (long seed = firstSeed(); seed < firstSeed() + stories(); seed++) {
            var story = Story.of(seed);
            var plain = new NaiveModel(story);
            var run = new StoryRun(story);
            for (int t = 0; t <= story.end(); t++) {
                assertThat(run.second(t)).as("seed " + seed + ", second " + t).isEqualTo(plain.second(t));
            }
        }
    }
}
