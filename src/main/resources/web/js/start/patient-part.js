// @ts-check
/** @import {StartSession} from "./start-session.js" */
import { html } from "lit";
import { t } from "../words/words.js";
import "../words/date-field.js";
import "../words/patient-search.js";

/** Who: from the EHR by search or a scanned wristband, else typed; then both identifiers asked for and confirmed. @param {StartSession} page */
export function patientPart(page) {
  const { draft } = page;
  const input = (/** @type {"id"|"display"} */ name) => html`<label class="field"><span>${t(`start.${name}`)}</span>
    <input name=${name} required maxlength="120" autocomplete="off" .value=${draft[name]} @input=${(/** @type {any} */ e) => page.set({ [name]: e.target.value, ...(name === "id" ? { reference: "", identifier: null } : {}) })} /></label>`;
  return html`<section>
    <h2>${t("start.patient")}</h2>
    <patient-search @patient=${(/** @type {CustomEvent} */ e) => page.set(e.detail)}></patient-search>
    ${input("display")}
    <date-field name="birthDate" .label=${t("start.birthDate")} .value=${draft.birthDate} @date=${(/** @type {CustomEvent<string>} */ e) => page.set({ birthDate: e.detail })}></date-field>
    ${input("id")}
    <p class="calm" data-wait=${draft.reference !== ""}>${t("start.unlinked")}</p>
    <label class="check two" data-wait=${!(draft.display && draft.birthDate)}><input type="checkbox" name="confirmed" .checked=${draft.confirmed} @change=${(/** @type {any} */ e) => page.set({ confirmed: e.target.checked })} />
      <span>${t("start.confirm")} <b>${draft.display}</b>, <b>${draft.birthDate}</b></span></label>
  </section>`;
}
