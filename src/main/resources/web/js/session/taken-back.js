// @ts-check
/** @import {Entry} from "./trend-data.js" */
import { detailOf } from "./trend-data.js";

/**
 * What an undo has taken back: it stays in the log, struck out, and counts nowhere else.
 *
 * @param {Entry[]} events oldest first
 * @returns {Set<Entry>}
 */
export function takenBack(events) {
  /** @type {Set<Entry>} */
  const taken = new Set();
  events.forEach((entry, at) => {
    const { action, atMillis, result } = detailOf(entry);
    if (entry.what !== "undo" || result !== "applied") return;
    const undone = events
      .slice(0, at)
      .filter((one) => one.category === "action" && one.what === action && detailOf(one).result === "applied" && !taken.has(one))
      .filter((one) => !atMillis || Date.parse(one.at) === atMillis)
      .pop();
    if (undone) taken.add(undone);
  });
  return taken;
}
