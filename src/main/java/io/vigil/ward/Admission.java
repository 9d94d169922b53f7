package io.vigil.ward;

import io.vigil.alarm.AlarmView;
import io.vigil.session.Action;
import io.vigil.session.Session;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Inputs.Answer;
import io.vigil.session.port.Inputs.Status;
import io.vigil.vital.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a request may become an input. Reads, never writes; on the loop. */
final class Admission {
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
        return devices(request.devices());
    }

    private Optional<Answer> devices(List<String> devices) {
        for (String device : devices) {
            if (floor.roster.find(device).isEmpty()) {
                return no(Status.INVALID, "There is no device " + device + " in the configuration");
            }
            Optional<String> wearer = floor.bindings.wearer(device);
            if (wearer.isPresent()) {
                return no(Status.CONFLICT, "Device " + device + " is worn in session " + wearer.get());
            }
        }
        return Optional.empty();
    }

    Optional<Answer> settle(LiveSession session, List<String> bind, List<String> unbind) {
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
        return devices(bind);
    }

    /** An answer that needs no input: a repetition, or a refusal. Empty where the action is to be taken. */
    Optional<Answer> settle(LiveSession session, String key, Action action) {
        Session fold = session.fold;
        if (fold.knowsKey(key)) {
            return Optional.of(Answer.done(session.fresh(floor.nowMillis())));
        }
        if (!fold.isOpen()) {
            return closed(fold);
        }
        if (action instanceof Action.Acknowledge ack) {
            return acknowledge(session, ack);
        }
        if (action instanceof Action.MovePhase move) {
            return fold.started().protocol().phase(move.phase()) == null
                    ? no(Status.INVALID, "Protocol " + fold.started().protocol().id() + " has no phase " + move.phase())
                    : Optional.empty();
        }
        if (action instanceof Action.ConfirmBaseline baseline) {
            return implausible(baseline.values());
        }
        if (action instanceof Action.Dose dose) {
            return dose.overrideReason() == null && !dose.event().equals("stop")
                    ? fold.preDoseHold()
                            .map(why -> Answer.refused(
                                    Status.CONFLICT, "Pre-dose hold: " + why + "; give override_reason to go on"))
                    : Optional.empty();
        }
        if (action instanceof Action.SetLimit limit && !fold.hasRule(limit.alarm())) {
            return no(Status.UNKNOWN, "There is no alarm " + limit.alarm() + " in this session");
        }
        if (action instanceof Action.Standby && fold.highAlarmStands()) {
            return no(Status.CONFLICT, "A high alarm stands; acknowledge and clear it before standby");
        }
        return Optional.empty();
    }

    private Optional<Answer> acknowledge(LiveSession session, Action.Acknowledge ack) {
        if (!ack.alarm().equals("*") && !session.fold.hasRule(ack.alarm())) {
            return no(Status.UNKNOWN, "There is no alarm " + ack.alarm() + " in this session");
        }
        Optional<AlarmView> standing = session.fold.standing(ack.alarm());
        if (ack.occurrence() > 0 && standing.isPresent() && standing.get().occurrence() > ack.occurrence()) {
            return no(
                    Status.CONFLICT,
                    "Alarm " + ack.alarm() + " began again (occurrence "
                            + standing.get().occurrence() + ") after the one you saw");
        }
        return Optional.empty();
    }

    private static Optional<Answer> implausible(Map<Metric, Double> values) {
        return values.entrySet().stream()
                .filter(each -> !each.getKey().plausible(each.getValue()))
                .findFirst()
                .map(each -> Answer.refused(
                        Status.INVALID,
                        each.getKey().wire() + " " + each.getValue() + " is outside "
                                + each.getKey().lowest() + " to "
                                + each.getKey().highest()));
    }

    private static Optional<Answer> closed(Session fold) {
        return no(Status.CONFLICT, "Session " + fold.id() + " is closed");
    }

    private static Optional<Answer> no(Status status, String detail) {
        return Optional.of(Answer.refused(status, detail));
    }
}
