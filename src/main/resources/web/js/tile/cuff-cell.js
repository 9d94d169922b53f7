// @ts-check
/** @import {SessionView} from "../types.js" */
import { html, nothing } from "lit";
import { figure, signed } from "../words/alarm-words.js";
import { age, clock, millis, short } from "../words/times.js";
import { t } from "../words/words.js";
import { mayGive } from "../words/gives.js";
import { cuffState, hasNumber, pressureState, violation } from "./number-state.js";
import { heading, numeral, range } from "./number-cell.js";

/**
 * The cuff: pressure, mean and age, limits and the next reading, rise from the confirmed baseline.
 *
 * @param {SessionView} session
 * @param {{sbp: number, dbp: number, t: string}|undefined} last last pair seen, for when it has expired
 * @param {number} now
 * @param {Map<string, import("../types.js").DeviceView>} devices
 */
export function cuffCell(session, last, now, devices) {
  const { sbp, dbp, map } = session.readings;
  const state = pressureState(session, now);
  const alarms = worseOf(violation(session, "sbp"), violation(session, "dbp"));
  const shown = hasNumber(state);
  return html`
    <section class="cell nibp" data-metric="nibp" data-state=${state} data-side=${alarms.side} data-priority=${alarms.priority} data-asks=${alarms.asks}>
      <div class="label">
        ${heading("nibp", alarms.side)}
        ${shown ? html`<span class="age brief">${age(now - millis(sbp.t))}</span>` : nothing} ${nextCuff(session, now, devices)}
      </div>
      ${state === "expired"
        ? html`<div class="num gone"><span class="value dashes">– –</span><span class="note">${lastKnown(last, sbp?.t)}</span></div>`
        : numeral(state, sbp, now, shown ? `${figure(sbp.value)}/${figure(dbp.value)}` : "")}
      <div class="mean">
        ${shown
          ? html`${hasNumber(cuffState(map, now)) ? html`<span class="map">(${figure(map.value)})</span>` : nothing}
              <span class="age">${t("cuff.age", { age: age(now - millis(sbp.t)) })}</span>`
          : nothing}
      </div>
      <div class="limits">${cuffLimits(session)}</div>
      <div class="rise">${shown ? rise(session) : nothing}</div>
    </section>
  `;
}

/**
 * @param {ReturnType<typeof violation>} a
 * @param {ReturnType<typeof violation>} b
 */
function worseOf(a, b) {
  const order = ["high", "medium", "low", ""];
  if (a.asks !== b.asks) return a.asks ? a : b;
  return order.indexOf(a.priority) <= order.indexOf(b.priority) ? a : b;
}

/**
 * @param {{sbp: number, dbp: number, t: string}|undefined} last
 * @param {string|null|undefined} at
 */
function lastKnown(last, at) {
  if (last) return t("state.expired", { value: `${figure(last.sbp)}/${figure(last.dbp)}`, at: clock(millis(last.t)) });
  return at ? t("state.expired.time", { at: clock(millis(at)) }) : t("state.expired.unknown");
}

/** Systolic, then diastolic. @param {SessionView} session */
function cuffLimits(session) {
  const { sbp, dbp } = session.readings;
  const [systolic, diastolic] = [violation(session, "sbp").side, violation(session, "dbp").side];
  const lower = range(dbp?.limit_low, dbp?.limit_high, diastolic);
  return html`${range(sbp?.limit_low, sbp?.limit_high, systolic)}${lower === nothing ? nothing : html`<span class="dash">/</span>${lower}`}`;
}

/**
 * What the cuff does now, or when it is to be next; nothing is counted down to where there is no cuff.
 *
 * @param {SessionView} session
 * @param {number} now
 * @param {Map<string, import("../types.js").DeviceView>} devices
 */
function nextCuff(session, now, devices) {
  const since = millis(session.care?.cuff.measuring_since);
  if (Number.isFinite(since)) return html`<span class="next now">${t("cuff.measuring", { time: short(Math.max(0, now - since)) })}</span>`;
  const due = millis(session.next_cuff_due);
  if (!Number.isFinite(due)) return nothing;
  const left = due - now;
  if (left >= 0 && !mayGive("sbp", session.devices, devices)) return html`<span class="next late">${t("cuff.absent")}</span>`;
  return left >= 0
    ? html`<span class="next">${t("cuff.next", { left: short(left) })}</span>`
    : html`<span class="next late">${t("cuff.late", { gap: age(-left) })}</span>`;
}

/** @param {SessionView} session */
function rise(session) {
  const { sbp, dbp } = session.readings;
  if (sbp?.delta == null) return t("delta.none");
  const bright = [violation(session, "sbp").side, violation(session, "dbp").side].includes("base");
  const pair = dbp?.delta == null ? signed(sbp.delta) : `${signed(sbp.delta)} / ${signed(dbp.delta)}`;
  return html`<span class="delta" data-bright=${bright}>${t("delta.base", { delta: pair })}</span>`;
}
