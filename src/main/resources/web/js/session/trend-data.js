// @ts-check
/** @import {SessionView} from "../types.js" */
import { get } from "../live/api.js";
import { millis } from "../words/times.js";
import { takenBack } from "./taken-back.js";

/** Lines are drawn from about so many points, whatever the span. */
const POINTS = 600;
const SHORTEST_GAP_MILLIS = 11_000;

/**
 * @typedef {[number, number|null]} Point epoch ms and value; null breaks the line
 * @typedef {{t: number, sbp: number|null, dbp: number|null, map: number|null}} Cuff
 * @typedef {{id: string, at: string, category: string, what: string, by: string, detail: string}} Entry
 * @typedef {object} TrendData
 * @property {number} from
 * @property {number} to
 * @property {Point[]} spo2
 * @property {Point[]} pulse
 * @property {Cuff[]} cuffs
 * @property {Entry[]} events oldest first
 */

/**
 * Everything the trends show, from the store.
 *
 * @param {SessionView} session
 * @param {number} now
 * @param {number} span ms before now; 0 = the whole session
 * @returns {Promise<TrendData>}
 */
export async function trendData(session, now, span) {
  const started = millis(session.started);
  const from = span ? Math.max(started, now - span) : started;
  const every = Math.max(1, Math.ceil((now - from) / POINTS / 1000));
  const base = `/api/v1/sessions/${encodeURIComponent(session.id)}`;
  const read = (/** @type {string} */ metric, /** @type {number} */ step) => {
    const query = new URLSearchParams({ metric, from: new Date(from).toISOString(), every: String(step) });
    return get(`${base}/readings?${query}`).then((body) => body.buckets ?? [], () => []);
  };
  const pulse = session.readings.pr || !session.readings.hr ? "pr" : "hr";
  const [spo2, rate, sbp, dbp, map, events] = await Promise.all([
    read("spo2", every),
    read(pulse, every),
    read("sbp", every),
    read("dbp", every),
    read("map", every),
    get(`${base}/events`).catch(() => []),
  ]);
  const gap = Math.max(SHORTEST_GAP_MILLIS, every * 2500);
  return { from, to: now, spo2: line(spo2, gap), pulse: line(rate, gap), cuffs: cuffs(sbp, dbp, map), events };
}

/**
 * Highest and lowest of each bucket, so that a nadir is never smoothed away; a break where nothing was measured.
 *
 * @param {{t: string, min: number|null, max: number|null, count: number}[]} buckets
 * @param {number} gap ms
 * @returns {Point[]}
 */
function line(buckets, gap) {
  /** @type {Point[]} */
  const points = [];
  let last = NaN;
  for (const { t, min, max, count } of buckets) {
    if (!count || min == null || max == null) continue;
    const at = Date.parse(t);
    if (at - last > gap) points.push([last + 1, null]);
    points.push([at, max]);
    if (min !== max) points.push([at, min]);
    last = at;
  }
  return points;
}

/**
 * @param {any[]} sbp
 * @param {any[]} dbp
 * @param {any[]} map
 * @returns {Cuff[]}
 */
function cuffs(sbp, dbp, map) {
  /** @type {Map<string, Cuff>} */
  const byTime = new Map();
  const put = (/** @type {any[]} */ rows, /** @type {"sbp"|"dbp"|"map"} */ name) => {
    for (const { t, mean, max, count } of rows) {
      if (!count) continue;
      const cuff = byTime.get(t) ?? { t: Date.parse(t), sbp: null, dbp: null, map: null };
      cuff[name] = name === "sbp" ? max : mean;
      byTime.set(t, cuff);
    }
  };
  put(sbp, "sbp");
  put(dbp, "dbp");
  put(map, "map");
  return [...byTime.values()].sort((a, b) => a.t - b.t);
}

/**
 * Alarms from raised to over, phases and doses, as spans and marks on the time axis.
 *
 * @param {Entry[]} events oldest first
 * @param {number} to
 */
export function marks(events, to) {
  const phases = [];
  const doses = [];
  /** @type {Map<string, {alarm: string, priority: string, from: number, to: number}>} */
  const standing = new Map();
  const alarms = [];
  const undone = takenBack(events);
  for (const entry of events) {
    if (undone.has(entry)) continue;
    const at = Date.parse(entry.at);
    const detail = detailOf(entry);
    if (detail.result && detail.result !== "applied") continue;
    if (entry.category === "alarm") {
      const [alarm, kind] = entry.what.split(" ");
      if (kind === "raised" && !standing.has(alarm)) {
        const one = { alarm, priority: detail.priority ?? "low", from: at, to };
        standing.set(alarm, one);
        alarms.push(one);
      } else if (kind === "cleared" || kind === "latched") {
        const one = standing.get(alarm);
        if (one) one.to = at;
        standing.delete(alarm);
      }
    } else if (entry.what === "phase") {
      phases.push({ phase: String(detail.phase), from: at, to });
      if (phases.length > 1) phases[phases.length - 2].to = at;
    } else if (entry.what === "dose") {
      doses.push({ at, ...detail });
    }
  }
  return { phases, doses, alarms };
}

/** @param {Entry} entry @returns {any} */
export function detailOf(entry) {
  try {
    const read = JSON.parse(entry.detail);
    return read && typeof read === "object" ? read : {};
  } catch {
    return {};
  }
}
