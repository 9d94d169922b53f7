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

/** The waves of the sessions on this screen, by session and kind. */
export class Waves {
  /** @type {Map<string, Wave>} */
  #waves = new Map();

  /** @param {{session?: string, kind?: string, wave?: string, rate?: number, rate_hz?: number, samples?: number[]}} frame of type wave */
  take(frame) {
    const samples = (frame.samples ?? []).filter(Number.isFinite);
    if (!frame.session || !samples.length) return;
    const key = `${frame.session}/${frame.kind ?? frame.wave ?? "pleth"}`;
    const known = this.#waves.get(key) ?? { rate: 0, samples: [], total: 0, at: 0 };
    known.rate = frame.rate_hz ?? frame.rate ?? known.rate;
    known.samples.push(...samples);
    if (known.samples.length > KEPT) known.samples.splice(0, known.samples.length - KEPT);
    known.total += samples.length;
    known.at = performance.now();
    this.#waves.set(key, known);
  }

  /**
   * @param {string} session
   * @param {string} kind
   */
  of(session, kind = "pleth") {
    return this.#waves.get(`${session}/${kind}`) ?? null;
  }
}
