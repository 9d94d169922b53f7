// @ts-check
import { html, nothing } from "lit";
import { MARKS } from "../words/alarm-words.js";
import { withSeconds } from "../words/times.js";
import { t } from "../words/words.js";
import { eventWords } from "./event-words.js";
import { logRows } from "./log-rows.js";

const SHOWN = 200;

/**
 * What happened, newest first.
 *
 * @param {import("./trend-data.js").Entry[]} events oldest first
 * @param {Map<string, any>} rules
 * @param {any} session
 */
export function eventLog(events, rules, session) {
  return html`<section class="log" aria-label=${t("log.title")}>
    <h2>${t("log.title")}</h2>
    <ol tabindex="0" aria-label=${t("log.title")}>
      ${logRows(events).slice(-SHOWN).reverse().map((entry) => row(entry, rules, session))}
      ${events.length ? nothing : html`<li class="calm">${t("log.empty")}</li>`}
    </ol>
  </section>`;
}

/**
 * @param {import("./trend-data.js").Entry} entry
 * @param {Map<string, any>} rules
 * @param {any} session
 */
function row(entry, rules, session) {
  const { words, priority, state, refused } = eventWords(entry, rules, session);
  const mark = state === "raised" || state === "escalated" ? MARKS[/** @type {"high"} */ (priority)] : "";
  return html`<li data-category=${entry.category} data-priority=${priority} data-event=${state || entry.what}>
    <time datetime=${entry.at}>${withSeconds(Date.parse(entry.at))}</time>
    <span class="what">${mark ? html`<b class="mark">${mark}</b> ` : nothing}${words}${refused ? html` <b>${t("log.refused")}</b>` : nothing}</span>
    ${entry.by ? html`<span class="by">${entry.by}</span>` : nothing}
  </li>`;
}
