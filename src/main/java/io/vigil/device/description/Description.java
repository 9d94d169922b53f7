package io.vigil.device.description;

import io.vigil.vital.Metric;
import java.util.List;
import java.util.Optional;

/**
 * A {@code device.yaml} that was read.
 *
 * @param place of its id
 * @param language empty where code reads the device
 */
public record Description(
        Place place,
        String id,
        String vendor,
        String model,
        String kind,
        String notes,
        String confidence,
        List<String> sources,
        Fhir fhir,
        Link link,
        List<Metric> metrics,
        int silenceSeconds,
        Match match,
        Freshness freshness,
        SourceRule source,
        TalkRule talk,
        Optional<Language> language,
        List<Example> examples) {
    public Description {
        sources = List.copyOf(sources);
        metrics = List.copyOf(metrics);
        examples = List.copyOf(examples);
    }

    public record Fhir(String code, String display, String manufacturer, String deviceName) {}

    public sealed interface Link {}

    /**
     * @param parity none, odd or even; @param flow none, rts_cts or xon_xoff
     * @param dtr whether the line "terminal ready" is raised, and {@code rts} "request to send"
     * @param readTimeoutMillis after so long without a byte what came counts as all there is for now
     * @param retryMillis between two attempts to open it
     */
    public record Serial(
            int baud,
            int dataBits,
            String parity,
            int stopBits,
            String flow,
            boolean dtr,
            boolean rts,
            int readTimeoutMillis,
            int retryMillis)
            implements Link {}

    /** @param topic with {@code +name} for a level that varies */
    public record Mqtt(String topic, int qos) implements Link {}

    /** @param description empty when there are problems */
    public record Outcome(Optional<Description> description, List<Problem> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /** @param file as problems shall name it */
    public static Outcome read(String file, String text) {
        return DescriptionReader.read(file, text);
    }
}
