// @ts-check
import { html, LitElement, nothing } from "lit";
import { act, ApiError, get } from "../live/api.js";
import { to } from "../station/route.js";
import { doubled } from "../words/gives.js";
import { refusal } from "../words/refusals.js";
import { t } from "../words/words.js";
import { devicePicker } from "./device-picker.js";
import { patientPart } from "./patient-part.js";
import { protocolPart } from "./protocol-part.js";

const LOOK_MILLIS = 2000;
const SIZES = 16;

/**
 * Everything that starts a session, kept while it is filled in.
 *
 * @typedef {object} Draft
 * @property {string} id
 * @property {string} display
 * @property {string} birthDate
 * @property {{system: string, value: string}|null} identifier
 * @property {string} reference
 * @property {boolean} confirmed both identifiers were asked for and agree
 * @property {string} chair
 * @property {string[]} devices
 * @property {string} agreed what was read and meant although two devices give the same
 * @property {string} protocol
 * @property {string} weight
 * @property {string} dose
 */

/** Who, where, with what, how much; nothing is bound and nobody watched before the last button. */
class StartSession extends LitElement {
  static properties = { state: { attribute: false }, problem: { state: true }, sending: { state: true } };

  constructor() {
    super();
    /** @type {import("../station/views.js").ViewState|null} */
    this.state = null;
    /** @type {Draft} */
    this.draft = { id: "", display: "", birthDate: "", identifier: null, reference: "", confirmed: false, chair: "", devices: [], agreed: "", protocol: "", weight: "", dose: "" };
    /** @type {any[]} */
    this.devices = [];
    /** @type {any[]} */
    this.protocols = [];
    this.problem = "";
    this.sending = false;
    this.timer = 0;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    get("/api/v1/protocols").then((all) => {
      this.protocols = all;
      this.requestUpdate();
    }, () => (this.problem = t("send.failed")));
    this.#look();
    this.timer = window.setInterval(() => this.#look(), LOOK_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  willUpdate() {
    const chair = this.state?.args[0] ?? "";
    if (!this.draft.chair && chair) this.#seat(chair);
  }

  async #look() {
    const body = await get("/api/v1/devices").catch(() => null);
    const rows = Array.isArray(body) ? body : body?.devices;
    if (!rows) return;
    this.devices = rows;
    if (this.draft.chair && !this.draft.devices.length && !this.touched) this.#seat(this.draft.chair);
    this.requestUpdate();
  }

  /** What belongs to the chair and is free is proposed. @param {string} chair */
  #seat(chair) {
    this.draft.chair = chair;
    if (!this.touched) this.draft.devices = this.devices.filter((one) => one.chair === chair && !one.session).map(({ id }) => id);
  }

  touched = false;

  /** @param {Partial<Draft>} part */
  set(part) {
    if ("devices" in part) this.touched = true;
    // Another person's identifiers have not been confirmed.
    if ("display" in part || "birthDate" in part || "id" in part) part.confirmed = false;
    this.draft = { ...this.draft, ...part };
    if (part.chair) this.#seat(part.chair);
    this.requestUpdate();
  }

  /** Chairs where nobody sits. */
  get chairs() {
    const store = /** @type {import("../station/views.js").ViewState} */ (this.state).store;
    const told = store.site.chairs;
    const all = Array.isArray(told) ? told : Array.from({ length: typeof told === "number" ? told : SIZES }, (_, i) => String(i + 1));
    return all.map((chair) => ({ chair, taken: store.atChair(chair)?.patient.display ?? "" }));
  }

  /** Devices that give the same, in words. */
  get twice() {
    const { devices } = this.draft;
    return doubled(devices, devices, new Map(this.devices.map((one) => [one.id, one])));
  }

  get missing() {
    const { id, display, birthDate, confirmed, chair, protocol, weight } = this.draft;
    const kg = Number(weight);
    return [
      !id || !display || !birthDate ? "patient" : "",
      !confirmed ? "confirmed" : "",
      !chair || this.chairs.find((one) => one.chair === chair)?.taken ? "chair" : "",
      this.twice.length && this.draft.agreed !== this.twice.join() ? "agreed" : "",
      !protocol ? "protocol" : "",
      weight && !(kg >= 1 && kg <= 500) ? "weight" : "",
    ].filter(Boolean);
  }

  async #start() {
    const { id, display, birthDate, identifier, reference, chair, devices, protocol, weight, dose } = this.draft;
    this.sending = true;
    this.problem = "";
    try {
      const patient = { id, display, birthDate, ...(identifier ? { identifier } : {}), ...(reference ? { reference } : {}) };
      const session = await act("/api/v1/sessions", { patient, protocol, chair, devices, ...(weight ? { weight_kg: Number(weight) } : {}) });
      if (dose.trim()) await act(`/api/v1/sessions/${encodeURIComponent(session.id)}/note`, { text: t("start.dose.note", { dose: dose.trim() }) }).catch(() => null);
      location.hash = to("session", session.id, "baseline");
    } catch (error) {
      const detail = error instanceof ApiError ? error.detail : "";
      this.problem = `${t("start.failed")} ${refusal(detail)}`;
      this.sending = false;
    }
  }

  render() {
    if (!this.state) return nothing;
    const missing = this.missing;
    return html`<main class="page start">
      <h1 class="page-title" tabindex="-1" data-heading>${t("start.title")}</h1>
      <div class="parts">
        ${patientPart(this)}
        <section>
          <h2>${t("start.chair")}</h2>
          <div class="choice">
            ${this.chairs.map(
              ({ chair, taken }) => html`<button aria-pressed=${chair === this.draft.chair} ?disabled=${taken !== ""} aria-label=${taken ? t("start.taken", { chair, patient: taken }) : t("start.free", { chair })} @click=${() => this.set({ chair })}>${chair}</button>`,
            )}
          </div>
          <h2>${t("start.devices")}</h2>
          ${devicePicker(this)}
        </section>
        ${protocolPart(this)}
      </div>
      <footer class="go">
        <p class="problem" role="alert">${this.problem}</p>
        <p class="calm">${missing.length ? t("start.missing", { what: missing.map((one) => t(`start.missing.${one}`)).join(", ") }) : t("start.ready", { patient: this.draft.display, chair: this.draft.chair })}</p>
        <button class="primary" ?disabled=${!this.state.live || this.sending || missing.length > 0} @click=${() => this.#start()}>${t("start.go")}</button>
      </footer>
    </main>`;
  }
}

customElements.define("start-session", StartSession);
export { StartSession };
