// @ts-check
import { LitElement, html } from "lit";
import { t } from "../words/words.js";

/** No packet for this long and the wave is not shown: an old wave is no wave. */
const SILENT_MILLIS = 3000;
const SECONDS = 8;
/** The part just ahead of the pen that is wiped. */
const WIPED = 0.04;

/** A pleth wave swept over a canvas as on a bedside monitor; not there at all while none comes. */
class PlethWave extends LitElement {
  static properties = { session: {} };

  constructor() {
    super();
    this.session = "";
    /** @type {import("../live/waves.js").Waves|null} */
    this.waves = null;
    this.drawn = 0;
    this.frame = 0;
    this.low = 0;
    this.high = 1;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.hidden = true;
    const step = () => {
      this.#sweep();
      this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
  }

  #sweep() {
    const wave = this.waves?.of(this.session);
    const fresh = wave != null && performance.now() - wave.at < SILENT_MILLIS;
    if (this.hidden === fresh) this.hidden = !fresh;
    const canvas = /** @type {HTMLCanvasElement|null} */ (this.querySelector("canvas"));
    if (!fresh || !canvas || wave.total === this.drawn) return;
    const pen = fit(canvas);
    if (!pen) return;
    const { width, height } = canvas;
    const perSweep = Math.max(1, SECONDS * (wave.rate || 75));
    const count = Math.min(wave.total - this.drawn, wave.samples.length - 1);
    this.low = Math.min(...wave.samples);
    this.high = Math.max(...wave.samples, this.low + 1);
    const x = (/** @type {number} */ n) => ((n % perSweep) / perSweep) * width;
    const y = (/** @type {number} */ v) => height * (0.92 - (0.84 * (v - this.low)) / (this.high - this.low));
    const from = wave.samples.length - count;
    pen.strokeStyle = getComputedStyle(this).color;
    for (let i = from; i < wave.samples.length; i++) {
      const n = wave.total - wave.samples.length + i;
      const [left, right] = [x(n - 1), x(n)];
      pen.clearRect(right, 0, width * WIPED, height);
      if (right < left || i === 0) continue;
      pen.beginPath();
      pen.moveTo(left, y(wave.samples[i - 1]));
      pen.lineTo(right, y(wave.samples[i]));
      pen.stroke();
    }
    this.drawn = wave.total;
  }

  render() {
    return html`<figure class="pleth"><figcaption>${t("pleth")}</figcaption><canvas role="img" aria-label=${t("pleth")}></canvas></figure>`;
  }
}

/** @param {HTMLCanvasElement} canvas */
function fit(canvas) {
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  if (pen) pen.lineWidth = 1.75 * scale;
  return width && height ? pen : null;
}

customElements.define("pleth-wave", PlethWave);
