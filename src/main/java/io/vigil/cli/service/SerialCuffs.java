package io.vigil.cli.service;

import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffPort;
import io.vigil.device.CuffRequest;
import io.vigil.device.serial.SerialLink;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The cuffs that hang on serial lines. @param lines by device id */
record SerialCuffs(Map<String, SerialLink> lines) implements CuffPort {
    SerialCuffs {
        lines = Map.copyOf(lines);
    }

    @Override
    public boolean startable(String device) {
        SerialLink line = lines.get(device);
        return line != null && line.startable();
    }

    @Override
    public void ask(String device, CuffRequest request, Consumer<CuffAnswer> answer) {
        @Nullable SerialLink line = lines.get(device);
        if (line == null) {
            answer.accept(new CuffAnswer.Refused("Vigil has no line on which " + device
                    + " could be started. Start the cuff at the device itself."));
        } else {
            line.ask(request, answer);
        }
    }
}
