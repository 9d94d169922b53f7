// @ts-check
import { html, LitElement, nothing } from "lit";
import { bell, bellCrossed, moon, screens, sun } from "../tile/icons.js";
import { theme, toggleTheme } from "../theme.js";
import { millis, short, withSeconds } from "../words/times.js";
import "./main-menu.js";
import { language, LANGUAGES, t } from "../words/words.js";

/**
 * @typedef {object} BarState
 * @property {import("../live/ward-store.js").WardStore} store
 * @property {number} now
 * @property {boolean} live
 * @property {import("../sound/alarm-sound.js").AlarmSound} sound
 * @property {string} problem
 */

/** The strip on top: where this is, whether it can be heard, who else watches, what time it is. */
class WardBar extends LitElement {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {BarState|null} */
    this.state = null;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.state) return nothing;
    const { store, now, sound, problem } = this.state;
    return html`<header class="bar">
      <main-menu></main-menu>
      <h1 class="site">${t("app.name")} <span>${store.site.id}</span></h1>
      ${store.site.simulated ? html`<strong class="simulated">${t("bar.simulated")}</strong>` : nothing}
      ${this.#pause(this.state)} ${this.#sound(this.state)}
      ${problem ? html`<span class="problem" role="alert">${problem}</span>` : nothing}
      <span class="gap"></span>
      ${this.#watch(store.watch)}
      ${this.#choices()}
      <time class="clock">${withSeconds(now)}</time>
    </header>`;
  }

  /** Whether it can be heard; "on" is never said beside a pause, which has its place. @param {BarState} state */
  #sound({ store, now, sound }) {
    if (sound.state === "off") {
      return html`<span class="sound" data-state="off" role="alert">${bellCrossed()}<b>${t("sound.off")}</b></span>
        <button class="primary start-watch" @click=${() => this.#fire("start-watch")}>${t("watch.start")}</button>
        ${pausedOf(store, now).length ? this.#paused("off", store, now) : nothing}`;
    }
    if (pausedOf(store, now).length) return this.#paused(sound.state, store, now);
    return html`<span class="sound" data-state=${sound.state}>${bell()}<span>${t(sound.state === "starting" ? "sound.starting" : "sound.on")}</span></span>`;
  }

  /** @param {string} state @param {import("../live/ward-store.js").WardStore} store @param {number} now */
  #paused(state, store, now) {
    const paused = pausedOf(store, now);
    const left = short(Math.min(...paused.map((session) => millis(session.audio_paused_until) - now)));
    const chairs = paused.map(({ chair }) => chair).join(", ");
    return html`<span class=${state === "off" ? "paused" : "sound paused"} data-state=${state}>${bellCrossed()}<b>${t(paused.length < store.sessions.size ? "pause.chairs" : "pause.left", { left, chairs })}</b></span>`;
  }

  /** Stands before what it brings about, so that it is never moved by it. @param {BarState} state */
  #pause({ store, live, sound }) {
    const sounding = [...store.sessions.values()].some((session) => session.sounding !== "none");
    return sound.state === "off"
      ? nothing
      : html`<button class="pause" ?disabled=${!live || !sounding} @click=${() => this.#fire("pause")}>${bellCrossed()}<span>${t("pause")}</span></button>`;
  }

  /** A tab behind another one is no watching screen, whatever it plays. @param {{screens: number, audible: number, hidden?: number}} watch */
  #watch({ screens: all, audible, hidden = 0 }) {
    const alone = audible === 0;
    return html`<span class="watch" data-alone=${alone}>
      ${screens()}<span>${t("watch.screens", { n: all - hidden })} ${hidden ? html`· <b>${t("watch.hidden", { n: hidden })}</b>` : nothing} · ${alone ? html`<b>${t("watch.none")}</b>` : t("watch.audible", { n: audible })}</span>
    </span>`;
  }

  #choices() {
    const next = LANGUAGES[(LANGUAGES.indexOf(language()) + 1) % LANGUAGES.length];
    const dark = theme() === "dark";
    return html`<button class="quiet" lang=${next} aria-label=${t(`language.${next}`)} @click=${() => this.#fire("language", next)}>${next.toUpperCase()}</button>
      <button
        class="quiet theme"
        aria-label=${t(dark ? "theme.light" : "theme.dark")}
        @click=${() => {
          toggleTheme();
          this.#fire("repaint");
        }}
      >
        ${dark ? sun() : moon()}
      </button>`;
  }

  /**
   * @param {string} name
   * @param {string} [detail]
   */
  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
    this.requestUpdate();
  }
}

/** @param {import("../live/ward-store.js").WardStore} store @param {number} now */
const pausedOf = (store, now) => [...store.sessions.values()].filter((session) => millis(session.audio_paused_until) > now);

customElements.define("ward-bar", WardBar);
