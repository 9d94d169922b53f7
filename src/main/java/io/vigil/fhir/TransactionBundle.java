package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.port.ChartOutbox.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/**
 * Rows as one FHIR transaction: first the devices, then what was charted in order of the rows, each created only if its
 * identifier is not there yet, so that sending it again has no second effect. Devices are created conditionally and
 * never overwritten: the EHR may know more of them than we do.
 *
 * @param rows what the entries from {@code firstObservation} on stand for, one by one
 * @param firstObservation index of the first charted resource in the bundle, which is the number of devices
 * @param entries devices, what was charted and after them a Provenance for each correction
 */
record TransactionBundle(String json, List<Row> rows, int firstObservation, int entries) {
    /** @throws IllegalArgumentException on two rows of one resource, on no rows, or on an entry that cannot be mapped */
    static TransactionBundle of(List<Row> rows, ObservationMapper mapper) {
        return of(rows, mapper, EhrProfile.named("generic"));
    }

    /** Cut down to what the EHR takes. */
    static TransactionBundle of(List<Row> rows, ObservationMapper mapper, EhrProfile profile) {
        requireDistinctKeys(rows);
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        Map<String, String> devices = new HashMap<>();
        for (Row row : rows) {
            if (row.entry().fact() == null) {
                devices.computeIfAbsent(row.entry().device(), any -> addDevice(bundle, row.entry(), mapper));
            }
        }
        for (Row row : rows) {
            ChartEntry entry = row.entry();
            String device = devices.getOrDefault(entry.device(), "");
            charted(bundle, cut(checked(mapper.resource(entry, device)), profile), entry);
        }
        for (Row row : rows) {
            record(bundle, row.entry(), mapper);
        }
        return new TransactionBundle(
                FhirJson.encode(bundle),
                List.copyOf(rows),
                devices.size(),
                bundle.getEntry().size());
    }

    private static DomainResource cut(DomainResource resource, EhrProfile profile) {
        return resource instanceof Observation observation
                ? Trimmed.of(observation, profile).observation()
                : resource;
    }

    /** What breaks an invariant of our profiles does not leave the house. */
    private static DomainResource checked(DomainResource resource) {
        List<String> faults = FactCheck.of(resource);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return resource;
    }

    /** A correction replaces the content of what has its identifier; where nothing has, it is charted as it is now. */
    private static void charted(Bundle bundle, DomainResource resource, ChartEntry entry) {
        Identifier identifier = Identifiers.observation(entry);
        if (entry.correction() == null) {
            add(bundle, resource, identifier);
            return;
        }
        bundle.addEntry()
                .setFullUrl(Identifiers.fullUrl(identifier))
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(resource.fhirType() + "?" + Identifiers.query(identifier));
    }

    private static void record(Bundle bundle, ChartEntry entry, ObservationMapper mapper) {
        ChartEntry.Correction correction = entry.correction();
        if (correction == null) {
            return;
        }
        String target = Identifiers.fullUrl(Identifiers.observation(entry));
        bundle.addEntry()
                .setFullUrl("urn:uuid:" + CorrectionRecord.id(entry))
                .setResource(mapper.correction(entry, correction, target))
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl("Provenance/" + CorrectionRecord.id(entry));
    }

    private static void requireDistinctKeys(List<Row> rows) {
        Set<String> keys = new HashSet<>();
        for (Row row : rows) {
            if (!keys.add(row.entry().resource())) {
                throw new IllegalArgumentException("two rows of one resource in a bundle, row " + row.id());
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a bundle of no rows");
        }
    }

    private static String addDevice(Bundle bundle, ChartEntry entry, ObservationMapper mapper) {
        return add(bundle, mapper.device(entry), Identifiers.device(entry));
    }

    private static String add(Bundle bundle, Resource resource, Identifier identifier) {
        String fullUrl = Identifiers.fullUrl(identifier);
        bundle.addEntry()
                .setFullUrl(fullUrl)
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType())
                .setIfNoneExist(Identifiers.query(identifier));
        return fullUrl;
    }
}
