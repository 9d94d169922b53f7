// @ts-check
import { html, LitElement, nothing } from "lit";
import { act, ApiError, get } from "../live/api.js";
import { t } from "../words/words.js";
import { probeView } from "./probe-view.js";

/**
 * @typedef {{path: string, name: string, vid: string, pid: string, serial: string, held_by: string}} Port
 * @typedef {{type: string, vendor: string, model: string, line: string, good: number, bad: number, seconds: number, says: string, entry: string}} Heard
 * @typedef {{path: string, by: string, state: string, step: number, steps: number, step_s: number, line: string, bytes: number, heard: Heard[]}} Probe
 */

const EVERY_MILLIS = 1000;
/** Unplugging and plugging in is seen this soon; while somebody listens, each second. */
const CALM_TURNS = 4;

/** The serial ports of the server: who has them, and who answers on a free one. Fires "found" with what a probe heard. */
class PortList extends LitElement {
  static properties = { adds: { type: Boolean } };

  constructor() {
    super();
    /** Whether what was found can be taken over into a form on the same page. */
    this.adds = false;
    /** @type {Port[]|null} */
    this.ports = null;
    /** @type {Probe|null} */
    this.probe = null;
    /** The port whose probe began on this page: older ones are nobody's news. */
    this.mine = "";
    this.problem = "";
    this.timer = 0;
    this.turn = 0;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#look();
    this.timer = window.setInterval(() => this.#tick(), EVERY_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  get #listening() {
    return this.probe?.state === "listening";
  }

  #tick() {
    if (this.#listening || this.turn++ % CALM_TURNS === 0) this.#look();
  }

  async #look() {
    try {
      const body = await get("/api/v1/ports");
      this.ports = body.ports;
      this.probe = body.probe;
      if (this.#listening) this.mine = body.probe.path;
    } catch (error) {
      this.problem = t(/** @type {{status?: number}} */ (error).status === 403 ? "send.forbidden" : "page.old");
    }
    this.requestUpdate();
  }

  /** @param {string} path */
  async #ask(path) {
    this.problem = "";
    try {
      this.probe = await act("/api/v1/ports/probe", { path });
      this.mine = path;
    } catch (error) {
      this.problem = refused(error);
    }
    await this.#look();
  }

  async #stop() {
    await act("/api/v1/ports/probe/stop", {}).catch((error) => (this.problem = refused(error)));
    await this.#look();
  }

  render() {
    return html`<p class="problem" role="alert">${this.problem}</p>
      <ul class="ports">${(this.ports ?? []).map((port) => this.#row(port))}</ul>
      ${this.ports?.length === 0 ? html`<p class="calm">${t("ports.none")}</p>` : nothing}`;
  }

  /** @param {Port} port */
  #row(port) {
    const probe = this.probe?.path === port.path && (this.mine === port.path || this.#listening) ? this.probe : null;
    const usb = port.vid ? `USB ${port.vid}:${port.pid}${port.serial ? ` · ${port.serial}` : ""}` : "";
    return html`<li data-port=${port.path}>
      <div class="port">
        <div><b>${port.path}</b>${port.name || usb ? html`<small>${[port.name, usb].filter(Boolean).join(" · ")}</small>` : nothing}</div>
        ${port.held_by
          ? html`<span>${t("ports.held", { device: port.held_by })}</span>`
          : html`<button ?disabled=${this.#listening} aria-label=${`${t("ports.ask")} ${port.path}`} @click=${() => this.#ask(port.path)}>${t("ports.ask")}</button>`}
      </div>
      <div role="status">${probe ? probeView(probe, { stop: () => this.#stop(), take: this.adds ? (heard) => this.#found(port, heard) : null }) : nothing}</div>
    </li>`;
  }

  /** @param {Port} port @param {Heard} heard */
  #found(port, heard) {
    this.dispatchEvent(new CustomEvent("found", { detail: { path: port.path, type: heard.type } }));
  }
}

/** @param {unknown} error */
function refused(error) {
  if (!(error instanceof ApiError)) return t("page.old");
  if (error.type === "urn:vigil:problem:probing") return t("ports.occupied");
  if (error.type === "urn:vigil:problem:port-held") return t("ports.never");
  return t(error.status === 403 ? "send.forbidden" : error.status === 422 ? "ports.gone" : "page.old");
}

customElements.define("port-list", PortList);
