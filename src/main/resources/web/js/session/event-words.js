// @ts-check
/** @import {Entry} from "./trend-data.js" */
import { alarmWords, figure, metricName } from "../words/alarm-words.js";
import { short } from "../words/times.js";
import { has, t } from "../words/words.js";
import { detailOf } from "./trend-data.js";

/**
 * An entry of the log as a nurse would say it, with the priority of an alarm.
 *
 * @param {Entry} entry
 * @param {Map<string, any>} rules the protocol's rules by id
 * @param {any} session what its alarms and baseline are called by; may know little
 * @returns {{words: string, priority: string, state: string, refused: boolean}}
 */
export function eventWords(entry, rules, session) {
  const detail = detailOf(entry);
  const refused = detail.result !== undefined && detail.result !== "applied";
  if (entry.category === "alarm") {
    const [alarm, event] = entry.what.split(" ");
    // What is over, or answered after it was over, has no figure of its own any more: the last one would be a good one
    // beside the word of an alarm.
    const raised = event !== "cleared" && event !== "latched" && event !== "acknowledged";
    const words = alarmName(alarm, rules, session, raised ? detail : {});
    return { words: t(`log.alarm.${event}`, { alarm: words }), priority: detail.priority ?? "", state: event, refused };
  }
  const key = `log.${entry.category}.${entry.what}`;
  const values = valuesOf(entry, detail, rules, session);
  const words = has(key) ? t(key, values) : `${entry.what} ${entry.detail}`;
  return { words, priority: "", state: "", refused };
}

/**
 * @param {string} alarm
 * @param {Map<string, any>} rules
 * @param {any} session
 * @param {{value?: number, limit?: number}} [detail]
 */
export function alarmName(alarm, rules, session, detail = {}) {
  const rule = rules.get(alarm);
  if (!rule) return has(`alarm.${alarm}`) && !t(`alarm.${alarm}`).includes("{worst}") ? t(`alarm.${alarm}`) : alarm;
  if (detail.value == null && has(`name.${rule.kind}`) && !has(`alarm.${alarm}`)) {
    return t(`name.${rule.kind}`, { metric: rule.metrics.map(metricName).join(" / ") });
  }
  const view = { alarm, kind: rule.kind, metrics: rule.metrics, worst: detail.value ?? null, limit: detail.limit ?? null };
  return alarmWords(/** @type {any} */ (view), { baseline: {}, ...session });
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
    phase: has(`phase.${phase}`) ? t(`phase.${phase}`) : phase,
    values: Object.entries(detail.values ?? {}).map(([metric, value]) => `${metricName(metric.toLowerCase())} ${figure(/** @type {number} */ (value))}`).join(" · "),
    dose: entry.what === "dose" ? doseWords(detail) : "",
    text: detail.text ?? "",
    kind: has(`adverse.${detail.kind}`) ? t(`adverse.${detail.kind}`) : (detail.kind ?? ""),
    over: detail.resolvedMillis ? t("log.over") : "",
    alarm: detail.alarm && detail.alarm !== "*" ? alarmName(detail.alarm, rules, session) : t("log.every"),
    limit: figure(detail.limit),
    from: figure(detail.from),
    reason: detail.reason ?? "",
    length: detail.durationMillis ? short(detail.durationMillis) : "",
    action: has(`log.cuff.${detail.action}`) ? t(`log.cuff.${detail.action}`) : has(`deed.${detail.action}`) ? t(`deed.${detail.action}`) : (detail.action ?? ""),
    found: found(detail),
    override: detail.overrideReason ? t("log.override", { reason: detail.overrideReason }) : "",
  };
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
