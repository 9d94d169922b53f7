package io.vigil.web.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.web.json.Json;
import java.io.IOException;
import java.util.List;

/** Schema {@code Report} of the served OpenAPI. */
public final class ReportJson {
    private ReportJson() {}

    public static String text(Report report) {
        return Json.text(out -> write(out, report));
    }

    private static void write(JsonGenerator out, Report report) throws IOException {
        out.writeStartObject();
        out.writeStringField("title", report.title());
        out.writeStringField("subtitle", report.subtitle());
        out.writeStringField("mark", report.mark());
        out.writeArrayFieldStart("sections");
        for (Report.Section section : report.sections()) {
            out.writeStartObject();
            out.writeStringField("id", section.id());
            out.writeStringField("title", section.title());
            Json.strings(out, "heads", section.heads());
            out.writeArrayFieldStart("rows");
            for (List<String> row : section.rows()) {
                out.writeStartArray();
                for (String cell : row) {
                    out.writeString(cell);
                }
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeStringField("empty", section.empty());
            out.writeEndObject();
        }
        out.writeEndArray();
        Json.strings(out, "footnotes", report.footnotes());
        summary(out, report.summary());
        out.writeEndObject();
    }

    private static void summary(JsonGenerator out, Report.Summary summary) throws IOException {
        out.writeObjectFieldStart("summary");
        out.writeStringField("session", summary.session());
        out.writeStringField("patient", summary.patient());
        out.writeStringField("protocol", summary.protocol());
        out.writeStringField("dose", summary.dose());
        Json.instant(out, "started", summary.startedMillis());
        Json.instant(out, "ended", summary.endedMillis());
        Json.instant(out, "dose_at", summary.doseMillis());
        Json.number(out, "baseline_sbp", summary.baselineSbp());
        Json.number(out, "baseline_dbp", summary.baselineDbp());
        Json.number(out, "peak_sbp", summary.peakSbp());
        Json.number(out, "peak_dbp", summary.peakDbp());
        Json.instant(out, "peak_at", summary.peakMillis());
        Json.number(out, "recovery_min", summary.recoveryMinutes());
        Json.number(out, "highest_pr", summary.highestPulse());
        Json.number(out, "lowest_spo2", summary.lowestSpo2());
        out.writeNumberField("high_alarms", summary.highAlarms());
        out.writeEndObject();
    }
}
