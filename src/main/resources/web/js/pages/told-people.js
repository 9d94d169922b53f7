// @ts-check
import { html, LitElement, nothing } from "lit";
import { act, get } from "../live/api.js";
import { alarmName } from "../session/event-words.js";
import { to } from "../station/route.js";
import { withSeconds } from "../words/times.js";
import { t } from "../words/words.js";

const ROWS = 100;

/** What was told to people away from the screens, and whether it came there. Open by itself while something waits. */
class ToldPeople extends LitElement {
  static properties = { rules: { attribute: false }, told: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {Map<string, any>} */
    this.rules = new Map();
    /** @type {{receiver?: boolean, backlog: {pending: number, expired: number}, rows: any[]}|null} */
    this.told = null;
    this.problem = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
  }

  async look() {
    try {
      this.told = await get(`/api/v1/notifications?limit=${ROWS}`);
      this.problem = "";
    } catch {
      this.problem = t("page.old");
    }
  }

  /** @param {number} number */
  async #again(number) {
    await act(`/api/v1/notifications/${number}/retry`, {}).then(
      () => this.look(),
      () => (this.problem = t("chart.retry.failed")),
    );
  }

  render() {
    const { told } = this;
    if (!told) return this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing;
    const { pending, expired } = told.backlog;
    return html`<details class="told" ?open=${expired > 0}>
      <summary><h2>${t("told.title")}</h2> <span>${t(told.receiver === false ? "told.count.nobody" : "told.count", { n: told.rows.length, pending, expired })}</span></summary>
      <p class="problem" role="alert">${this.problem}</p>
      ${told.receiver === false ? html`<p><b>${t("told.nobody")}</b></p>` : pending ? html`<p>${t("told.explain")}</p>` : nothing}
      ${told.rows.length
        ? html`<div class="scroll" tabindex="0" role="region" aria-label=${t("told.title")}><table>
            <thead><tr>${["when", "chair", "what", "state"].map((head) => html`<th scope="col">${t(`told.${head}`)}</th>`)}</tr></thead>
            <tbody>${told.rows.map((row) => this.#row(row))}</tbody>
          </table></div>`
        : html`<p class="calm">${t("told.none")}</p>`}
    </details>`;
  }

  /** @param {any} row */
  #row(row) {
    return html`<tr data-state=${row.state}>
      <td class="nowrap"><time datetime=${row.at}>${withSeconds(Date.parse(row.at))}</time></td>
      <td><a href=${to("report", row.session)}>${row.chair}</a></td>
      <td>${t(`log.alarm.${row.event}`, { alarm: alarmName(row.alarm, this.rules, {}) })} <small>${t("alarm.escalated", { n: row.level })}</small></td>
      <td>${t(this.told?.receiver === false && row.state !== "delivered" ? "told.untold" : `told.${row.state}`)} ${row.attempts ? t("chart.attempts", { n: row.attempts }) : nothing} ${row.reason}
        ${row.state === "delivered" || this.told?.receiver === false ? nothing : html`<button @click=${() => this.#again(row.number)}>${t("chart.retry")}</button>`}</td>
    </tr>`;
  }
}

customElements.define("told-people", ToldPeople);
