// @ts-check
import { html, LitElement, nothing } from "lit";
import { act, get, whoActs } from "./live/api.js";
import { LiveLink } from "./live/link.js";
import { ServerClock } from "./live/server-clock.js";
import { Trends } from "./live/trend.js";
import { Waves } from "./live/waves.js";
import { WardStore } from "./live/ward-store.js";
import { AlarmSound } from "./sound/alarm-sound.js";
import { keepAwake } from "./sound/wake-lock.js";
import { witness } from "./sound/witness.js";
import { Actions } from "./station/actions.js";
import { Announcer } from "./station/announcer.js";
import { wardKeys } from "./station/keys.js";
import { notLive } from "./station/not-live.js";
import { route } from "./station/route.js";
import { Surroundings } from "./station/surroundings.js";
import { isReady, prepare, viewNamed } from "./station/views.js";
import { remember, remembered } from "./theme.js";
import { loadWords, speak, t } from "./words/words.js";
import "./station/alarm-strip.js";
import "./station/pin-dialog.js";
import "./station/sign-in.js";
import "./station/ward-bar.js";
import "./station/ward-grid.js";

/** @import {Frame} from "./types.js" */

const REPORT_MILLIS = 5000;

/** The whole page: who is signed in, whether what it shows is true now, and what must be heard. */
class VigilStation extends LitElement {
  constructor() {
    super();
    this.signedIn = false;
    /** Since when a screen that was watching is not signed in any more, on the server's clock; NaN while it is. */
    this.putOut = NaN;
    this.ready = false;
    this.clock = new ServerClock();
    this.store = new WardStore();
    this.trends = new Trends();
    this.waves = new Waves();
    this.route = route();
    this.waved = "";
    this.tileWaves = remembered("waves") === "true";
    this.viewProblem = false;
    this.sound = new AlarmSound(() => (this.clock.known ? this.clock.now() : Date.now()));
    this.link = new LiveLink(`${location.origin.replace(/^http/, "ws")}/live`, this.clock);
    this.surroundings = new Surroundings(this.store, this.trends, this.clock);
    this.actions = new Actions(() => this.requestUpdate());
    this.announcer = new Announcer();
    this.armed = "";
    this.lastSounding = "none";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    witness(this.sound);
    this.link.addEventListener("frame", (event) => this.#frame(/** @type {CustomEvent<Frame>} */ (event).detail));
    for (const name of ["live", "lost"]) this.link.addEventListener(name, () => this.#changed());
    // At once, lest the server take a screen that has just come back for a silent one.
    this.link.addEventListener("live", () => this.#report());
    this.link.addEventListener("refused", () => this.#whyRefused());
    this.sound.addEventListener("change", () => this.#changed());
    this.addEventListener("acknowledge", (event) => {
      const { session, alarm } = /** @type {CustomEvent} */ (event).detail;
      if (this.link.live) this.actions.acknowledge(session, alarm);
    });
    document.addEventListener("visibilitychange", () => this.#report());
    window.addEventListener("hashchange", () => this.#moved());
    this.addEventListener("sign-out", () => this.#signOut());
    this.addEventListener("waves", () => this.#toggleWaves());
    window.setInterval(() => this.#report(), REPORT_MILLIS);
    window.setInterval(() => this.#changed(), 1000);
    whoActs(() => /** @type {any} */ (this.querySelector("pin-dialog"))?.ask() ?? Promise.resolve(false));
    wardKeys(this, (session) => this.link.live && this.actions.pause([session]));
    this.#begin();
  }

  async #begin() {
    await loadWords();
    this.ready = true;
    this.signedIn = await get("/api/v1/sessions").then(
      () => true,
      (problem) => problem.status !== 401 && problem.status !== 403,
    );
    if (this.signedIn) this.#enter();
    this.requestUpdate();
  }

  /** Another view: what it needs is fetched first, then its heading has the focus. */
  async #moved() {
    this.route = route();
    this.#wantWaves();
    this.viewProblem = false;
    this.requestUpdate();
    if (!viewNamed(this.route.name)) return;
    const { name } = this.route;
    await prepare(name).catch(() => (this.viewProblem = true));
    this.requestUpdate();
    await this.updateComplete;
    if (name === this.route.name) /** @type {HTMLElement|null} */ (this.querySelector("[data-heading]"))?.focus();
  }

  /** Waves are sent of what is looked at: one session, or the ward where its tiles show them. */
  #wantWaves() {
    const ward = !viewNamed(this.route.name) && this.tileWaves ? [...this.store.sessions.keys()] : [];
    const wanted = this.route.name === "session" ? [this.route.args[0]] : ward;
    if (wanted.join() === this.waved) return;
    this.waved = wanted.join();
    this.link.send({ waves: wanted });
  }

  #toggleWaves() {
    this.tileWaves = !this.tileWaves;
    remember("waves", String(this.tileWaves));
    this.#wantWaves();
    this.requestUpdate();
  }

  async #signOut() {
    this.link.stop();
    await act("/logout", {}).catch(() => null);
    location.hash = "";
    location.reload();
  }

  #enter() {
    this.signedIn = true;
    this.putOut = NaN;
    this.#moved();
    this.link.start();
    this.surroundings.start(() => this.requestUpdate());
    this.requestUpdate();
  }

  /** A socket refused is often a session that ended: then ask who is there, instead of knocking for ever. */
  async #whyRefused() {
    const problem = await get("/api/v1/sessions").catch((error) => error);
    if (problem?.status !== 401) return;
    this.link.stop();
    this.surroundings.stop();
    this.signedIn = false;
    this.putOut = this.link.lastHeard;
    this.#changed();
  }

  /** @param {Frame} frame */
  #frame(frame) {
    if (frame.type === "wave") return this.waves.take(frame);
    this.store.apply(frame);
    for (const session of this.store.sessions.values()) this.trends.live(session);
    if (frame.type !== "tick") this.#wantWaves();
    if (frame.type === "snapshot") {
      this.waved = "";
      this.#wantWaves();
      this.trends.keep([...this.store.sessions.keys()]);
      this.surroundings.lookBack();
    }
    if (frame.events && frame.view) {
      this.announcer.say(frame.events, frame.view);
      if (frame.events.some(({ event, priority }) => event === "raised" && priority === "low")) this.sound.chime();
    }
    this.#changed();
    this.sound.pump();
  }

  /** Sound and picture from the same truth, at least once a second. */
  #changed() {
    this.link.check();
    const now = this.clock.now();
    if (this.signedIn && this.link.live) this.sound.want((this.lastSounding = this.#loudest(now)), "alarm");
    else if (this.#blind) this.sound.want(this.lastSounding === "high" ? "high" : "medium", "not-live");
    else this.sound.want("none", "alarm");
    if (this.sound.state !== this.armed) this.#report();
    this.requestUpdate();
  }

  /** It watched, or should, and does not see the ward: cut off, or put out of the door, as by a restart. */
  get #blind() {
    return this.signedIn ? this.clock.known || this.link.retries > 0 : Number.isFinite(this.putOut);
  }

  /** @param {number} now @returns {"none"|"medium"|"high"} the highest of the ward */
  #loudest(now) {
    const all = [...this.store.sessions.values()]
      .filter((session) => !(Date.parse(session.audio_paused_until ?? "") > now))
      .map((session) => session.sounding);
    return all.includes("high") ? "high" : all.includes("medium") ? "medium" : "none";
  }

  #report() {
    this.armed = this.sound.state;
    this.link.send({ audioArmed: this.armed === "on", visible: document.visibilityState === "visible" });
  }

  /** @param {import("./sound/alarm-sound.js").Kind} [kind] of the test burst */
  async #startWatch(kind) {
    await this.sound.start(kind);
    keepAwake();
    this.#changed();
  }

  async #speak(/** @type {string} */ language) {
    await speak(language);
    this.requestUpdate();
  }

  render() {
    if (!this.ready) return nothing;
    if (!this.signedIn) return html`<sign-in .since=${this.putOut} @entered=${() => this.#enter()} @language=${this.#onLanguage}></sign-in>`;
    const { store, link, sound, surroundings, actions, trends } = this;
    const now = this.clock.now();
    return html`
      <div class="station" ?inert=${!link.live}>
        <ward-bar
          .state=${{ store, now, live: link.live, sound, problem: actions.problem }}
          @start-watch=${() => this.#startWatch()}
          @pause=${() => actions.pause([...store.sessions.values()].filter((session) => session.sounding !== "none"))}
          @language=${this.#onLanguage}
          @repaint=${() => this.requestUpdate()}
        ></ward-bar>
        <alarm-strip .state=${{ store, now, live: link.live, sound, backlog: surroundings.backlog }}></alarm-strip>
        ${this.#view(now)}
      </div>
      <pin-dialog></pin-dialog>
      ${this.announcer.regions()} ${notLive(link, sound, this.clock, () => this.#startWatch())}
    `;
  }

  /** @param {number} now */
  #view(now) {
    const { store, trends, waves, link, actions, sound } = this;
    const state = { store, trends, waves, tileWaves: this.tileWaves ? waves : null, now, live: link.live, busy: actions.busy, sound, args: this.route.args, startWatch: this.#onStartWatch };
    const view = viewNamed(this.route.name);
    if (!view) return html`<ward-grid .state=${state}></ward-grid>`;
    if (isReady(this.route.name)) return view.draw(state);
    return html`<main class="page"><p role="status">${t(this.viewProblem ? "view.failed" : "live.connecting")}</p></main>`;
  }

  #onStartWatch = (/** @type {import("./sound/alarm-sound.js").Kind|undefined} */ kind) => this.#startWatch(kind);

  #onLanguage = (/** @type {CustomEvent<string>} */ event) => this.#speak(event.detail);
}

customElements.define("vigil-station", VigilStation);
