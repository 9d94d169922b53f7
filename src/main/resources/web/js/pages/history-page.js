// @ts-check
import { html, LitElement, nothing } from "lit";
import { get } from "../live/api.js";
import { to } from "../station/route.js";
import { figure } from "../words/alarm-words.js";
import { clock, millis, short } from "../words/times.js";
import { language, t, titled } from "../words/words.js";

const COMPARED = 6;
const LISTED = 50;

/** All sessions, or those of one patient side by side: what was given, how high it went, how long it took. */
class HistoryPage extends LitElement {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../station/views.js").ViewState|null} */
    this.state = null;
    /** @type {any[]|null} */
    this.heads = null;
    /** @type {any[]} */
    this.summaries = [];
    this.read = "?";
    this.problem = "";
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    const patient = this.state?.args[0] ?? "";
    if (!this.state || patient === this.read) return;
    this.read = patient;
    this.#look(patient);
  }

  /** @param {string} patient */
  async #look(patient) {
    this.summaries = [];
    try {
      this.heads = await get(`/api/v1/history?${new URLSearchParams({ patient, limit: String(LISTED) })}`);
      this.problem = "";
      if (patient) {
        const reports = (this.heads ?? []).slice(0, COMPARED).map(({ session }) => get(`/api/v1/sessions/${encodeURIComponent(session)}/report?lang=${language()}`).catch(() => null));
        this.summaries = (await Promise.all(reports)).filter(Boolean).map(({ summary }) => summary);
      }
    } catch {
      this.problem = t("page.old");
    }
    this.requestUpdate();
  }

  #search(/** @type {SubmitEvent} */ event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    location.hash = to("history", ...[String(form.get("patient")).trim()].filter(Boolean));
  }

  render() {
    const patient = this.state?.args[0] ?? "";
    return html`<main class="page">
      <h1 class="page-title" tabindex="-1" data-heading>${patient ? t("history.of", { patient: this.heads?.[0] ? `${this.heads[0].display} (${patient})` : patient }) : t("history.all")}</h1>
      <form class="tools" @submit=${this.#search}>
        <label class="field"><span>${t("history.patient")}</span><input name="patient" .value=${patient} maxlength="64" /></label>
        <button>${t("history.compare")}</button>
        ${patient ? html`<a class="button" href=${to("history")}>${t("history.all")}</a>` : nothing}
      </form>
      <p class="problem" role="alert">${this.problem}</p>
      ${this.heads?.length === 0 ? html`<p class="calm">${t("history.none")}</p>` : patient ? this.#beside() : this.#list()}
    </main>`;
  }

  #list() {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("history.all")}><table>
      <thead><tr>${["started", "chair", "name", "protocol"].map((head) => html`<th scope="col">${t(`history.${head}`)}</th>`)}<th scope="col">${t("menu.report")}</th></tr></thead>
      <tbody>${(this.heads ?? []).map(
        (head) => html`<tr><td class="nowrap">${when(head.started)}${head.ended ? nothing : html` <b>${t("history.open")}</b>`}</td>
          <td>${head.chair}</td><td><a href=${to("history", head.patient)}>${head.display}</a> <small>${head.patient}</small></td><td>${titled(head.protocol_title)}</td>
          <td><a href=${to("report", head.session)}>${t("menu.report")}</a></td></tr>`,
      )}</tbody>
    </table></div>`;
  }

  #beside() {
    const { summaries } = this;
    if (!summaries.length) return nothing;
    /** @type {[string, (one: any) => unknown][]} */
    const rows = [
      ["protocol", (one) => titled(one.protocol)],
      ["dose", (one) => one.dose || "–"],
      ["base", (one) => pair(one.baseline_sbp, one.baseline_dbp)],
      ["peak", (one) => html`<b class="big">${figure(one.peak_sbp) || "–"} · ${figure(one.peak_dbp) || "–"}</b>`],
      ["peakat", (one) => (one.peak_at && one.dose_at ? short(millis(one.peak_at) - millis(one.dose_at)) : "–")],
      ["recovery", (one) => (one.recovery_min == null ? t("history.never") : one.recovery_min === 0 ? t("history.inside") : t("time.minutes", { n: Math.round(one.recovery_min) }))],
      ["pr", (one) => figure(one.highest_pr) || "–"],
      ["spo2", (one) => figure(one.lowest_spo2) || "–"],
      ["alarms", (one) => one.high_alarms],
    ];
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("history.compare")}><table class="compare">
      <thead><tr><th scope="col">${t("history.started")}</th>${summaries.map((one) => html`<th scope="col"><a href=${to("report", one.session)}>${when(one.started)}</a>${one.ended ? nothing : ` (${t("history.open")})`}</th>`)}</tr></thead>
      <tbody>${rows.map(([name, cell]) => html`<tr><th scope="row">${t(`history.${name}`)}</th>${summaries.map((one) => html`<td>${cell(one)}</td>`)}</tr>`)}</tbody>
    </table></div>`;
  }
}

/** @param {number|null} sbp @param {number|null} dbp */
const pair = (sbp, dbp) => (sbp == null ? "–" : `${figure(sbp)}/${figure(dbp) || "–"}`);

/** @param {string} at */
const when = (at) => `${new Date(at).toLocaleDateString(language(), { day: "2-digit", month: "short", year: "numeric" })} ${clock(millis(at))}`;

customElements.define("history-page", HistoryPage);
