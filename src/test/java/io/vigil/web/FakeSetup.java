package io.vigil.web;

import io.vigil.session.port.DraftDesk.Draft;
import io.vigil.session.port.DraftDesk.Wanted;
import io.vigil.session.port.PortDesk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A machine with a free port and one that a device has, in memory; and what was put on record. */
final class FakeSetup implements PortDesk {
    static final String CODE = "AAAA-BBBB-CCCC";

    record Did(String what, String by, String detail) {}

    final List<Did> did = Collections.synchronizedList(new ArrayList<>());
    final List<Wanted> drafted = Collections.synchronizedList(new ArrayList<>());
    final List<String> probed = Collections.synchronizedList(new ArrayList<>());
    volatile boolean occupied;
    volatile boolean stopped;

    SetupPorts all() {
        return new SetupPorts(this, this::draft, (what, by, detail) -> did.add(new Did(what, by, detail)), CODE);
    }

    private Draft draft(Wanted wanted) {
        drafted.add(wanted);
        return new Draft("vigil.yaml", "site: {id: " + wanted.site() + "}\n", List.of(), "check it", "run it", "");
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port("/dev/ttyUSB0", "FT232R USB UART", "0403", "6001", "A1", ""),
                new Port("/dev/ttyUSB1", "", "", "", "", "ox-1"));
    }

    @Override
    public Begun probe(String path, String by) {
        Optional<Port> port =
                ports().stream().filter(one -> one.path().equals(path)).findFirst();
        if (port.isEmpty()) {
            return new Begun.Unknown();
        }
        if (!port.get().heldBy().isEmpty()) {
            return new Begun.Held(port.get().heldBy());
        }
        if (occupied) {
            return new Begun.Occupied("/dev/ttyUSB0", "somebody");
        }
        probed.add(path);
        return new Begun.Listening(probe());
    }

    @Override
    public Optional<Probe> latest() {
        return Optional.of(probe());
    }

    private static Probe probe() {
        Heard heard = new Heard("nonin-df8", "Nonin", "9560", "9600 8N1", 15, 1, 5_000, "spo2 97.0", "devices:\n");
        return new Probe("/dev/ttyUSB0", "technician", State.DONE, 4, 4, 5_000, "4800 8N1", 75, List.of(heard));
    }

    @Override
    public boolean stop() {
        stopped = true;
        return true;
    }
}
