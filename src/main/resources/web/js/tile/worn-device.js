// @ts-check
/** @import {DeviceView} from "../types.js" */
import { html, nothing } from "lit";
import { has, t } from "../words/words.js";

/** Filled bars of four; none where nothing is known. */
const BARS = { good: 4, questionable: 2, invalid: 1, sensor_off: 0 };

/**
 * A device on a patient: its line, how good its signal is, and its battery once that is low.
 *
 * @param {string} id
 * @param {DeviceView|undefined} device
 */
export function wornDevice(id, device) {
  const state = (device?.state ?? "unknown").toLowerCase();
  const signal = state === "live" ? (device?.signal ?? "") : "";
  return html`<span class="device" data-state=${state} title=${device?.reason || nothing}>${id} <i>${t(`device.${state}`)}</i>${signal && has(`device.signal.${signal}`) ? bars(signal) : nothing}${battery(device)}</span>`;
}

/** @param {keyof typeof BARS} signal */
function bars(signal) {
  const full = BARS[signal];
  return html` <span class="bars" title=${t(`device.signal.${signal}`)} data-signal=${signal}><span aria-hidden="true">${"▮".repeat(full)}${"▯".repeat(4 - full)}</span><span class="unseen">${t(`device.signal.${signal}`)}</span></span>`;
}

/** Low in words; else per cent where the device tells it, which not every device can. @param {DeviceView|undefined} device */
function battery(device) {
  if (device?.low_battery) return html` <b class="battery">${t("device.battery.low")}</b>`;
  return device?.battery == null ? nothing : html` <span class="battery">${t("device.battery", { n: device.battery })}</span>`;
}
