// @ts-check

/** @typedef {{day: string, month: string, year: string}} Parts as typed */

/** @type {Parts} */
export const NOTHING = { day: "", month: "", year: "" };

/**
 * What a day, a month and a year come to. Nothing is guessed: a year has four digits, and there must be such a day.
 *
 * @param {Parts} parts
 * @param {string} today as 2026-02-03
 * @returns {{iso: string, problem: ""|"nosuch"|"outside"}} iso "" until it is a date from 1900 to today
 */
export function dateOf({ day, month, year }, today) {
  const whole = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year);
  if (!whole) return { iso: "", problem: [day, month, year].some((one) => /\D/.test(one)) || Number(day) > 31 || Number(month) > 12 ? "nosuch" : "" };
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  if (!Number.isFinite(time) || new Date(time).toISOString().slice(0, 10) !== iso) return { iso: "", problem: "nosuch" };
  return iso < "1900-01-01" || iso > today ? { iso: "", problem: "outside" } : { iso, problem: "" };
}

/** A whole date as a scanner or the clipboard gives it: 1980-02-03 or 19800203. @param {string} text @returns {Parts|null} */
export function partsOf(text) {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text.trim());
  return found ? { year: found[1], month: found[2], day: found[3] } : null;
}
