package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReconnectPausesTest {
    @Test
    void theWaitDoublesToThreeSecondsAndLiesBetweenHalfAndAllOfIt() {
        ReconnectPauses pauses = new ReconnectPauses(new Random(7));
        long[] steps = {250, 500, 1000, 2000, 3000, 3000, 3000};
        for (long step : steps) {
            assertThat(pauses.nextMillis()).isBetween(step / 2, step);
        }
        pauses.reset();
        assertThat(pauses.nextMillis()).isBetween(125L, 250L);
    }

    @Test
    void twoLinksDoNotReturnInOneBreath() {
        RandomGenerator random = new Random(11);
        ReconnectPauses one = new ReconnectPauses(random);
        ReconnectPauses other = new ReconnectPauses(random);
        long apart = 0;
        for (int i = 0; i < 20; i++) {
            apart = Math.max(apart, Math.abs(one.nextMillis() - other.nextMillis()));
        }
        assertThat(apart).isGreaterThan(500);
    }
}
