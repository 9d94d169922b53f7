// @ts-check
import { html, LitElement, nothing } from "lit";
import { get } from "../live/api.js";
import { to } from "../station/route.js";
import { age, withSeconds } from "../words/times.js";
import { has, t } from "../words/words.js";
import { preview } from "../start/device-picker.js";
import "../setup/port-list.js";

const EVERY_MILLIS = 2000;
const SHOWN_PIECES = 60;

/** Every device: whether it is heard, what is wrong, what it says; one of them down to its bytes. */
class DevicesPage extends LitElement {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../station/views.js").ViewState|null} */
    this.state = null;
    /** @type {any[]|null} */
    this.devices = null;
    /** @type {any} */
    this.detail = null;
    this.problem = "";
    /** @type {any[]} what talks to us and is not set up */
    this.strangers = [];
    this.timer = 0;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#look();
    this.timer = window.setInterval(() => this.#look(), EVERY_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  async #look() {
    const id = this.state?.args[0] ?? "";
    try {
      const body = await get("/api/v1/devices");
      this.devices = Array.isArray(body) ? body : (body.devices ?? []);
      this.detail = id ? await get(`/api/v1/devices/${encodeURIComponent(id)}`).catch(() => null) : null;
      this.strangers = id ? [] : await get("/api/v1/devices/unmatched").catch(() => []);
      this.problem = "";
    } catch {
      this.problem = t("page.old");
    }
    this.requestUpdate();
  }

  render() {
    if (!this.state) return nothing;
    const id = this.state.args[0];
    const one = id && (this.devices ?? []).find((device) => device.id === id);
    return html`<main class="page">
      <h1 class="page-title" tabindex="-1" data-heading>${id ? id : t("menu.devices")}</h1>
      <p class="problem" role="alert">${this.problem}</p>
      ${id ? this.#one(one) : html`<div class="cards">${(this.devices ?? []).map((device) => this.#card(device))}</div>`}
      ${!id && ["technician", "admin"].includes(this.state.store.user.role) ? html`<h2>${t("ports.title")}</h2><p class="calm">${t("ports.explain")}</p><port-list></port-list>` : nothing}
      ${this.strangers.length ? this.#unmatched() : nothing}
      ${this.devices?.length === 0 ? html`<p class="calm">${t("devices.page.none")}</p>` : nothing}
    </main>`;
  }

  /** @param {any} device */
  #card(device) {
    return html`<section class="card" data-state=${device.state}>
      <h2><a href=${to("devices", device.id)}>${device.id}</a> <span class="state-word">${t(`device.${device.state}`)}</span></h2>
      ${device.reason ? html`<p><b>${device.reason}</b></p>` : nothing} ${facts(device, this.state)}
    </section>`;
  }

  #unmatched() {
    return html`<h2>${t("devices.page.strangers")}</h2><p class="calm">${t("devices.page.strangers.explain")}</p>
      <div class="cards">${this.strangers.map(
        (/** @type {any} */ one) => html`<section class="card"><h2>${one.topic}</h2>
          <dl><dt>${t("devices.page.last")}</dt><dd>${withSeconds(Date.parse(one.last))}</dd><dt>${t("devices.page.sample")}</dt><dd>${one.sample}</dd></dl>
          ${one.suggestion ? html`<p>${t("devices.page.suggestion")}</p><pre tabindex="0" aria-label=${t("devices.page.suggestion")}>${one.suggestion}</pre>` : html`<p>${one.why}</p>`}</section>`,
      )}</div>`;
  }

  /** @param {any} device */
  #one(device) {
    if (!device) return html`<p>${t(this.devices ? "devices.page.unknown" : "live.connecting")}</p>`;
    const whole = { ...device, ...(this.detail ?? {}) };
    const pieces = whole.bytes ?? whole.raw ?? whole.trace ?? [];
    const noticed = Object.entries(whole.line_errors ?? {}).map(([kind, n]) => [t(`devices.error.${kind}`), n]);
    const refused = [...noticed, ...Object.entries(whole.errors ?? {})];
    return html`<p><a class="button" href=${to("devices")}>${t("devices.page.all")}</a></p>
      <section class="card" data-state=${device.state}><h2>${t(`device.${device.state}`)}</h2>${device.reason ? html`<p><b>${device.reason}</b></p>` : nothing}${facts(whole, this.state)}
        ${refused.length ? html`<h2>${t("devices.page.refused")}</h2><dl>${refused.map(([why, n]) => html`<dt>${why}</dt><dd>${n}</dd>`)}</dl>` : nothing}
      </section>
      <h2>${t("devices.page.bytes")}</h2>
      ${pieces.length ? html`<pre tabindex="0" aria-label=${t("devices.page.bytes")}>${typeof pieces === "string" ? pieces : pieces.slice(-SHOWN_PIECES).map(line).join("\n")}</pre>` : html`<p class="calm">${t("devices.page.nobytes")}</p>`}`;
  }
}

/** @param {any} piece */
function line(piece) {
  if (typeof piece === "string") return piece;
  const at = Date.parse(piece.t ?? piece.at ?? "");
  return [Number.isFinite(at) ? withSeconds(at) : "", piece.source ?? piece.topic ?? "", piece.hex ?? piece.text ?? ""].filter(Boolean).join("  ");
}

/** @param {any} device @param {import("../station/views.js").ViewState|null} state */
function facts(device, state) {
  const last = Date.parse(device.last_frame ?? "");
  const worn = state?.store.sessions.get(device.session);
  return html`<dl>
    <dt>${t("devices.page.type")}</dt><dd>${device.type}</dd>
    <dt>${t("devices.page.link")}</dt><dd>${device.link}</dd>
    <dt>${t("devices.page.chair")}</dt><dd>${(worn?.chair ?? device.chair) || "–"} ${worn ? html`<a href=${to("session", worn.id)}>${worn.patient.display}</a>` : nothing}</dd>
    <dt>${t("devices.page.gives")}</dt><dd>${preview(given(device, worn), state?.now ?? NaN)}</dd>
    <dt>${t("devices.page.last")}</dt><dd>${Number.isFinite(last) ? `${withSeconds(last)} (${age(Math.max(0, (state?.now ?? last) - last))})` : "–"}</dd>
    <dt>${t("devices.page.frames")}</dt><dd>${t("devices.page.count", { good: device.good_frames ?? 0, bad: device.bad_frames ?? 0 })}</dd>
    ${device.signal ? html`<dt>${t("devices.page.signal")}</dt><dd>${has(`device.signal.${device.signal}`) ? t(`device.signal.${device.signal}`) : device.signal}</dd>` : nothing}
    ${device.battery != null || device.low_battery ? html`<dt>${t("devices.page.battery")}</dt><dd>${device.low_battery ? html`<b>${t("device.battery.low")}</b>` : `${device.battery} %`}</dd>` : nothing}
    ${["firmware", "serial", "clock_offset_ms"].filter((name) => device[name] != null).map((name) => html`<dt>${has(`devices.page.${name}`) ? t(`devices.page.${name}`) : name}</dt><dd>${device[name]}</dd>`)}
  </dl>`;
}

/**
 * What its patient has from it, as it is shown there and as old as that is; what it says where nobody wears it, or
 * nothing of it is shown.
 *
 * @param {any} device
 * @param {import("../types.js").SessionView|undefined} worn by whom
 */
function given(device, worn) {
  const own = Object.entries(worn?.readings ?? {}).filter(([, one]) => one.device === device.id);
  if (!own.length) return device;
  return { readings: Object.fromEntries(own), last_frame: own.map(([, { t: at }]) => at ?? "").sort().at(-1) };
}

customElements.define("devices-page", DevicesPage);
