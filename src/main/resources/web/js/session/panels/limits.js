// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html, nothing } from "lit";
import { act } from "../../live/api.js";
import { figure } from "../../words/alarm-words.js";
import { t } from "../../words/words.js";
import { limitName, metricOf, outOfOrder } from "./limit-names.js";
import { wouldHave } from "./limit-preview.js";
import "../../words/number-field.js";

const ORDER = ["spo2", "pr", "hr", "sbp", "dbp", "map", "rr"];

/** @param {Desk} desk */
export function limits(desk) {
  return desk.values.alarm ? one(desk) : list(desk);
}

/** Only of what is measured here, and not of what has had its time. @param {Desk} desk */
function list({ session, rules, set }) {
  const dosed = session.dose_at != null;
  const all = Object.entries(session.limits)
    .map(([alarm, limit]) => ({ alarm, ...limit, metric: metricOf(alarm, rules) }))
    .filter(({ alarm, metric }) => session.readings[metric] && !(dosed && alarm.startsWith("predose.")))
    .sort((a, b) => ORDER.indexOf(a.metric) - ORDER.indexOf(b.metric));
  return html`<ul class="rows limits-list">
    ${all.map(
      ({ alarm, limit, default: standard }) => html`<li>
        <button @click=${() => set("alarm", alarm)}>
          <span>${limitName(alarm, rules)}</span>
          <b>${figure(limit)}</b>${limit !== standard ? html`<small>${t("limit.standard", { value: figure(standard) })}</small>` : nothing}
        </button>
      </li>`,
    )}
  </ul>`;
}

/** @param {Desk} desk */
function one(desk) {
  const { session, rules, values, set, ready, send } = desk;
  const { alarm } = values;
  const { limit, bounds, default: standard } = session.limits[alarm];
  const wish = Number(values.limit ?? limit);
  const inside = !bounds || (wish >= bounds[0] && wish <= bounds[1]);
  const reason = (values.reason ?? "").trim();
  const wrong = inside ? outOfOrder(alarm, wish, session.limits, rules) : [];
  const step = (/** @type {number} */ by) => set("limit", Math.round((wish + by) * 10) / 10);
  return html`<h3>${limitName(alarm, rules)}</h3>
    <div class="stepper">
      <button aria-label=${t("limit.less")} ?disabled=${bounds && wish <= bounds[0]} @click=${() => step(-1)}>−</button>
      <number-field .name=${"limit"} .label=${t("limit.value")} .value=${String(values.limit ?? limit)} @number=${(/** @type {CustomEvent<string>} */ e) => set("limit", e.detail)}></number-field>
      <button aria-label=${t("limit.more")} ?disabled=${bounds && wish >= bounds[1]} @click=${() => step(1)}>+</button>
    </div>
    <p class="calm">${bounds ? t("limit.bounds", { low: figure(bounds[0]), high: figure(bounds[1]) }) : nothing} ${t("limit.standard", { value: figure(standard) })}</p>
    ${wrong.length ? html`<div class="hold" role="alert">${wrong.map((one) => html`<p>${one}</p>`)}</div>` : nothing}
    <label>${t("limit.reason")}<input maxlength="200" .value=${values.reason ?? ""} @input=${(/** @type {any} */ e) => set("reason", e.target.value)} /></label>
    <div class="choices">
      ${values.preview === "absent" ? nothing : html`<button ?disabled=${!inside} @click=${() => preview(desk, alarm, wish)}>${t("limit.preview")}</button>`}
      <button class="primary" ?disabled=${!ready || !inside || !reason || wish === limit} @click=${() => send(`/limits/${encodeURIComponent(alarm)}`, { limit: wish, reason }, t("limit.done", { value: figure(wish) }), false, "PUT")}>${t("limit.set", { value: figure(wish) })}</button>
      <button class="quiet" @click=${() => { set("alarm", ""); set("limit", undefined); set("preview", undefined); }}>${t("limit.others")}</button>
    </div>
    ${wouldHave(values.preview, rules, session)}`;
}

/** @param {Desk} desk @param {string} alarm @param {number} limit */
async function preview({ session, set }, alarm, limit) {
  try {
    const body = await act(`/api/v1/sessions/${encodeURIComponent(session.id)}/limits/preview`, { alarm, limit });
    set("preview", body);
  } catch (error) {
    const status = /** @type {{status?: number}} */ (error).status;
    set("preview", status === 404 || status === 405 ? "absent" : "failed");
  }
}
