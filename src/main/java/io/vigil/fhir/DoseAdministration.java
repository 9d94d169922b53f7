package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartFact;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationDosageComponent;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;

/** A dose as the nurse entered it; the drug by its name alone, since its codes are the clinic's formulary's. */
final class DoseAdministration {
    private static final Map<String, String> UCUM_MASS =
            Map.of("mg", "mg", "ug", "ug", "mcg", "ug", "\u00b5g", "ug", "\u03bcg", "ug");

    private DoseAdministration() {}

    static MedicationAdministration of(ChartEntry entry, ChartFact.Given given, Performers performers) {
        MedicationAdministration dose = new MedicationAdministration();
        dose.setMeta(Setting.meta(entry, "dose"));
        dose.addIdentifier(Identifiers.observation(entry));
        dose.setStatus(status(entry, given));
        dose.setMedication(new CodeableConcept().setText(given.drug()));
        dose.setSubject(Setting.subject(entry));
        dose.setEffective(effective(given));
        dose.addPerformer().setActor(performers.person(given.by()));
        if (!given.within().isEmpty()) {
            dose.addPartOf(Setting.logical("Procedure", Identifiers.of(given.within())));
        }
        dose.setDosage(dosage(given));
        if (given.lot() != null) {
            dose.addNote().setText("Lot " + given.lot());
        }
        return dose;
    }

    /** Without an end that anybody entered, nobody knows whether all of it was given. */
    private static MedicationAdministrationStatus status(ChartEntry entry, ChartFact.Given given) {
        if (Setting.withdrawn(entry)) {
            return MedicationAdministrationStatus.ENTEREDINERROR;
        }
        return given.toMillis() == 0
                ? MedicationAdministrationStatus.UNKNOWN
                : MedicationAdministrationStatus.COMPLETED;
    }

    private static Type effective(ChartFact.Given given) {
        return given.toMillis() == given.fromMillis()
                ? Setting.at(given.fromMillis())
                : Setting.period(given.fromMillis(), given.toMillis());
    }

    private static MedicationAdministrationDosageComponent dosage(ChartFact.Given given) {
        Quantity amount =
                new Quantity().setValue(Measured.decimal(given.amount())).setUnit(given.unit());
        String ucum = UCUM_MASS.get(given.unit().toLowerCase(Locale.ROOT));
        if (ucum != null) {
            amount.setSystem(VitalCodes.UCUM).setCode(ucum);
        }
        var dosage = new MedicationAdministrationDosageComponent()
                .setRoute(new CodeableConcept().setText(given.route()))
                .setDose(amount);
        return given.rate() == null ? dosage : dosage.setText("Rate " + given.rate());
    }
}
