package io.vigil.device.sim;

/** A device that tells its numbers each second of its course, and is silent after it. */
record Steady(Setting setting, Each each) implements SimulatedDevice {
    interface Each {
        void second(long elapsedMillis, Vitals now);
    }

    @Override
    public void second(long elapsedMillis) {
        if (!setting.script().ended(elapsedMillis)) {
            each.second(elapsedMillis, setting.script().at(elapsedMillis));
        }
    }
}
