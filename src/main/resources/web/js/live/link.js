// @ts-check
/** @import {Frame} from "../types.js" */
/** @import {ServerClock} from "./server-clock.js" */

/** No believable frame for this long and the screen says so. */
export const SILENCE_MILLIS = 3000;
const FIRST_RETRY_MILLIS = 250;
const LAST_RETRY_MILLIS = 5000;

/**
 * One WebSocket to the station's server, kept open. Live means: a snapshot came on this socket, and a frame within
 * the last three seconds that was itself not older than that.
 *
 * Events: "frame" (detail: Frame, only in step with a snapshot), "live", "lost", "refused" (could not even open).
 */
export class LiveLink extends EventTarget {
  /** @type {WebSocket|null} */
  #socket = null;
  #inStep = false;
  #live = false;
  #seq = -1;
  #retries = 0;
  #heardMono = performance.now();
  #heardWall = Date.now();
  #retryTimer = 0;
  #watchTimer = 0;

  /**
   * @param {string} url
   * @param {ServerClock} clock
   */
  constructor(url, clock) {
    super();
    this.url = url;
    this.clock = clock;
    /** Epoch ms, server's clock, of the last believable frame; NaN before the first. */
    this.lastHeard = NaN;
  }

  get live() {
    return this.#live;
  }

  get retries() {
    return this.#retries;
  }

  start() {
    this.#mark();
    this.#watchTimer = window.setInterval(() => this.check(), 250);
    this.#open();
  }

  stop() {
    window.clearInterval(this.#watchTimer);
    window.clearTimeout(this.#retryTimer);
    this.#drop();
    this.#live = false;
  }

  /** @param {object} message */
  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  check() {
    // A PC that slept stops the monotonic clock, one that was set moves the wall clock: the larger gap counts.
    const gap = Math.max(performance.now() - this.#heardMono, Date.now() - this.#heardWall);
    if (gap < SILENCE_MILLIS) return;
    if (this.#live) {
      this.#live = false;
      this.dispatchEvent(new Event("lost"));
      this.#again();
    } else if (this.#socket && gap > SILENCE_MILLIS + LAST_RETRY_MILLIS) {
      this.#mark();
      this.#again();
    }
  }

  #mark() {
    this.#heardMono = performance.now();
    this.#heardWall = Date.now();
  }

  #open() {
    this.#inStep = false;
    this.#seq = -1;
    const socket = new WebSocket(this.url);
    let opened = false;
    this.#socket = socket;
    socket.onopen = () => {
      opened = true;
    };
    socket.onmessage = (event) => {
      if (socket === this.#socket) this.#take(event.data);
    };
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      if (!opened) this.dispatchEvent(new Event("refused"));
      this.#again();
    };
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    this.#inStep = false;
    socket?.close();
  }

  #again() {
    this.#drop();
    window.clearTimeout(this.#retryTimer);
    const ceiling = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS * 2 ** this.#retries);
    this.#retries += 1;
    // Half to full of it, so that a ward of screens does not knock at once.
    this.#retryTimer = window.setTimeout(() => this.#open(), ceiling * (0.5 + Math.random() / 2));
  }

  /** @param {string} text */
  #take(text) {
    /** @type {Frame} */
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      this.#again();
      return;
    }
    if (frame.type === "wave") {
      // Beside the numbered frames: it may be skipped, and proves nothing about them.
      if (this.#inStep) this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
      return;
    }
    if (frame.type === "behind") {
      this.#inStep = false;
      this.#seq = -1;
      return;
    }
    if (frame.type === "snapshot") {
      this.clock.forget();
      this.#inStep = true;
      this.#retries = 0;
    } else if (!this.#inStep) {
      return;
    } else if (frame.seq <= this.#seq) {
      this.#again();
      return;
    }
    this.#seq = frame.seq;
    this.#believe(frame);
  }

  /** @param {Frame} frame */
  #believe(frame) {
    const now = Date.parse(frame.now);
    this.clock.heard(now);
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
    // A frame that was long under way proves that the line is slow, not that the screen is current.
    if (this.clock.now() - now >= SILENCE_MILLIS) return;
    this.lastHeard = now;
    this.#mark();
    if (!this.#live) {
      this.#live = true;
      this.dispatchEvent(new Event("live"));
    }
  }
}
