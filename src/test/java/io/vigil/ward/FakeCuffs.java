package io.vigil.ward;

import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffPort;
import io.vigil.device.CuffRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuffs whose ids begin with {@code cuff-}; takes every command unless told not to. */
final class FakeCuffs implements CuffPort {
    final List<String> asked = new ArrayList<>();
    String refusal = "";

    @Override
    public boolean startable(String device) {
        return device.startsWith("cuff-");
    }

    @Override
    public void ask(String device, CuffRequest request, Consumer<CuffAnswer> answer) {
        asked.add(device + " " + request);
        answer.accept(refusal.isEmpty() ? new CuffAnswer.Accepted() : new CuffAnswer.Refused(refusal));
    }
}
