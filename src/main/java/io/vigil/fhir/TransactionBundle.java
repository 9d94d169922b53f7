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
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/**
 * Rows as one FHIR transaction: first the devices, then the Observations in order of the rows, each created only if its
 * identifier is not there yet, so that sending it again has no second effect. Devices are created conditionally and
 * never overwritten: the EHR may know more of them than we do.
 *
 * @param rows what the entries from {@code firstObservation} on stand for, one by one
 * @param firstObservation index of the first Observation in the bundle, which is the number of devices
 */
record TransactionBundle(String json, List<Row> rows, int firstObservation) {
    /** @throws IllegalArgumentException on two rows of one key, on no rows, or on an entry that cannot be mapped */
    static TransactionBundle of(List<Row> rows, ObservationMapper mapper) {
        requireDistinctKeys(rows);
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        Map<String, String> devices = new HashMap<>();
        for (Row row : rows) {
            devices.computeIfAbsent(row.entry().device(), any -> addDevice(bundle, row.entry(), mapper));
        }
        for (Row row : rows) {
            ChartEntry entry = row.entry();
            String device = devices.getOrDefault(entry.device(), "");
            add(bundle, mapper.observation(entry, device), Identifiers.observation(entry));
        }
        return new TransactionBundle(FhirJson.encode(bundle), List.copyOf(rows), devices.size());
    }

    int entries() {
        return firstObservation + rows.size();
    }

    private static void requireDistinctKeys(List<Row> rows) {
        Set<String> keys = new HashSet<>();
        for (Row row : rows) {
            if (!keys.add(row.entry().key())) {
                throw new IllegalArgumentException("two rows of one key in a bundle, row " + row.id());
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
