// @ts-check
import { html, LitElement, nothing } from "lit";
import { dateOf, NOTHING, partsOf } from "./birth-date.js";
import { t } from "./words.js";

const PLACES = /** @type {["day"|"month"|"year", number][]} */ ([
  ["day", 2],
  ["month", 2],
  ["year", 4],
]);

/**
 * A date of birth as three numbers with their names, in the station's language: the browser's own field follows the
 * browser's language, where 3/2 is one day to one nurse and another to the next. Fires "date" with what it comes to as
 * 1980-02-03, "" until it is whole.
 */
class DateField extends LitElement {
  static properties = { name: {}, label: {}, value: {}, parts: { state: true }, left: { state: true } };

  constructor() {
    super();
    this.name = "";
    this.label = "";
    this.value = "";
    this.parts = NOTHING;
    /** Whoever is still typing the year is not told that it is wrong. */
    this.left = false;
  }

  createRenderRoot() {
    return this;
  }

  get #told() {
    return dateOf(this.parts, new Date().toISOString().slice(0, 10));
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("value") && this.value !== this.#told.iso) this.parts = partsOf(this.value) ?? NOTHING;
  }

  /** @param {"day"|"month"|"year"} place @param {string} text */
  #typed(place, text) {
    this.parts = partsOf(text) ?? { ...this.parts, [place]: text.trim() };
    this.left = false;
    this.#tell();
  }

  #tell() {
    this.value = this.#told.iso;
    this.dispatchEvent(new CustomEvent("date", { detail: this.value }));
  }

  /** What separates the parts where they are typed in one go leads to the next one. @param {KeyboardEvent} event @param {number} place */
  #key(event, place) {
    if (!["/", "-", ".", " "].includes(event.key)) return;
    event.preventDefault();
    /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll("input")])[place + 1]?.select();
  }

  /** A whole date goes into all three, however long the one it is pasted into. @param {ClipboardEvent} event */
  #paste(event) {
    const parts = partsOf(event.clipboardData?.getData("text") ?? "");
    if (!parts) return;
    event.preventDefault();
    this.parts = parts;
    this.#tell();
  }

  render() {
    const { iso, problem } = this.#told;
    const begun = Object.values(this.parts).some(Boolean);
    const words = problem ? t(`date.${problem}`) : this.left && begun && !iso ? t("date.whole") : "";
    return html`<fieldset class="date" @focusout=${(/** @type {FocusEvent} */ e) => (this.left = !this.contains(/** @type {Node|null} */ (e.relatedTarget)))}>
      <legend>${this.label}</legend>
      ${PLACES.map(
        ([place, digits], at) => html`<label><span>${t(`date.${place}`)}</span>
          <input name=${`${this.name}-${place}`} inputmode="numeric" autocomplete="off" maxlength=${place === "year" ? 10 : 2} size=${digits}
            .value=${this.parts[place]} aria-invalid=${words !== ""} aria-describedby=${`${this.name}-problem`}
            @keydown=${(/** @type {KeyboardEvent} */ e) => this.#key(e, at)} @paste=${(/** @type {ClipboardEvent} */ e) => this.#paste(e)}
            @input=${(/** @type {any} */ e) => this.#typed(place, e.target.value)} /></label>`,
      )}
      <p id=${`${this.name}-problem`} class="problem" role="status">${words || nothing}</p>
    </fieldset>`;
  }
}

customElements.define("date-field", DateField);
