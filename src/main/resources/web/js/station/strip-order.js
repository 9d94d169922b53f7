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
 * Which of a ward's alarms are drawn where there is room for so many, and what is then not in sight. Where all have no
 * room, each patient first keeps one place: for the most urgent of what nobody has answered of that patient, else of
 * what is answered. Its chip counts what else of the patient has no place of its own, so that one patient's many alarms
 * hide no other patient's. Places that are left go to what waits, then to what is answered. What is drawn stands by
 * priority and age as always; and an unanswered alarm is out of sight beside a drawn answered one only where a chip of
 * its own patient, unanswered and at least as urgent, counts it.
 *
 * @template {{session: {id: string}, alarm: AlarmView}} T
 * @param {T[]} alarms in any order
 * @param {number} places at least 0
 * @returns {{shown: (T & {more: number, waiting: number})[], hidden: number, unanswered: number}} more: how many further
 *     ones of its patient have no place, said once, at the patient's first; waiting: how many of those are unanswered.
 *     hidden: alarms of patients who have no place at all; unanswered: how many of those
 */
export function arranged(alarms, places) {
  const all = [...alarms].sort((a, b) => byPriorityAndAge(a.alarm, b.alarm));
  const rank = [...all.filter(waits), ...all.filter((one) => !waits(one))];
  const firsts = rank.filter((one) => rank.find((other) => of(other) === of(one)) === one);
  const drawn = new Set([...firsts, ...rank.filter((one) => !firsts.includes(one))].slice(0, places));
  const seen = new Set([...drawn].map(of));
  const covered = all.filter((one) => !drawn.has(one) && seen.has(of(one)));
  const hidden = all.filter((one) => !seen.has(of(one)));
  const shown = all
    .filter((one) => drawn.has(one))
    .map((one) => {
      const rest = seen.delete(of(one)) ? covered.filter((other) => of(other) === of(one)) : [];
      return { ...one, more: rest.length, waiting: rest.filter(waits).length };
    });
  return { shown, hidden: hidden.length, unanswered: hidden.filter(waits).length };
}

/** @param {{alarm: AlarmView}} one */
const waits = ({ alarm }) => alarm.state !== "acked";

/** @param {{session: {id: string}}} one */
const of = ({ session }) => session.id;
