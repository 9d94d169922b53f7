// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html } from "lit";
import { t } from "../../words/words.js";
import "../../words/date-field.js";
import "../../words/patient-search.js";

const FIELDS = ["display", "birthDate", "id"];

/** Another person sits in the chair than was said: who it is, read back before it counts. @param {Desk} desk */
export function patient({ session, values, set, ready, send }) {
  const wish = Object.fromEntries(FIELDS.map((name) => [name, (values[name] ?? "").trim()]));
  const whole = FIELDS.every((name) => wish[name]);
  const reason = (values.reason ?? "").trim();
  const { identifier, reference } = /** @type {any} */ (values);
  const body = { patient: { ...wish, ...(identifier ? { identifier } : {}), ...(reference ? { reference } : {}) }, ...(reason ? { reason } : {}) };
  /** Another person's identifiers have not been confirmed. @param {string} name @param {string} value */
  const said = (name, value) => {
    set(name, value);
    set("confirmed", false);
    // Another number is another person: the link to the EHR was the first one's.
    if (name === "id") link({ identifier: null, reference: "" });
  };
  const link = (/** @type {any} */ one) => ["identifier", "reference"].forEach((name) => set(name, one[name]));
  const chosen = (/** @type {any} */ one) => {
    FIELDS.forEach((name) => said(name, one[name]));
    link(one);
  };
  const text = (/** @type {string} */ name, /** @type {number} */ most) => html`<label class="field"><span>${t(`start.${name}`)}</span>
    <input name=${name} maxlength=${most} autocomplete="off" .value=${values[name] ?? ""} @input=${(/** @type {any} */ e) => said(name, e.target.value)} /></label>`;
  return html`<p>${t(session.patient.reference ? "patient.now" : "patient.now.here")} <b>${session.patient.display}</b>, ${session.patient.birthDate}</p>
    <p class="calm">${t("patient.explain")}</p>
    <patient-search @patient=${(/** @type {CustomEvent} */ e) => chosen(e.detail)}></patient-search>
    ${text("display", 120)}
    <date-field name="birthDate" .label=${t("start.birthDate")} .value=${values.birthDate ?? ""} @date=${(/** @type {CustomEvent<string>} */ e) => said("birthDate", e.detail)}></date-field>
    ${text("id", 64)}
    <p class="calm" data-wait=${Boolean(reference)}>${t("start.unlinked")}</p>
    <label class="field"><span>${t("patient.reason")}</span><input name="reason" maxlength="200" .value=${values.reason ?? ""} @input=${(/** @type {any} */ e) => set("reason", e.target.value)} /></label>
    <label class="check two" data-wait=${!whole}><input type="checkbox" name="confirmed" .checked=${values.confirmed === true} @change=${(/** @type {any} */ e) => set("confirmed", e.target.checked)} />
      <span>${t("start.confirm")} <b>${wish.display}</b>, <b>${wish.birthDate}</b></span></label>
    <div class="choices">
      <button class="primary" ?disabled=${!ready || !whole || !values.confirmed} @click=${() => send("/reassign", body, t(reference ? "patient.done" : "patient.done.here", { patient: wish.display }))}>${t("patient.set")}</button>
    </div>`;
}
