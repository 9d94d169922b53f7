// @ts-check
import { t } from "./words.js";

/** @param {number} n */
const two = (n) => String(Math.floor(n)).padStart(2, "0");

/** @param {string|null|undefined} iso @returns {number} epoch ms, NaN without */
export const millis = (iso) => (iso ? Date.parse(iso) : NaN);

/** @param {number} ms of a duration @returns {string} hh:mm:ss */
export function duration(ms) {
  const s = Math.max(0, ms) / 1000;
  return `${two(s / 3600)}:${two((s / 60) % 60)}:${two(s % 60)}`;
}

/** @param {number} ms of a countdown or a short gap @returns {string} mm:ss, hh:mm:ss from an hour on */
export const short = (ms) => (ms >= 3_600_000 ? duration(ms) : duration(ms).slice(3));

/** @param {number} ms @returns {string} mm:ss, whole minutes from two on */
export const age = (ms) => (ms < 120_000 ? short(ms) : t("time.minutes", { n: Math.floor(ms / 60_000) }));

/** @param {number} epoch ms @returns {string} hh:mm, 24 h, the station's zone */
export const clock = (epoch) => withSeconds(epoch).slice(0, 5);

/** @param {number} epoch ms @returns {string} hh:mm:ss */
export function withSeconds(epoch) {
  if (!Number.isFinite(epoch)) return "--:--:--";
  const date = new Date(epoch);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
