// @ts-check
import { html, LitElement, nothing } from "lit";
import { lettersAct, letLettersAct } from "../station/letters.js";
import { t } from "../words/words.js";

/** What this is for, and what it is not. */
class AboutPage extends LitElement {
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    // Nothing in it takes the focus, and the keyboard must be able to scroll it.
    this.tabIndex = 0;
  }

  render() {
    return html`<main class="page">
      <h1 class="page-title" tabindex="-1" data-heading>${t("menu.about")}</h1>
      ${["use", "not", "limits", "sound", "keys", "licence"].map((part) => html`<h2>${t(`about.${part}`)}</h2><p>${t(`about.${part}.text`)}</p>${part === "keys" ? letters() : nothing}<br />`)}
    </main>`;
  }
}

/** Kept by this screen. */
const letters = () =>
  html`<label class="check"><input type="checkbox" name="letters" .checked=${lettersAct()} @change=${(/** @type {any} */ e) => letLettersAct(e.target.checked)} /><span>${t("about.letters")}</span></label>`;

customElements.define("about-page", AboutPage);
