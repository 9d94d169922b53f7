package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which request for a phase has an effect, by where the session is and what was looked at. */
class PhaseDeskTest {
    @ParameterizedTest
    @CsvSource({
        // present, asked, looked at, answer
        "baseline, dosing,   baseline, moves",
        "baseline, dosing,           , moves",
        "dosing,   dosing,   baseline, The session is in phase dosing already",
        "dosing,   dosing,   dosing,   The session is in phase dosing already",
        "dosing,   dosing,           , The session is in phase dosing already",
        "recovery, dosing,   baseline, 'The session is in phase recovery, no longer in baseline as you saw it'",
        "recovery, dosing,   recovery, moves",
        "recovery, dosing,           , moves",
        "dosing,   recovery, nowhere,  'The session is in phase dosing, no longer in nowhere as you saw it'",
        "dosing,   nowhere,  dosing,   Protocol small has no phase nowhere",
    })
    void aPhaseIsEnteredOnceAndOnlyFromTheOneThatWasLookedAt(String present, String asked, String from, String answer) {
        Session session = new Session(Sessions.started("s1"));
        take(session, new Action.MovePhase(present), 10);
        var refused = session.phases().refusal(new Action.MovePhase(asked, from));
        assertThat(refused.map(Refusal::reason).orElse("moves")).isEqualTo(answer);
        assertThat(refused.map(Refusal::invalid).orElse(false)).isEqualTo(asked.equals("nowhere"));
    }

    private static void take(Session session, Action action, long second) {
        session.apply(
                new Input("s1", session.seq() + 1, T0 + second * 1000, new Happening.Acted("nurse", "k", action)),
                new Effects());
    }
}
