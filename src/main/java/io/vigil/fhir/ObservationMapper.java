package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.ChartFact;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/**
 * A chart entry as FHIR R4 (table in {@code fhir-profiles/README.md}), mostly an Observation. Its time is always an
 * instant, since the core vital-sign profiles refuse a period. The patient's name is never put in. Immutable; workers only.
 */
public final class ObservationMapper {
    static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String STATISTICS = "http://terminology.hl7.org/CodeSystem/observation-statistics";
    /** The value both device guides of HL7 publish; a code of its own for "questionable" has the base set none. */
    private static final String MEASUREMENT_STATUS = "http://hl7.org/fhir/uv/pocd/CodeSystem/measurement-status";

    private final Performers performers;

    public ObservationMapper(Performers performers) {
        this.performers = performers;
    }

    ObservationMapper() {
        this(Performers.UNKNOWN);
    }

    /**
     * @param device how the Observation refers to its device: {@code Device/7} or the {@code urn:uuid:} of a bundle
     * @throws IllegalArgumentException when the entry breaks the promise of {@link ChartEntry#values()}
     */
    public Observation observation(ChartEntry entry, String device) {
        if (entry.fact() instanceof ChartFact.Summary summary) {
            return VitalsSummary.of(entry, summary, performers, status(entry));
        }
        boolean pressure = isPressure(entry);
        VitalCodes codes = pressure ? VitalCodes.PRESSURE : VitalCodes.of(soleMetric(entry), entry.kind());
        Observation observation = new Observation();
        observation.setMeta(Setting.meta(entry));
        if (!codes.profile().isEmpty()) {
            observation.getMeta().addProfile(codes.profile());
        }
        observation.getMeta().addProfile(codes.own());
        observation.addIdentifier(Identifiers.observation(entry));
        observation.setStatus(status(entry));
        observation.addCategory(Setting.coded(CATEGORY, "vital-signs", "Vital Signs"));
        observation.setCode(codes.concept());
        observation.setSubject(Setting.subject(entry));
        observation.setEffective(Setting.at(entry.atMillis()));
        performers.of(entry).ifPresent(observation::addPerformer);
        observation.setDevice(new Reference(device));
        describe(observation, entry);
        if (pressure) {
            new PressureComponents(entry).addTo(observation);
        } else {
            boolean silent = entry.kind() == Kind.MEDIAN && entry.quality() == Quality.INVALID;
            Measured measured =
                    silent ? Measured.nothingGood() : Measured.of(entry.values().get(0), entry.quality(), codes);
            measured.quantity().ifPresent(observation::setValue);
            measured.absence().ifPresent(observation::setDataAbsentReason);
        }
        return observation;
    }

    /** Whatever the entry becomes; as {@link #observation} for what was measured. */
    public DomainResource resource(ChartEntry entry, String device) {
        ChartFact fact = entry.fact();
        if (fact instanceof ChartFact.Stay stay) {
            return SessionProcedure.of(entry, stay, performers);
        } else if (fact instanceof ChartFact.Given given) {
            return DoseAdministration.of(entry, given, performers);
        } else if (fact instanceof ChartFact.Alarmed alarm) {
            return AlarmIssue.of(entry, alarm, performers);
        }
        return observation(entry, device);
    }

    /** What is said of a correction beside the Observation itself. @param target how the Observation is referred to */
    Provenance correction(ChartEntry entry, ChartEntry.Correction correction, String target) {
        return CorrectionRecord.of(entry, correction, target, Setting.meta(entry), performers);
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
        device.setMeta(Setting.meta(entry, "device"));
        device.addIdentifier(Identifiers.device(entry));
        device.addDeviceName().setName(entry.device()).setType(Device.DeviceNameType.USERFRIENDLYNAME);
        return device;
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

    private static void describe(Observation observation, ChartEntry entry) {
        switch (entry.kind()) {
            case MEDIAN -> observation.setMethod(statistic("median", "Median", entry.kind()));
            case NADIR -> observation.setMethod(statistic("minimum", "Minimum", entry.kind()));
            case PEAK -> observation.setMethod(statistic("maximum", "Maximum", entry.kind()));
            case ALARM -> observation.addNote().setText("Charted because an alarm began at this time.");
            case READING, SESSION, DOSE, ISSUE, SUMMARY -> {}
        }
        ChartEntry.Correction correction = entry.correction();
        if (correction != null) {
            String what = correction.change() == Change.AMENDED ? "Amended by " : "Entered in error, says ";
            observation.addNote().setText(what + correction.by() + ": " + correction.reason());
        }
        if (entry.quality() == Quality.QUESTIONABLE) {
            observation
                    .addInterpretation(Setting.coded(MEASUREMENT_STATUS, "questionable", "Questionable"))
                    .getInterpretationFirstRep()
                    .setText("Questionable: the device reported low perfusion, motion or a weak signal");
        }
    }

    private static CodeableConcept statistic(String code, String display, Kind kind) {
        return Setting.coded(STATISTICS, code, display)
                .setText(kind.wire() + " of the readings of the charted interval");
    }
}
