// @ts-check
import { LitElement, html } from "lit";
import { t } from "../words/words.js";
import { Sweep } from "./sweep.js";

/** No packet for this long and the wave is not shown: an old wave is no wave. */
const SILENT_MILLIS = 3000;

/** A pleth wave swept over a canvas as on a bedside monitor; not there at all while none comes. */
class PlethWave extends LitElement {
  static properties = { session: {}, now: { type: Number } };

  constructor() {
    super();
    this.session = "";
    /** The page's second: a wave that stopped is taken away by it. */
    this.now = NaN;
    /** @type {import("../live/waves.js").Waves|null} */
    this.waves = null;
    this.sweep = new Sweep();
    this.frame = 0;
    this.hidden = true;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.waves?.addEventListener("wave", this.#packet);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.waves?.removeEventListener("wave", this.#packet);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  firstUpdated() {
    this.waves?.addEventListener("wave", this.#packet);
  }

  updated() {
    const wave = this.waves?.of(this.session);
    this.hidden = !wave || performance.now() - wave.at >= SILENT_MILLIS;
  }

  /** Drawn when there is something to draw, in the next frame, and not at all on a page nobody sees. */
  #packet = (/** @type {Event} */ event) => {
    if (/** @type {CustomEvent<Set<string>>} */ (event).detail.has(this.session) && !this.frame) {
      this.frame = requestAnimationFrame(() => this.#draw());
    }
  };

  #draw() {
    this.frame = 0;
    const wave = this.waves?.of(this.session);
    const canvas = /** @type {HTMLCanvasElement|null} */ (this.querySelector("canvas"));
    if (!wave || !canvas) return;
    this.hidden = false;
    this.dataset.came = "";
    this.sweep.draw(canvas, wave);
  }

  render() {
    return html`<figure class="pleth"><figcaption>${t("pleth")}</figcaption><canvas role="img" aria-label=${t("pleth")}></canvas></figure>`;
  }
}

customElements.define("pleth-wave", PlethWave);
