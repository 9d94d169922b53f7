// @ts-check
/** @import {Entry} from "./trend-data.js" */
import { alarmWords, figure, metricName } from "../words/alarm-words.js";
import { refusal } from "../words/refusals.js";
import { short } from "../words/times.js";
import { has, t, titled } from "../words/words.js";
import { detailOf } from "./trend-data.js";

/** What of an alarm still stands, with its figures; what is over or answered would have a good one by then. */
const STANDS = ["raised", "escalated", "reannounced"];

/**
 * An entry of the log as a nurse would say it, with the priority of an alarm.
 *
 * @param {Entry} entry
 * @param {Map<string, any>} rules the protocol's rules by id
 * @param {any} session what its alarms, baseline and protocols are called by; may know little
 * @returns {{words: string, priority: string, state: string, refused: boolean}}
 */
export function eventWords(entry, rules, session) {
  const detail = detailOf(entry);
  const refused = detail.result !== undefined && detail.result !== "applied";
  if (entry.category === "alarm") {
    const [alarm, event] = entry.what.split(" ");
    const words = STANDS.includes(event) ? alarmName(alarm, rules, session, detail) : limited(alarmName(alarm, rules, session), detail.limit);
    return { words: t(`log.alarm.${event}`, { alarm: words }), priority: detail.priority ?? "", state: event, refused };
  }
  const own = `log.${entry.category}.${entry.what}`;
  const key = entry.category === "refused" && !has(own) ? "log.refused.other" : own;
  const values = valuesOf(entry, detail, rules, session);
  const words = has(key) ? t(key, values) : `${entry.what} ${entry.detail}`;
  return { words, priority: "", state: "", refused };
}

/** Two alarms of one metric and one direction differ by their limits. @param {string} name @param {number|null|undefined} limit */
const limited = (name, limit) => (limit == null ? name : t("log.limited", { alarm: name, limit: figure(limit) }));

/**
 * What an alarm is called; with its figures where a value is given.
 *
 * @param {string} alarm
 * @param {Map<string, any>} rules
 * @param {any} session
 * @param {{value?: number, limit?: number}} [detail]
 */
export function alarmName(alarm, rules, session, detail = {}) {
  const rule = rules.get(alarm);
  if (rule && detail.value != null) {
    const view = { alarm, kind: rule.kind, metrics: rule.metrics, worst: detail.value, limit: detail.limit ?? null };
    return alarmWords(/** @type {any} */ (view), { baseline: {}, ...session });
  }
  const metric = (rule?.metrics ?? []).map(metricName).join(" / ");
  const key = [`name.${alarm}`, `alarm.${alarm}`, `name.${rule?.kind}`, `kind.${rule?.kind}`].find((one) => has(one) && !t(one).includes("{worst}"));
  return key ? t(key, { metric }) : alarm;
}

/** Of which two of one name the deed was. @param {string} alarm @param {Map<string, any>} rules @param {any} session */
function ranked(alarm, rules, session) {
  const name = alarmName(alarm, rules, session);
  const priority = `priority.${rules.get(alarm)?.priority}`;
  return has(priority) ? t("log.ranked", { alarm: name, priority: t(priority) }) : name;
}

/** @param {string} detail @param {any} session */
function begun(detail, session) {
  const [, id, chair] = /^(\S+) chair (.+)$/.exec(detail) ?? [];
  if (!id) return { protocol: detail, chair: "" };
  const title = session.protocol === id ? session.protocol_title : session.protocols?.find((/** @type {any} */ one) => one.id === id)?.title;
  return { protocol: title ? titled(title) : id, chair };
}

/**
 * @param {Entry} entry
 * @param {any} detail
 * @param {Map<string, any>} rules
 * @param {any} session
 */
function valuesOf(entry, detail, rules, session) {
  const phase = detail.phase ?? "";
  return {
    detail: entry.detail,
    ...begun(entry.detail, session),
    device: detail.device ?? "",
    why: refusal(detail.why ?? ""),
    phase: has(`phase.${phase}`) ? t(`phase.${phase}`) : phase,
    values: measured(detail.values ?? {}),
    dose: entry.what === "dose" ? doseWords(detail) : "",
    text: detail.text ?? "",
    n: detail.released ?? "",
    kind: has(`adverse.${detail.kind}`) ? t(`adverse.${detail.kind}`) : (detail.kind ?? ""),
    over: detail.resolvedMillis ? t("log.over") : "",
    alarm: detail.alarm && detail.alarm !== "*" ? ranked(detail.alarm, rules, session) : t("log.every"),
    limit: figure(detail.limit),
    from: figure(detail.from),
    reason: detail.reason ?? "",
    length: detail.durationMillis ? short(detail.durationMillis) : "",
    action: deedWords(entry.category === "refused" ? entry.what : detail.action),
    found: found(detail),
    override: detail.overrideReason ? t("log.override", { reason: detail.overrideReason }) : "",
  };
}

/** @param {string|undefined} deed nothing where it was the last one, whichever that was */
const deedWords = (deed) => [`log.cuff.${deed}`, `deed.${deed}`].filter(has).map((key) => t(key))[0] ?? (deed || t("deed.last"));

/** As on a tile, whatever order they came in. */
const ORDER = ["spo2", "pr", "hr", "rr", "sbp", "dbp", "map"];

/** @param {Record<string, number>} values by the metric's name in capitals */
function measured(values) {
  const all = Object.entries(values).map(([metric, value]) => /** @type {const} */ ([metric.toLowerCase(), value]));
  all.sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return all.map(([metric, value]) => `${metricName(metric)} ${figure(value)}`).join(" · ");
}

/**
 * What an assessment says; what it leaves open is not said, for "ride: no" would be an answer that nobody gave.
 *
 * @param {any} detail
 */
function found({ aldrete, moaas, rideConfirmed, resolved }) {
  const parts = [
    ...(aldrete == null ? [] : [t("log.found.aldrete", { score: aldrete })]),
    ...(moaas == null ? [] : [t("log.found.moaas", { score: moaas })]),
    ...(rideConfirmed == null ? [] : [t("log.found.ride", { ride: t(rideConfirmed ? "yes" : "no") })]),
    ...(resolved ?? []).map((/** @type {string} */ effect) => (has(`gate.${effect}`) ? t(`gate.${effect}`) : effect.replaceAll("_", " "))),
  ];
  return parts.join(", ") || "–";
}

/** @param {{drug?: string, amount?: number, unit?: string, event?: string, route?: string}} dose */
export function doseWords({ drug = "", amount, unit = "", event = "", route = "" }) {
  const much = amount ? `${figure(amount)} ${unit}` : "";
  const name = has(`drug.${drug}`) ? t(`drug.${drug}`) : drug;
  const way = has(`route.${route}`) ? t(`route.${route}`) : route;
  return [t(`dose.${event || "given"}`), name, much, way].filter(Boolean).join(" ");
}
