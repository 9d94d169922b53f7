// @ts-check
import { html, LitElement } from "lit";
import { act, ApiError } from "../live/api.js";
import { t } from "../words/words.js";
import "../setup/own-password.js";

/** One's own PIN, for screens that several people share. */
class PinPage extends LitElement {
  static properties = { state: { attribute: false }, problem: { state: true }, said: { state: true } };

  constructor() {
    super();
    this.state = null;
    this.problem = this.said = "";
  }

  createRenderRoot() {
    return this;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const data = new FormData(form);
    this.problem = this.said = "";
    if (data.get("pin") !== data.get("again")) {
      this.problem = t("pin.differ");
      return;
    }
    try {
      await act("/api/v1/me/pin", { password: String(data.get("password")), pin: String(data.get("pin")) });
      this.said = t("pin.chosen");
      form.reset();
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      this.problem = t(status === 422 ? "pin.weak" : status === 403 ? "pin.password.wrong" : status === 429 ? "signin.slow" : "signin.failed");
    }
  }

  render() {
    const digits = (/** @type {string} */ name, /** @type {string} */ words) =>
      html`<label class="field"><span>${t(words)}</span><input name=${name} type="password" inputmode="numeric" autocomplete="off" minlength="4" maxlength="8" required /></label>`;
    return html`<main class="page">
      <h1 class="page-title" tabindex="-1" data-heading>${t("menu.pin")}</h1>
      <p class="calm">${t("pin.explain")}</p>
      <form class="narrow" @submit=${this.#submit}>
        <label class="field"><span>${t("signin.password")}</span><input name="password" type="password" autocomplete="current-password" required /></label>
        ${digits("pin", "pin.new")} ${digits("again", "pin.again")}
        <p class="problem" role="alert">${this.problem}</p>
        <p role="status">${this.said}</p>
        <div class="choices"><button class="primary">${t("pin.choose")}</button></div>
      </form>
      <h2>${t("password.title")}</h2>
      <own-password></own-password>
    </main>`;
  }
}

customElements.define("pin-page", PinPage);
