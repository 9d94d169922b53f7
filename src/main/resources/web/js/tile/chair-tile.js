// @ts-check
/** @import {AlarmView, DeviceView, SessionView} from "../types.js" */
import { html, LitElement, nothing } from "lit";
import { mostUrgentFirst } from "../words/alarm-words.js";
import { clock, duration, millis, short } from "../words/times.js";
import { to } from "../station/route.js";
import { has, t, titled } from "../words/words.js";
import { wornDevice } from "./worn-device.js";
import "./pleth.js";
import { alarmLine } from "./alarm-line.js";
import { cuffCell } from "./cuff-cell.js";
import { bellCrossed } from "./icons.js";
import { numberCell } from "./number-cell.js";
import { continuousState, pulseMetric } from "./number-state.js";
import { Slots } from "./slots.js";
import { drawSpark } from "./spark.js";

/** Below this height only one alarm line fits without squeezing the numerals. */
const TWO_LINES_FROM = 440;

/** One chair. Everything it shows comes in as properties; it asks for nothing but the ward's `acknowledge`. */
export class ChairTile extends LitElement {
  static properties = {
    chair: {},
    session: { attribute: false },
    now: { type: Number },
    live: { type: Boolean },
    devices: { attribute: false },
    watch: { attribute: false },
    lastCuff: { attribute: false },
    trends: { attribute: false },
    waves: { attribute: false },
    busy: { attribute: false },
    lines: { state: true },
  };

  constructor() {
    super();
    this.chair = "";
    /** @type {SessionView|null} */
    this.session = null;
    this.now = NaN;
    this.live = false;
    /** @type {Map<string, DeviceView>} */
    this.devices = new Map();
    this.watch = /** @type {{screens: number, audible: number, hidden?: number}} */ ({ screens: 0, audible: 0 });
    /** @type {{sbp: number, dbp: number, t: string}|undefined} */
    this.lastCuff = undefined;
    /** @type {import("../live/trend.js").Trends|null} */
    this.trends = null;
    /** @type {import("../live/waves.js").Waves|null} none where only trends are wanted */
    this.waves = null;
    /** @type {Map<string, string>} by session/alarm: "sending" or why it failed */
    this.busy = new Map();
    this.lines = 1;
    /** Which alarm stands in which line. */
    this.slots = new Slots(() => this.requestUpdate());
    this.size = new ResizeObserver(() => this.#measure());
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.size.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.size.disconnect();
  }

  #measure() {
    const lines = this.clientHeight >= TWO_LINES_FROM ? 2 : 1;
    if (lines !== this.lines) this.lines = lines;
  }

  /** The alarm that the keyboard's A means: the first line that still asks. */
  get asking() {
    return mostUrgentFirst(this.session?.alarms ?? []).find((alarm) => alarm.state !== "acked");
  }

  render() {
    const session = this.session;
    if (!session) return this.#empty();
    const alarms = mostUrgentFirst(session.alarms);
    const loudest = alarms[0];
    const pulse = pulseMetric(session, this.now);
    return html`
      <article
        class="tile"
        tabindex="0"
        aria-label=${t("tile.label", { chair: session.chair, patient: session.patient.display })}
        data-chair=${session.chair}
        data-session=${session.id}
        data-priority=${loudest?.priority ?? "none"}
        data-signal=${loudest?.state ?? "none"}
        data-standby=${this.#standby() !== ""}
        @click=${this.#open}
      >
        ${this.#who(session)}
        <div class="alarms" data-lines=${this.lines}>${this.#alarms(session, alarms)}</div>
        <div class="vitals">
          ${numberCell(session, "spo2", this.now, this.#way(session, "spo2"))} ${numberCell(session, pulse, this.now, this.#way(session, pulse))}
          ${cuffCell(session, this.lastCuff, this.now, this.devices)} ${this.#wave(session)}
        </div>
        <footer>
          <span class="devices">${session.devices.length ? session.devices.map((id) => wornDevice(id, this.devices.get(id))) : t("tile.nodevice")}</span>
          <span class="observe">${this.#until(session)}</span>
          <span class="watching">${t("tile.watching", { n: this.watch.screens - (this.watch.hidden ?? 0) })}</span>
        </footer>
      </article>
    `;
  }

  /** Anywhere but on a button; the keyboard's way is Enter on the tile. @param {Event} event */
  #open(event) {
    if (/** @type {HTMLElement} */ (event.target).closest("button, a")) return;
    this.open();
  }

  open() {
    location.hash = this.session ? to("session", this.session.id) : to("start", this.chair);
  }

  /** @param {SessionView} session @param {string} metric */
  #way(session, metric) {
    return this.trends?.way(session.id, metric, this.now, metric === "spo2" ? 1 : 4) ?? "";
  }

  /** @param {SessionView} session */
  #wave(session) {
    return this.waves ? html`<pleth-wave .session=${session.id} .waves=${this.waves} .now=${this.now}></pleth-wave>` : nothing;
  }

  #empty() {
    return html`<article class="tile empty" tabindex="0" data-chair=${this.chair} aria-label=${t("tile.empty.label", { chair: this.chair })}>
      <header>
        <span class="chair">${this.chair}</span><span class="calm">${t("tile.empty")}</span>
        <a class="seat" href=${to("start", this.chair)}>${t("tile.start")}</a>
      </header>
    </article>`;
  }

  /** @param {SessionView} session */
  #who(session) {
    const dosed = millis(session.dose_at);
    const short = has(`protocol.${session.protocol}`) ? t(`protocol.${session.protocol}`) : session.protocol;
    const phase = has(`phase.${session.phase}`) ? t(`phase.${session.phase}`) : session.phase;
    return html`<header>
      <span class="chair">${session.chair}</span>
      <div class="rows">
        <div class="row">
          <span class="patient"><b>${session.patient.display}</b> <span class="unseen">${t("tile.born")}</span>${session.patient.birthDate.slice(0, 4)}</span>
          <span class="elapsed">${Number.isFinite(dosed) ? duration(this.now - dosed) : t("tile.nodose")}</span>
        </div>
        <div class="row">
          <span class="phase" title=${titled(session.protocol_title)}><span class="protocol">${short} · </span><b>${phase}</b></span>
          <span class="clock-name">${Number.isFinite(dosed) ? t("tile.sincedose") : nothing}</span>
        </div>
      </div>
    </header>`;
  }

  /** @param {SessionView} session */
  #until(session) {
    const until = millis(session.observation_until);
    if (!Number.isFinite(until)) return nothing;
    return until > this.now ? t("tile.until", { at: clock(until) }) : t("tile.observed");
  }

  #standby() {
    const until = millis(this.session?.standby_until);
    return until > this.now ? clock(until) : "";
  }

  /**
   * @param {SessionView} session
   * @param {AlarmView[]} alarms most urgent first
   */
  #alarms(session, alarms) {
    const standby = this.#standby();
    if (standby) return html`<p class="calm standby"><b>${t("tile.standby", { at: standby })}</b></p>`;
    const paused = millis(session.audio_paused_until) - this.now;
    const bell = paused > 0 ? html`<span class="paused">${bellCrossed()}${short(paused)}</span>` : nothing;
    const shown = alarms.slice(0, this.lines);
    this.slots.settle(Array.from({ length: this.lines }, (_, line) => (shown[line] ? `${session.id}/${shown[line].alarm}/${shown[line].occurrence}` : "")));
    if (!alarms.length) return html`<p class="calm">${t("tile.calm")}${bell}</p>`;
    const more = alarms.length - shown.length;
    const beside = html`${more > 0 ? html`<b class="more">${t("alarm.more", { n: more })}</b>` : nothing}${bell}`;
    return shown.map((alarm, slot) =>
      alarmLine(alarm, session, {
        now: this.now,
        enabled: this.live && !this.slots.unmeant(slot),
        busy: this.busy.get(`${session.id}/${alarm.alarm}`) ?? "",
        acknowledge: () => this.acknowledge(alarm),
        beside: slot === shown.length - 1 ? beside : nothing,
      }),
    );
  }

  /** @param {AlarmView} alarm */
  acknowledge(alarm) {
    const detail = { session: this.session, alarm };
    this.dispatchEvent(new CustomEvent("acknowledge", { detail, bubbles: true }));
  }

  updated() {
    // All tiles flash in step: one calm rhythm on the wall instead of sixteen.
    for (const animation of this.getAnimations({ subtree: true })) {
      if (animation.startTime !== 0 && animation instanceof CSSAnimation) animation.startTime = 0;
    }
    this.#draw();
  }

  #draw() {
    const session = this.session;
    if (!session || !this.trends) return;
    for (const canvas of /** @type {NodeListOf<HTMLCanvasElement>} */ (this.querySelectorAll("canvas.spark"))) {
      const metric = /** @type {"spo2"|"pr"|"hr"} */ (canvas.dataset.metric);
      const reading = session.readings[metric];
      const points = this.trends.line(session.id, metric);
      drawSpark(canvas, { points, metric, now: this.now, limitLow: reading?.limit_low, limitHigh: reading?.limit_high });
      canvas.dataset.state = continuousState(reading, this.now);
    }
  }
}

customElements.define("chair-tile", ChairTile);
