package io.vigil.cli.service;

import io.vigil.session.Happening;
import io.vigil.session.port.ChartDesk;
import io.vigil.session.port.History;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Inputs.Status;
import io.vigil.web.report.Correction;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells open sessions what was put right of their readings. What was said stands in the audit with the chart's row, in
 * one transaction; the session hears it from there, so that a crash in between loses nothing: at the next start, or when
 * it is said again, it hears it all the same. Blocking: workers only.
 */
record ToldSessions(History history, ChartDesk outbox, Inputs inputs) {
    private static final long PATIENCE_SECONDS = 10;

    /** @return false when an open session could not be told, or only not durably */
    boolean tell(String session) {
        for (Correction said : Correction.of(history.events(session), outbox.ofSession(session))) {
            Optional<Happening.Corrected> word = said.input();
            Status status = word.isEmpty() ? Status.DONE : told(session, word.get());
            if (status == Status.UNKNOWN) {
                return true;
            } else if (status != Status.DONE) {
                return false;
            }
        }
        return true;
    }

    private Status told(String session, Happening.Corrected word) {
        try {
            return inputs.correct(session, word)
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Status.UNAVAILABLE;
        } catch (ExecutionException | TimeoutException e) {
            return Status.UNAVAILABLE;
        }
    }
}
