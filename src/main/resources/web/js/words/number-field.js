// @ts-check
import { html, LitElement, nothing } from "lit";
import { decimalOf } from "./decimal.js";
import { t } from "./words.js";

/**
 * A number as a person writes it. The browser's own field follows the browser's language and drops the comma of another:
 * 17,5 mg became 175. Fires "number" with what {@link decimalOf} makes of it.
 */
class NumberField extends LitElement {
  static properties = { name: {}, label: {}, value: {}, note: {}, text: { state: true }, left: { state: true } };

  constructor() {
    super();
    this.name = "";
    this.label = "";
    this.value = "";
    /** Beside the number, in words. @type {unknown} */
    this.note = "";
    this.text = "";
    this.left = false;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("value") && String(this.value) !== decimalOf(this.text)) this.text = String(this.value);
  }

  /** @param {string} text */
  #typed(text) {
    this.text = text;
    this.left = false;
    this.value = decimalOf(text);
    this.dispatchEvent(new CustomEvent("number", { detail: this.value }));
  }

  render() {
    const wrong = this.left && decimalOf(this.text) === "NaN";
    return html`<label class="field"><span>${this.label}</span>
      <input name=${this.name} inputmode="decimal" autocomplete="off" maxlength="12" .value=${this.text} aria-invalid=${wrong}
        @input=${(/** @type {any} */ e) => this.#typed(e.target.value)} @change=${() => (this.left = true)} />
      ${this.note ? html`<small>${this.note}</small>` : nothing}</label>
      <p class="problem" role="status">${wrong ? t("number.wrong") : nothing}</p>`;
  }
}

customElements.define("number-field", NumberField);
