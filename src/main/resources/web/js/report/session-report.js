// @ts-check
import { html, LitElement, nothing } from "lit";
import { ApiError, get } from "../live/api.js";
import { to } from "../station/route.js";
import { language, t } from "../words/words.js";

/** A session on paper: what is shown is what is printed and what the PDF holds, for all three are one record. */
class SessionReport extends LitElement {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../station/views.js").ViewState|null} */
    this.state = null;
    /** @type {any} */
    this.report = null;
    this.problem = "";
    this.read = "";
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    const key = `${this.state?.args[0]}/${language()}`;
    if (!this.state || key === this.read) return;
    this.read = key;
    this.#look(this.state.args[0]);
  }

  /** @param {string} id */
  async #look(id) {
    try {
      this.report = await get(`/api/v1/sessions/${encodeURIComponent(id)}/report?lang=${language()}`);
      this.problem = "";
    } catch (error) {
      this.problem = t(error instanceof ApiError && error.status === 404 ? "report.unknown" : "report.failed");
    }
    this.requestUpdate();
  }

  render() {
    if (!this.state) return nothing;
    const { report, state } = this;
    const id = state.args[0] ?? "";
    return html`<main class="page report">
      <nav class="tools" aria-label=${t("menu.report")}>
        ${state.store.sessions.has(id) ? html`<a class="button" href=${to("session", id)}>${t("chart.back")}</a>` : html`<a class="button" href=${to("ward")}>${t("menu.ward")}</a>`}
        <a class="button primary" href=${`/api/v1/sessions/${encodeURIComponent(id)}/report.pdf?lang=${language()}`} target="_blank" rel="noopener">${t("report.pdf")}</a>
        <button @click=${() => window.print()}>${t("report.print")}</button>
        ${report ? html`<a class="button" href=${to("history", report.summary.patient)}>${t("menu.history")}</a>` : nothing}
      </nav>
      <h1 class="page-title" tabindex="-1" data-heading>${report ? report.title : t("menu.report")}</h1>
      <p class="problem" role="alert">${this.problem}</p>
      ${report?.mark ? html`<p class="mark"><strong>${report.mark}</strong></p>` : nothing}
      ${report ? html`<p class="subtitle">${report.subtitle}</p> ${report.sections.map(section)} ${report.footnotes.map((/** @type {string} */ note) => html`<p class="footnote">${note}</p>`)}` : nothing}
    </main>`;
  }
}

/** @param {{id: string, title: string, heads: string[], rows: string[][], empty: string}} one */
function section({ id, title, heads, rows, empty }) {
  return html`<section class="part" data-part=${id}>
    <h2>${title}</h2>
    ${rows.length
      ? html`<div class="scroll"><table>
          ${heads.length ? html`<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>` : nothing}
          <tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => (i === 0 && !heads.length ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`)}</tbody>
        </table></div>`
      : html`<p class="calm">${empty}</p>`}
  </section>`;
}

customElements.define("session-report", SessionReport);
