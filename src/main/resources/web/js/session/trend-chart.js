// @ts-check
/** @import {SessionView} from "../types.js" */
import { html, LitElement, nothing } from "lit";
import { theme } from "../theme.js";
import { figure, metricName } from "../words/alarm-words.js";
import { t } from "../words/words.js";
import { trendData } from "./trend-data.js";
import { trendOptions } from "./trend-options.js";

const EVERY_MILLIS = 10_000;
const SPANS = [1_800_000, 7_200_000, 0];
const TOKENS = ["text", "muted", "outline", "raised", "surface", "high-fill", "high-ink", "medium-fill", "medium-ink", "low-fill", "low-ink"];

/** The session's curves. ECharts comes with the first one shown, and not before. Fires "data" with what it fetched. */
class TrendChart extends LitElement {
  static properties = { session: { attribute: false }, now: { type: Number }, span: { state: true }, failed: { state: true } };

  constructor() {
    super();
    /** @type {SessionView|null} */
    this.session = null;
    this.now = NaN;
    this.span = 0;
    this.failed = false;
    this.timer = 0;
    /** @type {any} */
    this.drawing = null;
    /** @type {import("./trend-data.js").TrendData|null} */
    this.data = null;
    this.size = new ResizeObserver(() => this.#draw());
    this.painted = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.timer = window.setInterval(() => this.look(), EVERY_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
    this.size.disconnect();
    this.drawing?.dispose();
    this.drawing = null;
  }

  async firstUpdated() {
    const place = /** @type {HTMLElement} */ (this.querySelector(".curves"));
    try {
      const { init } = await import("echarts");
      if (!this.isConnected) return;
      this.drawing = init(place, null, { renderer: "canvas" });
    } catch {
      this.failed = true;
      return;
    }
    this.size.observe(place);
    await this.look();
  }

  async look() {
    if (!this.session || !Number.isFinite(this.now)) return;
    this.data = await trendData(this.session, this.now, this.span);
    this.dispatchEvent(new CustomEvent("data", { detail: this.data, bubbles: true }));
    this.#draw();
  }

  updated() {
    if (theme() + document.documentElement.lang !== this.painted) this.#draw();
  }

  #draw() {
    const place = /** @type {HTMLElement|null} */ (this.querySelector(".curves"));
    if (!this.drawing || !this.data || !this.session || !place || place.clientHeight < 80) return;
    this.painted = theme() + document.documentElement.lang;
    const style = getComputedStyle(document.documentElement);
    const ink = Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    this.drawing.resize();
    this.drawing.setOption(trendOptions(this.data, this.session, ink, place.clientHeight), true);
  }

  /** @param {number} span */
  #choose(span) {
    this.span = span;
    this.look();
  }

  /** What the picture says, for whoever cannot see it. */
  #inWords() {
    const known = Object.entries(this.session?.readings ?? {}).filter(([, reading]) => reading.value != null);
    return t("trend.label", { values: known.map(([metric, { value }]) => `${metricName(metric)} ${figure(value)}`).join(", ") });
  }

  render() {
    return html`<section class="trends">
      <div class="spans" role="group" aria-label=${t("trend.span")}>
        ${SPANS.map(
          (span) => html`<button class="quiet" aria-pressed=${span === this.span} @click=${() => this.#choose(span)}>
            ${t(span ? "trend.minutes" : "trend.all", { n: span / 60_000 })}
          </button>`,
        )}
      </div>
      ${this.failed ? html`<p class="problem">${t("trend.failed")}</p>` : nothing}
      <div class="curves" role="img" aria-label=${this.#inWords()}></div>
    </section>`;
  }
}

customElements.define("trend-chart", TrendChart);
