// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html, nothing } from "lit";
import { doubled, lost } from "../../words/gives.js";
import { t } from "../../words/words.js";

/** Every device there is, those worn first; what somebody would lose by it is said, and agreed to, before it is done. @param {Desk} desk */
export function devices(desk) {
  const { session, store, values, set, ready, send } = desk;
  const worn = new Set(session.devices);
  const wish = new Set(values.wish ?? session.devices);
  const rank = (/** @type {any} */ device) => (worn.has(device.id) ? 0 : device.chair === session.chair ? 1 : device.session ? 3 : 2);
  const sorted = [...store.devices.values()].sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
  const bind = [...wish].filter((id) => !worn.has(id));
  const unbind = [...worn].filter((id) => !wish.has(id));
  const wanted = [...(bind.length ? [t("devices.put", { on: bind.join(", ") })] : []), ...(unbind.length ? [t("devices.take", { off: unbind.join(", ") })] : [])];
  const moves = taken(desk, bind);
  const asked = [...moves.map(({ words }) => words), ...doubled([...wish], bind, store.devices)];
  // Agreed to is what was read: whatever changes it, here or on another screen, asks anew.
  const agreed = !asked.length || values.agreed === asked.join();
  const less = lost([...worn, ...bind], unbind, store.devices);
  const body = { ...(bind.length ? { bind } : {}), ...(unbind.length ? { unbind } : {}), ...(moves.length ? { hand_over: true } : {}) };
  const said = moves.length ? t("devices.moved", { ids: moves.map(({ ids }) => ids).join(", "), chairs: moves.map(({ chair }) => chair).join(", ") }) : t("devices.done");
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
    <div class="do">
      ${asked.length || less
        ? html`<div class="hold" role="alert">
            ${less ? html`<p>${t("devices.less", { chair: session.chair, what: less })}</p>` : nothing}
            ${asked.map((one) => html`<p>${one}</p>`)}
            ${asked.length
              ? html`<label class="check"><input type="checkbox" name="agreed" .checked=${agreed} @change=${(/** @type {any} */ e) => set("agreed", e.target.checked ? asked.join() : "")} /><span>${t("devices.agree")}</span></label>`
              : nothing}
          </div>`
        : nothing}
      <div class="choices">
        <button class="primary" ?disabled=${!ready || !agreed || (!bind.length && !unbind.length)} @click=${() => send("/devices", body, said)}>
          ${wanted.join(" · ") || t("devices.none")}
        </button>
      </div>
    </div>`;
}

/**
 * From whom these would be taken, and what is missing there then.
 *
 * @param {Desk} desk
 * @param {string[]} bind
 * @returns {{ids: string, chair: string, words: string}[]} one for each patient
 */
function taken({ session, store }, bind) {
  const from = [...new Set(bind.map((id) => store.devices.get(id)?.session).filter((id) => id && id !== session.id))];
  return from.map((id) => {
    const away = bind.filter((one) => store.devices.get(one)?.session === id);
    const ids = away.join(", ");
    const other = store.sessions.get(/** @type {string} */ (id));
    const less = lost(other?.devices ?? away, away, store.devices);
    const places = { ids, chair: other?.chair ?? "?", patient: other?.patient.display ?? "?", here: session.chair, whom: session.patient.display };
    return { ids, chair: places.chair, words: [t("devices.leaves", places), ...(less ? [t("devices.less", { chair: places.chair, what: less })] : [])].join(" ") };
  });
}
