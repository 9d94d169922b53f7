package io.vigil.fhir;

import io.vigil.session.ChartEntry.Kind;
import io.vigil.vital.Metric;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;

/**
 * What a metric is called outside: LOINC and IEEE 11073 codes, the profiles it follows, and the unit in words. The same
 * table for people stands in {@code fhir-profiles/README.md}.
 *
 * @param profile canonical of the core R4 profile; empty where none fits
 * @param own canonical of our profile on top of it; empty for a component
 * @param loinc the code the profile demands first, then the more exact ones
 * @param mdc code and reference id of IEEE 11073-10101
 * @param unit as a person writes it; the UCUM code is {@link Metric#unit()}
 */
record VitalCodes(
        String profile, String own, List<String> loinc, String mdc, String mdcName, String text, String unit) {
    static final String LOINC = "http://loinc.org";
    static final String MDC = "urn:iso:std:iso:11073:10101";
    static final String UCUM = "http://unitsofmeasure.org";

    static final String OWN = "https://vigil.example/fhir/StructureDefinition/vigil-";

    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";

    static final VitalCodes PRESSURE = new VitalCodes(
            CORE + "bp",
            OWN + "blood-pressure",
            List.of("85354-9"),
            "150020",
            "MDC_PRESS_BLD_NONINV",
            "Non-invasive blood pressure",
            "mmHg");
    private static final VitalCodes SYSTOLIC = component("8480-6", "150021", "MDC_PRESS_BLD_NONINV_SYS", "Systolic");
    private static final VitalCodes DIASTOLIC = component("8462-4", "150022", "MDC_PRESS_BLD_NONINV_DIA", "Diastolic");
    private static final VitalCodes MEAN = component("8478-0", "150023", "MDC_PRESS_BLD_NONINV_MEAN", "Mean");
    private static final VitalCodes SATURATION = new VitalCodes(
            CORE + "oxygensat",
            OWN + "spo2",
            List.of("2708-6", "59408-5"),
            "150456",
            "MDC_PULS_OXIM_SAT_O2",
            "SpO2",
            "%");
    private static final VitalCodes PULSE = new VitalCodes(
            CORE + "heartrate",
            OWN + "pulse-rate",
            List.of("8867-4", "8889-8"),
            "149530",
            "MDC_PULS_OXIM_PULS_RATE",
            "Pulse rate by oximetry",
            "beats/min");
    private static final VitalCodes CUFF_PULSE = new VitalCodes(
            CORE + "heartrate",
            OWN + "heart-rate",
            List.of("8867-4"),
            "149546",
            "MDC_PULS_RATE_NON_INV",
            "Pulse rate by blood pressure cuff",
            "beats/min");
    private static final VitalCodes HEART = new VitalCodes(
            CORE + "heartrate",
            OWN + "heart-rate",
            List.of("8867-4"),
            "147842",
            "MDC_ECG_HEART_RATE",
            "Heart rate by ECG",
            "beats/min");
    private static final VitalCodes BREATHS = new VitalCodes(
            CORE + "resprate",
            OWN + "respiratory-rate",
            List.of("9279-1"),
            "151562",
            "MDC_RESP_RATE",
            "Respiratory rate",
            "breaths/min");
    private static final VitalCodes PERFUSION = new VitalCodes(
            "", OWN + "perfusion-index", List.of("61006-3"), "150488", "MDC_BLD_PERF_INDEX", "Perfusion index", "%");

    /** A single reading is a cuff's, whose pulse is not one by oximetry; of an oximeter summaries and moments are charted. */
    static VitalCodes of(Metric metric, Kind kind) {
        return switch (metric) {
            case SPO2 -> SATURATION;
            case PR -> kind == Kind.READING ? CUFF_PULSE : PULSE;
            case HR -> HEART;
            case RR -> BREATHS;
            case PI -> PERFUSION;
            case SBP -> SYSTOLIC;
            case DBP -> DIASTOLIC;
            case MAP -> MEAN;
        };
    }

    CodeableConcept concept() {
        CodeableConcept concept = new CodeableConcept().setText(text);
        for (String code : loinc) {
            concept.addCoding().setSystem(LOINC).setCode(code);
        }
        concept.addCoding().setSystem(MDC).setCode(mdc).setDisplay(mdcName);
        return concept;
    }

    private static VitalCodes component(String loinc, String mdc, String mdcName, String which) {
        return new VitalCodes("", "", List.of(loinc), mdc, mdcName, which + " blood pressure", "mmHg");
    }
}
