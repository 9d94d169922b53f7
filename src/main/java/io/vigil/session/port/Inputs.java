package io.vigil.session.port;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Patient;
import io.vigil.session.SessionView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The way in for people's actions. Any thread; each answer comes only after the input is durable. */
public interface Inputs {
    /** @param key Idempotency-Key: the same key again answers what the first one did, with no second effect */
    record Start(
            Patient patient,
            String protocol,
            String chair,
            List<String> devices,
            double weightKg,
            String by,
            String key) {}

    /** What became of a request; {@code session} is there where one exists after it. */
    record Answer(Status status, String detail, Optional<SessionView> session) {
        public static Answer done(SessionView session) {
            return new Answer(Status.DONE, "", Optional.of(session));
        }

        public static Answer refused(Status status, String detail) {
            return new Answer(status, detail, Optional.empty());
        }
    }

    enum Status {
        DONE,
        /** The request makes no sense: unknown protocol, device, phase, negative amount. HTTP 422. */
        INVALID,
        /** No such session or alarm. HTTP 404. */
        UNKNOWN,
        /** It would have made sense before: a newer occurrence, chair taken, session closed. HTTP 409. */
        CONFLICT,
        /** It cannot be made durable now. HTTP 503. */
        UNAVAILABLE
    }

    CompletionStage<Answer> start(Start request);

    CompletionStage<Answer> act(String session, String by, String key, Action action);

    /**
     * @param unbind devices worn in this session; @param bind devices to be worn in it from now on
     * @param handOver true to take a device that is worn in another session from there, in the same instant and the
     *     same transaction; false to refuse that
     */
    CompletionStage<Answer> rebind(
            String session, List<String> bind, List<String> unbind, boolean handOver, String by, String key);

    /** Without taking a device from anybody. */
    default CompletionStage<Answer> rebind(
            String session, List<String> bind, List<String> unbind, String by, String key) {
        return rebind(session, bind, unbind, false, by, key);
    }

    /**
     * Tells an open session what was said of a reading it has charted. {@code UNKNOWN} and without effect where it is over
     * or not there; {@code DONE} and without effect where the same or a later word stands already.
     */
    CompletionStage<Answer> correct(String session, Happening.Corrected word);

    /** Open sessions first by chair, then those closed since the service started; a recent state, at most 250 ms old. */
    List<SessionView> sessions();

    Optional<SessionView> session(String id);
}
