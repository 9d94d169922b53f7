// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html, nothing } from "lit";
import { mayGive } from "../../words/gives.js";
import { refusal } from "../../words/refusals.js";
import { clock, millis, short } from "../../words/times.js";
import { has, t } from "../../words/words.js";
import { nextPhase } from "../actions.js";

const PAUSES = [60, 120];
/** As the server has it from the start: started by hand says it all. */
const NEVER_ASKED = "not allowed in this session";
/** Minutes; a longer one is refused. */
const STANDBYS = [2, 5, 10, 15];

/** @param {Desk} desk */
export function pause({ session, now, ready, send }) {
  const left = millis(session.audio_paused_until) - now;
  return html`<p>${left > 0 ? t("pause.left", { left: short(left) }) : t("pause.explain")}</p>
    <div class="choices">
      ${PAUSES.map(
        (seconds) => html`<button ?disabled=${!ready} @click=${() => send("/audio-pause", { duration_s: seconds }, t("pause.done", { n: seconds }))}>
          ${t("pause.for", { n: seconds })}
        </button>`,
      )}
    </div>`;
}

/** @param {Desk} desk */
export function cuff({ session, store, now, ready, send }) {
  const due = millis(session.next_cuff_due);
  const { device = "", automatic = false, not_automatic_because: why = "" } = session.care?.cuff ?? {};
  const ask = (/** @type {object} */ body, /** @type {string} */ said) => send("/nibp", body, t(said));
  const absent = !mayGive("sbp", session.devices, store.devices);
  const when = !Number.isFinite(due) ? "" : due <= now ? t("cuff.late", { gap: short(now - due) }) : absent ? "" : t("cuff.next", { left: short(due - now) });
  return html`<p>${absent ? html`<b>${t("cuff.absent")}</b> ` : nothing}${when}</p>
    <div class="choices">
      <button class="primary" ?disabled=${!ready} @click=${() => ask({ action: "start", same_limb: false }, "cuff.started")}>${t("cuff.start")}</button>
      <button ?disabled=${!ready} @click=${() => ask({ action: "start", same_limb: true }, "cuff.started")}>${t("cuff.start.same")}</button>
      <button ?disabled=${!ready} @click=${() => ask({ action: "abort" }, "cuff.stopped")}>${t("cuff.stop")}</button>
    </div>
    <p class="calm">${t("cuff.explain")}</p>
    ${device
      ? html`<p>${t(automatic ? "cuff.automatic" : "cuff.byhand")}${automatic || !why || why === NEVER_ASKED ? nothing : ` ${refusal(why)}`}</p>
          <div class="choices">
            <button data-act=${automatic ? "forbid" : "allow"} ?disabled=${!ready} @click=${() => ask({ action: automatic ? "forbid" : "allow" }, automatic ? "cuff.forbidden" : "cuff.allowed")}>${t(automatic ? "cuff.forbid" : "cuff.allow")}</button>
          </div>`
      : nothing}`;
}

/** @param {Desk} desk */
export function phase(desk) {
  const { session, ready, send } = desk;
  const next = nextPhase(session);
  const name = has(`phase.${next}`) ? t(`phase.${next}`) : next;
  const here = has(`phase.${session.phase}`) ? t(`phase.${session.phase}`) : session.phase;
  return html`${holding(session)}
    <p>${t("phase.move", { from: here, to: name })}</p>
    <div class="choices">
      <button class="primary" ?disabled=${!ready || !next} @click=${() => send("/phase", { phase: next, from: session.phase }, t("phase.moved", { phase: name }))}>${t("phase.to", { phase: name })}</button>
    </div>
    <p class="calm">${t("phase.explain")}</p>`;
}

/** The rules that hold the dose, plainly; nothing when none does. @param {import("../../types.js").SessionView} session */
export function holding(session) {
  const held = session.alarms.filter(({ alarm, state }) => alarm.startsWith("predose.") && state !== "latched");
  if (!held.length) return nothing;
  return html`<div class="hold" role="alert">
    <b>${t("hold")}</b>
    <ul>${held.map(({ metrics, worst, limit }) => html`<li>${t("hold.line", { metric: t(`metric.${metrics[0]}`), worst: worst ?? "", limit: limit ?? "" })}</li>`)}</ul>
  </div>`;
}

/** @param {Desk} desk */
export function note({ values, set, ready, send }) {
  const text = (values.text ?? "").trim();
  return html`<label>${t("note.text")}<textarea autofocus rows="5" maxlength="4000" .value=${values.text ?? ""} @input=${(/** @type {any} */ event) => set("text", event.target.value)}></textarea></label>
    <div class="choices"><button class="primary" ?disabled=${!ready || !text} @click=${() => send("/note", { text }, t("note.done"))}>${t("note.save")}</button></div>`;
}

/** @param {Desk} desk */
export function standby({ session, ready, send }) {
  const until = millis(session.standby_until);
  // A colleague began one meanwhile; its end stands over the alarms.
  if (Number.isFinite(until)) return html`<p><b>${t("tile.standby", { at: clock(until) })}</b></p>`;
  return html`<p>${t("standby.explain")}</p>
    <div class="choices">
      ${STANDBYS.map((n) => html`<button ?disabled=${!ready} @click=${() => send("/standby", { duration_s: n * 60 }, t("standby.begun", { n }))}>${t("time.minutes", { n })}</button>`)}
    </div>`;
}
