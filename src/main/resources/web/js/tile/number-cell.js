// @ts-check
/** @import {DisplayState, ReadingView, SessionView} from "../types.js" */
import { html, nothing } from "lit";
import { figure, metricName, signed } from "../words/alarm-words.js";
import { millis, short } from "../words/times.js";
import { has, t } from "../words/words.js";
import { continuousState, hasNumber, violation } from "./number-state.js";

const DASHES = "– –";
export const ARROW = { low: "▼", high: "▲", base: "▲", "": "" };

/**
 * SpO2 or the pulse: numeral, limits beneath, trend.
 *
 * @param {SessionView} session
 * @param {"spo2"|"pr"|"hr"} metric
 * @param {number} now
 */
export function numberCell(session, metric, now) {
  const reading = session.readings[metric];
  const state = continuousState(reading, now);
  const { side, priority } = violation(session, metric);
  return html`
    <section class="cell ${metric}" data-metric=${metric} data-state=${state} data-side=${side} data-priority=${priority}>
      <div class="label">
        <span class="metric">${metricName(metric)}</span>
        ${hasNumber(state) && reading.delta != null
          ? html`<span class="delta" data-bright=${side === "base"}>${t("delta", { delta: signed(reading.delta) })}</span>`
          : nothing}
      </div>
      ${numeral(state, reading, now, hasNumber(state) ? figure(reading.value) : "", side)}
      <div class="limits">${limits(reading, side)}</div>
      <canvas class="spark" data-metric=${metric} aria-hidden="true"></canvas>
    </section>
  `;
}

/**
 * The big figure, or dashes with the reason in words: no state is told by colour alone.
 *
 * @param {DisplayState} state
 * @param {ReadingView|undefined} reading
 * @param {number} now
 * @param {string} value
 * @param {""|"low"|"high"|"base"} side
 */
export function numeral(state, reading, now, value, side) {
  if (!hasNumber(state)) {
    return html`<div class="num gone">
      ${state === "none" ? nothing : html`<span class="value dashes">${DASHES}</span>`}
      <span class="note">${absence(state, reading, now)}</span>
    </div>`;
  }
  const why = state === "questionable" ? doubt(reading) : "";
  return html`<div class="num" title=${why || nothing}>
    <span class="value">${value}</span>${state === "questionable"
      ? html`<span class="doubt" aria-hidden="true">?</span><span class="unseen">${why}</span>`
      : nothing}${side === "" || side === "base" ? nothing : html`<span class="arrow" aria-hidden="true">${ARROW[side]}</span>`}
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
  if (low == null && high == null) return html`<span class="none">${t("limits.none")}</span>`;
  return html`${limit(figure(low), side === "low", t("limits.low"))}<span class="dash">–</span>${limit(
    figure(high),
    side === "high",
    t("limits.high"),
  )}`;
}

/**
 * @param {string} value
 * @param {boolean} violated
 * @param {string} name for the screen reader
 */
export function limit(value, violated, name) {
  if (!value) return nothing;
  return html`<span class="limit" data-violated=${violated}><span class="unseen">${name}</span>${value}</span>`;
}
