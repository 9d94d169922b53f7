// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html, nothing } from "lit";
import { correction } from "../../chart/correction.js";
import { correctable, reasonOf, releasable, SHAPES, shown, standing, stateOf, what, when } from "../../chart/rows.js";
import { act, get } from "../../live/api.js";
import { t } from "../../words/words.js";

const SHOWN = 60;
/** What is not in the chart and will not be by itself has its reason beside it. */
const TOLD = ["quarantined", "withdrawn", "failing"];

/** What of this patient went to the chart and what waits: released singly or whole, and put right. @param {Desk} desk */
export function chart(desk) {
  const { session, values, set } = desk;
  if (!values.asked) {
    // Once a panel; every answer to an action asks again.
    queueMicrotask(() => look(desk));
    return html`<p>${t("chart.loading")}</p>`;
  }
  if (!values.rows) return html`<p class="problem">${t("chart.old")}</p>`;
  const row = values.rows.find((/** @type {any} */ one) => one.id === values.row);
  return row
    ? correction(row, { ...desk, correct: (body, said) => send(desk, "/chart/correct", body, said), leave: () => set("row", 0) })
    : list(desk, session.id);
}

/** @param {Desk} desk @param {string} session */
function list(desk, session) {
  const { values, set, ready } = desk;
  const held = values.rows.filter(releasable);
  return html`${held.length
      ? html`<p>${t("chart.held.explain", { n: held.length })}</p>`
      : html`<p class="calm">${t(values.rows.length ? "chart.held.none" : "chart.empty")}</p>`}
    <ul class="rows charted">
      ${values.rows.slice(0, SHOWN).map(
        (/** @type {import("../../chart/rows.js").OutboxRow} */ row) => html`<li data-row=${row.id} data-state=${row.state}>
          <span><i aria-hidden="true">${SHAPES[standing(row, values.rows)] ?? "?"}</i> ${what(row)} ${shown(row)}<small>${when(row.at)} · ${stateOf(row, values.rows)}</small>
            ${TOLD.includes(standing(row, values.rows)) && row.reason ? html`<small>${reasonOf(row)}</small>` : nothing}</span>
          ${releasable(row) ? html`<button data-act="release" ?disabled=${!ready} @click=${() => send(desk, "/chart/release", { rows: [row.id] }, t("chart.released", { n: 1 }))}>${t("chart.release")}</button>` : nothing}
          ${row.state === "quarantined" ? html`<button data-act="retry" ?disabled=${!ready} @click=${() => retry(desk, row.id)}>${t("chart.retry")}</button>` : nothing}
          ${correctable(row, values.rows) ? html`<button data-act="correct" @click=${() => set("row", row.id)}>${t("chart.correct")}</button>` : nothing}
        </li>`,
      )}
    </ul>
    ${values.rows.length > SHOWN ? html`<p><a href="#/chart">${t("alarm.more", { n: values.rows.length - SHOWN })}</a></p>` : nothing}
    ${held.length
      ? html`<div class="choices"><button class="primary" data-act="release-all" ?disabled=${!ready} @click=${() => send(desk, "/chart/release", {}, t("chart.released", { n: held.length }))}>${t("chart.release.all", { n: held.length })}</button></div>`
      : nothing}`;
}

/** @param {Desk} desk */
async function look({ session, set }) {
  const body = await get(`/api/v1/ehr/outbox?limit=2000&session=${encodeURIComponent(session.id)}`).catch(() => null);
  set("rows", body?.rows ?? null);
  set("asked", true);
}

/** @param {Desk} desk @param {string} path @param {object} body @param {string} said */
async function send(desk, path, body, said) {
  if (await desk.send(path, body, said, true)) for (const name of ["row", "reason", ...Object.keys(desk.values)]) if (name !== "rows" && name !== "asked") desk.set(name, undefined);
  await look(desk);
}

/** @param {Desk} desk @param {number} row */
async function retry(desk, row) {
  await act(`/api/v1/ehr/outbox/${row}/retry`, {}).catch(() => null);
  await look(desk);
}
