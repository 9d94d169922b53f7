package io.vigil.web;

import io.vigil.web.json.Fault;
import io.vigil.web.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A refusal as RFC 9457 has it.
 *
 * @param slug ends the problem's {@code type} URN
 * @param detail what to do, for a person; no stack trace, nothing of what was sent
 */
record Problem(int status, String slug, String title, String detail, List<Fault> faults) {
    Problem {
        faults = List.copyOf(faults);
    }

    static Problem of(int status, String slug, String title, String detail) {
        return new Problem(status, slug, title, detail, List.of());
    }

    static Problem invalid(List<Fault> faults) {
        boolean unreadable = faults.stream().anyMatch(fault -> fault.path().isEmpty());
        String detail = faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
        return unreadable
                ? new Problem(400, "malformed", "The body cannot be read", detail, faults)
                : new Problem(422, "invalid", "The request makes no sense", detail, faults);
    }

    static Problem invalid(String field, String detail) {
        return invalid(List.of(new Fault(field, detail)));
    }

    static Problem notFound(String detail) {
        return of(404, "not-found", "Not found", detail);
    }

    static Problem unavailable(String detail) {
        return of(503, "unavailable", "Not possible now", detail);
    }

    String json() {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "urn:vigil:problem:" + slug);
            out.writeStringField("title", title);
            out.writeNumberField("status", status);
            out.writeStringField("detail", detail);
            if (!faults.isEmpty()) {
                out.writeArrayFieldStart("errors");
                for (Fault fault : faults) {
                    out.writeStartObject();
                    out.writeStringField("field", fault.path());
                    out.writeStringField("pointer", fault.pointer());
                    out.writeStringField("detail", fault.detail());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        });
    }
}
