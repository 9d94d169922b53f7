// @ts-check
import { html, LitElement, nothing } from "lit";
import { get } from "../live/api.js";
import { eventWords } from "../session/event-words.js";
import { to } from "../station/route.js";
import { language, t } from "../words/words.js";
import { clock, withSeconds } from "../words/times.js";
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
    /** @type {any[]} */
    this.protocols = [];
    /** @type {Map<string, any>} */
    this.heads = new Map();
    this.filter = "";
    this.problem = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    Promise.all([this.#protocols(), this.#sessions()]).then(() => this.#look());
  }

  async #protocols() {
    this.protocols = await get("/api/v1/protocols").catch(() => []);
    this.rules = new Map(this.protocols.flatMap((one) => one.rules.map((/** @type {any} */ rule) => [rule.id, rule])));
  }

  /** A session that is over has left the ward, and is known by where and when it was. */
  async #sessions() {
    const heads = await get(`/api/v1/history?limit=${ROWS}`).catch(() => []);
    this.heads = new Map(heads.map((/** @type {any} */ head) => [head.session, head]));
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
    const { words, refused } = eventWords(row, this.rules, { ...this.state?.store.sessions.get(row.session), protocols: this.protocols });
    // Without the word an act that was refused would read as done.
    return refused ? `${words} (${t("log.refused")})` : words;
  }

  /** @param {string} id @returns {string} what a person knows the session by; its id where nothing else is known */
  #session(id) {
    const head = this.heads.get(id);
    return head ? t("audit.of", { patient: head.display, chair: head.chair, at: `${day(head.started)} ${clock(Date.parse(head.started))}` }) : (this.state?.store.sessions.get(id)?.patient.display ?? id);
  }

  render() {
    const wanted = this.filter.toLowerCase();
    const rows = (this.rows ?? []).map((row) => ({ row, words: this.#words(row), session: row.session && this.#session(row.session) })).filter(({ row, words, session }) => !wanted || `${row.by} ${row.session} ${session} ${words}`.toLowerCase().includes(wanted));
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
          ${rows.map(({ row, words, session }) => html`<tr>
            <td class="nowrap"><time datetime=${row.at}>${day(row.at)} ${withSeconds(Date.parse(row.at))}</time></td>
            <td>${row.by || "–"}</td>
            <td class="nowrap">${row.session ? html`<a href=${to("report", row.session)}>${session}</a>` : "–"}</td>
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
