package io.vigil.alarm;

import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code replay} is to print of stories, worked out by {@link NaiveModel}; lines in a form easy to compare. */
final class NaiveReplay {
    private final List<String> lines = new ArrayList<>();

    private NaiveReplay() {}

    static List<String> of(List<Story> stories, List<Integer> snapshots) {
        var replay = new NaiveReplay();
        for (int index = 0; index < stories.size(); index++) {
            replay.session(stories.get(index), stories.size() > 1 ? StoryText.name(index) : "", snapshots);
        }
        return replay.lines;
    }

    private void session(Story story, String name, List<Integer> snapshots) {
        var model = new NaiveModel(story);
        for (int t = 0; t <= story.end(); t++) {
            model.second(t);
            for (String said : model.said()) {
                lines.add(t + " " + said + " " + name);
            }
            if (snapshots.contains(t)) {
                lines.add(snapshot(story, model, t, name));
            }
        }
        model.audit.forEach(one -> lines.add(audit(one)));
    }

    private static String snapshot(Story story, NaiveModel model, int t, String name) {
        Map<String, String> states = new TreeMap<>();
        story.rules()
                .forEach(
                        rule -> states.put(rule.id(), model.condition(rule.id()).wire()));
        Map<String, String> display = new TreeMap<>();
        for (Metric metric : story.ages().keySet()) {
            display.put(metric.wire(), model.display(metric, t).wire());
        }
        return t + " snapshot " + model.sound(t).wire() + " " + states + " " + display + " " + name;
    }

    private static String audit(NaiveModel.Audit one) {
        Story.Act act = one.act();
        return switch (act.what()) {
            case "set_limit" ->
                "audit " + one.at() + " set_limit " + act.by() + " " + act.alarm() + " " + rounded(one.before()) + " "
                        + rounded(act.number()) + " " + one.result();
            case "standby" -> "audit " + one.at() + " standby " + act.by() + " " + one.result();
            default -> {
                var values = new TreeMap<String, Long>();
                act.values().forEach((metric, value) -> values.put(metric.wire(), rounded(value)));
                yield "audit " + one.at() + " baseline " + act.by() + " " + values;
            }
        };
    }

    static long rounded(double value) {
        return Math.round(value * 1e6);
    }
}
