package io.vigil.web.live;

import io.vigil.session.SessionView;
import io.vigil.session.port.DeviceBoard;
import java.util.List;
import java.util.function.Supplier;

/** Where a snapshot is read from; neither may block. */
public record Sources(Supplier<List<SessionView>> sessions, DeviceBoard devices) {
    static final Sources NONE = new Sources(List::of, List::of);
}
