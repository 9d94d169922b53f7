package io.vigil.session.port;

import java.util.List;

/** Writes a configuration for a person to take away. Nothing on this machine changes by it. Blocking: workers only. */
@FunctionalInterface
public interface DraftDesk {
    /** @param chair empty: it is bound by hand; @param path one of {@link PortDesk#ports} */
    record Device(String id, String type, String chair, String path) {}

    record Wanted(String site, List<String> chairs, List<Device> devices) {
        public Wanted {
            chairs = List.copyOf(chairs);
            devices = List.copyOf(devices);
        }
    }

    /** @param line from 1; @param column from 1 */
    record Fault(int line, int column, String message) {}

    /**
     * @param file the name under which {@code text} is to be kept
     * @param faults what {@code check} would say of it, in the order of the text
     * @param check the command that checks it; @param run the one that starts the service with it
     * @param startedWith the file this service was started with; empty where it was started without one
     */
    record Draft(String file, String text, List<Fault> faults, String check, String run, String startedWith) {
        public Draft {
            faults = List.copyOf(faults);
        }
    }

    Draft draft(Wanted wanted);
}
