// @ts-check
/** @import {AlarmView, SessionView} from "../types.js" */
import { html, LitElement, nothing } from "lit";
import { alarmWords, MARKS } from "../words/alarm-words.js";
import { age, clock, millis } from "../words/times.js";
import { t } from "../words/words.js";
import { bell, bellCrossed, chart } from "../tile/icons.js";
import { hasNumber, continuousState } from "../tile/number-state.js";
import { to } from "./route.js";
import { arranged } from "./strip-order.js";

/** What an alarm needs to be drawn with its words and its chair, and what "+12 more" needs; both with the gap, in px. */
const PLACE = 184;
const REST = 132;

/** Over everything: every chair's alarms by priority and age, and what else the whole ward waits for. */
class AlarmStrip extends LitElement {
  static properties = { state: { attribute: false }, room: { state: true } };

  constructor() {
    super();
    /** @type {{store: import("../live/ward-store.js").WardStore, now: number, live: boolean, sound: import("../sound/alarm-sound.js").AlarmSound, backlog: {waiting: number, pending: number, quarantined: number}|null}|null} */
    this.state = null;
    /** How wide the alarms' part is, in px. */
    this.room = window.innerWidth;
    this.size = new ResizeObserver(([{ contentRect }]) => (this.room = contentRect.width));
  }

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.size.disconnect();
  }

  updated() {
    const list = this.querySelector(".strip-alarms");
    if (list) this.size.observe(list);
  }

  /** Where each patient has a place nothing is left to count beside the chips. @param {number} patients */
  #places(patients) {
    const whole = Math.floor(this.room / PLACE);
    return patients <= whole ? whole : Math.max(1, Math.floor((this.room - REST) / PLACE));
  }

  render() {
    if (!this.state) return nothing;
    const { store, now, sound, live, backlog } = this.state;
    const sessions = [...store.sessions.values()];
    const alarms = sessions.flatMap((session) => session.alarms.map((alarm) => ({ session, alarm })));
    const { shown, hidden, unanswered } = arranged(alarms, this.#places(sessions.filter((one) => one.alarms.length).length));
    const can = live && sound.state === "on";
    return html`<section class="strip" data-crowded=${alarms.length > 2} aria-label=${t("strip.label")}>
      <ol class="strip-alarms">
        ${shown.map((one) => this.#alarm(one, now))}
        ${hidden ? html`<li class="more" data-unanswered=${unanswered}>${t(unanswered ? "strip.more" : "alarm.more", { n: hidden })}${unanswered ? html` <b>${t("strip.unanswered", { n: unanswered })}</b>` : nothing}</li>` : nothing}
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
   * @param {{session: SessionView, alarm: AlarmView, more: number, waiting: number}} one
   * @param {number} now
   */
  #alarm({ session, alarm, more, waiting }, now) {
    const words = alarmWords(alarm, session);
    const rest = more ? t(waiting ? "strip.here.unanswered" : "strip.here", { n: more, waiting }) : "";
    const label = t("strip.alarm", { chair: session.chair, priority: t(`priority.${alarm.priority}`), alarm: words, state: t(`strip.${alarm.state}`) });
    return html`<li>
      <a
        href=${to("session", session.id)}
        data-priority=${alarm.priority}
        data-state=${alarm.state}
        aria-label=${rest ? `${label}; ${rest}` : label}
        title=${rest || nothing}
      >
        <b class="mark">${alarm.state === "latched" ? `${t("alarm.was")} ` : ""}${MARKS[alarm.priority]}${alarm.state === "acked" ? "✓" : ""}</b>
        <span class="chair-no">${session.chair}</span><span class="what">${words}</span>
        ${more ? html`<b class="here" data-waiting=${waiting}>+${more}</b>` : nothing}
        <span class="ago">${age(now - millis(alarm.since))}</span>
      </a>
    </li>`;
  }
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
