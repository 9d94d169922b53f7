// @ts-check

const KEPT = 30;

/** The server's time, carried on by the page's monotonic clock: this PC's own wall clock is never believed. */
export class ServerClock {
  /** @type {number[]} server ms minus monotonic ms, newest last */
  #offsets = [];

  /**
   * A frame can only be late, never early, so the largest recent offset is the truest.
   *
   * @param {number} serverMillis epoch ms
   */
  heard(serverMillis) {
    this.#offsets.push(serverMillis - performance.now());
    if (this.#offsets.length > KEPT) this.#offsets.shift();
  }

  get known() {
    return this.#offsets.length > 0;
  }

  /** Epoch ms on the server's clock; NaN before the first frame. */
  now() {
    return this.known ? Math.max(...this.#offsets) + performance.now() : NaN;
  }

  forget() {
    this.#offsets = [];
  }
}
