// @ts-check
/** @import {AlarmView, SessionView} from "../types.js" */
import { html, LitElement, nothing } from "lit";
import { act, get } from "../live/api.js";
import { leave, to } from "../station/route.js";
import { alarmLine } from "../tile/alarm-line.js";
import { cuffCell } from "../tile/cuff-cell.js";
import { back, bellCrossed } from "../tile/icons.js";
import { numberCell } from "../tile/number-cell.js";
import { pulseMetric } from "../tile/number-state.js";
import { metricName, mostUrgentFirst } from "../words/alarm-words.js";
import { age, clock, duration, millis, short } from "../words/times.js";
import { has, t } from "../words/words.js";
import { actionsOf } from "./actions.js";
import { eventLog } from "./event-log.js";
import "./action-panel.js";
import "./pleth.js";
import "./trend-chart.js";

const SHOWN_MILLIS = 6000;

/** One patient: what is measured, what happened, and everything a nurse may do about it. */
class SessionViewElement extends LitElement {
  static properties = { state: { attribute: false }, panel: { state: true }, said: { state: true } };

  constructor() {
    super();
    /** @type {import("../station/views.js").ViewState|null} */
    this.state = null;
    this.panel = "";
    this.said = "";
    /** @type {import("./trend-data.js").Entry[]} */
    this.events = [];
    /** @type {Map<string, any>} */
    this.rules = new Map();
    /** @type {any[]} */
    this.protocols = [];
    this.shown = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("data", (event) => {
      this.events = /** @type {CustomEvent} */ (event).detail.events;
      this.requestUpdate();
    });
    document.addEventListener("keydown", this.#key);
    get("/api/v1/protocols").then((all) => {
      this.protocols = all;
      this.requestUpdate();
    }, () => null);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key);
  }

  /** @returns {SessionView|null} */
  get session() {
    return this.state?.store.sessions.get(this.state.args[0]) ?? null;
  }

  get may() {
    return ["nurse", "clinician"].includes(this.state?.store.user.role ?? "");
  }

  willUpdate() {
    const id = this.state?.args[0] ?? "";
    if (id !== this.shown) {
      this.shown = id;
      this.panel = this.state?.args[1] ?? "";
      this.events = [];
    }
    const protocol = this.protocols.find(({ id: one }) => one === this.session?.protocol);
    this.rules = new Map((protocol?.rules ?? []).map((/** @type {any} */ rule) => [rule.id, rule]));
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(/** @type {HTMLElement} */ (event.target).tagName ?? "");
    if (event.key === "Escape") return this.panel ? this.#close() : leave();
    const session = this.session;
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat || !session || !this.state?.live) return;
    const key = event.key.toLowerCase();
    const first = mostUrgentFirst(session.alarms).find(({ state }) => state !== "acked");
    if (key === "a" && first) this.#acknowledge(session, first);
    const action = this.may && actionsOf(session).find((one) => one.key === key);
    if (action) this.#open(action.panel);
  };

  /** @param {string} panel */
  #open(panel) {
    this.panel = panel;
  }

  #close() {
    const button = /** @type {HTMLElement|null} */ (this.querySelector(`.actions [data-panel="${this.panel}"]`));
    this.panel = "";
    button?.focus();
  }

  /**
   * @param {SessionView} session
   * @param {AlarmView} alarm
   */
  #acknowledge(session, alarm) {
    this.dispatchEvent(new CustomEvent("acknowledge", { detail: { session, alarm }, bubbles: true }));
  }

  /** @param {CustomEvent<string>} event what was done, in words */
  #done(event) {
    this.said = event.detail;
    this.#close();
    window.setTimeout(() => (this.said = ""), SHOWN_MILLIS);
    /** @type {any} */ (this.querySelector("trend-chart"))?.look();
  }

  /** @param {SessionView} session @param {string} action what would be taken back, so that nothing newer is */
  async #undo(session, action) {
    const done = act(`/api/v1/sessions/${encodeURIComponent(session.id)}/undo`, { action });
    this.said = await done.then(() => t("session.undone"), () => t("send.refused"));
    window.setTimeout(() => (this.said = ""), SHOWN_MILLIS);
  }

  async #acknowledgeAll(/** @type {SessionView} */ session) {
    await act(`/api/v1/sessions/${encodeURIComponent(session.id)}/ack`, {}).catch(() => (this.said = t("ack.failed")));
  }

  render() {
    if (!this.state) return nothing;
    const session = this.session;
    if (!session) return this.#gone();
    const { now, live, waves, store } = this.state;
    const pulse = pulseMetric(session, now);
    return html`<main class="session" data-session=${session.id}>
      ${this.#who(session, now)} ${this.#alarms(session, now, live)}
      <div class="now vitals">
        ${numberCell(session, "spo2", now)} ${numberCell(session, pulse, now)} ${cuffCell(session, store.lastCuff.get(session.id), now)}
        <pleth-wave .session=${session.id} .waves=${waves}></pleth-wave>
        ${this.#facts(session, now)}
      </div>
      <trend-chart .session=${session} .now=${now}></trend-chart>
      <aside class="beside">
        ${this.panel
          ? html`<action-panel
              .panel=${this.panel}
              .state=${{ session, store, now, live, events: this.events, rules: this.rules, protocols: this.protocols }}
              @done=${this.#done}
              @leave=${() => this.#close()}
            ></action-panel>`
          : eventLog(this.events, this.rules, session)}
      </aside>
      ${this.may ? this.#actions(session, now, live) : html`<p class="actions calm">${t("session.readonly")}</p>`}
      <p class="said" role="status">${this.said}</p>
    </main>`;
  }

  #gone() {
    const id = this.state?.args[0] ?? "";
    return html`<main class="page">
      <h1 tabindex="-1" data-heading>${t("session.over")}</h1>
      <p><a class="button" href=${to("report", id)}>${t("menu.report")}</a> <a class="button" href=${to("ward")}>${t("chart.back")}</a></p>
    </main>`;
  }

  /**
   * @param {SessionView} session
   * @param {number} now
   */
  #who(session, now) {
    const dosed = millis(session.dose_at);
    const phase = has(`phase.${session.phase}`) ? t(`phase.${session.phase}`) : session.phase;
    return html`<header class="who">
      <a class="button quiet" href=${to("ward")} aria-label=${t("chart.back")}>${back()}<span>${t("menu.ward")}</span></a>
      <span class="chair">${session.chair}</span>
      <h1 tabindex="-1" data-heading><b>${session.patient.display}</b> <span class="unseen">${t("tile.born")}</span>${session.patient.birthDate} <small>${session.patient.id}</small></h1>
      <p class="phase"><b>${phase}</b> <span>${t("session.inphase", { age: age(now - millis(session.phase_since)) })}</span><br /><small>${session.protocol_title}</small></p>
      <p class="elapsed"><b>${Number.isFinite(dosed) ? duration(now - dosed) : t("tile.nodose")}</b><br /><small>${Number.isFinite(dosed) ? t("tile.sincedose") : nothing}</small></p>
    </header>`;
  }

  /**
   * @param {SessionView} session
   * @param {number} now
   * @param {boolean} live
   */
  #alarms(session, now, live) {
    const until = millis(session.standby_until);
    const asking = session.alarms.filter(({ state }) => state !== "acked").length;
    const left = millis(session.audio_paused_until) - now;
    return html`<section class="alarm-list" aria-label=${t("session.alarms")}>
      ${until > now ? html`<p class="standing"><b>${t("tile.standby", { at: clock(until) })}</b></p>` : nothing}
      ${left > 0 ? html`<p class="standing">${bellCrossed()}<b>${t("pause.left", { left: short(left) })}</b></p>` : nothing}
      ${session.alarms.length ? nothing : html`<p class="calm">${t("tile.calm")}</p>`}
      ${mostUrgentFirst(session.alarms).map((alarm) =>
        alarmLine(alarm, session, {
          now,
          enabled: live && this.may,
          busy: this.state?.busy.get(`${session.id}/${alarm.alarm}`) ?? "",
          acknowledge: () => this.#acknowledge(session, alarm),
          beside: nothing,
        }),
      )}
      ${asking > 1 && this.may ? html`<button class="ack-all" ?disabled=${!live} @click=${() => this.#acknowledgeAll(session)}>${t("ack.all", { n: asking })}</button>` : nothing}
    </section>`;
  }

  /**
   * @param {SessionView} session
   * @param {number} now
   */
  #facts(session, now) {
    const until = millis(session.observation_until);
    const again = session.care?.cuff.due_because === "recheck" ? millis(session.next_cuff_due) : NaN;
    const undo = session.care?.undoable;
    return html`<ul class="facts">
      ${Number.isFinite(again) ? html`<li><b>${t(again > now ? "session.recheck" : "session.recheck.late", { left: short(Math.abs(again - now)) })}</b></li>` : nothing}
      ${Number.isFinite(until) ? html`<li>${until > now ? t("session.observe", { at: clock(until), left: short(until - now) }) : t("session.observed")}</li>` : nothing}
      ${session.care?.cuff.measuring_since ? html`<li><b>${t("session.measuring")}</b></li>` : nothing}
      ${session.care?.cuff.trouble ? html`<li><b>${session.care.cuff.trouble}</b></li>` : nothing}
      ${(session.care?.checkpoints ?? []).filter(({ met }) => !met).map(({ due, metric }) => html`<li>${t("session.checkpoint", { metric: metricName(metric), at: clock(millis(due)) })}</li>`)}
      ${undo && this.may && millis(undo.until) > now
        ? html`<li><button @click=${() => this.#undo(session, undo.action)}>${t("session.undo", { action: has(`action.${undo.action}`) ? t(`action.${undo.action}`) : undo.action })}</button></li>`
        : nothing}
      ${session.devices.map((id) => html`<li>${id} ${t(`device.${(this.state?.store.devices.get(id)?.state ?? "unknown").toLowerCase()}`)}</li>`)}
    </ul>`;
  }

  /**
   * @param {SessionView} session
   * @param {number} now
   * @param {boolean} live
   */
  #actions(session, now, live) {
    return html`<nav class="actions" aria-label=${t("session.actions")}>
      ${actionsOf(session).map(
        ({ panel, key, words, primary }) => html`<button
          class=${primary ? "primary" : ""}
          data-panel=${panel}
          ?disabled=${!live}
          aria-pressed=${this.panel === panel}
          aria-keyshortcuts=${key}
          @click=${() => (this.panel === panel ? this.#close() : this.#open(panel))}
        >
          ${words}
        </button>`,
      )}
      <a class="button" href=${to("report", session.id)}>${t("menu.report")}</a>
    </nav>`;
  }
}

customElements.define("session-view", SessionViewElement);
