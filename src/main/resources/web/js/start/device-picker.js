// @ts-check
/** @import {StartSession} from "./start-session.js" */
import { html, nothing } from "lit";
import { figure, metricName } from "../words/alarm-words.js";
import { age } from "../words/times.js";
import { t } from "../words/words.js";

/** What is on the chair and what else is free, each with what it gives at this moment: seen before it is bound. @param {StartSession} page */
export function devicePicker(page) {
  const { draft, devices, state } = page;
  const here = devices.filter(({ chair, session }) => chair === draft.chair && !session);
  const free = devices.filter(({ chair, session }) => chair !== draft.chair && !session);
  const worn = devices.filter(({ session }) => session);
  const toggle = (/** @type {string} */ id) => page.set({ devices: draft.devices.includes(id) ? draft.devices.filter((one) => one !== id) : [...draft.devices, id] });
  const row = (/** @type {any} */ device) => html`<li><label class="check">
    <input type="checkbox" name="device" value=${device.id} .checked=${draft.devices.includes(device.id)} @change=${() => toggle(device.id)} />
    <span><b>${device.id}</b> ${t(`device.${device.state}`)} <small>${preview(device, state?.now ?? NaN)}</small></span>
  </label></li>`;
  return html`<ul class="rows">${here.map(row)}</ul>
    ${here.length ? nothing : html`<p class="calm">${t(draft.chair ? "start.nodevice" : "start.nochair")}</p>`}
    ${free.length || worn.length
      ? html`<details><summary>${t("start.elsewhere", { n: free.length + worn.length })}</summary>
          <ul class="rows">${free.map(row)}${worn.map((one) => html`<li class="calm">${one.id} ${t("start.worn", { chair: state?.store.sessions.get(one.session)?.chair ?? one.chair })}</li>`)}</ul></details>`
      : nothing}
    ${page.twice.length
      ? html`<div class="hold" role="alert">${page.twice.map((one) => html`<p>${one}</p>`)}
          <label class="check"><input type="checkbox" name="agreed" .checked=${draft.agreed === page.twice.join()} @change=${(/** @type {any} */ e) => page.set({ agreed: e.target.checked ? page.twice.join() : "" })} /><span>${t("start.agree")}</span></label>
        </div>`
      : nothing}`;
}

/** @param {any} device @param {number} now */
export function preview(device, now) {
  /** @type {[string, {value: number|null, quality: string}][]} */
  const readings = Object.entries(device.readings ?? {});
  const given = readings.filter(([, { value }]) => value != null);
  const last = Date.parse(device.last_frame ?? "");
  // Never without its age: a cuff's last figure may be old although its link is live.
  const heard = Number.isFinite(last) ? t("start.heard", { age: age(Math.max(0, now - last)) }) : t("start.unheard");
  const figures = given.map(([metric, { value, quality }]) => `${metricName(metric)} ${figure(/** @type {number} */ (value))}${quality === "good" ? "" : " ?"}`);
  return [...figures, heard].join(" · ");
}
