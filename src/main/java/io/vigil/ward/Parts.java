package io.vigil.ward;

import io.vigil.device.CuffPort;
import io.vigil.session.Protocol;
import io.vigil.session.Site;
import io.vigil.session.port.Journal;
import io.vigil.session.port.LoopProbe;
import io.vigil.session.port.Outlet;
import io.vigil.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What a ward is made of.
 *
 * @param loop runs tasks one at a time, in order: the one thread that owns every session
 * @param ids gives session ids that were never used before
 * @param cuffs starts and stops what can be started and stopped
 */
public record Parts(
        Site site,
        Clock clock,
        Executor loop,
        Journal journal,
        List<Outlet> outlets,
        Map<String, Protocol> protocols,
        Map<String, KnownDevice> devices,
        LoopProbe probe,
        Supplier<String> ids,
        CuffPort cuffs) {
    public Parts {
        outlets = List.copyOf(outlets);
        protocols = Map.copyOf(protocols);
        devices = Map.copyOf(devices);
    }
}
