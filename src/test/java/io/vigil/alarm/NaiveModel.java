package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A second reading of alarms.md, slow and plain: at each second everything is worked out anew from the whole list of what
 * was told and done. It shares the rule records with the engine, and nothing of how the engine works.
 */
final class NaiveModel {
    /** A reading as it was taken: {@code quality} null where only its message counted; history where nothing did. */
    private record Taken(
            Story.Told told, boolean history, @Nullable Quality quality, boolean squeezed, int period) {}

    private static final class State {
        Condition condition = Condition.NORMAL;
        int raised;
        int acked;
        int barrier = -1;
        final List<Integer> levels = new ArrayList<>();
        /** V violated, C clear, N neither, X reset; one letter a second from 0. */
        final StringBuilder history = new StringBuilder();

        boolean hot() {
            return condition == Condition.ACTIVE || condition == Condition.ACKED;
        }
    }

    private final Story story;
    private final Map<String, State> states = new HashMap<>();
    private final List<Taken> log = new ArrayList<>();
    private final Map<Metric, BigDecimal> baseline = new EnumMap<>(Metric.class);
    private final Map<String, BigDecimal> setLimits = new HashMap<>();
    /** Per integral rule: held value or null, one a tick since the last reset. */
    private final Map<String, List<Optional<BigDecimal>>> ticks = new HashMap<>();

    private String phase;
    private int phaseStart;
    private int monitoringStart;
    private int period;
    private Optional<Integer> dose;
    private Optional<Integer> standbyEnd = Optional.empty();
    private Optional<Integer> sameLimbStart = Optional.empty();
    private Optional<int[]> pause = Optional.empty();
    private List<String> events = new ArrayList<>();

    /** @param before the limit before a set_limit */
    record Audit(int at, Story.Act act, double before, String result) {}

    final List<Audit> audit = new ArrayList<>();

    NaiveModel(Story story) {
        this.story = story;
        phase = story.phase();
        dose = story.dosed();
        story.baseline().forEach((metric, value) -> baseline.put(metric, decimal(value)));
        story.rules().forEach(rule -> states.put(rule.id(), new State()));
        story.rules().forEach(rule -> ticks.put(rule.id(), new ArrayList<>()));
    }

    /** Everything there is to see of a second, as one text. */
    String second(int t) {
        events = new ArrayList<>();
        if (standbyEnd.isPresent() && standbyEnd.get() <= t) {
            leaveStandby(t);
        }
        story.actsAt(t).forEach(act -> act(act, t));
        if (standbyEnd.isEmpty()) {
            story.toldAt(t).forEach(this::take);
            tick(t);
            story.rules().stream().filter(r -> r.inhibitedBy().isEmpty()).forEach(r -> evaluate(r, t));
            story.rules().stream().filter(r -> !r.inhibitedBy().isEmpty()).forEach(r -> evaluate(r, t));
        } else {
            states.values().forEach(state -> state.history.append('X'));
        }
        return Picture.of(
                events,
                story.rules(),
                rule -> state(rule).condition,
                sound(t),
                metric -> display(metric, t),
                rule -> limit(rule).map(BigDecimal::doubleValue).orElse(Double.NaN));
    }

    /** What was said in the second told last: {@code raised r0 high}, {@code escalated r0 1}, {@code cleared r0}. */
    List<String> said() {
        return events.stream()
                .filter(event -> !event.startsWith("limit ") && !event.startsWith("standby "))
                .toList();
    }

    Condition condition(String id) {
        return state(id).condition;
    }

    // ---- actions

    private void act(Story.Act act, int t) {
        switch (act.what()) {
            case "ack" -> Optional.ofNullable(states.get(act.alarm())).ifPresent(state -> ack(act.alarm(), state, t));
            case "ack*" -> states.forEach((id, state) -> ack(id, state, t));
            case "phase" -> {
                phase = act.alarm();
                phaseStart = t;
            }
            case "dose" -> dose = dose.or(() -> Optional.of(t));
            case "baseline" -> {
                act.values().forEach((metric, value) -> baseline.put(metric, decimal(value)));
                audit.add(new Audit(t, act, 0, "applied"));
            }
            case "set_limit" -> setLimit(act, t);
            case "audio_pause" -> pause(act, t);
            case "standby" -> standby(act, t);
            case "resume" -> standbyEnd.ifPresent(end -> leaveStandby(t));
            case "nibp_start" -> {
                if (act.number() > 0) {
                    sameLimbStart = Optional.of(t);
                }
            }
            case "nibp_end" -> sameLimbStart = Optional.empty();
            default -> {}
        }
    }

    private void ack(String id, State state, int t) {
        if (state.condition == Condition.ACTIVE) {
            state.condition = Condition.ACKED;
            state.acked = t;
            events.add("acknowledged " + id);
        } else if (state.condition == Condition.LATCHED) {
            state.condition = Condition.NORMAL;
            events.add("acknowledged " + id);
            events.add("cleared " + id);
        }
    }

    private void setLimit(Story.Act act, int t) {
        Rule rule = rule(act.alarm());
        if (rule == null || Double.isNaN(rule.limit())) {
            return;
        }
        boolean tooLow = act.number() < rule.boundLow();
        boolean tooHigh = act.number() > rule.boundHigh();
        double before = limit(rule).orElseThrow().doubleValue();
        events.add("limit " + before + (tooLow || tooHigh ? " rejected" : " applied"));
        audit.add(new Audit(t, act, before, tooLow || tooHigh ? "rejected" : "applied"));
        if (!tooLow && !tooHigh) {
            setLimits.put(rule.id(), decimal(act.number()));
            ticksOf(rule.id()).clear();
            state(rule.id()).barrier = t;
        }
    }

    private void pause(Story.Act act, int t) {
        int loudest = story.rules().stream()
                .filter(rule -> loud(state(rule.id())))
                .mapToInt(rule -> rule.priority().ordinal())
                .max()
                .orElse(-1);
        pause = Optional.of(new int[] {t + (int) Math.min(120, act.number()), loudest});
    }

    private static boolean loud(State state) {
        return state.condition == Condition.ACTIVE || state.condition == Condition.LATCHED;
    }

    private void standby(Story.Act act, int t) {
        boolean high = story.rules().stream()
                .anyMatch(rule -> rule.priority() == Priority.HIGH && state(rule.id()).condition != Condition.NORMAL);
        if (standbyEnd.isPresent() || high) {
            events.add("standby rejected");
            audit.add(new Audit(t, act, 0, "rejected"));
            return;
        }
        events.add("standby applied");
        audit.add(new Audit(t, act, 0, "applied"));
        states.forEach((id, state) -> {
            if (state.condition != Condition.NORMAL) {
                state.condition = Condition.NORMAL;
                events.add("cleared " + id);
            }
        });
        standbyEnd = Optional.of(t + (int) act.number());
        pause = Optional.empty();
    }

    private void leaveStandby(int t) {
        standbyEnd = Optional.empty();
        monitoringStart = t;
        phaseStart = t;
        period++;
        ticks.values().forEach(List::clear);
        states.values().forEach(state -> state.barrier = t);
    }

    // ---- readings

    private void take(Story.Told told) {
        boolean old = log.stream()
                .anyMatch(before -> before.told.metric() == told.metric() && before.told.measured() >= told.measured());
        if (old) {
            return;
        }
        int late = told.arrived() - told.measured();
        boolean history = late > (told.metric().continuous() ? 10 : 120);
        @Nullable Quality quality = told.quality();
        boolean outside = !(told.value() >= told.metric().lowest()
                && told.value() <= told.metric().highest());
        if ((quality == Quality.GOOD || quality == Quality.QUESTIONABLE) && outside) {
            quality = Quality.INVALID;
        }
        boolean squeezed = (told.metric() == Metric.SPO2 || told.metric() == Metric.PR)
                && sameLimbStart.isPresent()
                && told.arrived() < sameLimbStart.get() + 60;
        if (squeezed) {
            boolean usable = quality == Quality.GOOD || quality == Quality.QUESTIONABLE;
            quality = usable ? Quality.QUESTIONABLE : null;
        }
        log.add(new Taken(told, history, quality, squeezed, period));
    }

    /** What counted of a metric in this period of monitoring, oldest first. */
    private List<Taken> of(Metric metric) {
        return log.stream()
                .filter(taken -> taken.told.metric() == metric && !taken.history && taken.period == period)
                .toList();
    }

    private static boolean accepts(Rule rule, Taken taken) {
        Quality quality = taken.quality;
        return quality != null && rule.accept().contains(quality);
    }

    private List<Taken> accepted(Rule rule, Metric metric) {
        return of(metric).stream().filter(taken -> accepts(rule, taken)).toList();
    }

    private Optional<Taken> lastSinceSensorOff(Rule rule, Metric metric) {
        Optional<Taken> last = Optional.empty();
        for (Taken taken : of(metric)) {
            if (taken.quality == Quality.SENSOR_OFF) {
                last = Optional.empty();
            } else if (accepts(rule, taken)) {
                last = Optional.of(taken);
            }
        }
        return last;
    }

    private Optional<BigDecimal> held(Rule rule, Metric metric, int t) {
        return lastSinceSensorOff(rule, metric)
                .filter(taken -> !metric.continuous() || t - taken.told.measured() < 10)
                .map(taken -> decimal(taken.told.value()));
    }

    private Optional<Quality> remembered(Metric metric) {
        return of(metric).stream()
                .filter(taken -> !taken.squeezed)
                .reduce((earlier, later) -> later)
                .flatMap(taken -> Optional.ofNullable(taken.quality));
    }

    private int lastAcceptedEver(Rule rule) {
        return log.stream()
                .filter(taken -> taken.told.metric() == rule.metrics().get(0) && !taken.history)
                .filter(taken -> accepts(rule, taken))
                .mapToInt(taken -> taken.told.measured())
                .max()
                .orElse(Integer.MIN_VALUE / 2);
    }

    // ---- findings

    private Optional<BigDecimal> limit(Rule rule) {
        var base = Optional.ofNullable(
                rule.metrics().isEmpty() ? null : baseline.get(rule.metrics().get(0)));
        BigDecimal change = Double.isNaN(rule.change()) ? BigDecimal.ZERO : decimal(rule.change());
        return switch (rule.kind()) {
            case LIMIT_HIGH, LIMIT_LOW, INTEGRAL_LOW -> {
                BigDecimal set = setLimits.get(rule.id());
                Double byPhase = rule.limitByPhase().get(phase);
                yield Optional.of(set != null ? set : decimal(byPhase != null ? byPhase : rule.limit()));
            }
            case DELTA_HIGH -> base.map(b -> b.add(change));
            case DELTA_LOW -> base.map(b -> b.subtract(change));
            case DELTA_PCT_HIGH ->
                base.map(b -> b.multiply(decimal(100).add(change)).movePointLeft(2));
            case DELTA_PCT_LOW ->
                base.map(b -> b.multiply(decimal(100).subtract(change)).movePointLeft(2));
            case RATE_HIGH, RATE_LOW, DIFFER -> Optional.of(change);
            default -> Optional.empty();
        };
    }

    private static char judge(BigDecimal v, BigDecimal l, boolean high, boolean inclusive, double hysteresis) {
        int side = high ? v.compareTo(l) : l.compareTo(v);
        if (side > 0 || (side == 0 && inclusive)) {
            return 'V';
        }
        BigDecimal h = decimal(hysteresis);
        boolean clear = high ? v.compareTo(l.subtract(h)) <= 0 : v.compareTo(l.add(h)) >= 0;
        return clear ? 'C' : 'N';
    }

    private char finding(Rule rule, int t) {
        return switch (rule.kind()) {
            case LIMIT_HIGH, LIMIT_LOW, DELTA_HIGH, DELTA_LOW, DELTA_PCT_HIGH, DELTA_PCT_LOW -> limitFinding(rule, t);
            case RATE_HIGH, RATE_LOW -> rateFinding(rule, t);
            case INTEGRAL_LOW -> integralFinding(rule, t);
            case ALL_OF, ANY_OF -> combinedFinding(rule, t);
            case STALE -> {
                int last = rule.metrics().stream()
                        .flatMap(metric -> of(metric).stream())
                        .mapToInt(taken -> taken.told.arrived())
                        .max()
                        .orElse(monitoringStart);
                yield t - Math.max(last, monitoringStart) >= rule.timeoutMillis() / 1000 ? 'V' : 'C';
            }
            case SENSOR_OFF -> remembered(rule.metrics().get(0)).equals(Optional.of(Quality.SENSOR_OFF)) ? 'V' : 'C';
            case SIGNAL_QUALITY ->
                remembered(rule.metrics().get(0))
                                .filter(q -> q == Quality.QUESTIONABLE || q == Quality.INVALID)
                                .isPresent()
                        ? 'V'
                        : 'C';
            case OVERDUE -> {
                int since = Math.max(lastAcceptedEver(rule), Math.max(phaseStart, monitoringStart));
                yield t - since >= interval(rule) + rule.graceMillis() / 1000 ? 'V' : 'C';
            }
            case CHECKPOINT -> {
                if (dose.isEmpty()) {
                    yield 'C';
                }
                long due = dose.get() + rule.atMillis() / 1000;
                if (lastAcceptedEver(rule) >= due - rule.earlyMillis() / 1000) {
                    yield 'C';
                }
                yield t >= due + rule.lateMillis() / 1000 ? 'V' : 'N';
            }
            case DIFFER -> {
                var one = held(rule, rule.metrics().get(0), t);
                var other = held(rule, rule.metrics().get(1), t);
                yield one.isEmpty() || other.isEmpty()
                        ? 'N'
                        : judge(
                                one.get().subtract(other.get()).abs(),
                                decimal(rule.change()),
                                true,
                                rule.inclusive(),
                                rule.hysteresis());
            }
        };
    }

    private static boolean high(RuleKind kind) {
        return kind.name().endsWith("HIGH");
    }

    private char limitFinding(Rule rule, int t) {
        var limit = limit(rule);
        Metric metric = rule.metrics().get(0);
        if (limit.isEmpty()) {
            return 'N';
        }
        if (rule.count() == 0) {
            return held(rule, metric, t)
                    .map(v -> judge(v, limit.get(), high(rule.kind()), rule.inclusive(), rule.hysteresis()))
                    .orElse('N');
        }
        var run = accepted(rule, metric);
        if (run.isEmpty()) {
            return 'N';
        }
        int n = 0;
        int first = 0;
        int last = run.get(run.size() - 1).told.measured();
        char newest = 'N';
        for (int index = run.size() - 1; index >= 0; index--) {
            char one = judge(
                    decimal(run.get(index).told.value()),
                    limit.get(),
                    high(rule.kind()),
                    rule.inclusive(),
                    rule.hysteresis());
            newest = index == run.size() - 1 ? one : newest;
            if (one != 'V') {
                break;
            }
            n++;
            first = run.get(index).told.measured();
        }
        if (newest != 'V') {
            return newest;
        }
        return n >= rule.count() && last - first >= rule.minSpanMillis() / 1000 ? 'V' : 'N';
    }

    private char rateFinding(Rule rule, int t) {
        Metric metric = rule.metrics().get(0);
        var last = lastSinceSensorOff(rule, metric).filter(taken -> t - taken.told.measured() < 10);
        if (last.isEmpty()) {
            return 'N';
        }
        int at = last.get().told.measured();
        var window = accepted(rule, metric).stream()
                .filter(taken -> taken.told.measured() < at && taken.told.measured() >= at - rule.windowMillis() / 1000)
                .map(taken -> decimal(taken.told.value()))
                .toList();
        if (window.isEmpty()) {
            return 'C';
        }
        BigDecimal value = decimal(last.get().told.value());
        BigDecimal result = rule.kind() == RuleKind.RATE_HIGH
                ? value.subtract(window.stream().min(BigDecimal::compareTo).orElseThrow())
                : window.stream().max(BigDecimal::compareTo).orElseThrow().subtract(value);
        return judge(result, decimal(rule.change()), true, false, rule.hysteresis());
    }

    private void tick(int t) {
        for (Rule rule : story.rules()) {
            if (rule.kind() == RuleKind.INTEGRAL_LOW) {
                ticksOf(rule.id()).add(held(rule, rule.metrics().get(0), t));
            }
        }
    }

    private char integralFinding(Rule rule, int t) {
        BigDecimal limit = limit(rule).orElseThrow();
        BigDecimal sum = BigDecimal.ZERO;
        for (var value : ticksOf(rule.id())) {
            boolean below = value.isPresent() && value.get().compareTo(limit) < 0;
            sum = below ? sum.add(limit).subtract(value.get()) : BigDecimal.ZERO;
        }
        if (sum.compareTo(decimal(rule.threshold())) >= 0) {
            return 'V';
        }
        return held(rule, rule.metrics().get(0), t)
                        .filter(v -> v.compareTo(limit.add(decimal(rule.hysteresis()))) >= 0)
                        .isPresent()
                ? 'C'
                : 'N';
    }

    private char combinedFinding(Rule rule, int t) {
        var parts = rule.parts().stream()
                .map(part -> held(rule, part.metric(), t)
                        .map(v ->
                                judge(v, decimal(part.limit()), high(part.kind()), part.inclusive(), part.hysteresis()))
                        .orElse('N'))
                .toList();
        boolean all = rule.kind() == RuleKind.ALL_OF;
        if (all ? parts.stream().allMatch(p -> p == 'V') : parts.contains('V')) {
            return 'V';
        }
        boolean clear = all ? parts.contains('C') : parts.stream().allMatch(p -> p == 'C');
        return clear ? 'C' : 'N';
    }

    private long interval(Rule rule) {
        return rule.intervalByPhase().getOrDefault(phase, rule.intervalMillis()) / 1000;
    }

    // ---- state machine

    /** How long the letter has stood without a break at t; -1 when it does not stand. */
    private static int stood(State state, char letter, int t) {
        int start = t;
        while (start >= 0 && start >= state.barrier && state.history.charAt(start) == letter) {
            start--;
        }
        return t - start - 1;
    }

    private void evaluate(Rule rule, int t) {
        State state = state(rule.id());
        boolean inhibited = rule.inhibitedBy().stream()
                .anyMatch(other -> states.containsKey(other) && state(other).hot());
        boolean applies = (rule.phases().isEmpty() || rule.phases().contains(phase))
                && (rule.kind() != RuleKind.OVERDUE || interval(rule) > 0);
        state.history.append(inhibited || !applies ? 'X' : finding(rule, t));
        if (inhibited) {
            if (state.hot()) {
                move(rule, state, Condition.NORMAL, "cleared " + rule.id());
            }
        } else if (!applies) {
            if (state.hot()) {
                exit(rule, state);
            }
        } else if (!state.hot()) {
            if (stood(state, 'V', t) >= rule.delayMillis() / 1000) {
                state.raised = t;
                state.levels.clear();
                announce(
                        rule,
                        state,
                        "raised " + rule.id() + " " + rule.priority().wire());
            }
        } else {
            stand(rule, state, t);
        }
    }

    private void stand(Rule rule, State state, int t) {
        if (stood(state, 'C', t) >= rule.clearDelayMillis() / 1000) {
            exit(rule, state);
        } else if (state.condition == Condition.ACTIVE) {
            for (int index = 0; index < rule.escalateAfterMillis().size(); index++) {
                boolean due = t - state.raised >= rule.escalateAfterMillis().get(index) / 1000;
                if (due && !state.levels.contains(index)) {
                    state.levels.add(index);
                    events.add("escalated " + rule.id() + " " + (index + 1));
                }
            }
        } else if (rule.reminderMillis() > 0 && t - state.acked >= rule.reminderMillis() / 1000) {
            state.raised = t;
            state.levels.clear();
            announce(rule, state, "reannounced " + rule.id());
        }
    }

    private void exit(Rule rule, State state) {
        if (state.condition == Condition.ACTIVE && rule.latching()) {
            move(rule, state, Condition.LATCHED, "latched " + rule.id());
        } else {
            move(rule, state, Condition.NORMAL, "cleared " + rule.id());
        }
    }

    private void move(Rule rule, State state, Condition to, String event) {
        state.condition = to;
        events.add(event);
    }

    private void announce(Rule rule, State state, String event) {
        move(rule, state, Condition.ACTIVE, event);
        if (pause.isPresent() && rule.priority().ordinal() >= pause.get()[1]) {
            pause = Optional.empty();
        }
    }

    // ---- what is seen

    Sound sound(int t) {
        if (pause.isPresent() && t < pause.get()[0]) {
            return Sound.NONE;
        }
        Sound loudest = Sound.NONE;
        for (Rule rule : story.rules()) {
            if (loud(state(rule.id())) && rule.priority() != Priority.LOW) {
                Sound sound = rule.priority() == Priority.HIGH ? Sound.HIGH : Sound.MEDIUM;
                loudest = sound.compareTo(loudest) > 0 ? sound : loudest;
            }
        }
        return loudest;
    }

    Display display(Metric metric, int t) {
        var messages = of(metric);
        if (!metric.continuous()) {
            return messages.stream()
                    .filter(taken -> taken.quality == Quality.GOOD || taken.quality == Quality.QUESTIONABLE)
                    .reduce((earlier, later) -> later)
                    .map(taken -> {
                        int age = t - taken.told.measured();
                        if (age >= story.agesOf(metric).expireMillis() / 1000) {
                            return Display.EXPIRED;
                        }
                        if (age >= story.agesOf(metric).agedMillis() / 1000) {
                            return Display.AGED;
                        }
                        return taken.quality == Quality.GOOD ? Display.LIVE : Display.QUESTIONABLE;
                    })
                    .orElse(Display.NONE);
        }
        if (messages.isEmpty()) {
            return Display.NONE;
        }
        int last =
                messages.stream().mapToInt(taken -> taken.told.arrived()).max().orElseThrow();
        if (t - last >= story.agesOf(metric).staleMillis() / 1000) {
            return Display.STALE;
        }
        return remembered(metric)
                .map(quality -> switch (quality) {
                    case GOOD -> Display.LIVE;
                    case QUESTIONABLE -> Display.QUESTIONABLE;
                    case INVALID -> Display.INVALID;
                    case SENSOR_OFF -> Display.OFF;
                })
                .orElse(Display.QUESTIONABLE);
    }

    private State state(String id) {
        return Objects.requireNonNull(states.get(id));
    }

    private List<Optional<BigDecimal>> ticksOf(String id) {
        return Objects.requireNonNull(ticks.get(id));
    }

    private @Nullable Rule rule(String id) {
        return story.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static BigDecimal decimal(double value) {
        return new BigDecimal(Math.round(value * 1e6)).movePointLeft(6);
    }
}
