package io.vigil.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * FHIR R4 resources to JSON text and back. Any thread, but slow (the first parse takes seconds): workers only. A parser
 * of its own for each call, since HAPI does not promise that one may be shared.
 */
public final class FhirJson {
    private static final FhirContext R4 = FhirContext.forR4Cached();

    private FhirJson() {}

    /** Compact JSON, as it goes over the wire. */
    public static String encode(IBaseResource resource) {
        return R4.newJsonParser().encodeResourceToString(resource);
    }

    /** @throws ca.uhn.fhir.parser.DataFormatException on anything FHIR does not define: unknown element, code, date */
    public static IBaseResource parseStrictly(String json) {
        return R4.newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(json);
    }

    /** For answers of an EHR, which we cannot mend. @throws ca.uhn.fhir.parser.DataFormatException when not FHIR at all */
    public static IBaseResource parseLeniently(String json) {
        return R4.newJsonParser().parseResource(json);
    }
}
