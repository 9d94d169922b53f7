package io.vigil.fhir.read;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import io.vigil.fhir.Identifiers;
import io.vigil.fhir.ObservationMapper;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartFact;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.State;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/**
 * One thing charted, as it stands now.
 *
 * @param first the row it was charted with; its id is the id of the resource
 * @param last what was said of it last, itself where nothing was
 */
record Charted(Row first, Row last) {
    /** @param session all rows of the session, oldest first */
    static Charted of(Row first, List<Row> session) {
        Row last = first;
        for (Row row : session) {
            boolean about = row.entry().resource().equals(first.entry().resource());
            last = about && row.state() != State.WITHDRAWN ? row : last;
        }
        return new Charted(first, last);
    }

    /** Taken back before anybody else saw it. */
    boolean gone() {
        return last.state() == State.WITHDRAWN;
    }

    long updatedMillis() {
        ChartEntry entry = last.entry();
        ChartEntry.Signature signed = entry.signed();
        return Math.max(last.queuedMillis(), signed == null ? 0 : signed.atMillis());
    }

    /** Something beside measured values, which a search for Observations does not find. */
    boolean isObservation() {
        ChartFact fact = first.entry().fact();
        return fact == null || fact instanceof ChartFact.Summary;
    }

    /** @param base as of {@link #observation} */
    DomainResource resource(ObservationMapper mapper, String base) {
        if (isObservation()) {
            return observation(mapper, base);
        }
        DomainResource resource = mapper.resource(last.entry(), base);
        resource.setId(Long.toString(first.id()));
        resource.getMeta().setLastUpdatedElement(updated());
        return resource;
    }

    private InstantType updated() {
        InstantType updated = new InstantType(new Date(updatedMillis()), TemporalPrecisionEnum.MILLI);
        updated.setTimeZoneZulu(true);
        return updated;
    }

    /** @param base what stands before the device's id: {@code Device/}, or {@code urn:uuid:} within a Bundle */
    Observation observation(ObservationMapper mapper, String base) {
        ChartEntry entry = last.entry();
        Observation observation = mapper.observation(entry, base + deviceId(entry));
        observation.setId(Long.toString(first.id()));
        observation.getMeta().setLastUpdatedElement(updated());
        if (last.state() == State.WAITING && entry.patient().reference() != null) {
            observation.setStatus(ObservationStatus.PRELIMINARY);
        }
        return observation;
    }

    Device device(ObservationMapper mapper) {
        Device device = mapper.device(last.entry());
        device.setId(deviceId(last.entry()));
        return device;
    }

    /** A valid id of FHIR, the same for the same device. */
    static String deviceId(ChartEntry entry) {
        return Identifiers.fullUrl(Identifiers.device(entry)).substring("urn:uuid:".length());
    }
}
