// @ts-check
import { html, nothing } from "lit";
import { figure, metricName } from "../../words/alarm-words.js";
import { has, t } from "../../words/words.js";

/** Of a pressure the urgent limit waits for a second reading: at the same figure the other one still comes first. */
const CUFF = ["sbp", "dbp", "map"];

/** @param {string} alarm @param {Map<string, any>} rules */
export const metricOf = (alarm, rules) => rules.get(alarm)?.metrics?.[0] ?? alarm.split(".")[0];

/** @param {string} alarm */
const isHold = (alarm) => alarm.startsWith("predose.");

/**
 * What a limit is of, with what tells it from others of its metric and side: how urgent its alarm is and how long it waits.
 *
 * @param {string} alarm
 * @param {Map<string, any>} rules
 */
export function limitName(alarm, rules) {
  const rule = rules.get(alarm);
  const kind = rule?.kind ?? "";
  const side = has(`limit.kind.${kind}`) ? t(`limit.kind.${kind}`) : kind;
  const hold = isHold(alarm) ? `${t("limit.predose")} ` : "";
  return html`${hold}${metricName(metricOf(alarm, rules))} ${side} <small>${rule ? `${t(`priority.${rule.priority}`)}, ${patience(rule)}` : alarm}</small>${rule && twin(alarm, rules) ? html` <small>${alarm}</small>` : nothing}`;
}

/** @param {any} rule */
function patience({ count = 1, delay_s: delay = 0 }) {
  if (count > 1) return t("limit.count", { n: count });
  return delay > 0 ? t("limit.after", { n: figure(delay) }) : t("limit.once");
}

/** Whether another has the same name to the last word. @param {string} alarm @param {Map<string, any>} rules */
function twin(alarm, rules) {
  const key = (/** @type {any} */ rule) => [isHold(rule.id), rule.kind, rule.metrics[0], rule.priority, patience(rule)].join();
  const own = key(rules.get(alarm));
  return [...rules.values()].some((other) => other.id !== alarm && other.limit != null && key(other) === own);
}

/**
 * The limits of this metric and side that a wish would put in the wrong order: an alarm that is to come before another,
 * more urgent one, would not.
 *
 * @param {string} alarm
 * @param {number} wish
 * @param {Record<string, {limit: number}>} limits those in force
 * @param {Map<string, any>} rules
 * @returns {string[]} a sentence each
 */
export function outOfOrder(alarm, wish, limits, rules) {
  const rule = rules.get(alarm);
  if (!rule || !/^limit_(low|high)$/.test(rule.kind) || isHold(alarm)) return [];
  const metric = rule.metrics[0];
  const order = ["low", "medium", "high"];
  const beyond = (/** @type {number} */ early, /** @type {number} */ late) => (early === late ? !CUFF.includes(metric) : rule.kind === "limit_high" ? early > late : early < late);
  return [...rules.values()]
    .filter((other) => other.id in limits && other.kind === rule.kind && other.metrics[0] === metric && !isHold(other.id))
    .flatMap((other) => {
      const at = limits[other.id].limit;
      const urgent = order.indexOf(other.priority) - order.indexOf(rule.priority);
      if (urgent > 0 && beyond(wish, at)) return [t("limit.behind", { other: t(`priority.${other.priority}`), at: figure(at) })];
      if (urgent < 0 && beyond(at, wish)) return [t("limit.before", { other: t(`priority.${other.priority}`), at: figure(at) })];
      return [];
    });
}
