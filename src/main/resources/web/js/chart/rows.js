// @ts-check
import { html } from "lit";
import { figure, metricName } from "../words/alarm-words.js";
import { millis, withSeconds } from "../words/times.js";
import { has, language, t } from "../words/words.js";

/** Told by shape as well as by words. */
export const SHAPES = { waiting: "○", pending: "◔", delivered: "●", quarantined: "◆", withdrawn: "⊘" };
const UNITS = { spo2: "%", pi: "%", pr: "/min", hr: "/min", rr: "/min", sbp: "mmHg", dbp: "mmHg", map: "mmHg" };
/** What a person's word lifts; a patient who is not linked to the EHR is none of it. */
const RELEASABLE = ["questionable: needs a nurse's release", "held until a nurse releases it"];

/**
 * A row of the queue to the EHR.
 *
 * @typedef {object} OutboxRow
 * @property {number} id
 * @property {keyof typeof SHAPES} state
 * @property {string} kind
 * @property {string} session
 * @property {string} [chair]
 * @property {{display: string}|string|null} patient display, or the clinic's own id only
 * @property {string} at
 * @property {{metric: string, value: number|null}[]|Record<string, number|null>} values
 * @property {number} attempts
 * @property {string|null} location
 * @property {string|null} reason
 */

/** @param {OutboxRow} row @returns {Map<string, number|null>} by metric */
export const valuesOf = (row) =>
  new Map(Array.isArray(row.values) ? row.values.map(({ metric, value }) => [metric, value]) : Object.entries(row.values));

/** @param {OutboxRow} row waits for a nurse's word, and for nothing else */
export const releasable = (row) => row.state === "waiting" && RELEASABLE.includes(row.reason ?? "");

/** @param {OutboxRow} row in the chart, on its way or held: it can still be put right */
export const correctable = (row) => row.state !== "withdrawn";

/** Why it waits or was refused, as a nurse would say it where the page knows it. @param {OutboxRow} row */
export const reasonOf = (row) => (has(`chart.reason.${row.reason}`) ? t(`chart.reason.${row.reason}`) : (row.reason ?? ""));

/** The state in words; what a nurse has to release is not said to wait for a link. @param {OutboxRow} row */
export const stateOf = (row) => t(releasable(row) ? "chart.held" : `chart.${row.state}`);

/** @param {OutboxRow} row */
export function what(row) {
  const values = valuesOf(row);
  const metric = values.has("sbp") ? "nibp" : ([...values.keys()][0] ?? "");
  const kind = has(`chart.kind.${row.kind}`) ? t(`chart.kind.${row.kind}`) : row.kind;
  return html`${metricName(metric)} <span class="kind">${kind}</span>`;
}

/** @param {OutboxRow} row */
export function shown(row) {
  const values = valuesOf(row);
  const [metric, first] = [...values][0] ?? ["", null];
  if (first == null) return t("state.invalid");
  const unit = html`<small>${UNITS[/** @type {keyof typeof UNITS} */ (metric)] ?? ""}</small>`;
  if (!values.has("sbp")) return html`<b>${figure(first)}</b> ${unit}`;
  const mean = values.get("map") == null ? "" : ` (${figure(values.get("map"))})`;
  return html`<b>${figure(values.get("sbp"))}/${figure(values.get("dbp"))}${mean}</b> ${unit}`;
}

/** @param {string} at */
export function when(at) {
  const date = new Date(millis(at));
  const day = date.toLocaleDateString(language(), { day: "2-digit", month: "short" });
  return html`${withSeconds(date.getTime())} <small>${day}</small>`;
}

/**
 * A link a person can open: an address as it is, the demo's receiver under its own path, else the bare reference.
 *
 * @param {string} location
 */
export function place(location) {
  const name = /([A-Z][A-Za-z]+\/[^/?#]+)(?:\/_history\/[^/]+)?$/.exec(location)?.[1] ?? location;
  const demo = location.indexOf("/demo-ehr/");
  if (demo >= 0) return html`<a href=${location.slice(demo)}>${name}</a>`;
  if (/^https?:\/\//.test(location)) return html`<a href=${location} rel="noreferrer">${name}</a>`;
  return html`<a href=${`/demo-ehr/fhir/${location.replace(/^\//, "")}`}>${name}</a>`;
}
