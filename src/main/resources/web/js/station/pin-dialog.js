// @ts-check
import { html, LitElement, nothing } from "lit";
import { act, ApiError } from "../live/api.js";
import { t } from "../words/words.js";

/** Who signed here lately, newest first; kept by this page alone. @type {string[]} */
let lately = [];
const REMEMBERED = 4;

/** On a shared screen: who is acting? What was pressed waits for the answer, and is dropped without one. */
class PinDialog extends LitElement {
  static properties = { open: { state: true }, problem: { state: true }, busy: { state: true }, user: { state: true } };

  constructor() {
    super();
    this.open = false;
    this.problem = "";
    this.busy = false;
    this.user = "";
    /** @type {((signed: boolean) => void)[]} */
    this.waiting = [];
    /** @type {HTMLElement|null} */
    this.cameFrom = null;
  }

  createRenderRoot() {
    return this;
  }

  /** @returns {Promise<boolean>} false when nobody said who it is */
  ask() {
    if (!this.open) this.cameFrom = /** @type {HTMLElement|null} */ (document.activeElement);
    this.open = true;
    this.problem = "";
    this.user = lately[0] ?? "";
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  updated(/** @type {Map<string, unknown>} */ changed) {
    const dialog = this.querySelector("dialog");
    if (this.open && dialog && !dialog.open) dialog.showModal();
    if (changed.has("open") && this.open) /** @type {HTMLElement|null} */ (this.querySelector(this.user ? "[name=pin]" : "[name=signer]"))?.focus();
  }

  /** @param {boolean} signed */
  #end(signed) {
    this.querySelector("dialog")?.close();
    this.open = false;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve(signed);
    this.cameFrom?.focus();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const data = new FormData(form);
    const user = String(data.get("signer")).trim();
    this.busy = true;
    try {
      await act("/api/v1/signer", { user, pin: String(data.get("pin")) });
      lately = [user, ...lately.filter((one) => one !== user)].slice(0, REMEMBERED);
      this.#end(true);
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      this.problem = t(status === 403 ? "pin.wrong" : status === 429 ? "signin.slow" : "signin.failed");
      /** @type {HTMLInputElement} */ (form.elements.namedItem("pin")).value = "";
    }
    this.busy = false;
  }

  render() {
    if (!this.open) return nothing;
    return html`<dialog class="pin" aria-labelledby="pin-title" @cancel=${() => this.#end(false)}>
      <form @submit=${this.#submit}>
        <h2 id="pin-title">${t("pin.title")}</h2>
        ${lately.length
          ? html`<div class="choice">${lately.map((one) => html`<button type="button" aria-pressed=${this.user === one} @click=${() => (this.user = one)}>${one}</button>`)}</div>`
          : nothing}
        <label>${t("signin.user")}<input name="signer" autocomplete="off" autocapitalize="none" maxlength="64" required .value=${this.user} @input=${(/** @type {any} */ e) => (this.user = e.target.value)} /></label>
        <label>${t("pin.pin")}<input name="pin" type="password" inputmode="numeric" autocomplete="off" maxlength="8" required /></label>
        <p class="problem" role="alert">${this.problem}</p>
        <div class="choices">
          <button class="primary" ?disabled=${this.busy}>${t("pin.act")}</button>
          <button type="button" @click=${() => this.#end(false)}>${t("pin.leave")}</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define("pin-dialog", PinDialog);
