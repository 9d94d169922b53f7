package io.vigil.cli.replay;

import io.vigil.session.Protocol;
import java.util.Optional;

/** One scenario, exported session or recording, which can be run any number of times under whatever rules. */
interface ReplaySource {
    String id();

    /** How many patients it tells of. */
    int sessions();

    /** When it ends, on the clock of its events, ms. */
    long endMillis();

    /** @param protocol whose rules to take; empty = its own */
    void run(Optional<Protocol> protocol, ReplayHeard heard);
}
