package io.vigil.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.Patient;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/**
 * A chart entry as a FHIR R4 Observation (table in {@code fhir-profiles/README.md}). The time is always an instant,
 * since the core vital-sign profiles refuse a period. The patient's name is never put in. Immutable; workers only.
 */
public final class ObservationMapper {
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String STATISTICS = "http://terminology.hl7.org/CodeSystem/observation-statistics";
    /** The value both device guides of HL7 publish; a code of its own for "questionable" has the base set none. */
    private static final String MEASUREMENT_STATUS = "http://hl7.org/fhir/uv/pocd/CodeSystem/measurement-status";

    private final Predicate<String> cuff;
    private final Performers performers;

    /** @param cuff tells of a device id whether it is a blood-pressure cuff, whose pulse is coded as such */
    public ObservationMapper(Predicate<String> cuff, Performers performers) {
        this.cuff = cuff;
        this.performers = performers;
    }

    ObservationMapper(Predicate<String> cuff) {
        this(cuff, Performers.UNKNOWN);
    }

    /**
     * @param device how the Observation refers to its device: {@code Device/7} or the {@code urn:uuid:} of a bundle
     * @throws IllegalArgumentException when the entry breaks the promise of {@link ChartEntry#values()}
     */
    public Observation observation(ChartEntry entry, String device) {
        boolean pressure = isPressure(entry);
        VitalCodes codes = pressure ? VitalCodes.PRESSURE : codes(entry, soleMetric(entry));
        Observation observation = new Observation();
        observation.setMeta(meta(entry));
        if (!codes.profile().isEmpty()) {
            observation.getMeta().addProfile(codes.profile());
        }
        observation.getMeta().addProfile(codes.own());
        observation.addIdentifier(Identifiers.observation(entry));
        observation.setStatus(status(entry));
        observation.addCategory(coded(CATEGORY, "vital-signs", "Vital Signs"));
        observation.setCode(codes.concept());
        observation.setSubject(subject(entry));
        observation.setEffective(at(entry.atMillis()));
        performers.of(entry).ifPresent(observation::addPerformer);
        observation.setDevice(new Reference(device));
        describe(observation, entry);
        if (pressure) {
            new PressureComponents(entry).addTo(observation);
        } else {
            boolean silent = entry.kind() == Kind.MEDIAN && entry.quality() == Quality.INVALID;
            Measured measured = silent
                    ? Measured.nothingGood()
                    : Measured.of(entry.values().get(0), entry.quality(), codes);
            measured.quantity().ifPresent(observation::setValue);
            measured.absence().ifPresent(observation::setDataAbsentReason);
        }
        return observation;
    }

    /** What is said of a correction beside the Observation itself. @param target how the Observation is referred to */
    Provenance correction(ChartEntry entry, ChartEntry.Correction correction, String target) {
        return CorrectionRecord.of(entry, correction, target, meta(entry), performers);
    }

    Performers performers() {
        return performers;
    }

    private static ObservationStatus status(ChartEntry entry) {
        ChartEntry.Correction correction = entry.correction();
        if (correction == null) {
            return ObservationStatus.FINAL;
        }
        return switch (correction.change()) {
            case AMENDED -> ObservationStatus.AMENDED;
            case ENTERED_IN_ERROR -> ObservationStatus.ENTEREDINERROR;
        };
    }

    /** The device as far as a chart entry knows it: which one at which site. An EHR's fuller record is left as it is. */
    public Device device(ChartEntry entry) {
        Device device = new Device();
        device.setMeta(meta(entry).addProfile(VitalCodes.OWN + "device"));
        device.addIdentifier(Identifiers.device(entry));
        device.addDeviceName().setName(entry.device()).setType(Device.DeviceNameType.USERFRIENDLYNAME);
        return device;
    }

    private VitalCodes codes(ChartEntry entry, Metric metric) {
        return VitalCodes.of(metric, cuff.test(entry.device()));
    }

    private static boolean isPressure(ChartEntry entry) {
        return entry.values().stream().map(Value::metric).anyMatch(PressureComponents.METRICS::contains);
    }

    private static Metric soleMetric(ChartEntry entry) {
        List<Value> values = entry.values();
        if (values.size() != 1) {
            throw new IllegalArgumentException("chart entry with " + values.size() + " values that are no pressure");
        }
        return values.get(0).metric();
    }

    private static Meta meta(ChartEntry entry) {
        Meta meta = new Meta();
        if (entry.site().simulated()) {
            meta.addSecurity()
                    .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActReason")
                    .setCode("HTEST")
                    .setDisplay("test health data");
        }
        return meta;
    }

    private static Reference subject(ChartEntry entry) {
        Patient patient = entry.patient();
        Patient.Identifier known = patient.identifier();
        Reference subject = new Reference();
        if (patient.reference() != null) {
            subject.setReference(patient.reference());
        }
        if (known != null) {
            subject.setIdentifier(new Identifier().setSystem(known.system()).setValue(known.value()));
        } else if (patient.reference() == null) {
            subject.setIdentifier(Identifiers.patient(entry));
        }
        return subject;
    }

    private static DateTimeType at(long millis) {
        DateTimeType at = new DateTimeType(new Date(millis));
        at.setPrecision(TemporalPrecisionEnum.MILLI);
        at.setTimeZoneZulu(true);
        return at;
    }

    private static void describe(Observation observation, ChartEntry entry) {
        switch (entry.kind()) {
            case MEDIAN -> observation.setMethod(statistic("median", "Median", entry.kind()));
            case NADIR -> observation.setMethod(statistic("minimum", "Minimum", entry.kind()));
            case PEAK -> observation.setMethod(statistic("maximum", "Maximum", entry.kind()));
            case ALARM -> observation.addNote().setText("Charted because an alarm began at this time.");
            case READING -> {}
        }
        ChartEntry.Correction correction = entry.correction();
        if (correction != null) {
            String what = correction.change() == Change.AMENDED ? "Amended by " : "Entered in error, says ";
            observation.addNote().setText(what + correction.by() + ": " + correction.reason());
        }
        if (entry.quality() == Quality.QUESTIONABLE) {
            observation
                    .addInterpretation(coded(MEASUREMENT_STATUS, "questionable", "Questionable"))
                    .getInterpretationFirstRep()
                    .setText("Questionable: the device reported low perfusion, motion or a weak signal");
        }
    }

    private static CodeableConcept statistic(String code, String display, Kind kind) {
        return coded(STATISTICS, code, display).setText(kind.wire() + " of the readings of the charted interval");
    }

    private static CodeableConcept coded(String system, String code, String display) {
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding().setSystem(system).setCode(code).setDisplay(display);
        return concept;
    }
}
