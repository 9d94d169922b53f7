// @ts-check
import { html, LitElement, nothing } from "lit";
import { ask } from "../live/api.js";
import { t } from "./words.js";

const SEARCH_AFTER_MILLIS = 300;

/**
 * Looks for a patient in the EHR and among those who were here. Fires "patient" with the one who was chosen. Says
 * whether the EHR was heard: nobody found is another thing than nobody asked.
 */
class PatientSearch extends LitElement {
  static properties = { query: { state: true }, found: { state: true }, asking: { state: true }, ehr: { state: true } };

  constructor() {
    super();
    this.query = "";
    /** @type {any[]|null} null = nothing was searched */
    this.found = null;
    this.asking = /** @type {"ready"|"busy"|"failed"} */ ("ready");
    /** What came of asking the EHR, as the server says. @type {string} */
    this.ehr = "";
    this.wait = 0;
  }

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.clearTimeout(this.wait);
  }

  /** @param {string} query */
  #typed(query) {
    this.query = query;
    this.found = null;
    this.asking = "ready";
    window.clearTimeout(this.wait);
    if (query.trim()) this.wait = window.setTimeout(() => this.#search(query), SEARCH_AFTER_MILLIS);
  }

  /** @param {string} query */
  async #search(query) {
    this.asking = "busy";
    try {
      const { body, headers } = await ask(`/api/v1/patients?${new URLSearchParams({ q: query.trim(), limit: "20" })}`);
      if (query !== this.query) return;
      this.found = body;
      this.ehr = headers.get("Vigil-Ehr") ?? "none";
      this.asking = "ready";
    } catch {
      if (query !== this.query) return;
      this.asking = "failed";
    }
  }

  /** @param {any} one */
  #choose({ id, display, birthDate, identifier, reference }) {
    this.#typed("");
    const detail = { id, display, birthDate, identifier: identifier ?? null, reference: reference ?? "" };
    this.dispatchEvent(new CustomEvent("patient", { detail }));
  }

  render() {
    return html`<label class="field"><span>${t("search.label")}</span>
        <input type="search" name="q" maxlength="120" autocomplete="off" .value=${this.query} @input=${(/** @type {any} */ e) => this.#typed(e.target.value)} />
        <small>${t(this.asking === "ready" ? "search.hint" : `search.${this.asking}`)}</small></label>
      ${this.found
        ? html`<ul class="rows found">
              ${this.found.map((one) => html`<li><button @click=${() => this.#choose(one)}><b>${one.display}</b> ${one.birthDate} <small>${one.id} · ${one.sessions ? t("search.here", { n: one.sessions }) : t("search.ehr")}</small></button></li>`)}
            </ul>
            <p class="calm" role="status">${t(`search.${this.found.length ? "some" : "nobody"}.${this.ehr}`)}</p>`
        : nothing}`;
  }
}

customElements.define("patient-search", PatientSearch);
