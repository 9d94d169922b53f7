package io.vigil.alarm;

/**
 * One alarm that is not NORMAL, as a screen shows it.
 *
 * @param sinceMillis when this occurrence was raised, epoch ms
 * @param changedMillis when the condition last changed, epoch ms (when it was acknowledged, or ended and latched)
 * @param worst the worst value since it was raised, in the metric's unit; NaN where the rule has none
 * @param limit the limit in force; NaN where the rule has none
 * @param level the highest escalation level reached since the last announcement, 0 for none
 */
public record AlarmView(
        Rule rule,
        Condition condition,
        int occurrence,
        long sinceMillis,
        long changedMillis,
        double worst,
        double limit,
        int level) {}
