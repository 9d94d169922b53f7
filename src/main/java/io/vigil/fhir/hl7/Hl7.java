package io.vigil.fhir.hl7;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;

/** HL7 v2 messages to text and back, as version 2.6 whatever they say they are. Any thread, but slow at first: workers. */
final class Hl7 {
    static final String VERSION = "2.6";

    private Hl7() {}

    /** Pipes and hats, segments ended by carriage returns; what is reserved in a text is escaped. */
    static String text(Message message) {
        try {
            return message.encode();
        } catch (HL7Exception e) {
            throw new IllegalArgumentException("cannot be written as HL7 v2: " + e.getMessage(), e);
        }
    }

    /** Of a receiver, whom we cannot mend: structure is looked at, content is not. */
    static Message parsed(String text) throws HL7Exception {
        try (HapiContext lenient = new DefaultHapiContext()) {
            lenient.setModelClassFactory(new CanonicalModelClassFactory(VERSION));
            lenient.setValidationContext(ValidationContextFactory.noValidation());
            return lenient.getPipeParser().parse(text);
        } catch (java.io.IOException e) {
            throw new HL7Exception("HL7 v2 library: " + e.getMessage(), e);
        }
    }
}
