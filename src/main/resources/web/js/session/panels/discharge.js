// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html, nothing } from "lit";
import { figure } from "../../words/alarm-words.js";
import { clock, millis, short } from "../../words/times.js";
import { has, t } from "../../words/words.js";

const SCORES = { aldrete: [7, 8, 9, 10], moaas: [2, 3, 4, 5] };
/** Checks that the nurse's own finding answers. */
const FOUND = ["aldrete", "ride"];
const MEASURED = ["observation", "sbp", "dbp", "spo2", "alarms"];

/** The gate, line by line, with the findings that answer it; against it only with a reason. @param {Desk} desk */
export function discharge(desk) {
  const { session, values, set, ready, send } = desk;
  const { ready: may, checks, assessment, missing } = session.discharge;
  let unmet = 0;
  const lines = checks.map(({ check, met }) => ({ check, met, missing: met ? "" : (missing[unmet++] ?? "") }));
  const effects = checks.map(({ check }) => check).filter((check) => !MEASURED.includes(check) && !FOUND.includes(check));
  const reason = (values.reason ?? "").trim();
  return html`<ul class="gate">
      ${lines.map(
        ({ check, met, missing: why }) => html`<li data-met=${met}>
          <b class="mark" aria-label=${t(met ? "gate.met" : "gate.unmet")}>${met ? "✓" : "✕"}</b>
          <span>${has(`gate.${check}`) ? t(`gate.${check}`) : check.replaceAll("_", " ")}${met ? nothing : html`<small>${gap(desk, check, why)}</small>`}</span>
        </li>`,
      )}
    </ul>
    <h3>${t("gate.assess")}</h3>
    ${score("aldrete", assessment.aldrete, desk)} ${score("moaas", assessment.moaas, desk)}
    <label class="check"><input type="checkbox" .checked=${assessment.ride_confirmed} ?disabled=${!ready} @change=${(/** @type {any} */ e) => send("/assessment", { ride_confirmed: e.target.checked }, t("gate.saved"), true)} /><span>${t("gate.ride")}</span></label>
    ${effects.map(
      (effect) => html`<label class="check"><input type="checkbox" .checked=${assessment.resolved.includes(effect)} ?disabled=${!ready} @change=${(/** @type {any} */ e) => send("/assessment", { resolved: e.target.checked ? [...assessment.resolved, effect] : assessment.resolved.filter((one) => one !== effect) }, t("gate.saved"), true)} /><span>${has(`gate.${effect}`) ? t(`gate.${effect}`) : effect}</span></label>`,
    )}
    <h3>${t(may ? "gate.open" : "gate.shut")}</h3>
    ${may
      ? html`<p>${t("gate.tell")}</p>`
      : html`<label>${t("gate.override")}<input maxlength="200" .value=${values.reason ?? ""} @input=${(/** @type {any} */ e) => set("reason", e.target.value)} /></label>`}
    <div class="choices">
      <button class=${may ? "primary" : ""} ?disabled=${!ready || (!may && !reason)} @click=${() => send("/discharge", may ? {} : { override_reason: reason }, t("gate.done"))}>${t(may ? "gate.discharge" : "gate.discharge.anyway")}</button>
    </div>`;
}

/** @param {"aldrete"|"moaas"} name @param {number|null} now @param {Desk} desk */
function score(name, now, { ready, send }) {
  return html`<fieldset class="choice"><legend>${t(`gate.${name}.score`)}</legend>
    ${SCORES[name].map((one) => html`<button type="button" aria-pressed=${now === one} ?disabled=${!ready} @click=${() => send("/assessment", { [name]: one }, t("gate.saved"), true)}>${one}</button>`)}
    <label class="other"><span class="unseen">${t("gate.other")}</span><input type="number" min="0" max=${name === "aldrete" ? 10 : 5} placeholder=${t("gate.other")} .value=${now != null && !SCORES[name].includes(now) ? String(now) : ""} @change=${(/** @type {any} */ e) => e.target.value !== "" && send("/assessment", { [name]: Number(e.target.value) }, t("gate.saved"), true)} /></label>
  </fieldset>`;
}

/** What is missing, in the page's language where the page knows the figures; else as the server says it. @param {Desk} desk @param {string} check @param {string} told */
function gap({ session, now }, check, told) {
  const reading = session.readings[check];
  const base = session.baseline[check];
  if (check === "observation") {
    const until = millis(session.observation_until);
    if (session.dose_at == null) return t("gate.nodose");
    return Number.isFinite(until) ? t("gate.wait", { at: clock(until), left: short(Math.max(0, until - now)) }) : t("gate.running");
  }
  if (check === "sbp" || check === "dbp") {
    if (base == null) return t("gate.nobase");
    return reading?.value == null ? t("gate.nopressure") : t("gate.pressure", { value: figure(reading.value), base: figure(base) });
  }
  if (check === "spo2") return reading?.value == null ? t("gate.nospo2") : t("gate.low", { value: figure(reading.value) });
  if (check === "alarms") return session.standby_until ? t("gate.standby") : t("gate.alarming", { n: session.alarms.filter(({ priority }) => priority !== "low").length });
  return has(`gate.${check}.missing`) ? t(`gate.${check}.missing`) : told;
}
