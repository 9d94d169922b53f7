package io.vigil.device.description;

import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The sections {@code framing}, {@code none} and {@code records}. */
final class RecordReader {
    private static final int LONGEST_LINE = 512;
    private static final int LONGEST_MESSAGE = 8192;
    private static final Map<String, String> ENDS =
            Map.of("CR", "\r", "LF", "\n", "NUL", "\0", "STX", "\u0002", "ETX", "\u0003", "FF", "\f");
    private static final List<String> SELECTORS = List.of("matching", "pairs", "columns");
    private static final List<String> ACTIONS = List.of("readings", "ignore", "refuse", "hand_over");

    private final boolean stream;
    private final List<Metric> offered;
    private final NoValueReader none;

    private RecordReader(boolean stream, List<Metric> offered, NoValueReader none) {
        this.stream = stream;
        this.offered = offered;
        this.none = none;
    }

    static Language read(Section root, Description.Link link, List<Metric> offered) {
        boolean stream = link instanceof Description.Serial;
        RecordReader reader = new RecordReader(stream, offered, new NoValueReader(root));
        Optional<Section> framing = root.section("framing");
        String ends =
                framing.map(RecordReader::ends).filter(text -> !text.isEmpty()).orElse("\r\n\0");
        int longest = stream ? LONGEST_LINE : LONGEST_MESSAGE;
        int most = framing.map(section -> section.whole("longest", longest, 1, 65_536))
                .orElse(longest);
        framing.ifPresent(Section::done);
        List<RecordRule> rules =
                root.sections("records").stream().map(reader::rule).toList();
        if (rules.isEmpty()) {
            root.problem(root.place("records"), "'records' needs at least one");
        }
        return new Language(ends, most, rules);
    }

    private static String ends(Section framing) {
        StringBuilder ends = new StringBuilder();
        for (Yaml.Scalar end : framing.items("ends")) {
            String octet = ENDS.get(end.text());
            if (octet == null) {
                framing.problem(
                        end.place(),
                        "'ends' knows "
                                + String.join(
                                        ", ", ENDS.keySet().stream().sorted().toList()));
            } else {
                ends.append(octet);
            }
        }
        return ends.toString();
    }

    private RecordRule rule(Section section) {
        Optional<Selector> selector = stream ? selector(section) : Optional.empty();
        Optional<TopicPattern> topic =
                stream ? Optional.empty() : section.text("topic").map(TopicPattern::of);
        boolean bare = !stream
                && section.oneOf("bare", "false", List.of("true", "false")).equals("true");
        boolean summed = stream && section.has("checksum");
        if (summed) {
            section.oneOf("checksum", "sum8_hex", List.of("sum8_hex"));
        }
        Map<String, Pattern> when = section.patterns("when");
        Action action = action(section);
        selector.ifPresent(names -> known(section, names, when, action));
        section.done();
        return new RecordRule(selector, summed, topic, bare, when, action);
    }

    private static Optional<Selector> selector(Section section) {
        List<Selector> all = new ArrayList<>();
        section.value("matching")
                .flatMap(value -> section.scalar(value, "matching"))
                .flatMap(scalar -> section.pattern(scalar, 0))
                .ifPresent(pattern -> all.add(Selector.Matching.of(pattern)));
        section.section("pairs").ifPresent(pairs -> {
            all.add(new Selector.Pairs(pairs.text("between", " "), pairs.text("equals", "="), pairs.texts("required")));
            pairs.done();
        });
        section.section("columns").ifPresent(columns -> {
            all.add(new Selector.Columns(columns.text("after", ""), columns.text("by", ","), columns.texts("names")));
            columns.done();
        });
        if (SELECTORS.stream().filter(section::has).count() != 1) {
            section.problem(section.place(), "a record needs one of 'matching', 'pairs' and 'columns', and only one");
        }
        return all.stream().findFirst();
    }

    private Action action(Section section) {
        if (ACTIONS.stream().filter(section::has).count() != 1) {
            section.problem(section.place(), "a record needs one of " + String.join(", ", ACTIONS) + ", and only one");
        }
        if (section.has("readings")) {
            return readings(section);
        }
        Optional<Section> handOver = section.section("hand_over");
        if (handOver.isPresent()) {
            Action action = new Action.HandOver(
                    handOver.get().required("field", "say which field holds the bytes in hex"),
                    handOver.get().required("to", "say which device type reads them"));
            handOver.get().done();
            return action;
        }
        return section.has("refuse")
                ? new Action.Refuse(section.text("refuse", ""))
                : new Action.Ignore(section.text("ignore", ""));
    }

    private Action readings(Section section) {
        ReadingReader reader = new ReadingReader(none);
        List<ReadingRule> readings =
                section.section("readings").map(reader::readings).orElse(List.of());
        for (ReadingRule rule : readings) {
            if (!offered.contains(rule.metric())) {
                section.problem(
                        section.place("readings"),
                        "'" + rule.metric().wire() + "' is read, but not in 'metrics'; add it there");
            }
        }
        Optional<TimeRule> time = section.section("time").map(TimeReader::read);
        Memory memory = section.section("memory").map(RecordReader::memory).orElse(Memory.NONE);
        return new Action.Read(
                readings,
                section.sections("status").stream()
                        .map(part -> StatusReader.read(part, offered))
                        .toList(),
                time,
                Set.copyOf(Metrics.of(section, "together")),
                memory);
    }

    private static Memory memory(Section section) {
        Memory memory = new Memory(Set.copyOf(Metrics.of(section, "of")), section.text("age_min", ""));
        section.done();
        return memory;
    }

    /** A name that the selector never gives would be a reading that never comes. */
    private static void known(Section section, Selector selector, Map<String, Pattern> when, Action action) {
        if (selector.names().isEmpty() && !(selector instanceof Selector.Matching)) {
            return;
        }
        Set<String> used = new HashSet<>(when.keySet());
        if (action instanceof Action.Read read) {
            read.readings().forEach(rule -> {
                used.addAll(rule.from());
                used.addAll(rule.when().keySet());
                used.addAll(rule.valid().keySet());
            });
            read.status().forEach(rule -> used.add(rule.from()));
            read.time().ifPresent(rule -> used.add(rule.from()));
            used.add(read.memory().ageMin());
        } else if (action instanceof Action.HandOver handOver) {
            used.add(handOver.field());
        }
        used.remove("");
        used.removeAll(selector.names());
        used.stream()
                .sorted()
                .forEach(name -> section.problem(
                        section.place(),
                        "no part of the text is named '" + name + "'; named are: "
                                + String.join(", ", selector.names())));
    }
}
