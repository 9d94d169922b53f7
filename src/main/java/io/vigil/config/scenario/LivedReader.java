package io.vigil.config.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.config.Fields;
import io.vigil.config.Problems;
import io.vigil.config.RuleReader;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys only an exported session has; a file without {@code offers} is no exported session. */
final class LivedReader {
    private static final double LONGEST_SECONDS = 31 * 86_400.0;
    private static final List<String> METRICS =
            Arrays.stream(Metric.values()).map(Metric::wire).toList();

    private static final List<String> PRIORITIES =
            Arrays.stream(Priority.values()).map(Priority::wire).toList();

    private final Problems problems;

    LivedReader(Problems problems) {
        this.problems = problems;
    }

    Lived read(Fields fields) {
        boolean exact = fields.has("offers");
        Set<Metric> required = metrics(fields, "required_metrics");
        List<Lived.Offer> offers = offers(fields);
        List<Rule> own = own(fields);
        boolean closed = fields.flag("closed", false);
        List<Lived.Switch> switches = switches(fields);
        List<Lived.Mark> marks = marks(fields);
        return exact ? new Lived(true, closed, required, offers, own, switches, marks) : Lived.NOT;
    }

    /** A rule without a kind looks at nothing: it holds for as long as it is switched on. */
    private List<Rule> own(Fields fields) {
        var kinds = JsonNodeFactory.instance.arrayNode();
        var own = new ArrayList<Rule>();
        for (JsonNode entry : fields.list("own_rules")) {
            if (entry.has("kind")) {
                kinds.add(entry);
                continue;
            }
            var one = new Fields(entry, "/own_rules", problems);
            one.require("id");
            one.require("priority");
            var priority = one.choice("priority", LivedReader::priority, PRIORITIES);
            String id = one.text("id", "");
            one.close();
            priority.ifPresent(
                    found -> own.add(Rule.named(id, RuleKind.ALL_OF, found).build()));
        }
        own.addAll(RuleReader.readAll(kinds, "/own_rules", problems));
        return own;
    }

    private static Optional<Priority> priority(String wire) {
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.wire().equals(wire))
                .findFirst();
    }

    private static Set<Metric> metrics(Fields fields, String key) {
        return new LinkedHashSet<>(fields.choices(key, Metric::ofWire, METRICS));
    }

    private List<Lived.Offer> offers(Fields fields) {
        var offers = new ArrayList<Lived.Offer>();
        for (Fields one : each(fields, "offers")) {
            offers.add(new Lived.Offer(at(one), seq(one), metrics(one, "metrics")));
            one.close();
        }
        return offers;
    }

    private List<Lived.Switch> switches(Fields fields) {
        var switches = new ArrayList<Lived.Switch>();
        for (Fields one : each(fields, "switches")) {
            one.require("alarm");
            switches.add(new Lived.Switch(at(one), seq(one), one.text("alarm", ""), one.flag("on", true)));
            one.close();
        }
        return switches;
    }

    private List<Lived.Mark> marks(Fields fields) {
        var marks = new ArrayList<Lived.Mark>();
        for (Fields one : each(fields, "marks")) {
            marks.add(new Lived.Mark(at(one), seq(one)));
            one.close();
        }
        return marks;
    }

    private List<Fields> each(Fields fields, String key) {
        var all = new ArrayList<Fields>();
        int index = 0;
        for (JsonNode entry : fields.list(key)) {
            all.add(new Fields(entry, "/" + key + "/" + index++, problems));
        }
        return all;
    }

    private static long at(Fields one) {
        one.require("t_s");
        return Math.round(one.number("t_s", 0, -LONGEST_SECONDS, LONGEST_SECONDS) * 1_000);
    }

    /** @return the session's sequence number; 0 where there is none */
    static long seq(Fields one) {
        return (long) one.number("seq", 0, 0, Long.MAX_VALUE);
    }
}
