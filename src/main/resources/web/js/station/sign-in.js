// @ts-check
import { html, LitElement, nothing } from "lit";
import { act, ApiError, get } from "../live/api.js";
import { withSeconds } from "../words/times.js";
import { language, LANGUAGES, t } from "../words/words.js";
import "./first-account.js";

/** Name and password; in the demo one tap. Fires "entered" once the session cookie is there. */
class SignIn extends LitElement {
  static properties = { since: { attribute: false }, problem: { state: true }, busy: { state: true }, demo: { state: true }, oidc: { state: true }, first: { state: true }, site: { state: true } };

  constructor() {
    super();
    /** Epoch ms: since when this screen watches no more, having been signed out under way; NaN when it never did. */
    this.since = NaN;
    this.problem = "";
    this.busy = false;
    this.demo = false;
    this.oidc = false;
    /** There is no account yet. */
    this.first = false;
    this.site = "";
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    const about = await get("/login").catch(() => null);
    this.demo = about?.demo === true;
    this.oidc = about?.oidc === true;
    this.first = about?.first === true;
    if (new URLSearchParams(location.search).get("signin") === "refused") this.problem = t("signin.refused");
    this.site = typeof about?.site === "string" ? about.site : (about?.site?.id ?? "");
  }

  /**
   * @param {string} user
   * @param {string} password
   * @param {boolean} [shared] several people use this screen
   */
  async #enter(user, password, shared = false) {
    this.busy = true;
    this.problem = "";
    try {
      await act("/login", { user, password, ...(shared ? { shared } : {}) });
      this.dispatchEvent(new Event("entered"));
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      this.problem = t(status === 401 || status === 403 ? "signin.wrong" : status === 429 ? "signin.slow" : "signin.failed");
    }
    this.busy = false;
  }

  #submit(/** @type {SubmitEvent} */ event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    this.#enter(String(form.get("user")), String(form.get("password")), form.has("shared"));
  }

  #form() {
    return html`<form @submit=${this.#submit}>
        <label>${t("signin.user")}<input name="user" autocomplete="username" autocapitalize="none" required /></label>
        <label>${t("signin.password")}<input name="password" type="password" autocomplete="current-password" required /></label>
        <label class="check"><input name="shared" type="checkbox" /><span>${t("signin.shared")}</span></label>
        <p class="problem" role="alert">${this.problem}</p>
        <button class=${this.demo ? "" : "primary"} ?disabled=${this.busy}>${t("signin.enter")}</button>
      </form>`;
  }

  render() {
    return html`<main class="sign-in">
      <h1>${t("app.name")} <span>${this.site}</span></h1>
      ${Number.isFinite(this.since)
        ? html`<p class="problem put-out" role="alert"><b>${t("live.lost", { at: withSeconds(this.since) })}</b> ${t("live.do")} ${t("signin.again")}</p>`
        : nothing}
      <p class="purpose">${t("signin.purpose")}</p>
      ${this.demo
        ? html`<button class="primary demo" ?disabled=${this.busy} @click=${() => this.#enter("demo", "demo")}>
              ${t("signin.demo")}
            </button>
            <button class="quiet technician" ?disabled=${this.busy} @click=${() => this.#enter("demo-technician", "demo")}>${t("signin.technician")}</button>
            <p class="simulated">${t("bar.simulated")}</p>`
        : nothing}
      ${this.oidc ? html`<a class="button" href="/oidc/start">${t("signin.oidc")}</a>` : nothing}
      ${this.first ? html`<first-account @entered=${() => this.dispatchEvent(new Event("entered"))}></first-account>` : this.#form()}
      <p class="languages">
        ${LANGUAGES.map(
          (code) => html`<button
            class="quiet"
            lang=${code}
            aria-pressed=${code === language()}
            @click=${() => this.dispatchEvent(new CustomEvent("language", { detail: code })) && this.requestUpdate()}
          >
            ${t(`language.${code}`)}
          </button>`,
        )}
      </p>
    </main>`;
  }
}

customElements.define("sign-in", SignIn);
