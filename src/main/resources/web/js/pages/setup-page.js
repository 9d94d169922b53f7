// @ts-check
import { html, LitElement, nothing } from "lit";
import { get } from "../live/api.js";
import { to } from "../station/route.js";
import { t } from "../words/words.js";
import "../setup/config-form.js";
import "../setup/own-password.js";
import "../setup/port-list.js";
import "../setup/sound-test.js";

/** The first quarter of an hour: what must be true before a patient sits down, each step done here where it can be. */
class SetupPage extends LitElement {
  static properties = { state: { attribute: false }, heard: { state: true }, taken: { state: true } };

  constructor() {
    super();
    /** @type {import("../station/views.js").ViewState|null} */
    this.state = null;
    /** @type {any} */
    this.settings = null;
    this.demo = false;
    /** Every burst was heard by a person, as far as this page knows. */
    this.heard = false;
    /** The text has been taken away. */
    this.taken = false;
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    const [settings, login] = await Promise.all([get("/api/v1/settings").catch(() => null), get("/login").catch(() => null)]);
    this.settings = settings;
    this.demo = login?.demo === true;
    this.requestUpdate();
  }

  /** Whether this person sets a station up. */
  get #may() {
    return ["technician", "admin"].includes(this.state?.store.user.role ?? "");
  }

  render() {
    if (!this.state) return nothing;
    const problems = this.settings?.problems ?? [];
    return html`<main class="page">
      <h1 class="page-title" tabindex="-1" data-heading>${t("menu.setup")}</h1>
      ${this.demo ? html`<p class="hold">${t("setup.demo")}</p>` : nothing}
      <ol class="steps">
        ${step("password", this.demo ? null : true, this.#person())}
        ${step("sound", this.state.sound.state === "on" && this.heard, this.#sound())}
        ${step("ports", this.#allHeard, this.#ports())}
        ${step("file", this.taken, this.#file())}
        ${step("check", this.settings !== null && problems.length === 0, html`<p>${problems.length ? t("setup.check.problems", { n: problems.length }) : t("setup.check.text")} <a href=${to("settings")}>${t("menu.settings")}</a></p>`)}
      </ol>
    </main>`;
  }

  #person() {
    if (this.demo) return html`<p>${t("setup.demo.password")}</p>`;
    return html`<p>${t("setup.password.text", { user: this.state?.store.user.name ?? "" })}</p>
      <details><summary>${t("password.title")}</summary><own-password></own-password></details>
      <p>${t("setup.password.more")}</p><pre tabindex="0" aria-label=${t("setup.password.more")}>java -jar vigil.jar user add NAME --role nurse</pre>`;
  }

  #sound() {
    const { sound, startWatch } = /** @type {import("../station/views.js").ViewState} */ (this.state);
    return html`<p>${t(sound.state === "on" ? "setup.sound.on" : "setup.sound.off")}</p>
      <sound-test .play=${startWatch} @answered=${(/** @type {CustomEvent<{heard: boolean, all: boolean}>} */ event) => this.#answered(event.detail)}></sound-test>`;
  }

  /** @param {{heard: boolean, all: boolean}} answer */
  #answered({ heard, all }) {
    this.heard = all;
    if (!heard) this.state?.sound.unheard();
  }

  get #allHeard() {
    const devices = [...(this.state?.store.devices.values() ?? [])];
    return devices.length > 0 && devices.every(({ state }) => state.toLowerCase() === "live");
  }

  #ports() {
    const devices = [...(this.state?.store.devices.values() ?? [])];
    const heard = devices.filter(({ state }) => state.toLowerCase() === "live");
    const now = html`<p>${t("setup.ports.text", { heard: heard.length, all: devices.length })} <a href=${to("devices")}>${t("menu.devices")}</a></p>`;
    if (!this.#may) return html`${now}<p class="calm">${t("setup.may")}</p>`;
    return html`${now}<p>${t("ports.explain")}</p><port-list adds @found=${this.#found}></port-list>`;
  }

  #found(/** @type {CustomEvent} */ { detail }) {
    const form = /** @type {any} */ (this.querySelector("config-form"));
    form.add(detail);
    form.updateComplete.then(() => form.querySelector(`[data-path="${CSS.escape(detail.path)}"] input`)?.focus());
  }

  #file() {
    if (!this.#may) return html`<p class="calm">${t("setup.may")}</p>`;
    if (!this.state?.store.site.id) return html`<p>${t("live.connecting")}</p>`;
    const { site, devices } = this.state.store;
    const worn = [...new Set([...devices.values()].map(({ chair }) => chair ?? "").filter(Boolean))].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
    const chairs = Array.isArray(site.chairs) ? site.chairs : worn;
    return html`<p>${t("setup.file.text")}</p>
      <config-form .site=${site.id} .chairs=${chairs} @taken=${() => (this.taken = true)}></config-form>`;
  }
}

/** @param {string} name @param {boolean|null} done null where there is nothing to do @param {unknown} body */
const step = (name, done, body) =>
  html`<li data-step=${name} data-done=${done ?? false}><div><h2>${t(`setup.${name}`)} ${done === null ? nothing : html`<small>${t(done ? "setup.done" : "setup.open")}</small>`}</h2>${body}</div></li>`;

customElements.define("setup-page", SetupPage);
