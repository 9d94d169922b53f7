// @ts-check
/** @import {Entry} from "./trend-data.js" */
import { detailOf } from "./trend-data.js";

/**
 * The log as it is read: one moment is one line. An acknowledgement comes as the nurse's deed and as what it did to each
 * alarm, which then has her name; an alarm that was over before is not over once more when it is acknowledged.
 *
 * @param {Entry[]} events oldest first
 * @returns {Entry[]} in the same order
 */
export function logRows(events) {
  const answered = events.filter((entry) => entry.category === "alarm" && entry.what.endsWith(" acknowledged"));
  const acks = events.filter((entry) => entry.category === "action" && entry.what === "ack" && detailOf(entry).result === "applied");
  const told = new Set();
  /** @type {Map<Entry, string>} */
  const by = new Map();
  for (const entry of answered) {
    const ack = acks.find((one) => one.at === entry.at && ["*", idOf(entry)].includes(detailOf(one).alarm));
    if (ack) {
      told.add(ack);
      by.set(entry, ack.by);
    }
  }
  const latched = new Set();
  return events
    .filter((entry) => {
      if (told.has(entry)) return false;
      if (entry.category !== "alarm") return true;
      const alarm = idOf(entry);
      if (entry.what.endsWith(" raised")) latched.delete(alarm);
      if (entry.what.endsWith(" latched")) latched.add(alarm);
      return !(entry.what.endsWith(" cleared") && latched.has(alarm) && answered.some((one) => one.at === entry.at && idOf(one) === alarm));
    })
    .map((entry) => (by.has(entry) ? { ...entry, by: by.get(entry) ?? "" } : entry));
}

/** @param {Entry} entry of an alarm */
const idOf = (entry) => entry.what.slice(0, entry.what.lastIndexOf(" "));
