package io.vigil.ward;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.session.port.Inputs;
import java.util.List;

/** Requests that were refused, as the log of who did what keeps them: without a patient's name. */
final class Refusals {
    private Refusals() {}

    record Rebinding(List<String> bind, List<String> unbind, boolean handOver) {}

    static String detail(Inputs.Start asked, Inputs.Answer no) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("patient", asked.patient().id());
        detail.put("protocol", asked.protocol());
        detail.put("chair", asked.chair());
        asked.devices().forEach(detail.putArray("devices")::add);
        return refused(detail, no);
    }

    static String detail(Rebinding asked, Inputs.Answer no) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        asked.bind().forEach(detail.putArray("bind")::add);
        asked.unbind().forEach(detail.putArray("unbind")::add);
        detail.put("hand_over", asked.handOver());
        return refused(detail, no);
    }

    private static String refused(ObjectNode detail, Inputs.Answer no) {
        return detail.put("result", "rejected").put("why", no.detail()).toString();
    }
}
