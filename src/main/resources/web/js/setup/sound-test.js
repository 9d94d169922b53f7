// @ts-check
import { html, LitElement, nothing } from "lit";
import { t } from "../words/words.js";

/** @import {Kind} from "../sound/alarm-sound.js" */

const KINDS = /** @type {Kind[]} */ (["high", "medium", "low"]);

/** A burst of each priority, and whether a person heard it. What they say is kept by this page alone. */
class SoundTest extends LitElement {
  static properties = { play: { attribute: false }, heard: { state: true }, played: { state: true } };

  constructor() {
    super();
    /** @type {(kind: Kind) => void} */
    this.play = () => {};
    /** @type {Partial<Record<Kind, boolean>>} */
    this.heard = {};
    /** @type {Partial<Record<Kind, boolean>>} */
    this.played = {};
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Kind} kind */
  #play(kind) {
    this.play(kind);
    this.played = { ...this.played, [kind]: true };
  }

  /** @param {Kind} kind @param {boolean} heard */
  #answer(kind, heard) {
    this.heard = { ...this.heard, [kind]: heard };
    this.dispatchEvent(new CustomEvent("answered", { detail: { heard, all: KINDS.every((one) => this.heard[one]) } }));
  }

  render() {
    return html`<ul class="bursts">${KINDS.map((kind) => this.#row(kind))}</ul>
      ${Object.values(this.heard).includes(false) ? html`<p class="problem" role="alert">${t("sound.unheard")}</p>` : nothing}`;
  }

  /** @param {Kind} kind */
  #row(kind) {
    const answer = (/** @type {boolean} */ yes) =>
      html`<button aria-pressed=${this.heard[kind] === yes} @click=${() => this.#answer(kind, yes)}>${t(yes ? "sound.yes" : "sound.no")}</button>`;
    return html`<li data-kind=${kind}>
      <button @click=${() => this.#play(kind)}>${t(`sound.play.${kind}`)}</button>
      ${this.played[kind] ? html`<span class="choices" role="group" aria-label=${t("sound.question")}><span>${t("sound.question")}</span>${answer(true)}${answer(false)}</span>` : nothing}
    </li>`;
  }
}

customElements.define("sound-test", SoundTest);
