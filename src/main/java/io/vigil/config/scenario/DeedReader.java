package io.vigil.config.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.config.Fields;
import io.vigil.config.Nearest;
import io.vigil.vital.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One action of a scenario. */
final class DeedReader {
    private static final double LONGEST_SECONDS = 31 * 86_400.0;
    private static final double LARGEST_VALUE = 9_000;
    private static final List<String> ACTIONS = List.of(
            "ack",
            "phase",
            "dose",
            "undo_dose",
            "baseline",
            "set_limit",
            "audio_pause",
            "standby",
            "resume",
            "nibp_start",
            "nibp_end",
            "restart");

    private final Fields fields;
    private final Function<JsonNode, Map<Metric, Double>> values;

    DeedReader(Fields fields, Function<JsonNode, Map<Metric, Double>> values) {
        this.fields = fields;
        this.values = values;
    }

    Optional<Deed> read() {
        fields.require("action");
        String action = fields.text("action", "");
        String by = fields.text("by", "op");
        return switch (action) {
            case "" -> Optional.empty();
            case "ack" -> Optional.of(new Deed.Acknowledge(needed("alarm")));
            case "phase" -> Optional.of(new Deed.EnterPhase(needed("phase"), optional("since_s", Deed.EnterPhase.NOW)));
            case "dose" -> Optional.of(new Deed.GiveDose());
            case "undo_dose" -> Optional.of(new Deed.TakeBackDose(optional("first_s", Deed.TakeBackDose.NONE_LEFT)));
            case "baseline" -> {
                fields.require("values");
                yield Optional.of(new Deed.ConfirmBaseline(values.apply(fields.raw("values")), by));
            }
            case "set_limit" -> Optional.of(new Deed.SetLimit(needed("alarm"), limit(), by));
            case "audio_pause" -> Optional.of(new Deed.PauseAudio(duration()));
            case "standby" -> Optional.of(new Deed.StandBy(duration(), by));
            case "resume" -> Optional.of(new Deed.Resume());
            case "nibp_start" -> Optional.of(new Deed.StartCuff(fields.flag("same_limb", false)));
            case "nibp_end" -> Optional.of(new Deed.EndCuff());
            case "restart" -> Optional.of(new Deed.Restart(optional("through_s", Deed.Restart.NO_GAP)));
            default -> {
                fields.reject("action", "does not know '" + action + "'" + Nearest.hint(action, ACTIONS));
                yield Optional.empty();
            }
        };
    }

    private long optional(String key, long otherwise) {
        return fields.has(key)
                ? Math.round(fields.number(key, 0, -LONGEST_SECONDS, LONGEST_SECONDS) * 1_000)
                : otherwise;
    }

    private String needed(String key) {
        fields.require(key);
        return fields.text(key, "");
    }

    private double limit() {
        fields.require("limit");
        return fields.number("limit", 0, -LARGEST_VALUE, LARGEST_VALUE);
    }

    private long duration() {
        fields.require("duration_s");
        return Math.round(fields.number("duration_s", 0, 0, LONGEST_SECONDS) * 1_000);
    }
}
