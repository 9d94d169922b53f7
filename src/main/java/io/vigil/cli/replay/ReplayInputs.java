package io.vigil.cli.replay;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Protocol;
import io.vigil.session.preview.WhatIf;
import io.vigil.store.record.RecordLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A session exported as lines ({@code --format jsonl}): its inputs as journaled, through the same fold as live. */
record ReplayInputs(List<Input> inputs) implements ReplaySource {
    /** @param firstLine of a file; true where it is one of these lines */
    static boolean reads(String firstLine) {
        return firstLine.startsWith("{\"session\":") && firstLine.contains("\"input\":");
    }

    /** @throws IOException with file, line and how to mend it */
    static ReplayInputs read(String file, BufferedReader lines) throws IOException {
        List<Input> inputs = RecordLines.read(file, lines).inputs();
        if (inputs.isEmpty() || !(inputs.get(0).what() instanceof Happening.Started)) {
            throw new IOException(file + ": the session's first input, which holds its rules, is not there");
        }
        return new ReplayInputs(inputs);
    }

    @Override
    public String id() {
        return inputs.get(0).session();
    }

    @Override
    public int sessions() {
        return 1;
    }

    @Override
    public long endMillis() {
        return inputs.get(inputs.size() - 1).atMillis();
    }

    @Override
    public void run(Optional<Protocol> protocol, ReplayHeard heard) {
        heard.scenario(id(), inputs.get(0).atMillis());
        List<Input> taken = protocol.map(other -> WhatIf.under(other, inputs)).orElse(inputs);
        WhatIf.fold(taken, endMillis(), event -> heard.event(event, ""));
    }
}
