// @ts-check
import { html, LitElement, nothing } from "lit";
import { menu } from "../tile/icons.js";
import { t } from "../words/words.js";
import { remembered } from "../theme.js";
import { to } from "./route.js";

const PLACES = ["ward", "start", "devices", "chart", "history", "audit", "settings", "setup", "pin", "about"];

/** The way to the other pages: one button, one list. Escape or a tap elsewhere closes it; while it is open, the arrows are its. */
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
    document.addEventListener("keydown", this.#key, true);
    window.addEventListener("hashchange", this.#close);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#outside);
    document.removeEventListener("keydown", this.#key, true);
    window.removeEventListener("hashchange", this.#close);
  }

  #outside = (/** @type {Event} */ event) => {
    if (!this.contains(/** @type {Node} */ (event.target))) this.open = false;
  };

  #close = () => {
    this.open = false;
  };

  /** Taken before the ward behind it sees it. */
  #key = (/** @type {KeyboardEvent} */ event) => {
    if (!this.open || event.ctrlKey || event.altKey || event.metaKey) return;
    const places = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("li > *")]);
    const here = places.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const last = places.length - 1;
    const going = { ArrowDown: here < last ? here + 1 : 0, ArrowUp: here > 0 ? here - 1 : last, Home: 0, End: last, ArrowLeft: here, ArrowRight: here }[event.key];
    if (going === undefined && event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    if (going !== undefined) return places[going]?.focus();
    this.open = false;
    this.querySelector("button")?.focus();
  };

  render() {
    return html`<nav class="menu" aria-label=${t("menu")}>
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
