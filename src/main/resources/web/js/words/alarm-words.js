// @ts-check
/** @import {AlarmView, SessionView} from "../types.js" */
import { has, t } from "./words.js";

/** @param {number|null|undefined} value */
export const figure = (value) => (value == null ? "" : String(Math.round(value * 10) / 10));

/** @param {number|null} delta */
export const signed = (delta) => (delta == null ? "" : `${delta < 0 ? "−" : "+"}${figure(Math.abs(delta))}`);

/** @param {string} metric */
export const metricName = (metric) => (has(`metric.${metric}`) ? t(`metric.${metric}`) : metric);

/** @param {AlarmView} alarm */
const isHigh = (alarm) => /high$/.test(alarm.kind);

/**
 * What a nurse calls it: the alarm's own words, else its kind's, else its id. Numbers are the worst since it began
 * against the limit in force.
 *
 * @param {AlarmView} alarm
 * @param {SessionView} session
 */
export function alarmWords(alarm, session) {
  const metric = alarm.metrics[0] ?? "";
  const base = session.baseline?.[metric];
  const values = {
    metric: alarm.metrics.map(metricName).join(" / "),
    worst: figure(alarm.worst),
    limit: figure(alarm.limit),
    sign: sign(alarm),
    base: figure(base),
    delta: alarm.worst == null || base == null ? "" : signed(alarm.worst - base),
  };
  const needsWorst = values.worst !== "" && values.limit !== "";
  for (const key of [`alarm.${alarm.alarm}`, `kind.${alarm.kind}`]) {
    if (has(key) && (needsWorst || !t(key).includes("{worst}"))) return t(key, values);
  }
  return `${values.metric || alarm.alarm} ${values.worst}`.trim();
}

/** @param {AlarmView} alarm */
function sign(alarm) {
  if (alarm.worst === alarm.limit) return isHigh(alarm) ? "≥" : "≤";
  return isHigh(alarm) ? ">" : "<";
}

export const MARKS = { high: "!!!", medium: "!!", low: "!" };
const URGENCY = { high: 3, medium: 2, low: 1 };
const SIGNAL = { active: 2, latched: 2, acked: 1 };

/**
 * What still asks for a hand first, then by priority; at equal urgency the server's order, oldest first.
 *
 * @param {AlarmView[]} alarms
 */
export const mostUrgentFirst = (alarms) =>
  [...alarms].sort((a, b) => SIGNAL[b.state] - SIGNAL[a.state] || URGENCY[b.priority] - URGENCY[a.priority]);
