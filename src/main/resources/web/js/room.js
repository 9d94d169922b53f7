// @ts-check
/** @import {Frame, SessionView} from "./types.js" */
import { html, LitElement, nothing } from "lit";
import { get } from "./live/api.js";
import { LiveLink } from "./live/link.js";
import { ServerClock } from "./live/server-clock.js";
import { WardStore } from "./live/ward-store.js";
import { AlarmSound } from "./sound/alarm-sound.js";
import { keepAwake } from "./sound/wake-lock.js";
import { witness } from "./sound/witness.js";
import { alarmLine } from "./tile/alarm-line.js";
import { mostUrgentFirst } from "./words/alarm-words.js";
import { duration, millis, withSeconds } from "./words/times.js";
import { has, loadWords, t } from "./words/words.js";
import "./station/sign-in.js";

const REPORT_MILLIS = 5000;

/**
 * Beside the patient: dark and silent. An alarm that the station has not yet answered is a small ring for the therapist;
 * only one that nobody answered, escalated by the server, is shown bright and sounds. Chair: room.html?chair=3.
 */
class VigilRoom extends LitElement {
  constructor() {
    super();
    this.chair = new URLSearchParams(location.search).get("chair") ?? "1";
    this.signedIn = false;
    /** Since when it is not signed in any more, having watched before, on the server's clock; NaN while it is. */
    this.putOut = NaN;
    this.ready = false;
    this.clock = new ServerClock();
    this.store = new WardStore();
    this.sound = new AlarmSound(() => (this.clock.known ? this.clock.now() : Date.now()));
    this.link = new LiveLink(`${location.origin.replace(/^http/, "ws")}/live`, this.clock);
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    document.documentElement.dataset.theme = "dark";
    witness(this.sound);
    this.link.addEventListener("frame", (event) => this.#frame(/** @type {CustomEvent<Frame>} */ (event).detail));
    this.link.addEventListener("refused", () => this.#whyRefused());
    window.setInterval(() => this.#changed(), 1000);
    // It does not count as a screen of the station: what sounds here is the last resort, not the watch.
    window.setInterval(() => this.link.send({ audioArmed: false, visible: false }), REPORT_MILLIS);
    await loadWords();
    this.ready = true;
    this.signedIn = await get("/api/v1/sessions").then(() => true, () => false);
    if (this.signedIn) this.link.start();
    this.requestUpdate();
  }

  /** @param {Frame} frame */
  #frame(frame) {
    if (frame.type === "wave") return;
    this.store.apply(frame);
    this.#changed();
  }

  /** @returns {SessionView|null} */
  get session() {
    return this.store.atChair(this.chair);
  }

  get unanswered() {
    return (this.session?.alarms ?? []).filter(({ state, level }) => state !== "acked" && level > 0);
  }

  #changed() {
    this.link.check();
    const paused = millis(this.session?.audio_paused_until) > this.clock.now();
    const highest = this.unanswered.some(({ priority }) => priority === "high") ? "high" : "medium";
    // Put out of the door, as by a restart, it goes on with what nobody had answered: it cannot know that somebody has.
    this.sound.want(this.unanswered.length && !paused ? highest : "none", "alarm");
    this.requestUpdate();
  }

  /** A session that ended, as by a restart: somebody must sign in here again. */
  async #whyRefused() {
    const problem = await get("/api/v1/sessions").catch((error) => error);
    if (problem?.status !== 401) return;
    this.link.stop();
    this.signedIn = false;
    this.putOut = this.link.lastHeard;
    this.#changed();
  }

  #enter() {
    this.signedIn = true;
    this.putOut = NaN;
    this.link.start();
    this.requestUpdate();
  }

  async #arm() {
    await this.sound.start();
    keepAwake();
    this.requestUpdate();
  }

  render() {
    if (!this.ready) return nothing;
    if (!this.signedIn) return html`<sign-in .since=${this.putOut} @entered=${() => this.#enter()} @language=${() => this.requestUpdate()}></sign-in>`;
    const { session, unanswered } = this;
    const now = this.clock.now();
    const cue = !unanswered.length && session?.alarms.some(({ state, priority }) => state === "active" && priority !== "low");
    return html`<main class="room" data-escalated=${unanswered.length > 0}>
      ${unanswered.length && session
        ? html`<div role="alert">${mostUrgentFirst(unanswered).map((alarm) => alarmLine(alarm, session, { now, enabled: false, busy: "", acknowledge: () => {}, beside: nothing }))}</div>`
        : nothing}
      ${cue ? html`<p class="cue" role="status">${t("room.cue")}</p>` : nothing}
      <h1>${this.chair} · ${session ? html`${has(`phase.${session.phase}`) ? t(`phase.${session.phase}`) : session.phase} · ${session.dose_at ? duration(now - millis(session.dose_at)) : t("tile.nodose")}` : t("room.empty")}</h1>
      <p>${this.link.live ? withSeconds(now) : t("live.never")}</p>
      ${this.sound.state === "on" ? nothing : html`<button @click=${() => this.#arm()}>${t("sound.off")} · ${t("watch.start")}</button>`}
    </main>`;
  }
}

customElements.define("vigil-room", VigilRoom);
