// @ts-check
/** @import {DisplayState, ReadingView, SessionView} from "../types.js" */
import { html, nothing } from "lit";
import { figure, metricName, signed } from "../words/alarm-words.js";
import { millis, short } from "../words/times.js";
import { has, t } from "../words/words.js";
import { continuousState, hasNumber, violation } from "./number-state.js";

const DASHES = "– –";
const WAYS = { up: "↗", down: "↘", flat: "→" };
const ARROW = { low: "▼", high: "▲", base: "▲", "": "" };

/**
 * SpO2 or the pulse: numeral, limits beneath, trend.
 *
 * @param {SessionView} session
 * @param {"spo2"|"pr"|"hr"} metric
 * @param {number} now
 * @param {""|"up"|"down"|"flat"} [way] which way it has gone in the last minutes
 */
export function numberCell(session, metric, now, way = "") {
  const reading = session.readings[metric];
  const state = continuousState(reading, now);
  const { side, priority, asks } = violation(session, metric);
  return html`
    <section class="cell ${metric}" data-metric=${metric} data-state=${state} data-side=${side} data-priority=${priority} data-asks=${asks}>
      <div class="label">
        ${heading(metric, side)}
        ${way && hasNumber(state) ? html`<span class="way" data-way=${way}><span class="unseen">${t(`trend.${way}`)}</span><span aria-hidden="true">${WAYS[way]}</span></span>` : nothing}
      </div>
      ${numeral(state, reading, now, hasNumber(state) ? figure(reading.value) : "", session.standby_until != null)}
      <div class="limits">
        ${limits(reading, side)}
        ${hasNumber(state) && reading.delta != null
          ? html`<span class="delta" data-bright=${side === "base"}>${t("delta", { delta: signed(reading.delta) })}</span>`
          : nothing}
      </div>
      <canvas class="spark" data-metric=${metric} aria-hidden="true"></canvas>
    </section>
  `;
}

/**
 * The metric's name, with an arrow to the side on which it is out of its limits.
 *
 * @param {string} metric
 * @param {""|"low"|"high"|"base"} side
 */
export const heading = (metric, side) =>
  html`<span class="metric">${metricName(metric)}<span class="arrow" aria-hidden="true">${ARROW[side]}</span></span>`;

/**
 * The big figure, or dashes with the reason in words: no state is told by colour alone.
 *
 * @param {DisplayState} state
 * @param {ReadingView|undefined} reading
 * @param {number} now
 * @param {string} value
 * @param {boolean} [standby] readings are not taken in standby: that there is none says nothing of the device
 */
export function numeral(state, reading, now, value, standby = false) {
  if (!hasNumber(state)) {
    return html`<div class="num gone">
      ${state === "none" ? nothing : html`<span class="value dashes">${DASHES}</span>`}
      <span class="note">${standby && state === "stale" ? t("state.standby") : absence(state, reading, now)}</span>
    </div>`;
  }
  const why = state === "questionable" ? doubt(reading) : "";
  return html`<div class="num" title=${why || nothing}>
    <span class="value">${value}</span>${state === "questionable"
      ? html`<span class="doubt" aria-hidden="true">?</span><span class="unseen">${why}</span>`
      : nothing}
  </div>`;
}

/**
 * @param {DisplayState} state
 * @param {ReadingView|undefined} reading
 * @param {number} now
 */
function absence(state, reading, now) {
  const since = millis(reading?.t);
  if (state === "stale" && Number.isFinite(since)) return t("state.stale", { gap: short(now - since) });
  return t(state === "stale" ? "state.stale.ever" : `state.${state}`);
}

/** Why a number is questionable, in words. @param {ReadingView|undefined} reading */
function doubt(reading) {
  const flags = (reading?.flags ?? []).map((flag) => (has(`flag.${flag}`) ? t(`flag.${flag}`) : flag));
  return t("state.questionable", { why: flags.join(", ") || t("flag.unsure") });
}

/**
 * @param {ReadingView|undefined} reading
 * @param {string} side
 */
function limits(reading, side) {
  const low = reading?.limit_low;
  const high = reading?.limit_high;
  // Before the first number its limits are not known here: "no limits" would be a statement about the protocol.
  if (!reading) return nothing;
  if (low == null && high == null) return html`<span class="none">${t("limits.none")}</span>`;
  return range(low, high, side);
}

/**
 * Both limits, or the one there is with the sign that says which it is; the violated one bright.
 *
 * @param {number|null|undefined} low
 * @param {number|null|undefined} high
 * @param {string} side
 */
export function range(low, high, side) {
  const bound = (/** @type {number} */ value, /** @type {"low"|"high"} */ end, /** @type {string} */ sign) =>
    html`<span class="limit" data-violated=${side === end}><span class="unseen">${t(`limits.${end}`)}</span>${sign}${figure(value)}</span>`;
  if (low != null && high != null) return html`${bound(low, "low", "")}<span class="dash">–</span>${bound(high, "high", "")}`;
  if (low != null) return bound(low, "low", "≥ ");
  return high == null ? nothing : bound(high, "high", "≤ ");
}
