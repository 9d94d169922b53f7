package io.vigil.alarm;

/**
 * Where one alarm stood, in words every version understands: what must not change when a version folds a session anew.
 *
 * @param occurrence the present or the last one, 0 when it was never raised
 * @param sinceMillis when that one was raised, epoch ms, 0 when never
 * @param changedMillis when the condition last changed, epoch ms, 0 when never
 */
public record AlarmMark(String alarm, Condition condition, int occurrence, long sinceMillis, long changedMillis) {}
