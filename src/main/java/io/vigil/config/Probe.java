package io.vigil.config;

import java.util.List;

/** Tries something a configuration speaks of: a port, a broker, an EHR, the descriptions. Blocking; takes seconds at most. */
@FunctionalInterface
public interface Probe {
    /** Empty when all is well; each problem stands at the place of the part it is about. */
    List<Problem> problems(VigilConfig config);
}
