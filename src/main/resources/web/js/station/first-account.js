// @ts-check
import { html, LitElement } from "lit";
import { act, ApiError } from "../live/api.js";
import { t } from "../words/words.js";

const SHORTEST = 12;

/** The first account of a service that knows nobody, by the code on its console. Fires "entered" once it is there. */
class FirstAccount extends LitElement {
  static properties = { problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.problem = "";
    this.busy = false;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    if (data.get("password") !== data.get("again")) {
      this.problem = t("first.differ");
      return;
    }
    this.busy = true;
    this.problem = "";
    try {
      await act("/login/first", { code: String(data.get("code")), user: String(data.get("user")), password: String(data.get("password")) });
      this.dispatchEvent(new Event("entered"));
    } catch (error) {
      this.problem = t(why(error));
    }
    this.busy = false;
  }

  render() {
    const secret = (/** @type {string} */ name, /** @type {string} */ words) =>
      html`<label>${t(words)}<input name=${name} type="password" autocomplete="new-password" minlength=${SHORTEST} maxlength="256" required /></label>`;
    return html`<form @submit=${this.#submit}>
      <h2>${t("first.title")}</h2>
      <p>${t("first.explain")}</p>
      <label>${t("first.code")}<input name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="XXXX-XXXX-XXXX" maxlength="64" required /></label>
      <label>${t("signin.user")}<input name="user" autocomplete="username" autocapitalize="none" spellcheck="false" pattern="[A-Za-z0-9][A-Za-z0-9._@\\-]*" maxlength="64" required /></label>
      ${secret("password", "first.password")} ${secret("again", "first.again")}
      <p class="problem" role="alert">${this.problem}</p>
      <button class="primary" ?disabled=${this.busy}>${t("first.make")}</button>
    </form>`;
  }
}

/** @param {unknown} error */
function why(error) {
  const { status, type } = error instanceof ApiError ? error : { status: 0, type: "" };
  if (type === "urn:vigil:problem:setup-code") return "first.wrong";
  return status === 410 ? "first.over" : status === 422 ? "first.refused" : status === 429 ? "signin.slow" : "signin.failed";
}

customElements.define("first-account", FirstAccount);
