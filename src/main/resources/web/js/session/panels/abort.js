// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html } from "lit";
import { t } from "../../words/words.js";

const REASONS = ["mistake", "transferred", "elsewhere"];

/** Ends the session beside the discharge gate: it was started by mistake, or another team has the patient. @param {Desk} desk */
export function abort({ values, set, ready, send }) {
  const reason = (values.reason ?? "").trim();
  return html`<h3>${t("abort.title")}</h3>
    <p>${t("abort.explain")}</p>
    <div class="choice">
      ${REASONS.map((one) => html`<button type="button" aria-pressed=${reason === t(`abort.${one}`)} @click=${() => set("reason", t(`abort.${one}`))}>${t(`abort.${one}`)}</button>`)}
    </div>
    <label>${t("abort.reason")}<input name="reason" maxlength="200" .value=${values.reason ?? ""} @input=${(/** @type {any} */ e) => set("reason", e.target.value)} /></label>
    <div class="choices">
      <button class="primary" data-act="abort" ?disabled=${!ready || !reason} @click=${() => send("/abort", { reason }, t("abort.done"))}>${t("abort.end")}</button>
      <button class="quiet" @click=${() => { set("abort", false); set("reason", ""); }}>${t("abort.back")}</button>
    </div>`;
}
