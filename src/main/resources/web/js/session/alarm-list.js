// @ts-check
/** @import {AlarmView, SessionView} from "../types.js" */
import { html, nothing } from "lit";
import { alarmLine } from "../tile/alarm-line.js";
import { bellCrossed } from "../tile/icons.js";
import { mostUrgentFirst } from "../words/alarm-words.js";
import { clock, millis, short } from "../words/times.js";
import { t } from "../words/words.js";

/**
 * One patient's alarms, the most urgent first, under what stands over them: a standby, a paused sound.
 *
 * @param {SessionView} session
 * @param {number} now
 * @param {object} desk
 * @param {boolean} desk.enabled
 * @param {boolean} desk.may
 * @param {boolean} desk.live
 * @param {import("../tile/slots.js").Slots} desk.slots of the buttons, the one for all of them first
 * @param {Map<string, string>} desk.busy
 * @param {(alarm: AlarmView) => void} desk.one
 * @param {() => void} desk.all
 * @param {() => void} desk.resume ends the standby
 */
export function alarmList(session, now, { enabled, may, live, slots, busy, one, all, resume }) {
  const until = millis(session.standby_until);
  const asking = session.alarms.filter(({ state }) => state !== "acked").length;
  const left = millis(session.audio_paused_until) - now;
  const sorted = mostUrgentFirst(session.alarms);
  const keys = sorted.map(({ alarm, occurrence, state }) => `${alarm}/${occurrence}/${state === "acked"}`);
  // In the first place, so that it has one of its own however many lines there are.
  slots.settle([keys.join(" "), ...keys]);
  return html`<section class="alarm-list" aria-label=${t("session.alarms")}>
    ${until > now ? html`<p class="standing"><b>${t("tile.standby", { at: clock(until) })}</b>${may ? html`<button class="primary" data-act="resume" aria-keyshortcuts="s" ?disabled=${!live} @click=${resume}>${t("action.resume")}</button>` : nothing}</p>` : nothing}
    ${left > 0 ? html`<p class="standing">${bellCrossed()}<b>${t("pause.left", { left: short(left) })}</b></p>` : nothing}
    ${session.alarms.length || until > now ? nothing : html`<p class="calm">${t("tile.calm")}</p>`}
    ${sorted.map((alarm, line) =>
      alarmLine(alarm, session, { now, enabled: enabled && !slots.unmeant(line + 1), busy: busy.get(`${session.id}/${alarm.alarm}`) ?? "", acknowledge: () => one(alarm), beside: nothing }),
    )}
    ${asking > 1 && may ? html`<button class="ack-all" ?disabled=${!live || slots.unmeant(0)} @click=${all}>${t("ack.all", { n: asking })}</button>` : nothing}
  </section>`;
}
