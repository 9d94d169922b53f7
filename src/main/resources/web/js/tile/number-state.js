// @ts-check
/** @import {DisplayState, ReadingView, SessionView} from "../types.js" */
import { millis } from "../words/times.js";

/** Ages from which a value is no longer current; the server decides by the same, this page checks again by itself. */
const STALE_MILLIS = 10_000;
const AGED_MILLIS = 900_000;
const EXPIRED_MILLIS = 3_600_000;

/** States in which a number may stand on the screen. */
const WITH_NUMBER = ["live", "questionable", "aged"];
/** Of a cuff's three values the least trustworthy counts. */
const TRUST = ["live", "questionable", "aged", "invalid", "off", "stale", "expired", "none"];

/**
 * @param {ReadingView|undefined} reading
 * @param {number} now epoch ms on the server's clock; NaN = not known yet
 * @returns {DisplayState}
 */
export function continuousState(reading, now) {
  if (!reading || reading.display === "none") return "none";
  const shown = reading.display === "live" || reading.display === "questionable";
  if (!shown) return known(reading.display);
  if (reading.value == null) return "invalid";
  return now - millis(reading.t) < STALE_MILLIS ? reading.display : "stale";
}

/**
 * @param {ReadingView|undefined} reading
 * @param {number} now
 * @returns {DisplayState}
 */
export function cuffState(reading, now) {
  if (!reading || reading.display === "none") return "none";
  if (!WITH_NUMBER.includes(reading.display)) return known(reading.display);
  if (reading.value == null) return "invalid";
  const age = now - millis(reading.t);
  if (!(age < EXPIRED_MILLIS)) return "expired";
  return age >= AGED_MILLIS ? "aged" : reading.display;
}

/** @param {DisplayState} state a word this page does not know never shows a number */
const known = (state) => (TRUST.includes(state) ? state : "invalid");

/** @param {DisplayState} state */
export const hasNumber = (state) => WITH_NUMBER.includes(state);

/**
 * @param {SessionView} session
 * @param {number} now
 * @returns {DisplayState}
 */
export function pressureState(session, now) {
  const states = ["sbp", "dbp"].map((metric) => cuffState(session.readings[metric], now));
  return states.reduce((a, b) => (TRUST.indexOf(a) >= TRUST.indexOf(b) ? a : b));
}

/**
 * The pulse shown: from the oximeter, else from an ECG or a belt, each under its own name.
 *
 * @param {SessionView} session
 * @param {number} now
 * @returns {"pr"|"hr"}
 */
export function pulseMetric(session, now) {
  const { pr, hr } = session.readings;
  if (hasNumber(continuousState(pr, now)) || !hr || hr.display === "none") return "pr";
  return !pr || pr.display === "none" || hasNumber(continuousState(hr, now)) ? "hr" : "pr";
}

/** An alarm outlasts its violation by its clear delay: a number back inside the limits beside it is not boxed. @param {ReadingView|undefined} reading @param {"low"|"high"} side */
function outside(reading, side) {
  const { value, limit_low: low, limit_high: high } = reading ?? {};
  if (value == null) return false;
  return side === "low" ? low == null || value < low : high == null || value > high;
}

/**
 * The side on which a metric is out of its limits, and the priority that says so.
 *
 * @param {SessionView} session
 * @param {string} metric
 * @returns {{side: ""|"low"|"high"|"base", priority: string, asks: boolean}} asks: it is out of them now and nobody has acknowledged it
 */
export function violation(session, metric) {
  const standing = session.alarms.filter((alarm) => alarm.state !== "latched" && alarm.metrics.includes(metric));
  const order = ["high", "medium", "low"];
  const rank = (/** @type {import("../types.js").AlarmView} */ { state, priority }) => (state === "active" ? 0 : 3) + order.indexOf(priority);
  standing.sort((a, b) => rank(a) - rank(b));
  for (const { kind, priority, state } of standing) {
    const asks = state === "active";
    if (/^limit_low|^integral_low/.test(kind)) return { side: "low", priority, asks: asks && outside(session.readings[metric], "low") };
    if (/^limit_high/.test(kind)) return { side: "high", priority, asks: asks && outside(session.readings[metric], "high") };
    if (/^delta/.test(kind)) return { side: "base", priority, asks };
  }
  return { side: "", priority: "", asks: false };
}
