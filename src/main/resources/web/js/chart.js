// @ts-check
import { html, LitElement, nothing } from "lit";
import { act, get } from "./live/api.js";
import { moon, sun } from "./tile/icons.js";
import { theme, toggleTheme } from "./theme.js";
import { correction } from "./chart/correction.js";
import { correctable, counted, nextTry, place, reasonOf, releasable, SHAPES, shown, standing, stateOf, what, when } from "./chart/rows.js";
import { refusal } from "./words/refusals.js";
import { language, LANGUAGES, loadWords, moreWords, speak, t } from "./words/words.js";

const EVERY_MILLIS = 5000;
/** @import {OutboxRow} from "./chart/rows.js" */

/** What went to the patients' charts, what waits, and what the EHR refused and why. */
class VigilChart extends LitElement {
  constructor() {
    super();
    this.ready = false;
    this.timer = 0;
    /** @type {OutboxRow[]|null} null = never answered */
    this.rows = null;
    /** @type {Record<string, number>} */
    this.backlog = {};
    /** @type {import("./chart/rows.js").Held|undefined} */
    this.held = undefined;
    this.problem = "";
    this.simulated = false;
    /** @type {Map<string, import("./types.js").SessionView>} who a row's session belongs to */
    this.sessions = new Map();
    /** @type {Set<number>} rows under way */
    this.asking = new Set();
    /** The row being put right, 0 for none, and what has been typed for it. */
    this.row = 0;
    /** @type {Record<string, any>} */
    this.typed = {};
    this.said = "";
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    await loadWords();
    await moreWords(["refusals", "session"]);
    this.ready = true;
    this.simulated = (await get("/login").catch(() => null))?.demo === true;
    await this.#look();
    this.timer = window.setInterval(() => this.#look(), EVERY_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  async #look() {
    try {
      const [body, sessions] = await Promise.all([get("/api/v1/ehr/outbox"), get("/api/v1/sessions").catch(() => [])]);
      const known = Array.isArray(sessions) ? sessions : (sessions.sessions ?? []);
      this.sessions = new Map(known.map((/** @type {import("./types.js").SessionView} */ one) => [one.id, one]));
      this.rows = body.rows;
      this.backlog = body.backlog ?? {};
      this.held = body.held;
      this.problem = "";
    } catch (error) {
      const status = /** @type {{status?: number}} */ (error).status;
      const out = status === 401 || status === 403;
      this.problem = t(out ? "chart.signin" : "chart.old");
      // Who may not look is shown no figure, and nothing that was read while somebody might.
      if (out) this.rows = null;
    }
    this.requestUpdate();
  }

  /**
   * @param {OutboxRow} row
   * @param {string} path
   * @param {object} body
   * @param {string} said
   * @param {string} failed
   */
  async #act(row, path, body, said, failed) {
    this.asking.add(row.id);
    this.problem = this.said = "";
    this.requestUpdate();
    try {
      await act(path, body);
      this.said = said;
      this.#correct(0);
      await this.#look();
    } catch (error) {
      this.problem = [failed, refusal(/** @type {{detail?: string}} */ (error).detail ?? "")].join(" ").trim();
    }
    this.asking.delete(row.id);
    this.requestUpdate();
  }

  /** @param {OutboxRow} row @param {string} word release or correct @param {object} body @param {string} said */
  #say(row, word, body, said) {
    return this.#act(row, `/api/v1/sessions/${encodeURIComponent(row.session)}/chart/${word}`, body, said, t("send.not"));
  }

  /** @param {number} row */
  #correct(row) {
    this.row = row;
    this.typed = {};
    this.requestUpdate();
  }

  render() {
    if (!this.ready) return nothing;
    return html`
      ${this.hasAttribute("embedded") ? nothing : this.#bar()}
      <main class="chart">
        ${this.hasAttribute("embedded") ? html`<h1 class="page-title" tabindex="-1" data-heading>${t("menu.chart")}</h1>` : nothing}
        ${this.#summary(this.rows)}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <p class="said-here" role="status">${this.said}</p>
        ${this.#table()}
      </main>
    `;
  }

  /** Counts what is listed, so that heading and rows agree; of what is older, how many there are. @param {OutboxRow[]|null} rows */
  #summary(rows) {
    if (!rows) return nothing;
    const counts = counted(rows);
    const older = (/** @type {string} */ state) => Math.max(0, (this.backlog[state] ?? 0) - rows.filter((row) => row.state === state).length);
    return html`<p class="summary">
      ${Object.entries(SHAPES).map(
        ([state, shape]) => html`<span data-state=${state}>
          <i aria-hidden="true">${shape}</i> ${t(`chart.${state}`)} <b>${counts[state] ?? 0}</b>
          ${older(state) ? html`<small>${t("chart.older", { n: older(state) })}</small>` : nothing}
        </span>`,
      )}
    </p>
    ${this.held ? html`<p class="problem" role="status">${t(this.held.stopped ? "chart.lane.stopped" : "chart.lane.waits")}</p>` : nothing}`;
  }

  #bar() {
    return html`<header class="bar">
        <h1 class="site">${t("app.name")} <span>${t("chart.title")}</span></h1>
        ${this.simulated ? html`<strong class="simulated">${t("bar.simulated")}</strong>` : nothing}
        <a class="back" href="/">${t("chart.back")}</a>
        <span class="gap"></span>
        ${this.#choices()}
      </header>`;
  }

  #choices() {
    const next = LANGUAGES[(LANGUAGES.indexOf(language()) + 1) % LANGUAGES.length];
    const dark = theme() === "dark";
    return html`<button class="quiet" lang=${next} aria-label=${t(`language.${next}`)} @click=${() => speak(next).then(() => this.requestUpdate())}>${next.toUpperCase()}</button>
      <button
        class="quiet"
        aria-label=${t(dark ? "theme.light" : "theme.dark")}
        @click=${() => {
          toggleTheme();
          this.requestUpdate();
        }}
      >
        ${dark ? sun() : moon()}
      </button>`;
  }

  #table() {
    if (!this.rows) return this.problem ? nothing : html`<p>${t("chart.loading")}</p>`;
    if (!this.rows.length) return html`<p class="nothing">${t("chart.empty")}</p>`;
    const heads = ["state", "patient", "what", "value", "time", "where"];
    return html`<table>
      <thead><tr>${heads.map((head) => html`<th scope="col">${t(`chart.head.${head}`)}</th>`)}</tr></thead>
      <tbody>${this.rows.map((row) => this.#row(row))}</tbody>
    </table>`;
  }

  /** @param {OutboxRow} row */
  #who(row) {
    const session = this.sessions.get(row.session);
    const chair = row.chair ?? session?.chair;
    const told = typeof row.patient === "object" ? row.patient?.display : undefined;
    const name = told ?? session?.patient.display ?? row.patient;
    return html`${chair ? html`<span class="chair">${chair}</span> ` : nothing}${name}`;
  }

  /** @param {OutboxRow} row */
  #row(row) {
    const open = row.state === "quarantined" || row.state === "pending";
    const ready = !this.asking.has(row.id);
    /** @type {OutboxRow[]} */
    const rows = this.rows ?? [];
    const stands = standing(row, rows);
    return html`<tr data-state=${row.state} data-stands=${stands} data-row=${row.id}>
      <td class="state"><i aria-hidden="true">${SHAPES[stands] ?? "?"}</i> ${stateOf(row, rows)}</td>
      <td>${this.#who(row)}</td>
      <td>${what(row)}</td>
      <td class="value">${shown(row)}</td>
      <td class="time"><time datetime=${row.at}>${when(row.at)}</time></td>
      <td class="where">
        ${row.location ? place(row.location) : nothing}
        ${row.reason && row.state !== "delivered" ? html`<span class="reason">${reasonOf(row)}</span>` : nothing}
        ${open && row.attempts > 0 ? html`<span class="attempts">${t("chart.attempts", { n: row.attempts })}${stands === "failing" && nextTry(row, this.held) ? html` · ${nextTry(row, this.held)}` : nothing}</span>` : nothing}
        ${row.state === "quarantined" || (open && row.attempts > 0)
          ? html`<button data-act="retry" ?disabled=${!ready} @click=${() => this.#act(row, `/api/v1/ehr/outbox/${row.id}/retry`, {}, "", t("chart.retry.failed"))}>${t("chart.retry")}</button>`
          : nothing}
        ${releasable(row) ? html`<button data-act="release" ?disabled=${!ready} @click=${() => this.#say(row, "release", { rows: [row.id] }, t("chart.released", { n: 1 }))}>${t("chart.release")}</button>` : nothing}
        ${correctable(row, rows) ? html`<button class="quiet" data-act="correct" aria-expanded=${this.row === row.id} @click=${() => this.#correct(this.row === row.id ? 0 : row.id)}>${t("chart.correct")}</button>` : nothing}
      </td>
    </tr>
    ${this.row === row.id ? html`<tr class="correction"><td colspan="6"><div class="panel">${this.#correction(row, ready)}</div></td></tr>` : nothing}`;
  }

  /** @param {OutboxRow} row @param {boolean} ready */
  #correction(row, ready) {
    const set = (/** @type {string} */ name, /** @type {any} */ value) => {
      this.typed = { ...this.typed, [name]: value };
      this.requestUpdate();
    };
    return correction(row, { values: this.typed, set, ready, correct: (body, said) => this.#say(row, "correct", body, said), leave: () => this.#correct(0) });
  }
}

customElements.define("vigil-chart", VigilChart);
