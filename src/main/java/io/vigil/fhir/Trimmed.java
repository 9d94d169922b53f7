package io.vigil.fhir;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;

/**
 * An Observation cut down to what an EHR takes. One that has lost something our profile demands no longer claims it.
 *
 * @param removed names of the elements that were there and are not any more
 * @param obstacle why it cannot be sent at all; empty when it can
 */
record Trimmed(Observation observation, Set<String> removed, String obstacle) {
    static Trimmed of(Observation whole, EhrProfile profile) {
        String obstacle = obstacle(whole, profile);
        Observation cut = whole.copy();
        Set<String> removed = new TreeSet<>();
        for (String element : profile.drop()) {
            if (drop(cut, element)) {
                removed.add(element);
            }
        }
        if (!removed.isEmpty() && cut.hasMeta() && !StructuralCheck.of(cut).isEmpty()) {
            List<CanonicalType> kept = cut.getMeta().getProfile().stream()
                    .filter(claim -> !claim.getValue().startsWith(VitalCodes.OWN))
                    .toList();
            cut.getMeta().setProfile(kept);
        }
        return new Trimmed(cut, removed, obstacle);
    }

    private static String obstacle(Observation whole, EhrProfile profile) {
        if (!profile.write()) {
            return "the EHR profile " + profile.id() + " writes nothing";
        }
        String status = whole.getStatus().toCode();
        return profile.statuses().contains(status) ? "" : "the EHR takes no Observation of status " + status;
    }

    /** The label of test data stays whatever is dropped. */
    private static boolean drop(Observation cut, String element) {
        if (element.equals("meta")) {
            boolean claims = !cut.getMeta().getProfile().isEmpty();
            cut.setMeta(new Meta().setSecurity(cut.getMeta().getSecurity()));
            return claims;
        }
        var property = cut.getNamedProperty(element);
        if (property == null || property.getValues().isEmpty()) {
            return false;
        }
        List.copyOf(property.getValues()).forEach(value -> cut.removeChild(element, value));
        return true;
    }
}
