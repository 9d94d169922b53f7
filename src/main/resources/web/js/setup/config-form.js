// @ts-check
import { html, LitElement, nothing } from "lit";
import { act } from "../live/api.js";
import { t } from "../words/words.js";
import { draftView } from "./draft-view.js";

/**
 * @typedef {{id: string, type: string, chair: string, path: string}} Row
 * @typedef {{file: string, text: string, problems: {line: number, column: number, message: string}[], check: string, run: string, started_with: string}} Draft
 */

/** Site, chairs and found devices to the text of a vigil.yaml, checked on the server and kept by nobody but the person. */
class ConfigForm extends LitElement {
  static properties = { site: { attribute: false }, chairs: { attribute: false }, rows: { state: true }, draft: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.site = "";
    /** @type {string[]} */
    this.chairs = [];
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Draft|null} */
    this.draft = null;
    this.problem = "";
  }

  createRenderRoot() {
    return this;
  }

  /** A device that answered on a port; the same port's earlier one makes room. @param {{path: string, type: string}} found */
  add({ path, type }) {
    const rows = this.rows.filter((row) => row.path !== path);
    const kind = type.split("-")[0];
    let n = 1;
    while (rows.some((row) => row.id === `${kind}-${n}`)) n++;
    this.rows = [...rows, { id: `${kind}-${n}`, type, chair: "", path }];
    this.draft = null;
  }

  /** @param {Row} row @param {Partial<Row>} change */
  #change(row, change) {
    this.rows = this.rows.map((one) => (one === row ? { ...one, ...change } : one));
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    this.problem = "";
    this.draft = null;
    try {
      this.draft = await act("/api/v1/settings/draft", {
        site: String(data.get("site")).trim(),
        chairs: listed(String(data.get("chairs"))),
        devices: this.rows.map(({ id, type, chair, path }) => ({ id, type, path, ...(chair ? { chair } : {}) })),
      });
    } catch (error) {
      const { status, detail } = /** @type {import("../live/api.js").ApiError} */ (error);
      this.problem = status === 422 ? detail : t(status === 403 ? "send.forbidden" : "page.old");
    }
  }

  render() {
    return html`<form class="config" @submit=${this.#submit}>
        <label class="field"><span>${t("config.site")}</span><input name="site" .value=${this.site} maxlength="40" autocapitalize="none" spellcheck="false" required /></label>
        <label class="field"><span>${t("config.chairs")}</span><input name="chairs" .value=${this.chairs.join(", ")} autocomplete="off" /></label>
        ${this.rows.map((row) => this.#row(row))}
        ${this.rows.length ? nothing : html`<p class="calm">${t("config.nodevices")}</p>`}
        <p class="problem" role="alert">${this.problem}</p>
        <div class="choices"><button class="primary">${t("config.make")}</button></div>
      </form>
      <div role="status">${this.draft ? draftView(this.draft, () => this.dispatchEvent(new Event("taken"))) : nothing}</div>`;
  }

  /** @param {Row} row */
  #row(row) {
    const field = (/** @type {"id"|"chair"} */ name) =>
      html`<label class="field"><span>${t(`config.${name}`)}</span><input .value=${row[name]} maxlength="40" autocapitalize="none" spellcheck="false" ?required=${name === "id"} @change=${(/** @type {any} */ e) => this.#change(row, { [name]: e.target.value.trim() })} /></label>`;
    return html`<fieldset class="device" data-path=${row.path}><legend>${row.type} · ${row.path}</legend>${field("id")} ${field("chair")}
      <button type="button" aria-label=${`${t("config.remove")} ${row.id}`} @click=${() => (this.rows = this.rows.filter((one) => one !== row))}>${t("config.remove")}</button></fieldset>`;
  }
}

/** "1, 2, Window"; each once. @param {string} text */
const listed = (text) => [...new Set(text.split(",").map((one) => one.trim()).filter(Boolean))];

customElements.define("config-form", ConfigForm);
