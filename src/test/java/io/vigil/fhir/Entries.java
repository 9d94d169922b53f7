package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Correction;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.ChartFact;
import io.vigil.session.Patient;
import io.vigil.session.Site;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Constructed chart entries. */
final class Entries {
    /** 2026-05-04T10:15:30.250Z */
    static final long AT = 1_777_889_730_250L;

    static final Site TEST_SITE = new Site("demo", true);
    static final Site REAL_SITE = new Site("north", false);

    private Entries() {}

    static Patient patient(String id) {
        return new Patient(
                id, "Z. Z.", "1980-02-03", new Patient.Identifier("urn:oid:2.999.1", "MRN-" + id), "Patient/" + id);
    }

    static ChartEntry spo2(String session, int number, double value) {
        return entry(TEST_SITE, session, Kind.READING, Quality.GOOD, number, List.of(new Value(Metric.SPO2, value)));
    }

    /** As the moment of an alarm: what is not a cuff's is charted singly only then. */
    static ChartEntry of(Metric metric, double value, Quality quality) {
        return entry(TEST_SITE, "s-1", Kind.ALARM, quality, 1, List.of(new Value(metric, value)));
    }

    static ChartEntry cuffPulse(Quality quality, double value) {
        String key = "demo|s-1|1|cuff-1|pr|reading|2026-05-04T10:15:30.250Z#1";
        List<Value> pulse = List.of(new Value(Metric.PR, value));
        return new ChartEntry(key, TEST_SITE, "s-1", patient("p-s-1"), "cuff-1", Kind.READING, AT, quality, pulse);
    }

    static ChartEntry of(Kind kind) {
        return entry(TEST_SITE, "s-1", kind, Quality.GOOD, 1, List.of(new Value(Metric.SPO2, 91)));
    }

    static ChartEntry pressure(Quality quality, double systolic, double diastolic, double mean) {
        List<Value> values =
                List.of(new Value(Metric.SBP, systolic), new Value(Metric.DBP, diastolic), new Value(Metric.MAP, mean));
        return entry(TEST_SITE, "s-1", Kind.READING, quality, 1, values);
    }

    static ChartEntry entry(Site site, String session, Kind kind, Quality quality, int number, List<Value> values) {
        Metric metric = values.get(0).metric();
        String device = metric.continuous() ? "ox-1" : "cuff-1";
        String key = String.join(
                "|", site.id(), session, "1", device, metric.wire(), kind.wire(), "2026-05-04T10:15:30.250Z#" + number);
        return new ChartEntry(
                key, site, session, patient("p-" + session), device, kind, AT + number * 1000L, quality, values);
    }

    /** One of each kind that a site has to ask for, by wire name, and some that lack what may be lacking. */
    static Map<String, ChartEntry> facts() {
        Map<String, ChartEntry> facts = new TreeMap<>();
        String stay = "demo|s-1|1|-|session|session|2026-05-04T10:00:00Z#1";
        facts.put("session", fact(stay, Kind.SESSION, new ChartFact.Stay("IV", AT, AT + 9, false, List.of("ox-1"))));
        facts.put("session-stopped", fact(stay, Kind.SESSION, new ChartFact.Stay("IV", AT, AT + 9, true, List.of())));
        String dose = "demo|s-1|1|-|ketamine|dose|2026-05-04T10:10:00Z#1";
        facts.put(
                "dose",
                fact(
                        dose,
                        Kind.DOSE,
                        new ChartFact.Given("ketamine", "iv", 35, "mg", "52 mg/h", "L7", AT, AT + 9, "anna", stay)));
        facts.put(
                "dose-open",
                fact(dose, Kind.DOSE, new ChartFact.Given("ketamine", "iv", 35, "mcg", null, null, AT, 0, "bo", "")));
        facts.put(
                "dose-at-once",
                fact(dose, Kind.DOSE, new ChartFact.Given("ketamine", "im", 2, "ml", null, null, AT, AT, "bo", "")));
        String alarm = "demo|s-1|1|-|spo2.low.crit|issue|2026-05-04T10:20:05Z#1";
        facts.put(
                "issue",
                fact(
                        alarm,
                        Kind.ISSUE,
                        new ChartFact.Alarmed("spo2.low.crit", "high", "spo2", 83, 85, AT, AT + 9, "anna", AT + 5)));
        facts.put(
                "issue-standing",
                fact(
                        alarm,
                        Kind.ISSUE,
                        new ChartFact.Alarmed("combined", "medium", "", Double.NaN, Double.NaN, AT, 0, "", 0)));
        facts.put(
                "summary",
                fact(
                        "demo|s-1|1|-|vitals|summary|2026-05-04T10:15:00Z#1",
                        Kind.SUMMARY,
                        new ChartFact.Summary(List.of(
                                spo2("s-1", 1, 97).key(), spo2("s-1", 2, 96).key()))));
        return facts;
    }

    private static ChartEntry fact(String key, Kind kind, ChartFact fact) {
        return new ChartEntry(key, TEST_SITE, "s-1", patient("p-s-1"), "", kind, AT, Quality.GOOD, List.of())
                .telling(fact);
    }

    static ChartEntry corrected(ChartEntry entry, Change change, double value) {
        Correction why = new Correction(entry.key(), change, "anna", AT + 60_000, "motion, replaced after a look");
        List<Value> values = List.of(new Value(entry.values().get(0).metric(), value));
        return entry.as(entry.key() + "|c1", entry.patient(), values, why);
    }

    static ChartEntry forPatient(ChartEntry entry, Patient patient) {
        return new ChartEntry(
                entry.key(),
                entry.site(),
                entry.session(),
                patient,
                entry.device(),
                entry.kind(),
                entry.atMillis(),
                entry.quality(),
                entry.values());
    }
}
