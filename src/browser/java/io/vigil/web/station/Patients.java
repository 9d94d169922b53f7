package io.vigil.web.station;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** Constructed sessions as the server would say them. Nobody here exists. */
final class Patients {
    private Patients() {}

    /** A calm patient in the middle of an infusion: SpO2 97, pulse 72, pressure 124/78 four minutes ago. */
    static JsonObject calm(int chair) {
        Instant now = StationStub.now();
        String[] initials = {"A. B.", "C. D.", "E. F.", "G. H.", "J. K.", "L. M.", "N. O.", "P. R."};
        JsonObject readings = new JsonObject()
                .put("spo2", continuous(97, "%", 92, null, -1, chair))
                .put("pr", continuous(72, "/min", 50, 120, 4, chair))
                .put("sbp", cuff(124, 90, 160, 6, chair, Duration.ofMinutes(4)))
                .put("dbp", cuff(78, null, 100, 4, chair, Duration.ofMinutes(4)))
                .put("map", cuff(93, 60, null, null, chair, Duration.ofMinutes(4)));
        return new JsonObject()
                .put("id", "s" + chair)
                .put("revision", 1L)
                .put("at", now.toString())
                .put("open", true)
                .put("patient", patient(initials[(chair - 1) % initials.length], 1950 + chair * 5))
                .put("chair", String.valueOf(chair))
                .put("protocol", "iv-40min")
                .put("protocol_title", "IV racemic ketamine 0.5 mg/kg over 40 min")
                .put("phase", "dosing")
                .put(
                        "phases",
                        new JsonArray()
                                .add("baseline")
                                .add("dosing")
                                .add("recovery")
                                .add("discharge"))
                .put("started", now.minusSeconds(2290).toString())
                .put("phase_since", now.minusSeconds(1390).toString())
                .put("dose_at", now.minusSeconds(1390L - chair * 60).toString())
                .put("next_cuff_due", now.plusSeconds(130).toString())
                .put("observation_until", now.plusSeconds(4610).toString())
                .put("weight_kg", 70)
                .put(
                        "baseline",
                        new JsonObject()
                                .put("sbp", 118)
                                .put("dbp", 74)
                                .put("pr", 68)
                                .put("spo2", 98))
                .put("readings", readings)
                .put("alarms", new JsonArray())
                .put("sounding", "none")
                .putNull("audio_paused_until")
                .putNull("standby_until")
                .put("limits", new JsonObject())
                .put(
                        "discharge",
                        new JsonObject()
                                .put("ready", false)
                                .put("missing", new JsonArray())
                                .put("checks", new JsonArray())
                                .put("assessment", new JsonObject()))
                .put("devices", new JsonArray().add("ox-" + chair).add("cuff-" + chair))
                .put("simulated", true);
    }

    /** The same session a revision later, its continuous values measured just now. */
    static JsonObject later(JsonObject session) {
        JsonObject next = session.copy();
        next.put("revision", session.getLong("revision") + 1)
                .put("at", StationStub.now().toString());
        for (String metric : new String[] {"spo2", "pr"}) {
            reading(next, metric).put("t", StationStub.now().toString());
        }
        return next;
    }

    static JsonObject reading(JsonObject session, String metric) {
        return session.getJsonObject("readings").getJsonObject(metric);
    }

    /** @param display as the server says it; a null value where the state forbids a number */
    static JsonObject state(JsonObject session, String metric, String display, boolean number, Duration age) {
        JsonObject reading = reading(session, metric);
        reading.put("display", display).put("t", StationStub.now().minus(age).toString());
        if (!number) {
            reading.putNull("value").putNull("delta");
        }
        return session;
    }

    static JsonObject pressure(JsonObject session, int sbp, int dbp, int map) {
        JsonObject base = session.getJsonObject("baseline");
        reading(session, "sbp").put("value", sbp).put("delta", sbp - base.getInteger("sbp"));
        reading(session, "dbp").put("value", dbp).put("delta", dbp - base.getInteger("dbp"));
        reading(session, "map").put("value", map);
        return session;
    }

    /** Adds an alarm, in {@code state} for {@code age}. */
    static JsonObject alarm(
            JsonObject session,
            String alarm,
            String kind,
            String metric,
            String priority,
            String state,
            Integer worst,
            Integer limit,
            Duration age) {
        JsonObject view = new JsonObject()
                .put("alarm", alarm)
                .put("kind", kind)
                .put("metrics", new JsonArray().add(metric))
                .put("priority", priority)
                .put("state", state)
                .put("occurrence", 1)
                .put("since", StationStub.now().minus(age).toString())
                .put("changed", StationStub.now().minus(age.dividedBy(2)).toString())
                .put("worst", worst)
                .put("limit", limit)
                .put("level", 0)
                .put("latching", "high".equals(priority))
                .put("acknowledged_by", "acked".equals(state) ? "demo" : null);
        session.getJsonArray("alarms").add(view);
        if (!"acked".equals(state) && !"high".equals(session.getString("sounding")) && !"low".equals(priority)) {
            session.put("sounding", priority);
        }
        return session;
    }

    private static JsonObject patient(String initials, int born) {
        return new JsonObject().put("id", "p" + born).put("display", initials).put("birthDate", born + "-02-03");
    }

    private static JsonObject continuous(int value, String unit, Integer low, Integer high, Integer delta, int chair) {
        return reading(value, unit, low, high, delta)
                .put("t", StationStub.now().toString())
                .put("device", "ox-" + chair);
    }

    private static JsonObject cuff(int value, Integer low, Integer high, Integer delta, int chair, Duration age) {
        return reading(value, "mm[Hg]", low, high, delta)
                .put("t", StationStub.now().minus(age).toString())
                .put("device", "cuff-" + chair);
    }

    private static JsonObject reading(int value, String unit, Integer low, Integer high, Integer delta) {
        return new JsonObject()
                .put("value", value)
                .put("unit", unit)
                .put("display", "live")
                .put("quality", "good")
                .put("limit_low", low)
                .put("limit_high", high)
                .put("violated", false)
                .put("delta", delta)
                .put("flags", new JsonArray());
    }
}
