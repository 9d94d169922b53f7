package io.vigil.device.description;

import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Text to {@link Description}: who the device is and how it is linked; the rest is {@link RecordReader}'s. One thread. */
final class DescriptionReader {
    private static final List<String> CONFIDENCE = List.of("high", "medium", "low");
    private static final int LONGEST_SILENCE_SECONDS = 3600;

    private final Section root;

    private DescriptionReader(Section root) {
        this.root = root;
    }

    static Description.Outcome read(String file, String text) {
        List<Problem> problems = new ArrayList<>();
        Optional<Description> description = YamlText.parse(file, text, problems)
                .map(mapping -> new DescriptionReader(new Section(mapping, problems)).description());
        problems.sort(
                Comparator.comparingInt((Problem problem) -> problem.place().line())
                        .thenComparing(problem -> problem.place().column()));
        return new Description.Outcome(problems.isEmpty() ? description : Optional.empty(), problems);
    }

    private Description description() {
        String id = root.required("id", "give the name of its folder");
        if (root.has("id") && !id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            root.problem(root.place("id"), "'id' must be lower-case letters, digits and '-'");
        }
        Description.Link link = link();
        List<Metric> metrics = Metrics.of(root, "metrics");
        // An empty list is said on purpose: a device may tell of its work and measure nothing.
        if (!root.has("metrics")) {
            root.problem(root.place("metrics"), "'metrics' is missing; list some of " + Metrics.known());
        }
        Optional<Language> language =
                root.has("records") ? Optional.of(RecordReader.read(root, link, metrics)) : Optional.empty();
        List<Example> examples = ExampleReader.read(root);
        if (language.isPresent() && examples.isEmpty()) {
            root.problem(
                    root.place("records"), "'records' need 'examples' that show they are right; give one at least");
        }
        Description description = new Description(
                root.place("id"),
                id,
                root.required("vendor", "say who makes it"),
                root.required("model", "say which models"),
                root.required("kind", "say in a nurse's words what it is: pulse oximeter"),
                root.required("notes", "say what one must know of it"),
                root.oneOf("confidence", "low", CONFIDENCE),
                sources(),
                fhir(),
                link,
                metrics,
                root.whole("silence_s", 0, 0, LONGEST_SILENCE_SECONDS),
                Match.read(root),
                Freshness.read(root, link),
                SourceRule.read(root, link),
                TalkReader.read(root, link),
                language,
                examples);
        root.done();
        return description;
    }

    private List<String> sources() {
        List<String> sources = root.texts("sources");
        if (sources.isEmpty()) {
            root.problem(root.place("sources"), "'sources' is missing; say where the facts come from");
        }
        return sources;
    }

    private Description.Fhir fhir() {
        Optional<Section> fhir = root.section("fhir");
        if (fhir.isEmpty()) {
            root.problem(root.place(), "'fhir' is missing; give code, display, manufacturer and device_name");
            return new Description.Fhir("", "", "", "");
        }
        Section section = fhir.get();
        Description.Fhir read = new Description.Fhir(
                section.required("code", "give the number of the device's class in ISO 11073-10101"),
                section.required("display", "give the name of that code"),
                section.required("manufacturer", "say who makes it"),
                section.required("device_name", "give the name for the chart"));
        section.done();
        return read;
    }

    private Description.Link link() {
        Optional<Section> link = root.section("link");
        Optional<Section> serial = link.flatMap(section -> section.section("serial"));
        Optional<Section> mqtt = link.flatMap(section -> section.section("mqtt"));
        if (serial.isPresent() == mqtt.isPresent()) {
            root.problem(root.place("link"), "'link' needs one of 'serial' and 'mqtt', and only one");
        }
        link.ifPresent(Section::done);
        return mqtt.map(DescriptionReader::mqtt)
                .orElseGet(() -> serial.map(DescriptionReader::serial)
                        .orElse(new Description.Serial(9600, 8, "none", 1, "none", true, true, 100, 250)));
    }

    private static Description.Link mqtt(Section section) {
        Description.Link link = new Description.Mqtt(
                section.required("topic", "give the topic with '+name' for a level that varies"),
                section.whole("qos", 1, 0, 2));
        section.done();
        return link;
    }

    private static Description.Link serial(Section section) {
        Description.Link link = new Description.Serial(
                section.whole("baud", 9600, 300, 921_600),
                section.whole("data_bits", 8, 5, 8),
                section.oneOf("parity", "none", List.of("none", "odd", "even")),
                section.whole("stop_bits", 1, 1, 2),
                section.oneOf("flow", "none", List.of("none", "rts_cts", "xon_xoff")),
                section.flag("dtr", true),
                section.flag("rts", true),
                section.whole("read_timeout_ms", 100, 10, 1000),
                section.whole("retry_ms", 250, 100, 3000));
        section.done();
        return link;
    }
}
