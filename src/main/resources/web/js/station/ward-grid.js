// @ts-check
import { html, LitElement, nothing } from "lit";
import { remember, remembered } from "../theme.js";
import { t } from "../words/words.js";
import "../tile/chair-tile.js";

/** Grids that fill a screen without holes. */
const SIZES = [1, 2, 4, 6, 8, 12, 16];

/**
 * @typedef {object} GridState
 * @property {import("../live/ward-store.js").WardStore} store
 * @property {import("../live/trend.js").Trends} trends
 * @property {number} now
 * @property {boolean} live
 * @property {import("../live/waves.js").Waves|null} tileWaves
 * @property {Map<string, string>} busy
 */

/** Chairs in fixed places: a chair never moves because a patient comes or goes. */
class WardGrid extends LitElement {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {GridState|null} */
    this.state = null;
    /** @type {string[]} chairs that are not numbers, in order of appearance */
    this.named = [];
    this.size = SIZES.find((size) => size >= Number(remembered("chairs") ?? 4)) ?? 16;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {import("../live/ward-store.js").WardStore} store */
  #chairs(store) {
    const seen = [...store.sessions.values()].map((session) => session.chair);
    const told = store.site.chairs;
    if (Array.isArray(told)) {
      const places = [...new Set([...told, ...seen])];
      this.size = SIZES.find((size) => size >= places.length) ?? places.length;
      return places;
    }
    for (const chair of seen) if (!isPlace(chair) && !this.named.includes(chair)) this.named.push(chair);
    const highest = Math.max(typeof told === "number" ? told : 1, ...seen.filter(isPlace).map(Number));
    const needed = Math.max(this.size, highest + this.named.length);
    if (needed > this.size) {
      this.size = SIZES.find((size) => size >= needed) ?? needed;
      remember("chairs", String(this.size));
    }
    const numbered = Array.from({ length: this.size - this.named.length }, (_, i) => String(i + 1));
    return [...numbered, ...this.named];
  }

  render() {
    if (!this.state) return nothing;
    const { store, trends, now, live, busy, tileWaves } = this.state;
    const chairs = this.#chairs(store);
    return html`<main class="ward" data-size=${this.size} aria-label=${t("ward.label")}>
      ${chairs.map((chair) => {
        const session = store.atChair(chair);
        return html`<chair-tile
          .chair=${chair}
          .session=${session}
          .now=${now}
          .live=${live}
          .devices=${store.devices}
          .watch=${store.watch}
          .lastCuff=${session ? store.lastCuff.get(session.id) : undefined}
          .trends=${trends}
          .waves=${tileWaves}
          .busy=${busy}
        ></chair-tile>`;
      })}
    </main>`;
  }
}

/** @param {string} chair */
const isPlace = (chair) => /^([1-9]|1[0-6])$/.test(chair);

customElements.define("ward-grid", WardGrid);
