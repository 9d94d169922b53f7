package io.vigil.store;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.store.block.Json;
import org.jspecify.annotations.Nullable;

/** What of an input belongs in the log of who did what; readings do not. */
final class AuditRows {
    private AuditRows() {}

    static AuditChain.@Nullable Row of(Input input) {
        Happening happening = input.what();
        if (happening instanceof Happening.Started started) {
            return row(
                    input,
                    "session",
                    "started",
                    started.by(),
                    started.protocol().id() + " chair " + started.chair());
        } else if (happening instanceof Happening.Bound bound) {
            return row(input, "device", "bound", bound.by(), bound.device());
        } else if (happening instanceof Happening.Unbound unbound) {
            return row(input, "device", "unbound", unbound.by(), unbound.device());
        } else if (happening instanceof Happening.Acted acted) {
            return row(input, "action", name(acted.action()), acted.by(), Json.audit(acted));
        } else if (happening instanceof Happening.Restarted) {
            return row(input, "session", "restarted", "", "");
        }
        return null;
    }

    private static AuditChain.Row row(Input input, String category, String what, String by, String detail) {
        return new AuditChain.Row(input.session(), input.seq(), input.atMillis(), category, what, by, detail);
    }

    /** The action as the API's paths call it. */
    private static String name(Action action) {
        if (action instanceof Action.Acknowledge) {
            return "ack";
        } else if (action instanceof Action.MovePhase) {
            return "phase";
        } else if (action instanceof Action.ConfirmBaseline) {
            return "baseline";
        } else if (action instanceof Action.Dose) {
            return "dose";
        } else if (action instanceof Action.SetLimit) {
            return "limit";
        } else if (action instanceof Action.PauseAudio) {
            return "audio-pause";
        } else if (action instanceof Action.Standby) {
            return "standby";
        } else if (action instanceof Action.Resume) {
            return "resume";
        } else if (action instanceof Action.Cuff) {
            return "nibp";
        } else if (action instanceof Action.Note) {
            return "note";
        } else if (action instanceof Action.AdverseEvent) {
            return "adverse-event";
        } else if (action instanceof Action.Assess) {
            return "assessment";
        } else if (action instanceof Action.Discharge) {
            return "discharge";
        }
        throw new IllegalArgumentException("no name for " + action.getClass().getSimpleName());
    }
}
