// @ts-check
import { metricName } from "./alarm-words.js";
import { t } from "./words.js";

const PRESSURES = ["sbp", "dbp", "map"];

/** What a person misses of a device: its pressures are one thing, and a perfusion index is nobody's reason. @param {{offers?: string[]}|undefined} device */
const kinds = (device) => new Set((device?.offers ?? []).filter((one) => one !== "pi").map((one) => (PRESSURES.includes(one) ? "nibp" : one)));

/** @param {Iterable<string>} all */
const named = (all) => [...all].map((one) => (one === "nibp" ? t("gives.nibp") : metricName(one))).join(", ");

/**
 * Whether any of the worn devices gives it; one that has not yet said what it gives may.
 *
 * @param {string} metric
 * @param {string[]} worn
 * @param {Map<string, {offers?: string[]}>} devices
 */
export const mayGive = (metric, worn, devices) =>
  worn.some((id) => {
    const offers = devices.get(id)?.offers ?? [];
    return !offers.length || offers.includes(metric);
  });

/**
 * What nothing gives any more once these devices are away.
 *
 * @param {string[]} worn all that are worn now
 * @param {string[]} away those that go
 * @param {Map<string, any>} devices
 * @returns {string} in words, "" for nothing
 */
export function lost(worn, away, devices) {
  const left = new Set(worn.filter((id) => !away.includes(id)).flatMap((id) => [...kinds(devices.get(id))]));
  return named(new Set(away.flatMap((id) => [...kinds(devices.get(id))]).filter((one) => !left.has(one))));
}

/**
 * Devices on one patient that give the same: their numbers would come mixed under one name.
 *
 * @param {string[]} worn all that are to be worn
 * @param {string[]} fresh those of them that are put on now
 * @param {Map<string, any>} devices
 * @returns {string[]} a sentence each
 */
export function doubled(worn, fresh, devices) {
  /** @type {Map<string, string[]>} */
  const shared = new Map();
  for (const kind of new Set(fresh.flatMap((id) => [...kinds(devices.get(id))]))) {
    const ids = worn.filter((id) => kinds(devices.get(id)).has(kind)).join(", ");
    if (ids.includes(", ")) shared.set(ids, [...(shared.get(ids) ?? []), kind]);
  }
  return [...shared].map(([ids, what]) => t("gives.twice", { ids, what: named(what) }));
}
