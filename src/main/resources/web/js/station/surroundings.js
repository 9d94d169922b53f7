// @ts-check
import { get, history } from "../live/api.js";
import { TREND_METRICS, WINDOW_MILLIS } from "../live/trend.js";

const EVERY_MILLIS = 10_000;

/** What the live stream does not carry: trends from before this page opened, devices, the EHR's backlog. */
export class Surroundings {
  /** @type {{waiting: number, pending: number, quarantined: number}|null} null = not known */
  backlog = null;
  #timer = 0;
  /** @type {Set<string>} sessions whose past has been fetched since the last snapshot */
  #fetched = new Set();

  /**
   * @param {import("../live/ward-store.js").WardStore} store
   * @param {import("../live/trend.js").Trends} trends
   * @param {import("../live/server-clock.js").ServerClock} clock
   */
  constructor(store, trends, clock) {
    this.store = store;
    this.trends = trends;
    this.clock = clock;
  }

  /** @param {() => void} changed */
  start(changed) {
    this.changed = changed;
    this.#look();
    this.#timer = window.setInterval(() => this.#look(), EVERY_MILLIS);
  }

  stop() {
    window.clearInterval(this.#timer);
  }

  /** After each snapshot: the gap it leaves is filled from the store. */
  lookBack() {
    this.#fetched.clear();
    this.#past();
  }

  async #look() {
    await Promise.all([this.#backlog(), this.#devices(), this.#past()]);
    this.changed?.();
  }

  async #backlog() {
    const body = await get("/api/v1/ehr/outbox").catch(() => null);
    this.backlog = body?.backlog ?? null;
  }

  async #devices() {
    const body = await get("/api/v1/devices").catch(() => null);
    const rows = Array.isArray(body) ? body : body?.devices;
    if (rows) this.store.setDevices(rows);
  }

  async #past() {
    if (!this.clock.known) return;
    const from = this.clock.now() - WINDOW_MILLIS;
    for (const { id, readings } of [...this.store.sessions.values()]) {
      if (this.#fetched.has(id)) continue;
      this.#fetched.add(id);
      for (const metric of TREND_METRICS.filter((name) => readings[name])) {
        const points = await history(id, metric, from).catch(() => []);
        this.trends.history(id, metric, points);
      }
    }
  }
}
