package io.vigil.session;

import java.util.Optional;

/** Which phase of a session may come now. Reads, never writes. One thread, the session's loop. */
public record PhaseDesk(Session session) {
    /**
     * Why that move is not to be made; empty where it is. Of two who ask for the same phase at the same moment the
     * second is told that it has come: to enter it again would begin its clock anew.
     */
    public Optional<Refusal> refusal(Action.MovePhase move) {
        Protocol protocol = session.started().protocol();
        String present = session.clocks.phase;
        if (protocol.phase(move.phase()) == null) {
            return Optional.of(Refusal.invalid("Protocol " + protocol.id() + " has no phase " + move.phase()));
        }
        if (move.phase().equals(present)) {
            return Optional.of(Refusal.untimely("The session is in phase " + present + " already"));
        }
        return move.from() == null || move.from().equals(present)
                ? Optional.empty()
                : Optional.of(Refusal.untimely(
                        "The session is in phase " + present + ", no longer in " + move.from() + " as you saw it"));
    }
}
