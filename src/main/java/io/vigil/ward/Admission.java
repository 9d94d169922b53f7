package io.vigil.ward;

import io.vigil.alarm.Rule;
import io.vigil.session.Action;
import io.vigil.session.Care;
import io.vigil.session.Refusal;
import io.vigil.session.Session;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Inputs.Answer;
import io.vigil.session.port.Inputs.Status;
import io.vigil.vital.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a request may become an input. Reads, never writes; on the loop. */
final class Admission {
    /** alarms.md, "What a shipped protocol must have". */
    private static final long LONGEST_STANDBY_MILLIS = 900_000;

    private final Floor floor;

    Admission(Floor floor) {
        this.floor = floor;
    }

    Optional<Answer> refuse(Inputs.Start request) {
        if (!floor.parts.protocols().containsKey(request.protocol())) {
            return no(
                    Status.INVALID,
                    "There is no protocol " + request.protocol() + "; there are "
                            + floor.parts.protocols().keySet().stream().sorted().toList());
        }
        for (LiveSession each : floor.sessions()) {
            if (each.fold.isOpen() && each.fold.started().chair().equals(request.chair())) {
                return no(
                        Status.CONFLICT,
                        "Chair " + request.chair() + " has the open session " + each.fold.id()
                                + "; discharge it first");
            }
        }
        return devices(request.devices(), false);
    }

    /** @param asked it is to be put on somebody who is here, and may be taken with hand_over */
    private Optional<Answer> devices(List<String> devices, boolean asked) {
        Optional<Answer> unknown = unknown(devices);
        if (unknown.isPresent()) {
            return unknown;
        }
        for (String device : devices) {
            Optional<LiveSession> wearer = floor.bindings.wearer(device).flatMap(floor::session);
            if (wearer.isPresent()) {
                return no(Status.CONFLICT, worn(device, wearer.get().fold, asked));
            }
        }
        return Optional.empty();
    }

    private Optional<Answer> unknown(List<String> devices) {
        for (String device : devices) {
            if (floor.roster.find(device).isEmpty()) {
                return no(Status.INVALID, "There is no device " + device + " in the configuration");
            }
        }
        return Optional.empty();
    }

    private String worn(String device, Session fold, boolean asked) {
        String chair = fold.started().chair();
        String id = fold.id();
        String lost = lost(device, fold);
        if (lost.isEmpty()) {
            return asked
                    ? "Device " + device + " is worn at chair " + chair + " (session " + id
                            + "); take it off there first, or send hand_over to take it from there"
                    : "Device " + device + " is worn at chair " + chair + " (session " + id
                            + "); take it off there first";
        }
        return asked
                ? "Device " + device + " is worn at chair " + chair + " (session " + id + "), which would have no "
                        + lost + " without it; take it off there first, or send hand_over to take it from there"
                : "Device " + device + " is worn at chair " + chair + " (session " + id + "), which would have no "
                        + lost + " without it; take it off there first";
    }

    /** What nobody would measure there any more, wire names with commas between them. */
    private String lost(String device, Session fold) {
        Set<String> lost = floor.roster.offers(device);
        fold.offers().forEach((each, metrics) -> {
            if (!each.equals(device)) {
                lost.removeAll(metrics);
            }
        });
        return String.join(", ", lost);
    }

    Optional<Answer> settle(LiveSession session, List<String> bind, List<String> unbind, boolean handOver) {
        if (!session.fold.isOpen()) {
            return closed(session.fold);
        }
        for (String device : unbind) {
            if (!session.fold.wears(device)) {
                return no(Status.CONFLICT, "Device " + device + " is not worn in this session");
            }
        }
        if (bind.isEmpty() && unbind.isEmpty()) {
            return no(Status.INVALID, "Name at least one device to bind or unbind");
        }
        for (String device : bind) {
            if (session.fold.wears(device) && !unbind.contains(device)) {
                return no(Status.CONFLICT, "Device " + device + " is worn in this session already");
            }
            if (unbind.contains(device)) {
                return no(Status.INVALID, "Device " + device + " cannot be bound and unbound at once");
            }
        }
        return handOver ? unknown(bind) : devices(bind, true);
    }

    /** An answer that needs no input and leaves no trace. Empty where the action is to be taken, or refused on record. */
    Optional<Answer> settle(LiveSession session, Action action) {
        Session fold = session.fold;
        // That the wrong person was in the chair may be noticed when the session is over.
        if (!fold.isOpen() && !(action instanceof Action.Reassign)) {
            return closed(fold);
        }
        if (action instanceof Action.Acknowledge ack
                && !ack.alarm().equals("*")
                && !fold.alarms().has(ack.alarm())) {
            return no(Status.UNKNOWN, "There is no alarm " + ack.alarm() + " in this session");
        }
        if (action instanceof Action.SetLimit set) {
            Optional<Rule> rule = fold.alarms().rule(set.alarm());
            if (rule.isEmpty()) {
                return no(Status.UNKNOWN, "There is no alarm " + set.alarm() + " in this session");
            }
            return Double.isNaN(rule.get().limit())
                    ? no(Status.INVALID, "Alarm " + set.alarm() + " has no limit of its own to move")
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Why an action is not to be taken; goes on record. Empty where it is. */
    Optional<Refusal> refusal(Session fold, Action action, long nowMillis) {
        if (action instanceof Action.Acknowledge ack) {
            return acknowledge(fold, ack);
        } else if (action instanceof Action.MovePhase move) {
            return fold.phases().refusal(move);
        } else if (action instanceof Action.ConfirmBaseline baseline) {
            return implausible(baseline.values());
        } else if (action instanceof Action.Dose dose) {
            return dose(fold, dose);
        } else if (action instanceof Action.SetLimit set) {
            return fold.alarms().rule(set.alarm()).flatMap(rule -> outside(rule, set.limit()));
        } else if (action instanceof Action.Standby standby) {
            return standby(fold, standby);
        } else if (action instanceof Action.Cuff cuff) {
            return cuff(fold, cuff, nowMillis);
        } else if (action instanceof Action.Undo undo) {
            return undo(fold, undo, nowMillis);
        } else if (action instanceof Action.Reassign other) {
            return unless(
                    !other.patient().equals(fold.patient()),
                    Refusal.untimely("This session is that patient's already"));
        } else if (action instanceof Action.Note || action instanceof Action.AdverseEvent) {
            return unless(!fold.undo().full(), Refusal.untimely("This session's record is full"));
        } else if (action instanceof Action.Discharge leave && leave.overrideReason() == null) {
            List<String> missing = fold.notReady(nowMillis);
            return unless(
                    missing.isEmpty(),
                    Refusal.untimely("Not ready to leave: " + String.join("; ", missing)
                            + ". Give override_reason to discharge all the same"));
        }
        return Optional.empty();
    }

    /** An abort is never refused. */
    private static Optional<Refusal> cuff(Session fold, Action.Cuff cuff, long nowMillis) {
        return switch (cuff.action()) {
            case "start" -> fold.cuff().refusal(nowMillis).map(Refusal::untimely);
            case "allow" ->
                unless(
                        fold.cuff().startable(),
                        Refusal.untimely("No cuff worn in this session can be started from here"));
            default -> Optional.empty();
        };
    }

    private static Optional<Refusal> undo(Session fold, Action.Undo undo, long nowMillis) {
        Optional<Care.Undoable> last = fold.undo().offered(nowMillis);
        if (last.isEmpty()) {
            return Optional.of(Refusal.untimely("There is nothing of the last 10 minutes to take back"));
        }
        if (!undo.action().isEmpty() && !undo.action().equals(last.get().action())) {
            return Optional.of(Refusal.untimely("The last that can be taken back is "
                    + last.get().action() + " by " + last.get().by() + ", not " + undo.action()));
        }
        if (undo.atMillis() != 0 && undo.atMillis() != last.get().atMillis()) {
            return Optional.of(Refusal.untimely("What you saw is not the last any more; now it is "
                    + last.get().action() + " by " + last.get().by()));
        }
        return fold.undo().refusal(nowMillis).map(Refusal::untimely);
    }

    private static Optional<Refusal> acknowledge(Session fold, Action.Acknowledge ack) {
        int begun = ack.alarm().equals("*") ? 0 : fold.alarms().occurrence(ack.alarm());
        if (ack.occurrence() <= 0 || ack.occurrence() == begun) {
            return Optional.empty();
        }
        return Optional.of(
                ack.occurrence() < begun
                        ? Refusal.untimely("Alarm " + ack.alarm() + " began again (occurrence " + begun
                                + ") after the one you saw")
                        : Refusal.invalid("Alarm " + ack.alarm() + " has not begun occurrence " + ack.occurrence()));
    }

    private static Optional<Refusal> dose(Session fold, Action.Dose dose) {
        if (dose.overrideReason() != null || dose.event().equals("stop")) {
            return Optional.empty();
        }
        return fold.alarms()
                .preDoseHold()
                .map(why -> Refusal.untimely("Pre-dose hold: " + why + "; give override_reason to go on"));
    }

    /** Written so that a NaN bound allows everything and a NaN limit nothing. */
    private static Optional<Refusal> outside(Rule rule, double limit) {
        boolean within = !(limit < rule.boundLow()) && !(limit > rule.boundHigh()) && !Double.isNaN(limit);
        return unless(
                within,
                Refusal.invalid("The limit of " + rule.id() + " may lie between " + rule.boundLow() + " and "
                        + rule.boundHigh()));
    }

    private static Optional<Refusal> standby(Session fold, Action.Standby standby) {
        if (standby.durationMillis() > LONGEST_STANDBY_MILLIS) {
            return Optional.of(
                    Refusal.invalid("A standby lasts at most " + LONGEST_STANDBY_MILLIS / 1000 + " seconds"));
        }
        if (fold.standingBy()) {
            return Optional.of(Refusal.untimely("The session is in standby already; resume it first"));
        }
        return unless(
                !fold.alarms().highStands(),
                Refusal.untimely("A high alarm stands; acknowledge and clear it before standby"));
    }

    private static Optional<Refusal> unless(boolean fine, Refusal refusal) {
        return fine ? Optional.empty() : Optional.of(refusal);
    }

    private static Optional<Refusal> implausible(Map<Metric, Double> values) {
        return values.entrySet().stream()
                .filter(each -> !each.getKey().plausible(each.getValue()))
                .findFirst()
                .map(each -> Refusal.invalid(each.getKey().wire() + " " + each.getValue() + " is outside "
                        + each.getKey().lowest() + " to " + each.getKey().highest()));
    }

    private static Optional<Answer> closed(Session fold) {
        return no(Status.CONFLICT, "Session " + fold.id() + " is closed");
    }

    private static Optional<Answer> no(Status status, String detail) {
        return Optional.of(Answer.refused(status, detail));
    }
}
