// @ts-check
import { html } from "lit";
import { figure, metricName } from "../words/alarm-words.js";
import { millis, withSeconds } from "../words/times.js";
import { has, language, t } from "../words/words.js";

/** Told by shape as well as by words. */
export const SHAPES = { held: "◎", waiting: "○", pending: "◔", failing: "◇", delivered: "●", replaced: "◌", quarantined: "◆", withdrawn: "⊘" };
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
 * @property {string} [resource] what the EHR knows it by; rows that share it are one thing
 * @property {"amended"|"entered_in_error"} [change] of a correction
 * @property {Record<string, any>} [fact] of what is no measured value
 * @property {string|null} [next] when it was last tried, of one that is tried again
 * @property {string|null} location
 * @property {string|null} reason
 */

/** @param {OutboxRow} row @returns {Map<string, number|null>} by metric */
export const valuesOf = (row) =>
  new Map(Array.isArray(row.values) ? row.values.map(({ metric, value }) => [metric, value]) : Object.entries(row.values));

/** @param {OutboxRow} row waits for a nurse's word, and for nothing else */
export const releasable = (row) => row.state === "waiting" && RELEASABLE.includes(row.reason ?? "");

/** In the chart, on its way or held, and the last word of its kind: it can still be put right. @param {OutboxRow} row @param {OutboxRow[]} [rows] */
export const correctable = (row, rows) => !["withdrawn", "replaced"].includes(standing(row, rows)) && !row.fact;

/** Why it waits or was refused, as a nurse would say it where the page knows it. @param {OutboxRow} row */
export function reasonOf(row) {
  const reason = row.reason ?? "";
  if (has(`chart.reason.${reason}`)) return t(`chart.reason.${reason}`);
  return reason.startsWith("403") ? `${t("chart.reason.403")} (${reason})` : reason;
}

/**
 * How it truly stands: what waits for a person's word and what for a link are two things, what was tried in vain is not on
 * its way, and what a later row stands for in the chart is not in the chart.
 *
 * @param {OutboxRow} row
 * @param {OutboxRow[]} [rows] all that are listed, newest first
 * @returns {keyof typeof SHAPES}
 */
export function standing(row, rows = []) {
  if (row.state === "waiting") return releasable(row) ? "held" : "waiting";
  if (row.state === "pending") return row.attempts > 0 && row.reason ? "failing" : "pending";
  if (row.state !== "delivered") return row.state;
  if (row.change === "entered_in_error") return "withdrawn";
  const after = rows.find((other) => other.id > row.id && other.resource === row.resource && other.state === "delivered");
  return after ? (after.change === "entered_in_error" ? "withdrawn" : "replaced") : "delivered";
}

/** In words. @param {OutboxRow} row @param {OutboxRow[]} [rows] */
export const stateOf = (row, rows) => t(`chart.${standing(row, rows)}`);

/** How many stand how, of those listed. @param {OutboxRow[]} rows @returns {Record<string, number>} */
export function counted(rows) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const row of rows) counts[standing(row, rows)] = (counts[standing(row, rows)] ?? 0) + 1;
  return counts;
}

/** @typedef {{stopped: boolean, wait_s: number}} Held the way to the EHR while it does not flow */

/** When a row that was tried in vain is tried again. @param {OutboxRow} row @param {Held|undefined} held */
export function nextTry(row, held) {
  if (held?.stopped) return t("chart.next.asked");
  const tried = millis(row.next);
  return held && Number.isFinite(tried) ? t("chart.next", { at: withSeconds(tried + held.wait_s * 1000) }) : "";
}

/** @param {OutboxRow} row */
export function what(row) {
  if (row.fact) return html`<span class="kind">${kindOf(row)}</span>`;
  const values = valuesOf(row);
  const metric = values.has("sbp") ? "nibp" : ([...values.keys()][0] ?? "");
  return html`${metricName(metric)} <span class="kind">${kindOf(row)}</span>`;
}

/** @param {OutboxRow} row */
const kindOf = (row) => (has(`chart.kind.${row.kind}`) ? t(`chart.kind.${row.kind}`) : row.kind);

/** What is charted where it is no measured value: "ketamine 40 mg IV". @param {Record<string, any>} fact */
function factOf({ drug, route, amount, unit, protocol, stopped, alarm, members }) {
  const word = (/** @type {string} */ prefix, /** @type {string} */ name) => (has(`${prefix}.${name}`) ? t(`${prefix}.${name}`) : name);
  if (drug) return html`<b>${word("drug", drug)} ${figure(amount)} ${unit} ${word("route", route)}</b>`;
  if (protocol) return html`${has(`title.${protocol}`) ? t(`title.${protocol}`) : protocol}${stopped ? html` <small>${t("chart.fact.stopped")}</small>` : ""}`;
  return alarm ?? t("chart.fact.members", { n: members ?? 0 });
}

/** @param {OutboxRow} row */
export function shown(row) {
  if (row.fact) return factOf(row.fact);
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
 * A link a person can open beside the station, which goes on watching: an address as it is, the demo's receiver under its own path, else the bare reference.
 *
 * @param {string} location
 */
export function place(location) {
  const name = /([A-Z][A-Za-z]+\/[^/?#]+)(?:\/_history\/[^/]+)?$/.exec(location)?.[1] ?? location;
  const demo = location.indexOf("/demo-ehr/");
  if (demo >= 0) return html`<a href=${location.slice(demo)} target="_blank" rel="noreferrer">${name}</a>`;
  if (/^https?:\/\//.test(location)) return html`<a href=${location} target="_blank" rel="noreferrer">${name}</a>`;
  return html`<a href=${`/demo-ehr/fhir/${location.replace(/^\//, "")}`} target="_blank" rel="noreferrer">${name}</a>`;
}
