// @ts-check
import { html, nothing } from "lit";
import { clock } from "../../words/times.js";
import { t } from "../../words/words.js";
import { alarmName } from "../event-words.js";

const PRIORITIES = ["high", "medium", "low"];
const SHOWN = 8;

/**
 * "What would have alarmed" in this session under another limit: each by its time and value, how many there were in all, and
 * what else came or went by it.
 *
 * @param {any} body the server's answer, or "failed", or nothing yet
 * @param {Map<string, any>} rules
 * @param {import("../../types.js").SessionView} session
 */
export function wouldHave(body, rules, session) {
  if (!body || body === "absent") return nothing;
  if (body === "failed") return html`<p class="problem">${t("limit.preview.failed")}</p>`;
  const count = (/** @type {any} */ tallies) => PRIORITIES.reduce((sum, priority) => sum + (tallies[priority]?.alarms ?? 0), 0);
  const own = body.alarms ?? [];
  const other = (/** @type {any} */ { alarm }) => alarm !== body.alarm || !body.alarms;
  const lines = [
    ...own.map((/** @type {any} */ one) => ["given", one]),
    ...body.added.filter(other).map((/** @type {any} */ one) => ["added", one]),
    ...body.gone.map((/** @type {any} */ one) => ["gone", one]),
  ];
  lines.sort(([, a], [, b]) => Date.parse(a.raised) - Date.parse(b.raised));
  return html`<p role="status"><b>${t("limit.preview.count", { limit: body.proposed, before: count(body.before), after: count(body.after) })}</b></p>
    <ul class="rows preview">
      ${lines.slice(0, SHOWN).map(
        ([how, one]) => html`<li data-how=${how}><time>${clock(Date.parse(one.raised))}</time> <b>${t(`limit.preview.${how}`)}</b> ${alarmName(one.alarm, rules, session, { value: one.value, limit: how === "given" ? body.proposed : undefined })} <small>${t(`priority.${one.priority}`)}</small></li>`,
      )}
      ${lines.length > SHOWN ? html`<li>${t("alarm.more", { n: lines.length - SHOWN })}</li>` : nothing}
    </ul>`;
}
