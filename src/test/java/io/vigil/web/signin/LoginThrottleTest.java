package io.vigil.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.web.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final FakeClock clock = new FakeClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void eachFailureBeyondFiveDoublesTheWaitUpToFiveMinutes() {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.attempt("n", "192.0.2.1")).isZero();
        }
        for (long wait : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            assertThat(throttle.attempt("n", "192.0.2.1")).isEqualTo(wait);
            clock.leap(Duration.ofSeconds(wait).minusMillis(1));
            assertThat(throttle.attempt("n", "192.0.2.1")).isEqualTo(1);
            clock.leap(Duration.ofMillis(1));
            assertThat(throttle.attempt("n", "192.0.2.1")).isZero();
        }
    }

    @Test
    void anotherUserAndAnotherAddressAreNotHeldUp() {
        for (int i = 0; i < 6; i++) {
            throttle.attempt("n", "192.0.2.1");
        }
        assertThat(throttle.attempt("n", "192.0.2.1")).isPositive();
        assertThat(throttle.attempt("m", "192.0.2.1")).isZero();
        assertThat(throttle.attempt("n", "192.0.2.2")).isZero();
    }

    @Test
    void oneAddressTryingManyUsersIsHeldUp() {
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.attempt("user" + i, "192.0.2.1")).isZero();
        }
        assertThat(throttle.attempt("user99", "192.0.2.1")).isPositive();
    }

    /** Everybody of a clinic behind one address, and one of them guesses at one account for a day. */
    @Test
    void whoGuessesAtOneAccountHoldsUpNobodyElseAtThatAddress() {
        long compared = 0;
        for (int second = 0; second < 86_400; second += 10) {
            compared += throttle.attempt("victim", "192.0.2.1") == 0 ? 1 : 0;
            clock.leap(Duration.ofSeconds(10));
            if (second % 3_600 == 0) {
                assertThat(throttle.attempt("nurse" + second, "192.0.2.1")).isZero();
                throttle.succeeded("nurse" + second, "192.0.2.1");
            }
        }
        assertThat(compared).as("in a day").isBetween(100L, 320L);
    }

    @Test
    void aListOfNamesFromTheClinicsAddressKeepsNobodyOutWhoHasComeInThere() {
        throttle.attempt("nurse", "192.0.2.1");
        throttle.succeeded("nurse", "192.0.2.1");
        for (int i = 0; i < 1_000; i++) {
            throttle.attempt("user" + i, "192.0.2.1");
        }
        assertThat(throttle.attempt("new", "192.0.2.1")).isPositive();
        assertThat(throttle.attempt("nurse", "192.0.2.1")).isZero();
        clock.leap(LoginThrottle.KNOWN_FOR);
        for (int i = 0; i < 1_000; i++) {
            throttle.attempt("user" + i, "192.0.2.1");
        }
        assertThat(throttle.attempt("nurse", "192.0.2.1")).as("a month later").isPositive();
    }

    @Test
    void oneAccountIsNotGuessedFromManyAddressesAndItsOwnerComesInAllTheSame() {
        throttle.attempt("nurse", "192.0.2.1");
        throttle.succeeded("nurse", "192.0.2.1");
        long compared = 0;
        for (int i = 0; i < 10_000; i++) {
            compared += throttle.attempt("nurse", "198.51.100." + i) == 0 ? 1 : 0;
        }
        assertThat(compared).isEqualTo(LoginThrottle.USER_FREE);
        assertThat(throttle.attempt("nurse", "203.0.113.9")).isPositive();
        assertThat(throttle.attempt("nurse", "192.0.2.1"))
                .as("at her own station")
                .isZero();
    }

    @Test
    void whoHasComeInMayNotGuessMoreThanOthers() {
        throttle.succeeded("n", "192.0.2.1");
        for (int i = 0; i < LoginThrottle.PAIR_FREE; i++) {
            assertThat(throttle.attempt("n", "192.0.2.1")).isZero();
        }
        assertThat(throttle.attempt("n", "192.0.2.1")).isPositive();
    }

    @Test
    void successForgivesAndTimeDoes() {
        for (int i = 0; i < 5; i++) {
            throttle.attempt("n", "192.0.2.1");
        }
        throttle.succeeded("n", "192.0.2.1");
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.attempt("n", "192.0.2.1")).isZero();
        }
        clock.leap(Duration.ofMinutes(16));
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.attempt("n", "192.0.2.1")).isZero();
        }
    }

    @Test
    void manyGoodLoginsFromOneAddressAreNoGuessing() {
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.attempt("n" + i % 7, "192.0.2.1")).isZero();
            throttle.succeeded("n" + i % 7, "192.0.2.1");
        }
    }

    /** From as many addresses as an attacker likes: what is remembered of them has an end. */
    @Test
    void aHundredThousandGuessesFromEverywhereTakeNoMoreRoom() {
        for (int i = 0; i < 100_000; i++) {
            throttle.attempt("user" + i, "192.0.2." + i);
        }
        assertThat(throttle.remembered()).isLessThanOrEqualTo(LoginThrottle.MOST_KEYS);
        for (int i = 0; i < LoginThrottle.PAIR_FREE; i++) {
            throttle.attempt("n", "192.0.2.1");
        }
        assertThat(throttle.attempt("n", "192.0.2.1"))
                .as("the last ones are remembered")
                .isPositive();
    }
}
