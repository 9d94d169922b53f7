// @ts-check
/** @import {SessionView} from "../types.js" */

export const WINDOW_MILLIS = 600_000;
/** Trend lines are drawn for these; a cuff's few points say more as numbers. */
export const TREND_METRICS = ["spo2", "pr", "hr"];
const KEPT = 1200;

/** Ten minutes of points per session and metric: history once, then what arrives live. */
export class Trends {
  /** @type {Map<string, {t: number, low: number, high: number}[]>} */
  #lines = new Map();

  /**
   * @param {string} session
   * @param {string} metric
   */
  line(session, metric) {
    return this.#lines.get(`${session}/${metric}`) ?? [];
  }

  /**
   * Which way a metric has gone: the mean of the last minute against that of the minute three minutes before.
   *
   * @param {string} session
   * @param {string} metric
   * @param {number} now epoch ms
   * @param {number} least change that is one
   * @returns {""|"up"|"down"|"flat"} "" when too little is known
   */
  way(session, metric, now, least) {
    const mean = (/** @type {number} */ from, /** @type {number} */ to) => {
      const points = this.line(session, metric).filter(({ t }) => t >= from && t < to);
      return points.length < 3 ? NaN : points.reduce((sum, { low, high }) => sum + (low + high) / 2, 0) / points.length;
    };
    const change = mean(now - 60_000, now + 5000) - mean(now - 240_000, now - 180_000);
    if (Number.isNaN(change)) return "";
    return change >= least ? "up" : change <= -least ? "down" : "flat";
  }

  /** @param {SessionView} session */
  live(session) {
    for (const metric of TREND_METRICS) {
      const reading = session.readings[metric];
      const shown = reading?.display === "live" || reading?.display === "questionable";
      if (!shown || reading.value == null || !reading.t) continue;
      const t = Date.parse(reading.t);
      const line = this.#own(session.id, metric);
      if (line.length && line[line.length - 1].t >= t) continue;
      line.push({ t, low: reading.value, high: reading.value });
      if (line.length > KEPT) line.splice(0, line.length - KEPT);
    }
  }

  /**
   * @param {string} session
   * @param {string} metric
   * @param {{t: number, low: number, high: number}[]} points oldest first
   */
  history(session, metric, points) {
    const line = this.#own(session, metric);
    const first = line.length ? line[0].t : Infinity;
    line.unshift(...points.filter((point) => point.t < first));
  }

  /** @param {string[]} open ids of the sessions that are still there */
  keep(open) {
    for (const key of this.#lines.keys()) {
      if (!open.includes(key.slice(0, key.lastIndexOf("/")))) this.#lines.delete(key);
    }
  }

  /**
   * @param {string} session
   * @param {string} metric
   */
  #own(session, metric) {
    const key = `${session}/${metric}`;
    let line = this.#lines.get(key);
    if (!line) this.#lines.set(key, (line = []));
    return line;
  }
}
