// @ts-check
/** @import {DeviceView, Frame, SessionView} from "../types.js" */

/** The ward as last told by the server: whole sessions, replaced whole. */
export class WardStore {
  /** @type {Map<string, SessionView>} open sessions by id */
  sessions = new Map();
  /** @type {Map<string, DeviceView>} */
  devices = new Map();
  /** @type {{id: string, simulated: boolean, chairs?: string[]|number}} */
  site = { id: "", simulated: false };
  user = { name: "", role: "" };
  /** @type {{screens: number, audible: number, hidden?: number}} */
  watch = { screens: 0, audible: 0 };
  /** @type {Map<string, {sbp: number, dbp: number, t: string}>} last cuff pair per session, for when it expires */
  lastCuff = new Map();

  /** @param {Frame} frame */
  apply(frame) {
    if (frame.type === "snapshot") {
      this.sessions.clear();
      this.site = frame.site ?? this.site;
      this.user = frame.user ?? this.user;
      this.setDevices([]);
    }
    if (frame.devices) this.setDevices(frame.devices);
    if (frame.watch) this.watch = frame.watch;
    for (const session of frame.sessions ?? []) this.#put(session);
    if (frame.view) this.#put(frame.view);
  }

  /** @param {DeviceView[]} devices */
  setDevices(devices) {
    this.devices = new Map(devices.map((device) => [device.id, device]));
  }

  /** @param {string} chair */
  atChair(chair) {
    for (const session of this.sessions.values()) if (session.chair === chair) return session;
    return null;
  }

  /** @param {SessionView} session */
  #put(session) {
    const known = this.sessions.get(session.id);
    if (known && known.revision > session.revision) return;
    if (!session.open) {
      this.sessions.delete(session.id);
      this.lastCuff.delete(session.id);
      return;
    }
    this.sessions.set(session.id, session);
    const { sbp, dbp } = session.readings;
    if (sbp?.value != null && dbp?.value != null && sbp.t) {
      this.lastCuff.set(session.id, { sbp: sbp.value, dbp: dbp.value, t: sbp.t });
    }
  }
}
