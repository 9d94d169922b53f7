// @ts-check
import { html, LitElement, nothing } from "lit";
import { get } from "../live/api.js";
import { has, t, titled } from "../words/words.js";

/** What the service was told in its configuration, and what is wrong now. Nothing is changed here, and no secret shown. */
class SettingsPage extends LitElement {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    this.state = null;
    /** @type {{sections: {id: string, entries: {key: string, value: string}[]}[], problems: {part: string, problem: string}[]}|null} */
    this.settings = null;
    this.problem = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    // Nothing in it takes the focus, and the keyboard must be able to scroll it.
    this.tabIndex = 0;
    get("/api/v1/settings").then(
      (body) => (this.settings = body),
      (error) => (this.problem = t(error.status === 403 ? "send.forbidden" : "page.old")),
    ).then(() => this.requestUpdate());
  }

  render() {
    const { settings } = this;
    return html`<main class="page">
      <h1 class="page-title" tabindex="-1" data-heading>${t("menu.settings")}</h1>
      <p class="calm">${t("settings.explain")}</p>
      <p class="problem" role="alert">${this.problem}</p>
      ${settings
        ? html`<h2>${t("settings.problems")}</h2>
            ${settings.problems.length ? html`<ul>${settings.problems.map(({ part, problem }) => html`<li><b>${part}</b>: ${problem}</li>`)}</ul>` : html`<p>✓ ${t("settings.well")}</p>`}
            <div class="cards">
              ${settings.sections.map(({ id, entries }) => html`<section class="card"><h2>${has(`settings.${id}`) ? t(`settings.${id}`) : id}</h2>
                <dl>${entries.map(({ key, value }) => html`<dt>${keyed(id, key)}</dt><dd>${valued(value)}</dd>`)}</dl></section>`)}
            </div>`
        : nothing}
    </main>`;
  }
}

/** What a key of the configuration means; of devices, protocols and brokers it is a name and stays. @param {string} section @param {string} key */
const keyed = (section, key) => (has(`settings.${section}.${key}`) ? t(`settings.${section}.${key}`) : key);

/** @param {string} value */
function valued(value) {
  if (!value) return "–";
  if (has(`settings.value.${value}`)) return t(`settings.value.${value}`);
  return titled(value).replace(/, chair (\S+)$/, (_, chair) => `, ${t("settings.chair", { chair })}`);
}

customElements.define("settings-page", SettingsPage);
