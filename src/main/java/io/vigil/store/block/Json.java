package io.vigil.store.block;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartFact;
import io.vigil.session.Happening;
import io.vigil.session.Patient;
import io.vigil.session.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        @JsonSubTypes.Type(value = Happening.CuffStarted.class, name = "cuff-started"),
        @JsonSubTypes.Type(value = Happening.CuffTold.class, name = "cuff-told"),
        @JsonSubTypes.Type(value = Happening.Declined.class, name = "declined"),
        @JsonSubTypes.Type(value = Happening.Corrected.class, name = "corrected"),
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
        @JsonSubTypes.Type(value = Action.Discharge.class, name = "discharge"),
        @JsonSubTypes.Type(value = Action.Abort.class, name = "abort"),
        @JsonSubTypes.Type(value = Action.Reassign.class, name = "reassign"),
        @JsonSubTypes.Type(value = Action.Undo.class, name = "undo")
    })
    interface ActionNames {}

    /** Names of what a chart entry tells. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ChartFact.Stay.class, name = "stay"),
        @JsonSubTypes.Type(value = ChartFact.Given.class, name = "given"),
        @JsonSubTypes.Type(value = ChartFact.Alarmed.class, name = "alarmed"),
        @JsonSubTypes.Type(value = ChartFact.Summary.class, name = "summary")
    })
    interface FactNames {}

    /** Used on strings only: in bytes, a lone surrogate in a note or a phase's id could not be written or read. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addMixIn(Happening.class, HappeningNames.class)
            .addMixIn(Action.class, ActionNames.class)
            .addMixIn(ChartFact.class, FactNames.class)
            .build();

    /** For the log, where an action stands with what became of it. */
    private static final JsonMapper AUDITED = MAPPER.rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
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
            if (acted.action() instanceof Action.Reassign other) {
                // The log of who did what names nobody but those who did it.
                detail.put("patient", other.patient().id());
            }
            detail.put("result", refused == null ? "applied" : "rejected");
            if (refused != null) {
                detail.put("why", refused.reason());
            }
            return MAPPER.writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new Garbled("cannot write what became of an action", e);
        }
    }

    /** The action of an {@link #audit}; empty where it was refused or names no patient to speak of. */
    public static Optional<Action> applied(String audit) {
        try {
            JsonNode detail = MAPPER.readTree(audit);
            boolean told = detail.path("result").asText().equals("applied")
                    && !detail.path("type").asText().equals("reassign");
            return told ? Optional.of(AUDITED.treeToValue(detail, Action.class)) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new Garbled("cannot read what became of an action", e);
        }
    }

    /** Of what {@link #cuff(Happening.CuffStarted)} wrote. */
    public static boolean sameLimb(String cuff) {
        try {
            return MAPPER.readTree(cuff).path("sameLimb").asBoolean();
        } catch (JsonProcessingException e) {
            throw new Garbled("cannot read a cuff's start", e);
        }
    }

    public static Patient patient(String json) {
        return read(Patient.class, json);
    }

    public static String cuff(Happening.CuffStarted started) {
        return MAPPER.createObjectNode()
                .put("device", started.device())
                .put("reason", started.reason())
                .put("sameLimb", started.sameLimb())
                .toString();
    }

    public static String cuff(Happening.CuffTold told) {
        return MAPPER.createObjectNode()
                .put("device", told.device())
                .put("outcome", told.outcome())
                .put("why", told.why())
                .toString();
    }

    public static String text(Patient patient) {
        return write(Patient.class, patient);
    }

    public static String text(ChartEntry entry) {
        return write(ChartEntry.class, entry);
    }

    /** Plain values by name, for the audit. */
    public static String object(Map<String, ?> values) {
        try {
            return MAPPER.writeValueAsString(new TreeMap<>(values));
        } catch (JsonProcessingException e) {
            throw new Garbled("cannot write what was said", e);
        }
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
