// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html, nothing } from "lit";
import { t } from "../../words/words.js";

/** Every device there is, those worn first; one tap puts it on or takes it off, and says from whom it is taken. @param {Desk} desk */
export function devices({ session, store, values, set, ready, send }) {
  const worn = new Set(session.devices);
  const wish = new Set(values.wish ?? session.devices);
  const rank = (/** @type {any} */ device) => (worn.has(device.id) ? 0 : device.chair === session.chair ? 1 : device.session ? 3 : 2);
  const sorted = [...store.devices.values()].sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
  const bind = [...wish].filter((id) => !worn.has(id));
  const unbind = [...worn].filter((id) => !wish.has(id));
  const wanted = [...(bind.length ? [t("devices.put", { on: bind.join(", ") })] : []), ...(unbind.length ? [t("devices.take", { off: unbind.join(", ") })] : [])];
  const taken = bind.some((id) => {
    const from = store.devices.get(id)?.session;
    return from && from !== session.id;
  });
  const body = { ...(bind.length ? { bind } : {}), ...(unbind.length ? { unbind } : {}), ...(taken ? { hand_over: true } : {}) };
  const toggle = (/** @type {string} */ id) => {
    const next = new Set(wish);
    if (!next.delete(id)) next.add(id);
    set("wish", [...next]);
  };
  return html`<p>${t("devices.explain")}</p>
    <ul class="rows">
      ${sorted.map((device) => {
        const other = device.session && device.session !== session.id ? store.sessions.get(device.session) : null;
        const state = device.state.toLowerCase();
        return html`<li><label class="check">
          <input type="checkbox" .checked=${wish.has(device.id)} @change=${() => toggle(device.id)} />
          <span><b>${device.id}</b> ${t(`device.${state}`)} ${other ? html`<small>${t("devices.worn", { chair: other.chair, patient: other.patient.display })}</small>` : nothing}</span>
        </label></li>`;
      })}
    </ul>
    <div class="choices">
      <button class="primary" ?disabled=${!ready || (!bind.length && !unbind.length)} @click=${() => send("/devices", body, t("devices.done"))}>
        ${wanted.join(" · ") || t("devices.none")}
      </button>
    </div>`;
}
