// @ts-check
import { html, LitElement, nothing } from "lit";
import { get } from "../live/api.js";
import { eventWords } from "../session/event-words.js";
import { to } from "../station/route.js";
import { language, t } from "../words/words.js";
import { withSeconds } from "../words/times.js";
import "./told-people.js";

const ROWS = 500;

/** Who did what and when, newest first, over all sessions. */
class AuditPage extends LitElement {
  static properties = { state: { attribute: false }, filter: { state: true } };

  constructor() {
    super();
    /** @type {import("../station/views.js").ViewState|null} */
    this.state = null;
    /** @type {any[]|null} */
    this.rows = null;
    /** @type {Map<string, any>} */
    this.rules = new Map();
    this.filter = "";
    this.problem = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    get("/api/v1/protocols").then((all) => (this.rules = new Map(all.flatMap((/** @type {any} */ one) => one.rules.map((/** @type {any} */ rule) => [rule.id, rule])))), () => null).then(() => this.#look());
  }

  async #look() {
    try {
      this.rows = await get(`/api/v1/audit?limit=${ROWS}`);
    } catch (error) {
      this.problem = t(/** @type {{status?: number}} */ (error).status === 403 ? "send.forbidden" : "page.old");
    }
    this.requestUpdate();
  }

  /** @param {any} row */
  #words(row) {
    const { words, refused } = eventWords(row, this.rules, this.state?.store.sessions.get(row.session) ?? {});
    // Without the word an act that was refused would read as done.
    return refused ? `${words} (${t("log.refused")})` : words;
  }

  render() {
    const wanted = this.filter.toLowerCase();
    const rows = (this.rows ?? []).map((row) => ({ row, words: this.#words(row) })).filter(({ row, words }) => !wanted || `${row.by} ${row.session} ${words}`.toLowerCase().includes(wanted));
    return html`<main class="page">
      <h1 class="page-title" tabindex="-1" data-heading>${t("menu.audit")}</h1>
      <p class="problem" role="alert">${this.problem}</p>
      <told-people .rules=${this.rules}></told-people>
      <div class="tools">
        <label class="field"><span>${t("audit.filter")}</span><input type="search" .value=${this.filter} @input=${(/** @type {any} */ e) => (this.filter = e.target.value)} /></label>
        <button @click=${() => this.#look()}>${t("page.again")}</button>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label=${t("menu.audit")}><table>
        <thead><tr>${["when", "who", "session", "what"].map((head) => html`<th scope="col">${t(`audit.${head}`)}</th>`)}</tr></thead>
        <tbody>
          ${rows.map(({ row, words }) => html`<tr>
            <td class="nowrap"><time datetime=${row.at}>${day(row.at)} ${withSeconds(Date.parse(row.at))}</time></td>
            <td>${row.by || "–"}</td>
            <td class="nowrap">${row.session ? html`<a href=${to("report", row.session)}>${this.state?.store.sessions.get(row.session)?.patient.display ?? row.session}</a>` : "–"}</td>
            <td>${words}</td>
          </tr>`)}
        </tbody>
      </table></div>
      ${this.rows && !rows.length ? html`<p class="calm">${t("audit.none")}</p>` : nothing}
    </main>`;
  }
}

/** @param {string} at */
const day = (at) => new Date(at).toLocaleDateString(language(), { day: "2-digit", month: "short" });

customElements.define("audit-page", AuditPage);
