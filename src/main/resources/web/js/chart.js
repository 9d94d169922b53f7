// @ts-check
import { html, LitElement, nothing } from "lit";
import { act, get } from "./live/api.js";
import { moon, sun } from "./tile/icons.js";
import { theme, toggleTheme } from "./theme.js";
import { figure, metricName } from "./words/alarm-words.js";
import { millis, withSeconds } from "./words/times.js";
import { has, language, LANGUAGES, loadWords, speak, t } from "./words/words.js";

const EVERY_MILLIS = 5000;
/** Told by shape as well as by words. */
const SHAPES = { waiting: "○", pending: "◔", delivered: "●", quarantined: "◆" };
const UNITS = { spo2: "%", pi: "%", pr: "/min", hr: "/min", rr: "/min", sbp: "mmHg", dbp: "mmHg", map: "mmHg" };

/**
 * @typedef {object} OutboxRow
 * @property {number} id
 * @property {keyof typeof SHAPES} state
 * @property {string} kind
 * @property {string} session
 * @property {string} [chair]
 * @property {{display: string}|string|null} patient display, or the clinic's own id only
 * @property {string} at
 * @property {{metric: string, value: number|null}[]|Record<string, number|null>} values
 * @property {number} attempts
 * @property {string|null} location
 * @property {string|null} reason
 */

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
    this.problem = "";
    this.simulated = false;
    /** @type {Map<string, import("./types.js").SessionView>} who a row's session belongs to */
    this.sessions = new Map();
    /** @type {Set<number>} rows being asked for again */
    this.asking = new Set();
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    await loadWords();
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
      this.problem = "";
    } catch (error) {
      const status = /** @type {{status?: number}} */ (error).status;
      this.problem = t(status === 401 || status === 403 ? "chart.signin" : "chart.old");
    }
    this.requestUpdate();
  }

  /** @param {OutboxRow} row */
  async #retry(row) {
    this.asking.add(row.id);
    this.requestUpdate();
    try {
      await act(`/api/v1/ehr/outbox/${row.id}/retry`, {});
      await this.#look();
    } catch {
      this.problem = t("chart.retry.failed");
    }
    this.asking.delete(row.id);
    this.requestUpdate();
  }

  render() {
    if (!this.ready) return nothing;
    return html`
      ${this.hasAttribute("embedded") ? nothing : this.#bar()}
      <main class="chart">
        ${this.hasAttribute("embedded") ? html`<h1 class="page-title" tabindex="-1" data-heading>${t("menu.chart")}</h1>` : nothing}
        <p class="summary">
          ${Object.entries(SHAPES).map(
            ([state, shape]) => html`<span data-state=${state}>
              <i aria-hidden="true">${shape}</i> ${t(`chart.${state}`)} <b>${this.backlog[state] ?? 0}</b>
            </span>`,
          )}
        </p>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing} ${this.#table()}
      </main>
    `;
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
    return html`<tr data-state=${row.state}>
      <td class="state"><i aria-hidden="true">${SHAPES[row.state] ?? "?"}</i> ${t(`chart.${row.state}`)}</td>
      <td>${this.#who(row)}</td>
      <td>${what(row)}</td>
      <td class="value">${shown(row)}</td>
      <td class="time"><time datetime=${row.at}>${when(row.at)}</time></td>
      <td class="where">
        ${row.location ? place(row.location) : nothing}
        ${row.reason && row.state !== "delivered" ? html`<span class="reason">${row.reason}</span>` : nothing}
        ${open && row.attempts > 0 ? html`<span class="attempts">${t("chart.attempts", { n: row.attempts })}</span>` : nothing}
        ${row.state === "quarantined" || (open && row.attempts > 0)
          ? html`<button ?disabled=${this.asking.has(row.id)} @click=${() => this.#retry(row)}>${t("chart.retry")}</button>`
          : nothing}
      </td>
    </tr>`;
  }
}

/** @param {OutboxRow} row @returns {Map<string, number|null>} by metric */
const valuesOf = (row) =>
  new Map(Array.isArray(row.values) ? row.values.map(({ metric, value }) => [metric, value]) : Object.entries(row.values));

/** @param {OutboxRow} row */
function what(row) {
  const values = valuesOf(row);
  const metric = values.has("sbp") ? "nibp" : ([...values.keys()][0] ?? "");
  const kind = has(`chart.kind.${row.kind}`) ? t(`chart.kind.${row.kind}`) : row.kind;
  return html`${metricName(metric)} <span class="kind">${kind}</span>`;
}

/** @param {OutboxRow} row */
function shown(row) {
  const values = valuesOf(row);
  const [metric, first] = [...values][0] ?? ["", null];
  if (first == null) return t("state.invalid");
  const unit = html`<small>${UNITS[/** @type {keyof typeof UNITS} */ (metric)] ?? ""}</small>`;
  if (!values.has("sbp")) return html`<b>${figure(first)}</b> ${unit}`;
  const mean = values.get("map") == null ? "" : ` (${figure(values.get("map"))})`;
  return html`<b>${figure(values.get("sbp"))}/${figure(values.get("dbp"))}${mean}</b> ${unit}`;
}

/** @param {string} at */
function when(at) {
  const date = new Date(millis(at));
  const day = date.toLocaleDateString(language(), { day: "2-digit", month: "short" });
  return html`${withSeconds(date.getTime())} <small>${day}</small>`;
}

/**
 * A link a person can open: an address as it is, the demo's receiver under its own path, else the bare reference.
 *
 * @param {string} location
 */
function place(location) {
  const name = /([A-Z][A-Za-z]+\/[^/?#]+)(?:\/_history\/[^/]+)?$/.exec(location)?.[1] ?? location;
  const demo = location.indexOf("/demo-ehr/");
  if (demo >= 0) return html`<a href=${location.slice(demo)}>${name}</a>`;
  if (/^https?:\/\//.test(location)) return html`<a href=${location} rel="noreferrer">${name}</a>`;
  return html`<a href=${`/demo-ehr/fhir/${location.replace(/^\//, "")}`}>${name}</a>`;
}

customElements.define("vigil-chart", VigilChart);
