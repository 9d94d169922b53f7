package io.vigil.device.description;

import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The sections {@code framing}, {@code none} and {@code records}. */
final class RecordReader {
    private static final int LONGEST_LINE = 512;
    private static final int LONGEST_MESSAGE = 8192;
    private static final List<String> SELECTORS = List.of("matching", "pairs", "columns", "fields");
    private static final List<String> ACTIONS = List.of("readings", "ignore", "refuse", "hand_over");

    private final boolean stream;
    private final List<Metric> offered;
    private final NoValueReader none;
    private final BindingRule binding;
    private boolean frames;

    private RecordReader(boolean stream, List<Metric> offered, NoValueReader none, BindingRule binding) {
        this.stream = stream;
        this.binding = binding;
        this.offered = offered;
        this.none = none;
    }

    static Language read(Section root, Description.Link link, List<Metric> offered) {
        boolean stream = link instanceof Description.Serial;
        RecordReader reader = new RecordReader(stream, offered, new NoValueReader(root), BindingRule.read(root));
        FramingReader.Read framing = FramingReader.read(root, stream ? LONGEST_LINE : LONGEST_MESSAGE);
        reader.frames = framing.framing() instanceof Framing.Frames;
        if (reader.frames && !stream) {
            root.problem(root.place("framing"), "a message comes whole; only 'longest' may be said of it");
        }
        List<RecordRule> rules =
                root.sections("records").stream().map(reader::rule).toList();
        if (rules.isEmpty()) {
            root.problem(root.place("records"), "'records' needs at least one");
        }
        return new Language(framing.framing(), framing.longest(), rules);
    }

    private RecordRule rule(Section section) {
        Optional<Selector> selector = stream ? selector(section) : Optional.empty();
        Optional<TopicPattern> topic =
                stream ? Optional.empty() : section.text("topic").map(TopicPattern::of);
        boolean bare = !stream
                && section.oneOf("bare", "false", List.of("true", "false")).equals("true");
        Optional<BinaryLayout> layout =
                stream && section.has("fields") ? Optional.of(BinaryLayout.read(section)) : Optional.empty();
        if (layout.isPresent() && !frames) {
            section.problem(
                    section.place("fields"), "'fields' are bytes of a frame; give 'framing' a start, sync or length");
        }
        Optional<Checksum> checksum = stream ? ChecksumReader.read(section) : Optional.empty();
        Map<String, Pattern> when = section.patterns("when");
        List<String> battery = section.texts("battery");
        Action action = action(section);
        selector.filter(names -> !names.names().isEmpty() || names instanceof Selector.Matching)
                .ifPresent(names -> known(section, names.names(), when, battery, action));
        layout.ifPresent(bytes -> known(section, List.copyOf(bytes.fields().keySet()), when, battery, action));
        section.done();
        return new RecordRule(selector, layout, checksum, topic, bare, when, battery, action);
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
            section.problem(
                    section.place(), "a record needs one of 'matching', 'pairs', 'columns' and 'fields', and only one");
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
        return new Action.Read(
                readings,
                section.sections("status").stream()
                        .map(part -> StatusReader.read(part, offered))
                        .toList(),
                Set.copyOf(Metrics.of(section, "together")),
                section.section("time").map(TimeReader::read),
                section.section("memory").map(RecordReader::memory).orElse(Memory.NONE),
                section.section("marks").map(Marks::read).orElse(Marks.NONE),
                section.sections("alarms").stream().map(AlarmRule::read).toList(),
                Identity.read(section),
                binding);
    }

    private static Memory memory(Section section) {
        Memory memory = new Memory(Set.copyOf(Metrics.of(section, "of")), section.text("age_min", ""));
        section.done();
        return memory;
    }

    /** A name that the record never gives would be a reading that never comes. */
    private static void known(
            Section section, List<String> names, Map<String, Pattern> when, List<String> battery, Action action) {
        Set<String> used = new TreeSet<>(Action.asked(action));
        used.addAll(when.keySet());
        used.addAll(battery);
        names.forEach(used::remove);
        used.forEach(name -> section.problem(
                section.place(),
                "no part of the record is named '" + name + "'" + Nearest.hint(name, names) + "; named are: "
                        + String.join(", ", names)));
    }
}
