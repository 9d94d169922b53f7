package io.vigil.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.port.Accounts;
import io.vigil.session.port.Accounts.Account;
import io.vigil.web.FakeClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final int ROUNDS = 11;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String HASH = Passwords.hash("correct horse battery");

    private final Door door = new Door(accounts(), new FakeClock(), Set.of("demo"));

    /**
     * Processor time, not time on the wall: what else the machine does is no part of it. In turn, so that all meet
     * the same warmth of the compiler; the middle of the rounds, so that one collection of garbage decides nothing.
     */
    @Test
    void aNameThatIsNobodysCostsAsMuchAsOneThatIsSomebodys() {
        String[] names = {"nurse", "nobody", "gone"};
        long[][] nanos = new long[names.length][ROUNDS];
        for (int round = -3; round < ROUNDS; round++) {
            for (int name = 0; name < names.length; name++) {
                long before = THREADS.getCurrentThreadCpuTime();
                assertThat(door.enter(names[name], "wrong", "192.0.2.1", false)).isInstanceOf(Door.Outcome.Wrong.class);
                if (round >= 0) {
                    nanos[name][round] = THREADS.getCurrentThreadCpuTime() - before;
                }
            }
        }
        for (int name = 1; name < names.length; name++) {
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = (double) nanos[name][round] / nanos[0][round];
            }
            Arrays.sort(ratios);
            assertThat(ratios[ROUNDS / 2])
                    .as("%s against a known user, middle of %s", names[name], Arrays.toString(ratios))
                    .isBetween(0.9, 1.1);
        }
        assertThat(nanos[0][0])
                .as("nanoseconds a comparison takes, in this thread")
                .isGreaterThan(5_000_000);
    }

    private static Accounts accounts() {
        return new Accounts() {
            @Override
            public Optional<Account> account(String user) {
                return accounts().stream()
                        .filter(one -> one.user().equals(user))
                        .findFirst();
            }

            @Override
            public List<Account> accounts() {
                return List.of(
                        new Account("nurse", "nurse", HASH, false),
                        new Account("gone", "nurse", HASH, true),
                        new Account("demo", "nurse", HASH, false));
            }

            @Override
            public void save(Account account) {}

            @Override
            public void saveToken(String tokenHash, String user, String name, long createdMillis) {}

            @Override
            public Optional<String> userOfToken(String tokenHash) {
                return Optional.empty();
            }
        };
    }
}
