// @ts-check
import { html, LitElement, nothing } from "lit";
import { act, ApiError } from "../live/api.js";
import { refusal } from "../words/refusals.js";
import { t } from "../words/words.js";
import { baseline } from "./panels/baseline.js";
import { chart } from "./panels/chart.js";
import { devices } from "./panels/devices.js";
import { discharge } from "./panels/discharge.js";
import { dose } from "./panels/dose.js";
import { event } from "./panels/event.js";
import { limits } from "./panels/limits.js";
import { more } from "./panels/more.js";
import { patient } from "./panels/patient.js";
import { cuff, note, pause, phase, standby } from "./panels/simple.js";

/**
 * What a panel draws from and acts through.
 *
 * @typedef {object} Desk
 * @property {import("../types.js").SessionView} session
 * @property {import("../live/ward-store.js").WardStore} store
 * @property {number} now
 * @property {import("./trend-data.js").Entry[]} events
 * @property {Map<string, any>} rules
 * @property {any[]} protocols
 * @property {Record<string, any>} values what has been chosen or typed so far
 * @property {(name: string, value: any) => void} set
 * @property {(panel: string) => void} turn to another panel
 * @property {boolean} ready nothing is under way and the page is live
 * @property {(path: string, body: object, said: string, stay?: boolean, method?: string) => Promise<boolean>} send true when it was done
 */

/** @type {Record<string, (desk: Desk) => unknown>} */
const PANELS = { pause, cuff, baseline, dose, phase, event, note, limits, devices, standby, patient, chart, discharge, more };

/**
 * What a panel's buttons rest on, where another nurse's act would give them another meaning under the finger.
 *
 * @type {Record<string, (desk: any) => unknown>} undefined while it is not known
 */
const RESTS_ON = {
  phase: ({ session }) => session.phase,
  cuff: ({ session }) => `${session.care?.cuff.device}/${session.care?.cuff.automatic}`,
  baseline: ({ session }) => `${JSON.stringify(session.baseline)}/${session.dose_at != null}`,
  limits: ({ session }) => JSON.stringify(session.limits),
  devices: ({ session }) => session.devices.join(),
  patient: ({ session }) => JSON.stringify(session.patient),
  standby: ({ session }) => session.standby_until,
  more: ({ session }) => session.standby_until,
  dose: ({ events }) => (events.length ? events.filter((/** @type {any} */ { what }) => what === "dose" || what === "undo").length : undefined),
};

/** Beside the curves, never over the alarms: one action's form. Fires "done" (detail: words), "turn" (detail: another panel) and "leave". */
class ActionPanel extends LitElement {
  static properties = { panel: {}, state: { attribute: false }, problem: { state: true }, sending: { state: true }, said: { state: true } };

  constructor() {
    super();
    this.panel = "";
    /** @type {any} */
    this.state = null;
    this.problem = "";
    this.said = "";
    this.sending = false;
    /** @type {Record<string, any>} */
    this.values = {};
    this.drawn = "";
    /** The focus is in here. */
    this.within = false;
    /** What it rested on when somebody looked at it. */
    this.seen = /** @type {unknown} */ (undefined);
  }

  createRenderRoot() {
    return this;
  }

  willUpdate() {
    this.within = this.contains(document.activeElement);
    if (this.panel === this.drawn) return;
    this.values = {};
    this.seen = undefined;
    this.problem = this.said = "";
  }

  /** True once somebody else has acted; what this nurse does herself closes the panel. */
  get #overtaken() {
    const now = RESTS_ON[this.panel]?.(this.state);
    if (this.seen === undefined) this.seen = now;
    return !this.sending && now !== this.seen;
  }

  #lookAgain() {
    this.seen = undefined;
    this.requestUpdate();
  }

  /**
   * Whatever opens has its heading in focus: it is read out, Tab leads to the first control, and Enter or the space bar
   * does nothing yet. Only a panel that is nothing but a text to be written gives that text the focus. A button never has
   * it, and what has vanished under the focus gives it back to the heading.
   */
  updated() {
    const opened = this.panel !== this.drawn;
    this.drawn = this.panel;
    const place = /** @type {HTMLElement|null} */ (this.querySelector("textarea[autofocus]") ?? this.querySelector("h2"));
    if (opened || (this.within && document.activeElement === document.body)) place?.focus();
  }

  /** @type {Desk["send"]} */
  async send(path, body, said, stay = false, method = "POST") {
    this.sending = true;
    this.problem = this.said = "";
    try {
      await act(`/api/v1/sessions/${encodeURIComponent(this.state.session.id)}${path}`, body, method);
      if (stay) this.said = said;
      else this.dispatchEvent(new CustomEvent("done", { detail: said }));
      return true;
    } catch (error) {
      this.problem = why(error);
      return false;
    } finally {
      this.sending = false;
    }
  }

  render() {
    const draw = PANELS[this.panel];
    if (!draw || !this.state) return nothing;
    /** @type {Desk} */
    const desk = {
      ...this.state,
      values: this.values,
      ready: this.state.live && !this.sending,
      set: (name, value) => {
        this.values = { ...this.values, [name]: value };
        this.requestUpdate();
      },
      turn: (panel) => this.dispatchEvent(new CustomEvent("turn", { detail: panel })),
      send: this.send.bind(this),
    };
    return html`<section class="panel" role="dialog" aria-labelledby="panel-title" data-panel=${this.panel}>
      <header>
        <h2 id="panel-title" tabindex="-1">${t(`panel.${this.panel}`)}</h2>
        <p class="said-here" role="status">${this.said}</p>
        <button class="quiet" aria-label=${t("panel.close")} @click=${() => this.dispatchEvent(new Event("leave"))}>✕</button>
      </header>
      <p class="problem" role="alert">${this.problem}</p>
      ${this.#overtaken
        ? html`<div class="hold" role="alert"><b>${t("panel.changed")}</b></div>
            <div class="choices"><button class="primary" @click=${this.#lookAgain}>${t("panel.again")}</button></div>`
        : draw(desk)}
    </section>`;
  }
}

/** @param {unknown} error */
function why(error) {
  const { status, detail } = error instanceof ApiError ? error : { status: 0, detail: "" };
  const words = t(status === 403 ? "send.forbidden" : status === 409 || status === 422 ? "send.refused" : "send.failed");
  return detail && status !== 0 ? `${words} ${refusal(detail)}` : words;
}

customElements.define("action-panel", ActionPanel);
