package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;

/**
 * Who stands behind what is charted: the nurse who released it, otherwise the site's organization where it is known.
 *
 * @param practitioners {@code Practitioner/12} in the EHR, by user
 * @param organization {@code Organization/5}; empty where the site has not said
 */
public record Performers(Map<String, String> practitioners, String organization) {
    public static final Performers UNKNOWN = new Performers(Map.of(), "");

    public Performers {
        practitioners = Map.copyOf(practitioners);
    }

    Optional<Reference> of(ChartEntry entry) {
        ChartEntry.Signature signed = entry.signed();
        if (signed != null) {
            return Optional.of(person(signed.by()));
        }
        return organization.isEmpty() ? Optional.empty() : Optional.of(new Reference(organization));
    }

    /** By reference where the EHR has one for this user, otherwise by user name alone. */
    Reference person(String user) {
        String reference = practitioners.get(user);
        return reference == null ? new Reference().setDisplay(user) : new Reference(reference);
    }

    /** Whether the EHR would find a person in it, and not only a name. */
    boolean knows(ChartEntry entry) {
        ChartEntry.Signature signed = entry.signed();
        return signed != null && practitioners.containsKey(signed.by());
    }
}
