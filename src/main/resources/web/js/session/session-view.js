// @ts-check
/** @import {AlarmView, SessionView} from "../types.js" */
import { html, LitElement, nothing } from "lit";
import { act, get } from "../live/api.js";
import { leave, to } from "../station/route.js";
import { cuffCell } from "../tile/cuff-cell.js";
import { numberCell } from "../tile/number-cell.js";
import { pulseMetric } from "../tile/number-state.js";
import { Slots } from "../tile/slots.js";
import { mostUrgentFirst } from "../words/alarm-words.js";
import { refusal } from "../words/refusals.js";
import { t } from "../words/words.js";
import { actionBar, actionsOf } from "./actions.js";
import { alarmList } from "./alarm-list.js";
import { eventLog } from "./event-log.js";
import { facts, who } from "./session-facts.js";
import "./action-panel.js";
import "../tile/pleth.js";
import "./trend-chart.js";
import { lettersAct } from "../station/letters.js";

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
    /** The acknowledge buttons, and the one that takes back. */
    this.slots = new Slots(() => this.requestUpdate());
    this.lasts = new Slots(() => this.requestUpdate());
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
      // Asked for once: the same address, looked at again later, opens no panel that had its time.
      if (this.panel) history.replaceState(null, "", to("session", id));
      this.events = [];
      this.slots.forget();
      this.lasts.forget();
    }
    const protocol = this.protocols.find(({ id: one }) => one === this.session?.protocol);
    this.rules = new Map((protocol?.rules ?? []).map((/** @type {any} */ rule) => [rule.id, rule]));
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(/** @type {HTMLElement} */ (event.target).tagName ?? "");
    if (event.key === "Escape") return this.panel ? this.#close() : leave();
    const session = this.session;
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat || !session || !this.state?.live || !lettersAct()) return;
    // A form is open and has lost the focus: what is typed then was meant for it, and is no command.
    if (this.panel && event.target === document.body) return;
    const key = event.key.toLowerCase();
    const first = mostUrgentFirst(session.alarms).find(({ state }) => state !== "acked");
    if (key === "a" && first) this.#acknowledge(session, first);
    if (!this.may) return;
    if (key === "s" && session.standby_until != null) return this.#resume(session);
    const { bar, seldom } = actionsOf(session);
    const action = [...bar.flat(), ...seldom].find((one) => one.key === key && !one.idle);
    if (!action && key !== "o") return;
    // Or the letter is the first that the opened form is given.
    event.preventDefault();
    this.#open(action?.panel ?? "more");
  };

  /** @param {string} panel */
  #open(panel) {
    this.panel = panel;
  }

  #close() {
    const button = /** @type {HTMLElement|null} */ (this.querySelector(`.actions [data-panel="${this.panel}"]`) ?? this.querySelector(".actions [data-panel=more]"));
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

  /** @param {SessionView} session @param {{action: string, t: string}} last what was looked at, so that nothing else is taken back */
  async #undo(session, { action, t: at }) {
    const done = act(`/api/v1/sessions/${encodeURIComponent(session.id)}/undo`, { action, at });
    this.said = await done.then(() => t("session.undone"), ({ detail }) => `${t("send.refused")} ${refusal(detail ?? "")}`);
    window.setTimeout(() => (this.said = ""), SHOWN_MILLIS);
  }

  /** One press: it brings the alarms back, and takes nothing away. @param {SessionView} session */
  async #resume(session) {
    const done = act(`/api/v1/sessions/${encodeURIComponent(session.id)}/resume`, {});
    this.said = await done.then(() => t("standby.over"), ({ detail }) => `${t(detail ? "send.refused" : "send.failed")} ${refusal(detail ?? "")}`);
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
    const last = session.care?.undoable;
    this.lasts.settle([last ? `${last.action}/${last.t}` : ""]);
    return html`<main class="session" data-session=${session.id}>
      ${who(session, now)}
      ${alarmList(session, now, { enabled: live && this.may, may: this.may, live, slots: this.slots, busy: this.state.busy, one: (alarm) => this.#acknowledge(session, alarm), all: () => this.#acknowledgeAll(session), resume: () => this.#resume(session) })}
      <div class="now vitals">
        ${numberCell(session, "spo2", now)} ${numberCell(session, pulse, now)} ${cuffCell(session, store.lastCuff.get(session.id), now, store.devices)}
        ${facts(session, now, { may: this.may, devices: store.devices, meant: live && !this.lasts.unmeant(0), undo: (last) => this.#undo(session, last) })}
        <pleth-wave .session=${session.id} .waves=${waves} .now=${now}></pleth-wave>
      </div>
      <trend-chart .session=${session} .now=${now}></trend-chart>
      <aside class="beside">
        ${this.panel
          ? html`<action-panel
              .panel=${this.panel}
              .state=${{ session, store, now, live, events: this.events, rules: this.rules, protocols: this.protocols }}
              @done=${this.#done}
              @turn=${(/** @type {CustomEvent<string>} */ event) => this.#open(event.detail)}
              @leave=${() => this.#close()}
            ></action-panel>`
          : eventLog(this.events, this.rules, session)}
      </aside>
      ${this.may
        ? actionBar(session, { live, panel: this.panel, press: (panel) => (this.panel === panel ? this.#close() : this.#open(panel)) })
        : html`<p class="actions calm">${t("session.readonly")}</p>`}
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
}

customElements.define("session-view", SessionViewElement);
