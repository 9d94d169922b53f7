package io.vigil.ward;

import io.vigil.session.Effects;
import io.vigil.session.Input;
import io.vigil.session.Session;
import java.util.List;

/** Folds a journaled past without announcing anything: it was announced then. */
final class Rebuild {
    private Rebuild() {}

    /** @param throughMillis the last instant that was evaluated before the service stopped */
    static Session of(List<Input> inputs, long throughMillis) {
        Effects announcedThen = new Effects();
        Session session = new Session(inputs.get(0));
        for (Input input : inputs.subList(1, inputs.size())) {
            session.apply(input, announcedThen);
            announcedThen.clear();
        }
        session.advance(throughMillis, announcedThen);
        return session;
    }
}
