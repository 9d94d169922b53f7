// @ts-check

/** Samples kept of one wave: at 75 Hz some fourteen seconds. */
const KEPT = 1024;

/**
 * A live wave as it came last. Nothing of it enters any decision; it is shown while it comes and hidden when it stops.
 *
 * @typedef {object} Wave
 * @property {number} rate samples a second
 * @property {number[]} samples newest last
 * @property {number} total samples ever received, so that a sweep knows what is new
 * @property {number} at performance.now() of the last packet
 */

/** The waves of the sessions on this screen, by session and signal. Event: "wave" (detail: the sessions that have more). */
export class Waves extends EventTarget {
  /** @type {Map<string, Wave>} */
  #waves = new Map();

  /** @param {import("../types.js").Frame} frame of type wave */
  take(frame) {
    /** @type {Set<string>} */
    const more = new Set();
    for (const { session, signal, per_second, samples } of frame.waves ?? []) {
      const key = `${session}/${signal}`;
      const known = this.#waves.get(key) ?? { rate: 0, samples: [], total: 0, at: 0 };
      known.rate = per_second || known.rate;
      known.samples.push(...samples.filter(Number.isFinite));
      if (known.samples.length > KEPT) known.samples.splice(0, known.samples.length - KEPT);
      known.total += samples.length;
      known.at = performance.now();
      this.#waves.set(key, known);
      more.add(session);
    }
    this.dispatchEvent(new CustomEvent("wave", { detail: more }));
  }

  /**
   * @param {string} session
   * @param {string} signal
   */
  of(session, signal = "pleth") {
    return this.#waves.get(`${session}/${signal}`) ?? null;
  }
}
