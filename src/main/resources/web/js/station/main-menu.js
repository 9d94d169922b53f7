// @ts-check
import { html, LitElement, nothing } from "lit";
import { menu } from "../tile/icons.js";
import { t } from "../words/words.js";
import { remembered } from "../theme.js";
import { to } from "./route.js";

const PLACES = ["ward", "start", "devices", "chart", "history", "audit", "settings", "setup", "pin", "about"];

/** The way to the other pages: one button, one list. Escape or a tap elsewhere closes it. */
class MainMenu extends LitElement {
  static properties = { open: { state: true } };

  constructor() {
    super();
    this.open = false;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.#outside);
    window.addEventListener("hashchange", this.#close);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#outside);
    window.removeEventListener("hashchange", this.#close);
  }

  #outside = (/** @type {Event} */ event) => {
    if (!this.contains(/** @type {Node} */ (event.target))) this.open = false;
  };

  #close = () => {
    this.open = false;
  };

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Escape" || !this.open) return;
    event.stopPropagation();
    this.open = false;
    this.querySelector("button")?.focus();
  }

  render() {
    return html`<nav class="menu" aria-label=${t("menu")} @keydown=${this.#key}>
      <button class="quiet" aria-expanded=${this.open} aria-controls="menu-places" @click=${() => (this.open = !this.open)}>
        ${menu()}<span>${t("menu")}</span>
      </button>
      ${this.open
        ? html`<ul id="menu-places">
            ${PLACES.map((place) => html`<li><a href=${to(place)} @click=${this.#close}>${t(`menu.${place}`)}</a></li>`)}
            <li><button class="quiet" data-act="waves" aria-pressed=${remembered("waves") === "true"} @click=${this.#waves}>${t(remembered("waves") === "true" ? "menu.waves.off" : "menu.waves.on")}</button></li>
            <li><button class="quiet" @click=${this.#signOut}>${t("menu.signout")}</button></li>
          </ul>`
        : nothing}
    </nav>`;
  }

  #waves() {
    this.open = false;
    this.dispatchEvent(new CustomEvent("waves", { bubbles: true }));
  }

  #signOut() {
    this.dispatchEvent(new CustomEvent("sign-out", { bubbles: true }));
  }
}

customElements.define("main-menu", MainMenu);
