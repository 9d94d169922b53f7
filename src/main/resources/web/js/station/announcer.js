// @ts-check
/** @import {AlarmEvent, SessionView} from "../types.js" */
import { html } from "lit";
import { alarmWords, metricName } from "../words/alarm-words.js";
import { t } from "../words/words.js";

/** What a screen reader says: a new high alarm at once, everything else when it is its turn. */
export class Announcer {
  assertive = "";
  polite = "";

  /**
   * @param {AlarmEvent[]} events
   * @param {SessionView} session
   */
  say(events, session) {
    for (const event of events) {
      const alarm = session.alarms.find(({ alarm: id }) => id === event.alarm);
      const words = alarm ? alarmWords(alarm, session) : metricName(event.alarm);
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
