package io.vigil.web.station;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Constructed rows of the EHR's outbox, one of each state and more. */
final class Outbox {
    private Outbox() {}

    static JsonArray rows() {
        return new JsonArray()
                .add(row(9, "pending", "reading", "2", "C. D.", 20, pressure(131, 82, 98))
                        .put("attempts", 2)
                        .put("reason", "EHR does not answer"))
                .add(row(8, "waiting", "median", "4", "G. H.", 60, single("spo2", 97, "%")))
                .add(row(7, "quarantined", "reading", "3", "E. F.", 95, pressure(186, 112, 135))
                        .put("attempts", 1)
                        .put("reason", "Patient/77 does not exist"))
                .add(delivered(6, "nadir", "1", 140, single("spo2", 85, "%")))
                .add(delivered(5, "median", "1", 200, single("pr", 72, "/min")))
                .add(delivered(4, "reading", "1", 260, pressure(124, 78, 93)));
    }

    /** A correction and what it stands for, both kinds of waiting, one tried in vain, a dose and one taken back. */
    static JsonArray everyStanding() {
        JsonArray none = new JsonArray();
        return new JsonArray()
                .add(row(17, "withdrawn", "reading", "1", "A. B.", 5, pressure(90, 50, 60)).put("reason", "taken back"))
                .add(delivered(16, "reading", "1", 260, pressure(160, 73, 0))
                        .put("resource", "k10")
                        .put("change", "amended"))
                .add(delivered(15, "dose", "1", 30, none)
                        .put("fact", new JsonObject()
                                .put("drug", "ketamine")
                                .put("route", "iv")
                                .put("amount", 40)
                                .put("unit", "mg")))
                .add(row(13, "pending", "median", "2", "C. D.", 60, single("spo2", 97, "%"))
                        .put("attempts", 3)
                        .put("next", StationStub.now().toString())
                        .put(
                                "reason",
                                "the EHR asks for credentials (401) and none are configured: set ehr.auth"))
                .add(row(12, "waiting", "median", "4", "G. H.", 60, single("spo2", 97, "%"))
                        .put("reason", "no reference to the patient in the EHR"))
                .add(row(11, "waiting", "median", "4", "G. H.", 60, single("spo2", 96, "%"))
                        .put("reason", "held until a nurse releases it"))
                .add(delivered(10, "reading", "1", 260, pressure(118, 73, 88)).put("resource", "k10"));
    }

    private static JsonObject delivered(int id, String kind, String chair, int secondsAgo, JsonArray values) {
        return row(id, "delivered", kind, chair, "A. B.", secondsAgo, values)
                .put("attempts", 1)
                .put("location", "http://127.0.0.1:8080/demo-ehr/fhir/Observation/" + (35 + id) + "/_history/1");
    }

    private static JsonObject row(
            int id, String state, String kind, String chair, String display, int secondsAgo, JsonArray values) {
        return new JsonObject()
                .put("id", id)
                .put("state", state)
                .put("key", "k" + id)
                .put("kind", kind)
                .put("session", "s" + chair)
                .put("chair", chair)
                .put("patient", new JsonObject().put("display", display))
                .put("at", StationStub.now().minusSeconds(secondsAgo).toString())
                .put("values", values)
                .put("attempts", 0)
                .put("location", "")
                .put("reason", "");
    }

    private static JsonArray single(String metric, int value, String unit) {
        return new JsonArray()
                .add(new JsonObject().put("metric", metric).put("value", value).put("unit", unit));
    }

    private static JsonArray pressure(int sbp, int dbp, int map) {
        return single("sbp", sbp, "mm[Hg]").addAll(single("dbp", dbp, "mm[Hg]")).addAll(single("map", map, "mm[Hg]"));
    }
}
