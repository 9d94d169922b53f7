package io.vigil.session.preview;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Rule;
import io.vigil.session.Action;
import io.vigil.session.Effects;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Protocol;
import io.vigil.session.Session;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Folds a session's inputs once more. What the nurse did then is done again, at the same moments. Pure; any thread, each
 * call with a fold of its own.
 */
public final class WhatIf {
    private WhatIf() {}

    /**
     * As it was, to the millisecond.
     *
     * @param inputs of one session in order, the first is Started
     * @param throughMillis ticks run to here; inputs after it are taken nevertheless
     */
    public static Session fold(List<Input> inputs, long throughMillis, Consumer<AlarmEvent> events) {
        Effects effects = new Effects();
        Session session = new Session(inputs.get(0));
        for (Input input : inputs.subList(1, inputs.size())) {
            session.apply(input, effects);
            tell(effects, events);
        }
        session.advance(throughMillis, effects);
        tell(effects, events);
        return session;
    }

    private static void tell(Effects effects, Consumer<AlarmEvent> events) {
        effects.events().forEach(events);
        effects.clear();
    }

    /** The same inputs under another protocol; limits that were set for rules it does not have set nothing. */
    public static List<Input> under(Protocol protocol, List<Input> inputs) {
        return inputs.stream().map(input -> opened(input, protocol)).toList();
    }

    /** The same inputs with these limits from the start, in every phase, whatever was set for their rules then. */
    public static List<Input> limited(Map<String, Double> limits, List<Input> inputs) {
        Predicate<Input> overridden = input -> input.what() instanceof Happening.Acted acted
                && acted.action() instanceof Action.SetLimit set
                && limits.containsKey(set.alarm());
        return inputs.stream()
                .filter(overridden.negate())
                .map(input -> input.what() instanceof Happening.Started started
                        ? opened(input, limited(limits, started.protocol()))
                        : input)
                .toList();
    }

    private static Protocol limited(Map<String, Double> limits, Protocol protocol) {
        return protocol.withRules(protocol.rules().stream()
                .map(rule -> limits.containsKey(rule.id()) ? limited(rule, limits.get(rule.id())) : rule)
                .toList());
    }

    private static Rule limited(Rule rule, double limit) {
        return rule.withLimit(limit);
    }

    private static Input opened(Input input, Protocol protocol) {
        return input.what() instanceof Happening.Started was
                ? new Input(
                        input.session(),
                        input.seq(),
                        input.atMillis(),
                        new Happening.Started(
                                was.session(),
                                was.site(),
                                was.patient(),
                                protocol,
                                was.chair(),
                                was.weightKg(),
                                was.by(),
                                was.key()))
                : input;
    }
}
