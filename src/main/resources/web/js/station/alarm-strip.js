// @ts-check
/** @import {AlarmView, SessionView} from "../types.js" */
import { html, LitElement, nothing } from "lit";
import { alarmWords, MARKS } from "../words/alarm-words.js";
import { age, clock, millis } from "../words/times.js";
import { t } from "../words/words.js";
import { bell, bellCrossed, chart } from "../tile/icons.js";
import { hasNumber, continuousState } from "../tile/number-state.js";
import { to } from "./route.js";

const URGENCY = { high: 0, medium: 1, low: 2 };
/** One that is over and that nobody has answered asks for a hand as much as one that stands. */
const ASKING = { active: 0, latched: 0, acked: 1 };
const STANDING = { active: 0, latched: 1, acked: 1 };
const SHOWN = 6;

/** Over everything: every chair's alarms by priority and age, and what else the whole ward waits for. */
class AlarmStrip extends LitElement {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {{store: import("../live/ward-store.js").WardStore, now: number, live: boolean, sound: import("../sound/alarm-sound.js").AlarmSound, backlog: {waiting: number, pending: number, quarantined: number}|null}|null} */
    this.state = null;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.state) return nothing;
    const { store, now, sound, live, backlog } = this.state;
    const sessions = [...store.sessions.values()];
    const alarms = sessions.flatMap((session) => session.alarms.map((alarm) => ({ session, alarm }))).sort(mostUrgentFirst);
    const can = live && sound.state === "on";
    return html`<section class="strip" aria-label=${t("strip.label")}>
      <ol class="strip-alarms">
        ${alarms.slice(0, SHOWN).map(({ session, alarm }) => this.#alarm(session, alarm, now))}
        ${alarms.length > SHOWN ? html`<li class="more">${t("alarm.more", { n: alarms.length - SHOWN })}</li>` : nothing}
        ${alarms.length ? nothing : html`<li class="none">${t("strip.none")}</li>`}
      </ol>
      <ul class="strip-facts">
        ${facts(sessions, now)}
        <li><a class="backlog" href=${to("chart")}>${chart()}<span>${backlogWords(backlog)}</span></a></li>
        <li class="can" data-can=${can}>${can ? bell() : bellCrossed()}${t(can ? "strip.can" : "strip.cannot")}</li>
      </ul>
    </section>`;
  }

  /**
   * @param {SessionView} session
   * @param {AlarmView} alarm
   * @param {number} now
   */
  #alarm(session, alarm, now) {
    const words = alarmWords(alarm, session);
    return html`<li>
      <a
        href=${to("session", session.id)}
        data-priority=${alarm.priority}
        data-state=${alarm.state}
        aria-label=${t("strip.alarm", { chair: session.chair, priority: t(`priority.${alarm.priority}`), alarm: words, state: t(`strip.${alarm.state}`) })}
      >
        <b class="mark">${alarm.state === "latched" ? `${t("alarm.was")} ` : ""}${MARKS[alarm.priority]}${alarm.state === "acked" ? "✓" : ""}</b>
        <span class="chair-no">${session.chair}</span><span class="what">${words}</span>
        <span class="ago">${age(now - millis(alarm.since))}</span>
      </a>
    </li>`;
  }
}

/**
 * @param {{alarm: AlarmView}} a
 * @param {{alarm: AlarmView}} b
 */
function mostUrgentFirst({ alarm: a }, { alarm: b }) {
  return (
    ASKING[a.state] - ASKING[b.state] || URGENCY[a.priority] - URGENCY[b.priority] || STANDING[a.state] - STANDING[b.state] || millis(a.since) - millis(b.since)
  );
}

/**
 * @param {SessionView[]} sessions
 * @param {number} now
 */
function facts(sessions, now) {
  const chairs = (/** @type {SessionView[]} */ some) => some.map(({ chair }) => chair).join(", ");
  const unwatched = sessions.filter((session) => !watched(session, now));
  const overdue = sessions.filter(({ next_cuff_due: due }) => millis(due) < now);
  const leaving = sessions
    .filter((session) => millis(session.observation_until) > now)
    .sort((a, b) => millis(a.observation_until) - millis(b.observation_until))[0];
  return html`
    ${unwatched.length ? html`<li class="urgent">${t("strip.unwatched", { chairs: chairs(unwatched) })}</li>` : nothing}
    ${overdue.length ? html`<li class="urgent">${t("strip.overdue", { chairs: chairs(overdue) })}</li>` : nothing}
    ${leaving ? html`<li class="leaving">${t("strip.leave", { chair: leaving.chair, at: clock(millis(leaving.observation_until)) })}</li>` : nothing}
  `;
}

/** Nothing is known of a patient in standby, or whose saturation does not come. @param {SessionView} session @param {number} now */
function watched(session, now) {
  if (millis(session.standby_until) > now) return false;
  return hasNumber(continuousState(session.readings.spo2, now));
}

/** @param {{waiting: number, pending: number, quarantined: number}|null} backlog */
function backlogWords(backlog) {
  if (!backlog) return t("ehr.unknown");
  if (backlog.quarantined > 0) return html`<b>${t("ehr.refused", { n: backlog.quarantined })}</b>`;
  const open = backlog.waiting + backlog.pending;
  return open > 0 ? t("ehr.open", { n: open }) : t("ehr.clear");
}

customElements.define("alarm-strip", AlarmStrip);
