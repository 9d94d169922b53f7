// @ts-check
/** @import {OutboxRow} from "./rows.js" */
import { html, nothing } from "lit";
import { metricName } from "../words/alarm-words.js";
import { t } from "../words/words.js";
import { releasable, shown, valuesOf, what } from "./rows.js";
import "../words/number-field.js";

/**
 * One charted value put right: another figure, or "this should never have been there"; neither without a reason.
 *
 * @param {OutboxRow} row
 * @param {object} desk
 * @param {Record<string, any>} desk.values what has been typed so far, by metric and "reason"
 * @param {(name: string, value: any) => void} desk.set
 * @param {boolean} desk.ready
 * @param {(body: object, said: string) => void} desk.correct
 * @param {() => void} desk.leave
 */
export function correction(row, { values, set, ready, correct, leave }) {
  const charted = valuesOf(row);
  const typed = [...charted.keys()].filter((metric) => values[metric] !== undefined && values[metric] !== "" && Number(values[metric]) !== charted.get(metric));
  const unread = typed.some((metric) => Number.isNaN(Number(values[metric])));
  const reason = (values.reason ?? "").trim();
  const send = (/** @type {object} */ body, /** @type {string} */ deed) => correct({ row: row.id, reason, ...body }, t(saidOf(row, deed)));
  return html`<h3>${what(row)} ${shown(row)}</h3>
    <div class="fields">
      ${[...charted].map(
        ([metric, value]) => html`<number-field .name=${metric} .label=${metricName(metric)} .value=${String(values[metric] ?? value ?? "")} @number=${(/** @type {CustomEvent<string>} */ e) => set(metric, e.detail)}></number-field>`,
      )}
    </div>
    ${charted.get("map") != null && (typed.includes("sbp") || typed.includes("dbp")) && !typed.includes("map") ? html`<p class="calm">${t("chart.mean.gone")}</p>` : nothing}
    <label>${t("chart.why")}<input name="reason" maxlength="200" .value=${values.reason ?? ""} @input=${(/** @type {any} */ e) => set("reason", e.target.value)} /></label>
    <div class="choices">
      <button class="primary" data-act="amend" ?disabled=${!ready || !reason || unread || !typed.length}
        @click=${() => send({ values: Object.fromEntries(typed.map((metric) => [metric, Number(values[metric])])) }, "amended")}>${t("chart.amend")}</button>
      <button data-act="withdraw" ?disabled=${!ready || !reason} @click=${() => send({ entered_in_error: true }, "withdrawn")}>${t("chart.withdraw")}</button>
      <button class="quiet" data-act="leave" @click=${leave}>${t("chart.leave")}</button>
    </div>`;
}

/**
 * What has become of it: of what waits here the EHR knows nothing, and where the patient is not linked it hears nothing
 * yet of the right value either.
 *
 * @param {OutboxRow} row as it was
 * @param {string} deed amended or withdrawn
 */
export const saidOf = (row, deed) => `chart.said.${deed}.${row.state !== "waiting" ? "sent" : deed === "amended" && releasable(row) ? "released" : "here"}`;
