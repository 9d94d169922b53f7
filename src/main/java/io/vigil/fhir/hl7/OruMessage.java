package io.vigil.fhir.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.v26.datatype.NM;
import ca.uhn.hl7v2.model.v26.group.ORU_R01_OBSERVATION;
import ca.uhn.hl7v2.model.v26.group.ORU_R01_ORDER_OBSERVATION;
import ca.uhn.hl7v2.model.v26.message.ORU_R01;
import ca.uhn.hl7v2.model.v26.segment.MSH;
import ca.uhn.hl7v2.model.v26.segment.OBR;
import ca.uhn.hl7v2.model.v26.segment.OBX;
import ca.uhn.hl7v2.model.v26.segment.PID;
import io.vigil.fhir.Identifiers;
import io.vigil.fhir.MdcCodes;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.Patient;
import io.vigil.vital.Quality;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * One chart entry as ORU^R01 by IHE PCD-01. Its control id and filler number are the same for ever, so that a receiver
 * that keeps either sees a message that is sent again for what it is. The patient's name is never put in. Any thread.
 */
record OruMessage(Hl7Address to) {
    private static final String SENDER = "VIGIL";
    private static final String PERCEIVED = "1.1.1.";

    /** MSH-10: of the row, not of what it is about, since a correction is another message. At most 199 characters. */
    static String controlId(ChartEntry entry) {
        return UUID.nameUUIDFromBytes(entry.key().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** @throws IllegalArgumentException readable, when the entry cannot be told in HL7 v2 */
    ORU_R01 of(ChartEntry entry) {
        try {
            ORU_R01 message = new ORU_R01();
            header(message.getMSH(), entry);
            patient(message.getPATIENT_RESULT().getPATIENT().getPID(), entry.patient());
            message.getPATIENT_RESULT()
                    .getPATIENT()
                    .getVISIT()
                    .getPV1()
                    .getPv12_PatientClass()
                    .setValue("O");
            ORU_R01_ORDER_OBSERVATION order = message.getPATIENT_RESULT().getORDER_OBSERVATION();
            order(order.getOBR(), entry);
            observations(order, entry);
            return message;
        } catch (HL7Exception e) {
            throw new IllegalArgumentException("cannot be written as HL7 v2: " + e.getMessage(), e);
        }
    }

    /** Each field by ourselves: the library's own quick start counts control ids in a file where the service runs. */
    private void header(MSH msh, ChartEntry entry) throws HL7Exception {
        msh.getMsh1_FieldSeparator().setValue("|");
        msh.getMsh2_EncodingCharacters().setValue("^~\\&");
        msh.getMsh3_SendingApplication().getHd1_NamespaceID().setValue(SENDER);
        msh.getMsh4_SendingFacility().getHd1_NamespaceID().setValue(entry.site().id());
        msh.getMsh5_ReceivingApplication().getHd1_NamespaceID().setValue(to.application());
        msh.getMsh6_ReceivingFacility().getHd1_NamespaceID().setValue(to.facility());
        ChartEntry.Correction correction = entry.correction();
        msh.getMsh7_DateTimeOfMessage()
                .setValue(Written.time(correction == null ? entry.atMillis() : correction.atMillis()));
        msh.getMsh9_MessageType().getMsg1_MessageCode().setValue("ORU");
        msh.getMsh9_MessageType().getMsg2_TriggerEvent().setValue("R01");
        msh.getMsh9_MessageType().getMsg3_MessageStructure().setValue("ORU_R01");
        msh.getMsh10_MessageControlID().setValue(controlId(entry));
        msh.getMsh11_ProcessingID().getPt1_ProcessingID().setValue(entry.site().simulated() ? "D" : "P");
        msh.getMsh12_VersionID().getVid1_VersionID().setValue(Hl7.VERSION);
        msh.getMsh15_AcceptAcknowledgmentType().setValue("NE");
        msh.getMsh16_ApplicationAcknowledgmentType().setValue("AL");
        msh.getMsh18_CharacterSet(0).setValue("UNICODE UTF-8");
        var profile = msh.getMsh21_MessageProfileIdentifier(0);
        profile.getEi1_EntityIdentifier().setValue("IHE_PCD_001");
        profile.getEi2_NamespaceID().setValue("IHE PCD");
        profile.getEi3_UniversalID().setValue("1.3.6.1.4.1.19376.1.6.1.1.1");
        profile.getEi4_UniversalIDType().setValue("ISO");
    }

    private static void patient(PID pid, Patient patient) throws HL7Exception {
        Patient.Identifier known = patient.identifier();
        if (known == null) {
            throw new IllegalArgumentException("HL7 v2 knows a patient by a number, and this one has none");
        }
        var id = pid.getPid3_PatientIdentifierList(0);
        id.getCx1_IDNumber().setValue(known.value());
        boolean oid = known.system().startsWith("urn:oid:");
        String system = oid ? known.system().substring("urn:oid:".length()) : known.system();
        id.getCx4_AssigningAuthority().getHd2_UniversalID().setValue(system);
        id.getCx4_AssigningAuthority().getHd3_UniversalIDType().setValue(oid ? "ISO" : "URI");
        id.getCx5_IdentifierTypeCode().setValue("MR");
        // A name is demanded; this says that it is not told.
        pid.getPid5_PatientName(0).getXpn7_NameTypeCode().setValue("U");
    }

    private static void order(OBR obr, ChartEntry entry) throws HL7Exception {
        obr.getObr1_SetIDOBR().setValue("1");
        var filler = obr.getObr3_FillerOrderNumber();
        filler.getEi1_EntityIdentifier().setValue(Identifiers.value(entry.resource()));
        filler.getEi2_NamespaceID().setValue(SENDER);
        var service = obr.getObr4_UniversalServiceIdentifier();
        service.getCwe1_Identifier().setValue("182777000");
        service.getCwe2_Text().setValue("monitoring of patient");
        service.getCwe3_NameOfCodingSystem().setValue("SCT");
        obr.getObr7_ObservationDateTime().setValue(Written.time(entry.atMillis()));
    }

    private void observations(ORU_R01_ORDER_OBSERVATION order, ChartEntry entry) throws HL7Exception {
        device(order.getOBSERVATION(0).getOBX(), entry);
        List<Value> values = entry.values();
        for (int at = 0; at < values.size(); at++) {
            ORU_R01_OBSERVATION group = order.getOBSERVATION(at + 1);
            observation(group.getOBX(), at + 2, values.get(at), entry, ChartEntry.contradictory(values));
            String note = Written.note(entry);
            if (!note.isEmpty()) {
                group.getNTE().getNte1_SetIDNTE().setValue("1");
                group.getNTE().getNte3_Comment(0).setValue(note);
            }
        }
    }

    /** The containment of PCD-01 begins with the device itself, which has no value. */
    private static void device(OBX obx, ChartEntry entry) throws HL7Exception {
        obx.getObx1_SetIDOBX().setValue("1");
        var name = obx.getObx3_ObservationIdentifier();
        name.getCwe1_Identifier().setValue("69965");
        name.getCwe2_Text().setValue("MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS");
        name.getCwe3_NameOfCodingSystem().setValue("MDC");
        obx.getObx4_ObservationSubID().setValue("1.0.0.0");
        obx.getObx11_ObservationResultStatus().setValue("X");
        equipment(obx, entry);
    }

    private static void equipment(OBX obx, ChartEntry entry) throws HL7Exception {
        var equipment = obx.getObx18_EquipmentInstanceIdentifier(0);
        equipment.getEi1_EntityIdentifier().setValue(entry.site().id() + "/" + entry.device());
        equipment.getEi2_NamespaceID().setValue(SENDER);
    }

    private void observation(OBX obx, int number, Value value, ChartEntry entry, boolean contradictory)
            throws HL7Exception {
        MdcCodes codes = MdcCodes.of(value.metric(), entry.kind());
        boolean absent = contradictory
                || entry.quality().compareTo(Quality.QUESTIONABLE) > 0
                || !value.metric().plausible(value.value());
        obx.getObx1_SetIDOBX().setValue(Integer.toString(number));
        obx.getObx2_ValueType().setValue("NM");
        var name = obx.getObx3_ObservationIdentifier();
        name.getCwe1_Identifier().setValue(codes.code());
        name.getCwe2_Text().setValue(codes.name());
        name.getCwe3_NameOfCodingSystem().setValue("MDC");
        obx.getObx4_ObservationSubID().setValue(PERCEIVED + codes.code());
        if (!absent) {
            NM number5 = new NM(obx.getMessage());
            number5.setValue(MdcCodes.decimal(value.value()));
            obx.getObx5_ObservationValue(0).setData(number5);
        }
        units(obx, codes);
        List<String> flags = Written.flags(entry, absent);
        for (int at = 0; at < flags.size(); at++) {
            obx.getObx8_AbnormalFlags(at).setValue(flags.get(at));
        }
        obx.getObx11_ObservationResultStatus().setValue(Written.status(entry, absent));
        obx.getObx14_DateTimeOfTheObservation().setValue(Written.time(entry.atMillis()));
        signed(obx, entry);
        String method = Written.method(entry, codes);
        if (!method.isEmpty()) {
            obx.getObx17_ObservationMethod(0).getCwe2_Text().setValue(method);
        }
        equipment(obx, entry);
    }

    private static void units(OBX obx, MdcCodes codes) throws HL7Exception {
        var units = obx.getObx6_Units();
        units.getCwe1_Identifier().setValue(codes.unitCode());
        units.getCwe2_Text().setValue(codes.unitName());
        units.getCwe3_NameOfCodingSystem().setValue("MDC");
        units.getCwe4_AlternateIdentifier().setValue(codes.ucum());
        units.getCwe5_AlternateText().setValue(codes.ucum());
        units.getCwe6_NameOfAlternateCodingSystem().setValue("UCUM");
    }

    private static void signed(OBX obx, ChartEntry entry) throws HL7Exception {
        ChartEntry.Signature signed = entry.signed();
        if (signed != null) {
            obx.getObx16_ResponsibleObserver(0).getXcn1_IDNumber().setValue(signed.by());
        }
    }
}
