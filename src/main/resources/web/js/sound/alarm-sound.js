// @ts-check
import { BURSTS, lengthOf, render } from "./burst.js";

/** Bursts are laid on the audio clock this far ahead: a hidden tab's timers may run but once a minute. */
const AHEAD_SECONDS = 70;
const LOOK_MILLIS = 200;
/** A peak at the output below this is silence. */
const AUDIBLE = 0.05;
const LOG_LENGTH = 200;

/**
 * @typedef {"high"|"medium"|"low"} Kind
 * @typedef {object} Heard a burst that began
 * @property {Kind} priority
 * @property {string} cause alarm, test, not-live
 * @property {string} at ISO, the server's clock
 * @property {number} peak greatest output measured while it sounded, 0 to 1
 */

/**
 * The station's voice. Says "on" only while the audio clock runs and the test burst was measured at the output.
 * Events: "change" when `state` or `sounding` changed.
 */
export class AlarmSound extends EventTarget {
  /** @type {AudioContext|null} */
  #context = null;
  /** @type {AnalyserNode|null} */
  #ear = null;
  #window = new Float32Array(16384);
  /** @type {Map<Kind, AudioBuffer>} */
  #buffers = new Map();
  /** @type {{kind: Kind, cause: string, at: number, source: AudioBufferSourceNode}[]} */
  #planned = [];
  /** @type {{until: number, entry: Heard}|null} */
  #sounding = null;
  /** @type {Kind|"none"} */
  #wish = "none";
  #cause = "alarm";
  #next = 0;
  #proven = false;
  #clockAt = 0;
  #clockSeen = 0;
  #stalled = false;
  /** A person has said that nothing was heard: whatever is measured at the output, it plays on and counts for nothing. */
  #unheard = false;
  #lastState = "";
  /** @type {Heard[]} newest last */
  bursts = [];

  /** @param {() => number} now epoch ms for the log */
  constructor(now) {
    super();
    this.now = now;
    window.setInterval(() => this.pump(), LOOK_MILLIS);
  }

  /** "on" while this page can be heard as far as it can tell; "starting" until the test burst was measured. */
  get state() {
    if (!this.#able || this.#unheard) return "off";
    return this.#proven ? "on" : "starting";
  }

  get #able() {
    return this.#context?.state === "running" && !this.#stalled;
  }

  /** Until the next test burst this page does not say that it can be heard. */
  unheard() {
    this.#unheard = true;
    this.pump();
  }

  /** What it is calling for now. */
  get sounding() {
    return this.state === "off" ? "none" : this.#wish;
  }

  /** On a tap only: unlocks the audio and plays a test burst. @param {Kind} [kind] */
  async start(kind = "medium") {
    if (!this.#context) this.#build();
    const context = /** @type {AudioContext} */ (this.#context);
    await context.resume();
    this.#clockSeen = performance.now();
    this.#clockAt = context.currentTime;
    this.#stalled = false;
    this.#unheard = false;
    this.#plan(kind, "test", context.currentTime + 0.05);
    if (this.#wish !== "none") this.#next = context.currentTime + 2;
    this.pump();
  }

  /**
   * What must sound from now on, repeated until told otherwise.
   *
   * @param {Kind|"none"} kind
   * @param {string} cause
   */
  want(kind, cause) {
    if (kind === this.#wish && cause === this.#cause) return;
    this.#wish = kind;
    this.#cause = cause;
    this.#hush();
    this.#next = 0;
    this.pump();
    this.dispatchEvent(new Event("change"));
  }

  /** One chime for a low alarm, unless something more urgent is sounding. */
  chime() {
    if (!this.#able || this.#wish !== "none") return;
    this.#plan("low", "alarm", /** @type {AudioContext} */ (this.#context).currentTime + 0.02);
  }

  /** Plans ahead, listens, keeps the log. Called by a timer and by each frame from the server. */
  pump() {
    const context = this.#context;
    if (context) {
      this.#checkClock(context);
      this.#planAhead(context.currentTime);
      this.#listen(context);
    }
    if (this.state !== this.#lastState) {
      this.#lastState = this.state;
      this.dispatchEvent(new Event("change"));
    }
  }

  #build() {
    const context = new AudioContext({ latencyHint: "interactive" });
    const ear = context.createAnalyser();
    ear.fftSize = this.#window.length;
    ear.connect(context.destination);
    context.onstatechange = () => this.pump();
    this.#context = context;
    this.#ear = ear;
    for (const kind of /** @type {Kind[]} */ (["high", "medium", "low"])) {
      const samples = render(BURSTS[kind], context.sampleRate);
      const buffer = context.createBuffer(1, samples.length, context.sampleRate);
      buffer.copyToChannel(samples, 0);
      this.#buffers.set(kind, buffer);
    }
  }

  /** An audio clock that stands still (device gone, system suspended) makes no sound whatever its state says. */
  #checkClock(/** @type {AudioContext} */ context) {
    const seen = performance.now();
    if (context.currentTime > this.#clockAt) {
      this.#clockAt = context.currentTime;
      this.#clockSeen = seen;
      this.#stalled = false;
    } else if (seen - this.#clockSeen > 1500) {
      this.#stalled = true;
    }
  }

  /** @param {number} now on the audio clock */
  #planAhead(now) {
    if (this.#wish === "none" || !this.#able) return;
    const every = BURSTS[this.#wish].every;
    this.#next = Math.max(this.#next, now + 0.05);
    while (every > 0 && this.#next < now + AHEAD_SECONDS) {
      this.#plan(this.#wish, this.#cause, this.#next);
      this.#next += every;
    }
  }

  /**
   * @param {Kind} kind
   * @param {string} cause
   * @param {number} at on the audio clock
   */
  #plan(kind, cause, at) {
    const context = /** @type {AudioContext} */ (this.#context);
    const source = context.createBufferSource();
    source.buffer = this.#buffers.get(kind) ?? null;
    source.connect(/** @type {AnalyserNode} */ (this.#ear));
    source.start(at);
    this.#planned.push({ kind, cause, at, source });
    this.#planned.sort((a, b) => a.at - b.at);
  }

  /** Takes back what is planned and cuts off what sounds; a test burst or chime is let finish. */
  #hush() {
    const repeated = (/** @type {{kind: Kind, cause: string}} */ { kind, cause }) => kind !== "low" && cause !== "test";
    for (const plan of this.#planned) if (repeated(plan)) plan.source.stop();
    this.#planned = this.#planned.filter((plan) => !repeated(plan));
    this.#current?.stop();
    this.#current = null;
  }

  /** @type {AudioBufferSourceNode|null} the repeated burst that sounds now */
  #current = null;

  /** Moves what has begun into the log and measures what comes out. */
  #listen(/** @type {AudioContext} */ context) {
    if (context.state !== "running") return;
    const now = context.currentTime;
    while (this.#planned.length && this.#planned[0].at <= now) {
      const { kind, cause, at, source } = this.#planned[0];
      this.#planned.shift();
      const entry = { priority: kind, cause, at: new Date(this.now()).toISOString(), peak: 0 };
      this.bursts.push(entry);
      if (this.bursts.length > LOG_LENGTH) this.bursts.shift();
      this.#sounding = { until: at + lengthOf(BURSTS[kind]) + 0.4, entry };
      if (kind !== "low" && cause !== "test") this.#current = source;
    }
    if (!this.#sounding) return;
    const ear = /** @type {AnalyserNode} */ (this.#ear);
    ear.getFloatTimeDomainData(this.#window);
    const peak = this.#window.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
    const { entry, until } = this.#sounding;
    entry.peak = Math.max(entry.peak, Math.round(peak * 1000) / 1000);
    if (entry.peak >= AUDIBLE) this.#proven = true;
    if (now > until) this.#sounding = null;
  }
}
