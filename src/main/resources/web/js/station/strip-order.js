// @ts-check
/** @import {AlarmView} from "../types.js" */
import { millis } from "../words/times.js";

const URGENCY = { high: 0, medium: 1, low: 2 };
/** Answered or not, what stands comes before what is over. */
const OVER = { active: 0, acked: 0, latched: 1 };

/**
 * By priority; at the same priority what stands before what is over; then the one that has waited longest. Oldest
 * first: the longest wait is the next to escalate, the newest is heard and flashes anyway, and a new alarm pushes no
 * older one of its rank from under a finger. An answer moves nothing: an alarm keeps its place until it is over.
 *
 * @param {AlarmView} a
 * @param {AlarmView} b
 */
export const byPriorityAndAge = (a, b) =>
  URGENCY[a.priority] - URGENCY[b.priority] || OVER[a.state] - OVER[b.state] || millis(a.since) - millis(b.since);

/**
 * Which of a ward's alarms are drawn where there is room for so many, and what is then not in sight. No unanswered one
 * is hidden while an answered one is drawn: it takes the place of the last of those.
 *
 * @template {{alarm: AlarmView}} T
 * @param {T[]} alarms in any order
 * @param {number} places at least 0
 * @returns {{shown: T[], hidden: number, unanswered: number}} unanswered: how many of the hidden ones
 */
export function arranged(alarms, places) {
  const all = [...alarms].sort((a, b) => byPriorityAndAge(a.alarm, b.alarm));
  const asking = all.filter(waits);
  const answered = all.filter((one) => !waits(one));
  const drawn = new Set([...asking.slice(0, places), ...answered.slice(0, Math.max(0, places - asking.length))]);
  return { shown: all.filter((one) => drawn.has(one)), hidden: all.length - drawn.size, unanswered: Math.max(0, asking.length - places) };
}

/** @param {{alarm: AlarmView}} one */
const waits = ({ alarm }) => alarm.state !== "acked";
