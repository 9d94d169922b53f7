// @ts-check
/** @import {SessionView} from "../types.js" */
import { html, nothing } from "lit";
import { to } from "../station/route.js";
import { back } from "../tile/icons.js";
import { wornDevice } from "../tile/worn-device.js";
import { metricName } from "../words/alarm-words.js";
import { mayGive } from "../words/gives.js";
import { refusal } from "../words/refusals.js";
import { age, clock, duration, millis, short } from "../words/times.js";
import { has, t, titled } from "../words/words.js";

/**
 * Who it is, in which phase, how long since the dose.
 *
 * @param {SessionView} session
 * @param {number} now
 */
export function who(session, now) {
  const dosed = millis(session.dose_at);
  const phase = has(`phase.${session.phase}`) ? t(`phase.${session.phase}`) : session.phase;
  return html`<header class="who">
    <a class="button quiet" href=${to("ward")} aria-label=${t("chart.back")}>${back()}<span>${t("menu.ward")}</span></a>
    <span class="chair">${session.chair}</span>
    <h1 tabindex="-1" data-heading><b>${session.patient.display}</b> <span class="unseen">${t("tile.born")}</span>${session.patient.birthDate} <small>${session.patient.id}</small></h1>
    <p class="phase"><b>${phase}</b> <span>${t("session.inphase", { age: age(now - millis(session.phase_since)) })}</span><br /><small>${titled(session.protocol_title)}</small></p>
    <p class="elapsed"><b>${Number.isFinite(dosed) ? duration(now - dosed) : t("tile.nodose")}</b><br /><small>${Number.isFinite(dosed) ? t("tile.sincedose") : nothing}</small></p>
  </header>`;
}

/**
 * The last action, while it may be taken back, in a place that is kept for it; what comes next and what is worn.
 *
 * @param {SessionView} session
 * @param {number} now
 * @param {{may: boolean, meant: boolean, devices: Map<string, import("../types.js").DeviceView>, undo: (last: {action: string, t: string}) => void}} desk
 */
export function facts(session, now, { may, meant, devices, undo: takeBack }) {
  const until = millis(session.observation_until);
  const again = session.care?.cuff.due_because === "recheck" ? millis(session.next_cuff_due) : NaN;
  const undo = session.care?.undoable;
  const undone = undo && millis(undo.until) > now ? undo : null;
  return html`<ul class="facts">
    ${may
      ? html`<li class="undo">${undone ? html`<button ?disabled=${!meant} @click=${() => takeBack(undone)}>${t("session.undo", { action: has(`deed.${undone.action}`) ? t(`deed.${undone.action}`) : undone.action })}</button>` : nothing}</li>`
      : nothing}
    ${again <= now || (again > now && mayGive("sbp", session.devices, devices)) ? html`<li><b>${t(again > now ? "session.recheck" : "session.recheck.late", { left: short(Math.abs(again - now)) })}</b></li>` : nothing}
    ${Number.isFinite(until) ? html`<li>${until > now ? t("session.observe", { at: clock(until), left: short(until - now) }) : t("session.observed")}</li>` : nothing}
    ${session.care?.cuff.measuring_since ? html`<li><b>${t("session.measuring")}</b></li>` : nothing}
    ${session.care?.cuff.trouble ? html`<li><b>${refusal(session.care.cuff.trouble)}</b></li>` : nothing}
    ${(session.care?.checkpoints ?? []).filter(({ met }) => !met).map(({ due, metric }) => html`<li>${t("session.checkpoint", { metric: metricName(metric), at: clock(millis(due)) })}</li>`)}
    ${session.devices.length ? session.devices.map((id) => html`<li>${wornDevice(id, devices.get(id))}</li>`) : html`<li>${t("tile.nodevice")}</li>`}
  </ul>`;
}
