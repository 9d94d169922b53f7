package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A made-up scenario in whole seconds, dense in what alarms.md distinguishes; everything follows from the seed. */
record Story(
        List<Rule> rules,
        String phase,
        Map<Metric, Double> baseline,
        Optional<Integer> dosed,
        List<Act> acts,
        List<Told> told,
        Map<Metric, AlarmEngine.DisplayTimes> ages,
        int end) {
    /**
     * @param what the action's name in alarms.md; @param alarm or the phase; @param number seconds, a limit, or over 0
     *     for the same limb
     */
    record Act(int at, String what, String alarm, double number, Map<Metric, Double> values, String by) {}

    record Told(int measured, int arrived, Metric metric, double value, Quality quality) {}

    static final List<String> PHASES = List.of("a", "b", "c");
    private static final List<Metric> METRICS = List.of(Metric.SPO2, Metric.PR, Metric.SBP);
    private static final List<Metric> ALL = List.of(Metric.values());

    static Story of(long seed) {
        return new Teller(new Random(seed)).story(List.of());
    }

    /** Another patient under the same rules, for as long. */
    Story another(long seed) {
        Story other = new Teller(new Random(seed)).story(rules);
        return new Story(rules, other.phase, other.baseline, other.dosed, other.acts, other.told, ages, end);
    }

    AlarmEngine.DisplayTimes agesOf(Metric metric) {
        return ages.getOrDefault(metric, AlarmEngine.DisplayTimes.DEFAULT);
    }

    List<Act> actsAt(int second) {
        return acts.stream().filter(act -> act.at() == second).toList();
    }

    List<Told> toldAt(int second) {
        return told.stream().filter(reading -> reading.arrived() == second).toList();
    }

    private static final List<Set<Quality>> ACCEPTED = List.of(
            Set.of(Quality.GOOD),
            Set.of(Quality.GOOD),
            Set.of(Quality.GOOD, Quality.QUESTIONABLE),
            Set.of(Quality.GOOD, Quality.QUESTIONABLE),
            Set.of(Quality.QUESTIONABLE));

    /** The vocabulary of values is small, so that limits are met exactly and often. */
    private static final class Teller {
        private final Random random;

        Teller(Random random) {
            this.random = random;
        }

        Story story(List<Rule> given) {
            int end = 60 + random.nextInt(120);
            var rules = new ArrayList<Rule>();
            int count = given.isEmpty() ? 1 + random.nextInt(5) : given.size();
            for (int index = 0; index < count; index++) {
                rules.add(given.isEmpty() ? rule("r" + index, count) : given.get(index));
            }
            var ages = new java.util.EnumMap<Metric, AlarmEngine.DisplayTimes>(Metric.class);
            for (Metric metric : Metric.values()) {
                ages.put(metric, Picture.AGES);
            }
            Map<Metric, Double> baseline = chance(0.3) ? Map.of(Metric.SBP, level(), Metric.PR, level()) : Map.of();
            Optional<Integer> dosed = chance(0.1) ? Optional.of(-random.nextInt(20)) : Optional.empty();
            return new Story(rules, one(PHASES), baseline, dosed, acts(end, count), told(end), ages, end);
        }

        private boolean chance(double probability) {
            return random.nextDouble() < probability;
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private double level() {
            return 90 + random.nextInt(5) + (chance(0.3) ? 0.1 * random.nextInt(10) : 0);
        }

        private Rule rule(String id, int count) {
            RuleKind kind = one(List.of(RuleKind.values()));
            RuleBuilder rule = Rule.named(id, kind, one(List.of(Priority.values())))
                    .on(chance(0.85) ? one(METRICS) : one(ALL))
                    .hysteresis(one(List.of(0.0, 0.1, 1.0, 2.0)))
                    .inclusive(chance(0.3))
                    .accept(one(ACCEPTED))
                    .phases(chance(0.7) ? Set.of() : new java.util.HashSet<>(List.of("a", one(PHASES))))
                    .delay(one(List.of(0, 0, 1, 3, 6)))
                    .clearDelay(one(List.of(0, 0, 2, 5)))
                    .latching(chance(0.4))
                    .escalateAfter(one(List.of(List.of(), List.of(3.0), List.of(4.0, 9.0), List.of(8.0, 2.0))))
                    .reminder(one(List.of(0, 0, 3, 7)));
            if (chance(0.3)) {
                String first = "r" + random.nextInt(count + 1);
                rule.inhibitedBy(chance(0.7) ? List.of(first) : List.of(first, "r" + random.nextInt(count)));
            }
            if (chance(0.3)) {
                rule.bounds(91, 93);
            }
            own(kind, rule);
            return rule.build();
        }

        private void own(RuleKind kind, RuleBuilder rule) {
            switch (kind) {
                case LIMIT_HIGH, LIMIT_LOW -> {
                    rule.limit(level());
                    if (chance(0.3)) {
                        rule.limitByPhase(Map.of("b", level()));
                    }
                }
                case DELTA_HIGH, DELTA_LOW -> rule.change(one(List.of(0.0, 1.0, 2.5)));
                case DELTA_PCT_HIGH, DELTA_PCT_LOW -> rule.change(one(List.of(0.0, 1.0, 2.5, 3.3)));
                case RATE_HIGH, RATE_LOW ->
                    rule.change(one(List.of(0.0, 1.0, 2.0))).window(one(List.of(0, 3, 10, 30)));
                case INTEGRAL_LOW -> rule.limit(level()).threshold(one(List.of(1.0, 5.0, 12.0)));
                case ALL_OF, ANY_OF -> rule.on().of(parts());
                case STALE -> {
                    rule.timeout(one(List.of(2, 5, 12)));
                    if (chance(0.3)) {
                        rule.on(Metric.SPO2, Metric.PR);
                    }
                }
                case OVERDUE -> {
                    rule.grace(one(List.of(0, 2)));
                    if (chance(0.5)) {
                        rule.interval(10);
                    } else {
                        rule.intervalByPhase(Map.of("a", 8.0, "b", 15.0));
                    }
                }
                case CHECKPOINT -> rule.checkpoint(random.nextInt(40), random.nextInt(6), random.nextInt(6));
                case DIFFER -> rule.on(Metric.SPO2, Metric.PR).change(one(List.of(0.0, 1.0, 2.5)));
                case SENSOR_OFF, SIGNAL_QUALITY -> {}
            }
            boolean limit = kind.ordinal() <= RuleKind.DELTA_PCT_LOW.ordinal();
            if (limit && chance(0.35)) {
                rule.counted(1 + random.nextInt(3), one(List.of(0, 2, 20)));
            }
        }

        private List<Rule.Part> parts() {
            var parts = new ArrayList<Rule.Part>();
            for (int index = 0; index <= random.nextInt(3); index++) {
                RuleKind kind = chance(0.5) ? RuleKind.LIMIT_HIGH : RuleKind.LIMIT_LOW;
                parts.add(new Rule.Part(one(METRICS), kind, level(), one(List.of(0.0, 1.0)), chance(0.3)));
            }
            return parts;
        }

        private List<Act> acts(int end, int rules) {
            var kinds = List.of(
                    "ack",
                    "ack",
                    "ack",
                    "ack*",
                    "phase",
                    "phase",
                    "dose",
                    "baseline",
                    "set_limit",
                    "set_limit",
                    "audio_pause",
                    "standby",
                    "resume",
                    "nibp_start",
                    "nibp_start",
                    "nibp_end",
                    "restart");
            var acts = new ArrayList<Act>();
            if (chance(0.7)) {
                acts.add(new Act(0, "baseline", "", 0, Map.of(Metric.SPO2, level()), "op"));
            }
            double density = random.nextDouble() * 0.25;
            for (int at = 0; at <= end; at++) {
                while (chance(density)) {
                    String what = one(kinds);
                    double number = switch (what) {
                        case "set_limit" -> level();
                        case "nibp_start" -> random.nextInt(3);
                        case "audio_pause" -> chance(0.3) ? 100 + random.nextInt(60) : random.nextInt(20);
                        default -> random.nextInt(PHASES.size() * 6);
                    };
                    String alarm = what.equals("phase") ? one(PHASES) : "r" + random.nextInt(rules + 1);
                    Map<Metric, Double> values = what.equals("baseline") ? Map.of(one(METRICS), level()) : Map.of();
                    acts.add(new Act(at, what, alarm, number, values, one(List.of("op", "op", "mia"))));
                }
            }
            return acts;
        }

        private List<Told> told(int end) {
            var told = new ArrayList<Told>();
            var sticky = new HashMap<Metric, Double>();
            // Some patients are mostly well, as in life: what rests between alarms is to be right too.
            boolean calm = chance(0.4);
            double change = calm ? 0.04 : 0.05 + random.nextDouble() * 0.4;
            double trouble = calm ? 0.01 : random.nextDouble() * 0.3;
            boolean quiet = false;
            for (int at = 0; at <= end; at++) {
                quiet = chance(0.06) != quiet;
                for (Metric metric : ALL) {
                    boolean cuff = !metric.continuous();
                    if (chance(change)) {
                        sticky.put(metric, level() + random.nextInt(3) - 1);
                    } else if (calm) {
                        sticky.put(metric, 92.5);
                    }
                    if (cuff ? chance(0.85) : quiet || chance(0.1)) {
                        continue;
                    }
                    told.add(reading(at, metric, sticky.getOrDefault(metric, 92.0), chance(trouble)));
                    if (chance(0.03)) {
                        told.add(again(at, metric));
                    }
                }
            }
            java.util.Collections.shuffle(told, random);
            return told;
        }

        private Told reading(int at, Metric metric, double value, boolean trouble) {
            Quality quality = trouble ? one(List.of(Quality.values())) : Quality.GOOD;
            double told = chance(0.03) ? one(List.of(Double.NaN, 0.5, 400.0)) : value;
            int late = chance(0.1) ? random.nextInt(metric.continuous() ? 14 : 140) : 0;
            int early = chance(0.01) ? Math.min(at, 1 + random.nextInt(3)) : 0;
            return new Told(at, at + late - early, metric, told, quality);
        }

        /** A second reading of a second, or of one before it. */
        private Told again(int at, Metric metric) {
            return new Told(Math.max(0, at - random.nextInt(3)), at, metric, level(), one(List.of(Quality.values())));
        }
    }
}
