package io.vigil.cli.demo;

import io.vigil.device.sim.Script;
import io.vigil.device.sim.Vitals;

/**
 * A patient's course from the start of the session on, also when the demo was started again in between.
 *
 * @param elapsedBefore what of the course had passed when this process began, ms
 */
record DemoCourse(Script script, long elapsedBefore) implements Script {
    @Override
    public Vitals at(long elapsedMillis) {
        return script.at(time(elapsedMillis));
    }

    @Override
    public boolean ended(long elapsedMillis) {
        return script.ended(time(elapsedMillis));
    }

    private long time(long elapsedMillis) {
        return (elapsedMillis + elapsedBefore) / 1000 * 1000;
    }
}
