package io.vigil.store;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.store.block.Json;
import io.vigil.store.read.AuditChain;
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
            return row(input, "action", acted.action().name(), acted.by(), Json.audit(acted));
        } else if (happening instanceof Happening.CuffStarted started) {
            return row(input, "cuff", "started", "", Json.cuff(started));
        } else if (happening instanceof Happening.CuffTold told) {
            return row(input, "cuff", told.outcome(), "", Json.cuff(told));
        } else if (happening instanceof Happening.Declined declined) {
            return row(input, "refused", declined.what(), declined.by(), declined.detail());
        } else if (happening instanceof Happening.Restarted) {
            return row(input, "session", "restarted", "", "");
        }
        return null;
    }

    private static AuditChain.Row row(Input input, String category, String what, String by, String detail) {
        return new AuditChain.Row(input.session(), input.seq(), input.atMillis(), category, what, by, detail);
    }
}
