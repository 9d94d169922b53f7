package io.vigil.session;

import io.vigil.alarm.AlarmEngine;
import io.vigil.alarm.AlarmEvents;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import java.util.List;

/**
 * Technical alarms that are about the site and not about the patient. Whether such a condition holds is told to each
 * session as an input, at each change, so that a restart and a replay know it too. Part of the fold: pure, one thread.
 */
public final class SiteAlarms {
    /** No screen that can sound has been there for 10 s. */
    public static final String UNWATCHED = "tech.screens.none";

    /** Notifications have waited too long for their receiver. */
    public static final String UNDELIVERED = "tech.notify.undelivered";

    /** The EHR forbids us to write. */
    public static final String CHART_FORBIDDEN = "tech.ehr.forbidden";

    /** Something for the chart has waited too long for the EHR or for a person. */
    public static final String CHART_LATE = "tech.ehr.undelivered";

    /** Nothing can be made durable: the disk is full or fails. */
    public static final String UNSTORED = "tech.store.unwritable";

    /** Some of what was stored is damaged and was set aside. */
    public static final String DAMAGED = "tech.store.damaged";

    private static final List<String> ALL =
            List.of(UNWATCHED, UNDELIVERED, CHART_FORBIDDEN, CHART_LATE, UNSTORED, DAMAGED);

    private final List<Rule> rules;

    SiteAlarms(Protocol protocol) {
        rules = ALL.stream()
                .filter(alarm ->
                        protocol.rules().stream().noneMatch(rule -> rule.id().equals(alarm)))
                .map(SiteAlarms::rule)
                .toList();
    }

    /** All of no parts is always true: such a rule holds for as long as it is enabled. */
    private static Rule rule(String alarm) {
        return Rule.named(alarm, RuleKind.ALL_OF, Priority.LOW).build();
    }

    List<Rule> rules() {
        return rules;
    }

    /** At the session's start: nothing holds. */
    void begin(AlarmEngine engine, long now, AlarmEvents out) {
        rules.forEach(rule -> engine.enable(rule.id(), false, now, out));
    }

    /** An alarm that this version does not know changes nothing. What holds is the engine's to remember. */
    void take(Happening.Technical told, AlarmEngine engine, long now, AlarmEvents out) {
        if (knows(told.alarm())) {
            engine.enable(told.alarm(), told.holds(), now, out);
        }
    }

    boolean holds(String alarm, AlarmEngine engine) {
        return knows(alarm) && engine.panel().enabled(alarm);
    }

    /** False for one that the protocol has a rule of its own for. */
    boolean knows(String alarm) {
        return rules.stream().anyMatch(rule -> rule.id().equals(alarm));
    }
}
