// @ts-check
/** @import {AlarmEvent, SessionView} from "../types.js" */
import { html } from "lit";
import { alarmWords, metricName } from "../words/alarm-words.js";
import { t } from "../words/words.js";

/** What a screen reader says: a new high alarm at once, everything else when it is its turn. */
export class Announcer {
  assertive = "";
  polite = "";
  /** How an alarm was last called: when it is over its session has it no more. @type {Map<string, string>} */
  #called = new Map();

  /**
   * @param {AlarmEvent[]} events
   * @param {SessionView} session
   */
  say(events, session) {
    for (const event of events) {
      const alarm = session.alarms.find(({ alarm: id }) => id === event.alarm);
      const key = `${session.id}/${event.alarm}`;
      if (alarm) this.#called.set(key, alarmWords(alarm, session));
      const words = this.#called.get(key) ?? metricName(event.alarm);
      const sentence = t(`say.${event.event}`, {
        chair: session.chair,
        patient: session.patient.display,
        priority: t(`priority.${event.priority}`),
        alarm: words,
      });
      if (event.priority === "high" && ["raised", "reannounced", "escalated"].includes(event.event)) {
        this.assertive = sentence;
      } else {
        this.polite = sentence;
      }
    }
  }

  regions() {
    return html`<div class="unseen" role="alert" aria-live="assertive">${this.assertive}</div>
      <div class="unseen" role="status" aria-live="polite">${this.polite}</div>`;
  }
}
