package io.vigil.web.live;

import io.vigil.session.SessionView;
import java.util.function.BooleanSupplier;

/**
 * Who looks at a screen.
 *
 * @param role on the wire
 * @param room the chair a treatment room's screen stands at; empty for a station's
 * @param admitted false once signed out; asked on the hub's loop each second, must not block
 */
public record Viewer(String user, String role, String room, BooleanSupplier admitted) {
    public Viewer(String user, String role, BooleanSupplier admitted) {
        this(user, role, "", admitted);
    }

    /** True for a treatment room's own screen: it sees that chair alone, and watches over nobody. */
    boolean inRoom() {
        return !room.isEmpty();
    }

    boolean sees(SessionView session) {
        return !inRoom() || session.chair().equals(room);
    }
}
