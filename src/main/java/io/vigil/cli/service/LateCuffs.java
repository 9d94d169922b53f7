package io.vigil.cli.service;

import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffPort;
import io.vigil.device.CuffRequest;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The cuffs of lines that open only after the ward is there to hear them. @param now those there are at the moment */
record LateCuffs(Supplier<CuffPort> now) implements CuffPort {
    @Override
    public boolean startable(String device) {
        return now.get().startable(device);
    }

    @Override
    public void ask(String device, CuffRequest request, Consumer<CuffAnswer> answer) {
        now.get().ask(device, request, answer);
    }
}
