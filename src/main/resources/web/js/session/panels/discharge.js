// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html, nothing } from "lit";
import { figure } from "../../words/alarm-words.js";
import { continuousState, cuffState, hasNumber } from "../../tile/number-state.js";
import { age, clock, millis, short } from "../../words/times.js";
import { has, t } from "../../words/words.js";
import { abort } from "./abort.js";

const SCORES = { aldrete: [7, 8, 9, 10], moaas: [2, 3, 4, 5] };
/** Checks that a measurement or the clock answers; the others are the nurse's own finding. */
const MEASURED = ["observation", "sbp", "dbp", "spo2", "alarms"];

/** The gate, line by line, with the findings that answer it; against it only with a reason. @param {Desk} desk */
export function discharge(desk) {
  return desk.values.abort ? abort(desk) : gate(desk);
}

/** @param {Desk} desk */
function gate(desk) {
  const { session, values, set, ready, send } = desk;
  const { ready: may, checks, missing } = session.discharge;
  let unmet = 0;
  const lines = checks.map(({ check, met, corrected }) => ({ check, met, corrected, told: met ? "" : (missing[unmet++] ?? "") }));
  const reason = (values.reason ?? "").trim();
  return html`<ul class="gate">
      ${lines.map(
        ({ check, met, corrected, told }) => html`<li data-met=${met} data-check=${check} class=${isEffect(check) ? "half" : ""}>
          <b class="mark" aria-label=${t(met ? "gate.met" : "gate.unmet")}>${met ? "✓" : "✕"}</b>
          <div>${answered(check, desk) ?? html`<span>${has(`gate.${check}`) ? t(`gate.${check}`) : check.replaceAll("_", " ")}${met ? nothing : html`<small>${gap(desk, check, told, corrected)}</small>`}${met && corrected != null ? html`<small>${t("gate.corrected", { value: figure(corrected) })}</small>` : nothing}</span>`}</div>
        </li>`,
      )}
      ${checks.some(({ check }) => check === "moaas") ? nothing : html`<li data-met="true" data-check="moaas"><b class="mark" aria-hidden="true">·</b><div>${score("moaas", desk)}</div></li>`}
    </ul>
    <div class="do">
      <p class="standing">
        ${may ? html`<span><b>${t("gate.open")}</b> ${t("gate.tell")}</span>` : html`<b>${t("gate.shut")}</b>`}
        <button class="quiet" data-act="to-abort" @click=${() => set("abort", true)}>${t("abort.open")}</button>
      </p>
      <div class="leave">
        <label data-wait=${may}>${t("gate.override")}<input maxlength="200" .value=${values.reason ?? ""} @input=${(/** @type {any} */ e) => set("reason", e.target.value)} /></label>
        <button class=${may ? "primary" : ""} data-act="discharge" ?disabled=${!ready || (!may && !reason)} @click=${() => send("/discharge", may ? {} : { override_reason: reason }, t("gate.done"))}>${t(may ? "gate.discharge" : "gate.discharge.anyway")}</button>
      </div>
    </div>`;
}

/** One that must have gone, such as the sedation: short enough to stand two to a line. @param {string} check */
const isEffect = (check) => ![...MEASURED, "aldrete", "moaas", "ride"].includes(check);

/** The check as the finding that answers it; null where a measurement does. @param {string} check @param {Desk} desk */
function answered(check, desk) {
  const { assessment } = desk.session.discharge;
  if (check === "aldrete" || check === "moaas") return score(check, desk);
  if (check === "ride") return tick(check, assessment.ride_confirmed, (on) => ({ ride_confirmed: on }), desk);
  if (MEASURED.includes(check)) return null;
  const rest = assessment.resolved.filter((one) => one !== check);
  return tick(check, assessment.resolved.includes(check), (on) => ({ resolved: on ? [...rest, check] : rest }), desk);
}

/** @param {string} check @param {boolean} on @param {(on: boolean) => object} body @param {Desk} desk */
function tick(check, on, body, { ready, send }) {
  return html`<label class="check"><input type="checkbox" name=${check} .checked=${on} ?disabled=${!ready} @change=${(/** @type {any} */ e) => send("/assessment", body(e.target.checked), t("gate.saved"), true)} /><span>${has(`gate.${check}`) ? t(`gate.${check}`) : check.replaceAll("_", " ")}</span></label>`;
}

/** @param {"aldrete"|"moaas"} name @param {Desk} desk */
function score(name, { session, ready, send }) {
  const now = session.discharge.assessment[name];
  const say = (/** @type {number} */ one) => send("/assessment", { [name]: one }, t("gate.saved"), true);
  return html`<fieldset class="choice"><legend>${t(`gate.${name}.score`)}</legend>
    ${SCORES[name].map((one) => html`<button type="button" aria-pressed=${now === one} ?disabled=${!ready} @click=${() => say(one)}>${one}</button>`)}
    <label class="other"><span class="unseen">${t("gate.other")}</span><input type="number" min="0" max=${name === "aldrete" ? 10 : 5} placeholder=${t("gate.other")} .value=${now != null && !SCORES[name].includes(now) ? String(now) : ""} @change=${(/** @type {any} */ e) => e.target.value !== "" && say(Number(e.target.value))} /></label>
  </fieldset>`;
}

/** What is missing, in the page's language where the page knows the figures; else as the server says it. @param {Desk} desk @param {string} check @param {string} told @param {number|null} [corrected] counts in place of the measured value; null = that was taken back */
function gap({ session, now }, check, told, corrected) {
  const reading = session.readings[check];
  const base = session.baseline[check];
  if (check === "observation") {
    const until = millis(session.observation_until);
    if (session.dose_at == null) return t("gate.nodose");
    return Number.isFinite(until) ? t("gate.wait", { at: clock(until), left: short(Math.max(0, until - now)) }) : t("gate.running");
  }
  if (check === "sbp" || check === "dbp") {
    if (base == null) return t("gate.nobase");
    const state = cuffState(reading, now);
    if (!hasNumber(state)) return t("gate.nopressure");
    const value = figure(reading.value);
    // A protocol may ask for a younger one than a tile does: then only the server knows that it is too old.
    if (state === "aged" || told.endsWith(" min old")) return t("gate.aged", { value, age: age(now - millis(reading.t)) });
    if (corrected === null) return t("gate.takenback", { value });
    if (told.includes("put in by correction")) return t("gate.byhand", { value: figure(corrected) });
    if (corrected !== undefined) return t("gate.corrected.pressure", { value: figure(corrected), measured: value, base: figure(base) });
    return state === "questionable" ? t("gate.questionable", { value }) : t("gate.pressure", { value, base: figure(base) });
  }
  if (check === "spo2") {
    const state = continuousState(reading, now);
    if (!hasNumber(state)) return t("gate.nospo2");
    return t(state === "questionable" ? "gate.questionable" : "gate.low", { value: figure(reading.value) });
  }
  if (check === "alarms") return session.standby_until ? t("gate.standby") : t("gate.alarming", { n: session.alarms.filter(({ priority }) => priority !== "low").length });
  return has(`gate.${check}.missing`) ? t(`gate.${check}.missing`) : told;
}
