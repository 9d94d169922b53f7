// @ts-check
import { html, LitElement } from "lit";
import { act, ApiError } from "../live/api.js";
import { t } from "../words/words.js";

const SHORTEST = 12;

/** One's own password, with the one before as proof. */
class OwnPassword extends LitElement {
  static properties = { problem: { state: true }, said: { state: true } };

  constructor() {
    super();
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
    if (data.get("next") !== data.get("again")) {
      this.problem = t("password.differ");
      return;
    }
    try {
      await act("/api/v1/me/password", { password: String(data.get("before")), new_password: String(data.get("next")) });
      this.said = t("password.changed");
      form.reset();
    } catch (error) {
      this.problem = t(why(error));
    }
  }

  render() {
    const secret = (/** @type {string} */ name, /** @type {string} */ words, /** @type {AutoFill} */ fill, /** @type {number} */ shortest) =>
      html`<label class="field"><span>${t(words)}</span><input name=${name} type="password" autocomplete=${fill} minlength=${shortest} maxlength="256" required /></label>`;
    return html`<form class="narrow" @submit=${this.#submit}>
      ${secret("before", "password.before", "current-password", 1)} ${secret("next", "password.next", "new-password", SHORTEST)} ${secret("again", "password.again", "new-password", SHORTEST)}
      <p class="problem" role="alert">${this.problem}</p>
      <p role="status">${this.said}</p>
      <div class="choices"><button>${t("password.change")}</button></div>
    </form>`;
  }
}

/** @param {unknown} error */
function why(error) {
  if (!(error instanceof ApiError)) return "signin.failed";
  if (error.status === 409) return "setup.demo.password";
  return error.status === 403 ? "pin.password.wrong" : error.status === 429 ? "signin.slow" : error.status === 422 ? "password.short" : "signin.failed";
}

customElements.define("own-password", OwnPassword);
