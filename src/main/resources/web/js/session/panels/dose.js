// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html, nothing } from "lit";
import { figure } from "../../words/alarm-words.js";
import { has, t } from "../../words/words.js";
import { takenBack } from "../taken-back.js";
import { detailOf } from "../trend-data.js";
import { doseWords } from "../event-words.js";
import { holding } from "./simple.js";
import "../../words/number-field.js";

/** How each protocol is usually given; every figure can be changed before it is recorded. */
const USUAL = /** @type {Record<string, {drug: string, route: string, events: string[], amounts?: number[]}>} */ ({
  "iv-40min": { drug: "ketamine", route: "iv", events: ["start", "stop", "given"] },
  im: { drug: "ketamine", route: "im", events: ["given"] },
  "in-esketamine-rems": { drug: "esketamine", route: "nasal", events: ["given"], amounts: [28, 56, 84] },
  "oral-sl": { drug: "ketamine", route: "oral", events: ["given"] },
});
const DRUGS = ["ketamine", "esketamine"];
const ROUTES = ["iv", "im", "nasal", "oral", "sl", "sc"];

/** @param {Desk} desk */
export function dose(desk) {
  const { session, values, set, ready, send } = desk;
  const usual = USUAL[session.protocol] ?? { drug: "ketamine", route: "iv", events: ["start", "stop", "given"] };
  const undone = takenBack(desk.events);
  const before = desk.events.filter((one) => one.category === "action" && one.what === "dose" && !undone.has(one)).map(detailOf).filter(({ result }) => !result || result === "applied");
  const running = before.length > 0 && before[before.length - 1].event === "start";
  const event = values.event ?? (running ? "stop" : usual.events[0]);
  const drug = values.drug ?? before[0]?.drug ?? usual.drug;
  const route = values.route ?? before[0]?.route ?? usual.route;
  const perKg = Number(/([\d.]+) mg\/kg/.exec(session.protocol_title)?.[1] ?? NaN);
  const computed = perKg && session.weight_kg ? Math.round(perKg * session.weight_kg * 10) / 10 : (usual.amounts?.[1] ?? "");
  const amount = values.amount ?? computed;
  const held = session.alarms.some(({ alarm, state }) => alarm.startsWith("predose.") && state !== "latched");
  const needs = held && event !== "stop";
  const reason = (values.reason ?? "").trim();
  const complete = (event === "stop" || Number(amount) > 0) && (!needs || reason);
  const body = {
    drug,
    route,
    event,
    ...(event === "stop" ? {} : { amount: Number(amount), unit: "mg" }),
    ...(values.rate ? { rate: values.rate } : {}),
    ...(values.lot ? { lot: values.lot } : {}),
    ...(needs ? { override_reason: reason } : {}),
  };
  return html`${event === "stop" ? nothing : holding(session)}
    ${before.length ? html`<p class="calm">${t("dose.before", { doses: before.map(doseWords).join("; ") })}</p>` : nothing}
    ${choice("event", ["start", "stop", "given"], event, set, (one) => t(`dose.event.${one}`))}
    ${choice("drug", DRUGS, drug, set, (one) => t(`drug.${one}`))} ${choice("route", ROUTES, route, set, (one) => (has(`route.${one}`) ? t(`route.${one}`) : one))}
    ${event === "stop"
      ? nothing
      : html`<number-field .name=${"amount"} .label=${t("dose.amount")} .value=${String(amount)} .note=${computed && !values.amount && perKg ? t("dose.computed", { perKg: figure(perKg), kg: figure(session.weight_kg) }) : perBody(Number(amount), session.weight_kg, perKg)} @number=${(/** @type {CustomEvent<string>} */ e) => set("amount", e.detail)}></number-field>
          ${(usual.amounts ?? []).length ? html`<div class="choices">${usual.amounts?.map((one) => html`<button aria-pressed=${Number(amount) === one} @click=${() => set("amount", one)}>${one} mg</button>`)}</div>` : nothing}`}
    <details><summary>${t("dose.more")}</summary>
      ${text("rate", values, set)} ${text("lot", values, set)}
    </details>
    ${needs ? html`<label>${t("dose.override")}<input .value=${values.reason ?? ""} maxlength="200" @input=${(/** @type {any} */ e) => set("reason", e.target.value)} /></label>` : nothing}
    <div class="choices"><button class="primary" ?disabled=${!ready || !complete} @click=${() => send("/dose", body, t("dose.done"))}>${t(needs ? "dose.record.held" : "dose.record", { dose: doseWords(body) })}</button></div>`;
}

/**
 * @param {string} name
 * @param {string[]} all
 * @param {string} chosen
 * @param {(name: string, value: string) => void} set
 * @param {(one: string) => string} word
 */
export function choice(name, all, chosen, set, word) {
  return html`<fieldset class="choice"><legend>${t(`dose.${name}`)}</legend>
    ${all.map((one) => html`<button type="button" aria-pressed=${one === chosen} @click=${() => set(name, one)}>${word(one)}</button>`)}
  </fieldset>`;
}

/**
 * @param {string} name
 * @param {Record<string, any>} values
 * @param {(name: string, value: string) => void} set
 */
const text = (name, values, set) =>
  html`<label>${t(`dose.${name}`)}<input .value=${values[name] ?? ""} maxlength="64" @input=${(/** @type {any} */ e) => set(name, e.target.value)} /></label>`;

/**
 * What an amount is for this body; a slip by a factor is seen before it is recorded.
 *
 * @param {number} amount mg
 * @param {number|null|undefined} kg
 * @param {number} perKg what the protocol gives, NaN where it does not say
 */
function perBody(amount, kg, perKg) {
  if (!kg || !(amount > 0)) return t("dose.mg");
  const given = Math.round((amount / kg) * 100) / 100;
  const times = Math.round((amount / kg / perKg) * 10) / 10;
  return times >= 2 ? html`<b class="problem">${t("dose.many", { perKg: given, times: figure(times) })}</b>` : t("dose.each", { perKg: given });
}
