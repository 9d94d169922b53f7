// @ts-check
/** @import {AlarmView, SessionView} from "../types.js" */
import { html, nothing } from "lit";
import { alarmWords, MARKS } from "../words/alarm-words.js";
import { age, clock, millis } from "../words/times.js";
import { t } from "../words/words.js";
import { check } from "./icons.js";

/**
 * One alarm: mark, words, since when, and the acknowledge button while it still asks for one.
 *
 * @param {AlarmView} alarm
 * @param {SessionView} session
 * @param {object} view
 * @param {number} view.now
 * @param {boolean} view.enabled
 * @param {string} view.busy "" or "sending" or the reason it failed
 * @param {() => void} view.acknowledge
 */
export function alarmLine(alarm, session, { now, enabled, busy, acknowledge }) {
  const words = alarmWords(alarm, session);
  const failed = busy !== "" && busy !== "sending";
  return html`
    <div class="line" data-alarm=${alarm.alarm} data-priority=${alarm.priority} data-state=${alarm.state}>
      <span class="mark" aria-label=${t(`priority.${alarm.priority}`)}>${mark(alarm)}</span>
      <span class="words">${failed ? busy : words}</span>
      <span class="since">${since(alarm, now)}</span>
      ${alarm.state === "acked"
        ? nothing
        : html`<button
            class="ack"
            ?disabled=${!enabled || busy === "sending"}
            aria-label=${t("ack.label", { alarm: words, chair: session.chair })}
            @click=${acknowledge}
          >
            ${check()}<span>${busy === "sending" ? t("ack.sending") : t("ack")}</span>
          </button>`}
    </div>
  `;
}

/** @param {AlarmView} alarm */
function mark(alarm) {
  if (alarm.state === "latched") return `${t("alarm.was")} ${MARKS[alarm.priority]}`;
  return MARKS[alarm.priority] + (alarm.state === "acked" ? "✓" : "");
}

/**
 * @param {AlarmView} alarm
 * @param {number} now
 */
function since(alarm, now) {
  const at = clock(millis(alarm.changed));
  if (alarm.state === "acked") return html`${t("alarm.acked", { who: alarm.acknowledged_by ?? "", at })}`;
  if (alarm.state === "latched") return html`${t("alarm.ended", { at })}`;
  const escalated = alarm.level > 0 ? html`<b class="escalated">${t("alarm.escalated", { n: alarm.level })}</b> ` : nothing;
  return html`${escalated}${age(now - millis(alarm.since))}`;
}
