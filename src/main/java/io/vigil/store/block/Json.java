package io.vigil.store.block;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.Happening;
import io.vigil.session.Patient;
import io.vigil.session.Refusal;

/**
 * The rare records as JSON. Type names are written out here and never derived from a class name, so that a class may be
 * renamed without losing what was journaled. NaN is the string "NaN". Any thread.
 */
public final class Json {
    /** Names of happenings on disk. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Happening.Started.class, name = "started"),
        @JsonSubTypes.Type(value = Happening.Bound.class, name = "bound"),
        @JsonSubTypes.Type(value = Happening.Unbound.class, name = "unbound"),
        @JsonSubTypes.Type(value = Happening.Measured.class, name = "measured"),
        @JsonSubTypes.Type(value = Happening.Acted.class, name = "acted"),
        @JsonSubTypes.Type(value = Happening.Restarted.class, name = "restarted"),
        @JsonSubTypes.Type(value = Happening.Technical.class, name = "technical")
    })
    interface HappeningNames {}

    /** Names of actions on disk. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Action.Acknowledge.class, name = "acknowledge"),
        @JsonSubTypes.Type(value = Action.MovePhase.class, name = "phase"),
        @JsonSubTypes.Type(value = Action.ConfirmBaseline.class, name = "baseline"),
        @JsonSubTypes.Type(value = Action.Dose.class, name = "dose"),
        @JsonSubTypes.Type(value = Action.SetLimit.class, name = "limit"),
        @JsonSubTypes.Type(value = Action.PauseAudio.class, name = "audio-pause"),
        @JsonSubTypes.Type(value = Action.Standby.class, name = "standby"),
        @JsonSubTypes.Type(value = Action.Resume.class, name = "resume"),
        @JsonSubTypes.Type(value = Action.Cuff.class, name = "nibp"),
        @JsonSubTypes.Type(value = Action.Note.class, name = "note"),
        @JsonSubTypes.Type(value = Action.AdverseEvent.class, name = "adverse-event"),
        @JsonSubTypes.Type(value = Action.Assess.class, name = "assessment"),
        @JsonSubTypes.Type(value = Action.Discharge.class, name = "discharge")
    })
    interface ActionNames {}

    /** Used on strings only: in bytes, a lone surrogate in a note or a phase's id could not be written or read. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addMixIn(Happening.class, HappeningNames.class)
            .addMixIn(Action.class, ActionNames.class)
            .build();

    private Json() {}

    public static String text(Happening what) {
        return write(Happening.class, what);
    }

    public static Happening happening(String json) {
        return read(Happening.class, json);
    }

    public static String text(Action action) {
        return write(Action.class, action);
    }

    /** The action with what became of it: {@code result} applied or rejected, and of a limit {@code from} and {@code to}. */
    public static String audit(Happening.Acted acted) {
        try {
            if (!(MAPPER.readTree(text(acted.action())) instanceof ObjectNode detail)) {
                throw new Garbled("an action is an object");
            }
            if (acted.action() instanceof Action.SetLimit set) {
                detail.put("from", acted.from()).put("to", set.limit());
            }
            Refusal refused = acted.refused();
            detail.put("result", refused == null ? "applied" : "rejected");
            if (refused != null) {
                detail.put("why", refused.reason());
            }
            return MAPPER.writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new Garbled("cannot write what became of an action", e);
        }
    }

    public static String text(Patient patient) {
        return write(Patient.class, patient);
    }

    public static String text(ChartEntry entry) {
        return write(ChartEntry.class, entry);
    }

    public static ChartEntry chartEntry(String json) {
        return read(ChartEntry.class, json);
    }

    private static <T> String write(Class<T> type, T value) {
        try {
            return MAPPER.writerFor(type).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new Garbled("cannot write " + type.getSimpleName(), e);
        }
    }

    private static <T> T read(Class<T> type, String json) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new Garbled("cannot read " + type.getSimpleName(), e);
        }
    }
}
