// @ts-check
import { html, LitElement, nothing } from "lit";
import { get } from "../live/api.js";
import { to } from "../station/route.js";
import { t } from "../words/words.js";

/** The first quarter of an hour: what must be true before a patient sits down, each step checked where it can be. */
class SetupPage extends LitElement {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../station/views.js").ViewState|null} */
    this.state = null;
    /** @type {any} */
    this.settings = null;
    /** @type {any[]} */
    this.ports = [];
    this.demo = false;
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

  render() {
    if (!this.state) return nothing;
    const { store, sound, startWatch } = this.state;
    const devices = [...store.devices.values()];
    const heard = devices.filter(({ state }) => state.toLowerCase() === "live");
    const accounts = this.settings?.accounts ?? [];
    const chairs = Array.isArray(store.site.chairs) ? store.site.chairs : [...new Set(devices.map(({ chair }) => chair).filter(Boolean))].sort((a, b) => String(a).localeCompare(String(b), undefined, { numeric: true }));
    const problems = this.settings?.problems ?? [];
    return html`<main class="page">
      <h1 class="page-title" tabindex="-1" data-heading>${t("menu.setup")}</h1>
      <ol class="steps">
        ${step("password", !this.demo && accounts.length > 0, html`<p>${t(this.demo ? "setup.password.demo" : "setup.password.text")}</p><pre>java -jar vigil.jar user add NAME --role admin
java -jar vigil.jar user passwd NAME</pre>`)}
        ${step("site", store.site.id !== "", html`<p>${t("setup.site.text", { site: store.site.id })}</p>`)}
        ${step("chairs", chairs.length > 0, html`<p>${chairs.length ? t("setup.chairs.text", { n: chairs.length, chairs: chairs.join(", ") }) : t("setup.chairs.none")}</p>`)}
        ${step("sound", sound.state === "on", html`<p>${t(sound.state === "on" ? "setup.sound.on" : "setup.sound.off")}</p><p><button class=${sound.state === "on" ? "" : "primary"} @click=${startWatch}>${t(sound.state === "on" ? "setup.sound.again" : "watch.start")}</button></p>`)}
        ${step("ports", devices.length > 0 && heard.length === devices.length, html`<p>${t("setup.ports.text", { heard: heard.length, all: devices.length })} <a href=${to("devices")}>${t("menu.devices")}</a></p><pre>java -jar vigil.jar devices probe /dev/ttyUSB0</pre>`)}
        ${step("check", this.settings !== null && problems.length === 0, html`<p>${problems.length ? t("setup.check.problems", { n: problems.length }) : t("setup.check.text")} <a href=${to("settings")}>${t("menu.settings")}</a></p><pre>java -jar vigil.jar check --config vigil.yaml</pre>`)}
      </ol>
    </main>`;
  }
}

/** @param {string} name @param {boolean} done @param {unknown} body */
const step = (name, done, body) =>
  html`<li data-done=${done}><div><h2>${t(`setup.${name}`)} <small>${t(done ? "setup.done" : "setup.open")}</small></h2>${body}</div></li>`;

customElements.define("setup-page", SetupPage);
