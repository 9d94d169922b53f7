// @ts-check
/** @import {SessionView} from "../types.js" */
import { html, nothing } from "lit";
import { has, t } from "../words/words.js";

/** @typedef {{panel: string, key: string, words: string, primary: boolean, idle?: boolean}} Offer idle: there is nothing to do with it now */

/**
 * What a nurse may do now, in groups: what is wanted at any moment, the course of a session, what is noted and charted,
 * the end; then all else, one level down. Standby is offered there with its durations, so that it too takes two taps; its
 * end takes one, beside the word that says it.
 *
 * @param {SessionView} session
 * @returns {{bar: Offer[][], seldom: Offer[]}}
 */
export function actionsOf(session) {
  const based = Object.keys(session.baseline).length > 0;
  const dosed = session.dose_at != null;
  const next = nextPhase(session);
  const standby = session.standby_until != null;
  const one = (/** @type {string} */ panel, /** @type {string} */ key, primary = false, words = t(`action.${panel}`)) => ({ panel, key, words, primary });
  const bar = [
    [one("pause", "p"), one("cuff", "c")],
    [
      one("baseline", "b", !based),
      one("dose", "d", based && !dosed && session.phase !== session.phases[0]),
      { ...one("phase", "n", based && session.phase === session.phases[0], next ? t("action.phase", { phase: phaseName(next) }) : t("action.phase.last")), idle: !next },
    ],
    [one("event", "e"), one("note", "t"), one("chart", "r")],
    [one("discharge", "x", session.discharge.ready)],
  ];
  return { bar, seldom: [...(standby ? [] : [one("standby", "s")]), one("limits", "l"), one("devices", "m"), one("patient", "w")] };
}

/** @param {string} phase */
const phaseName = (phase) => (has(`phase.${phase}`) ? t(`phase.${phase}`) : phase);

/** Every word that the button of the phases will have: it is as wide as the widest of them, so that no other moves. @param {SessionView} session */
const phaseWords = (session) => [...session.phases.slice(1).map((phase) => t("action.phase", { phase: phaseName(phase) })), t("action.phase.last")].join("\n");

/** @param {SessionView} session @returns {string} "" after the last */
export const nextPhase = (session) => session.phases[session.phases.indexOf(session.phase) + 1] ?? "";

/**
 * @param {SessionView} session
 * @param {{live: boolean, panel: string, press: (panel: string) => void}} desk panel: the one that is open
 */
export function actionBar(session, { live, panel: open, press }) {
  const { bar, seldom } = actionsOf(session);
  const button = (/** @type {Offer} */ { panel, key, words, primary, idle = false }, pressed = open === panel) => html`<button
    class=${primary ? "primary" : ""}
    data-panel=${panel}
    data-widest=${panel === "phase" ? phaseWords(session) : nothing}
    ?disabled=${!live || idle}
    aria-pressed=${pressed}
    aria-keyshortcuts=${key}
    @click=${() => press(panel)}
  >
    ${words}
  </button>`;
  const more = { panel: "more", key: "o", words: t("action.more"), primary: false };
  return html`<nav class="actions" aria-label=${t("session.actions")}>
    ${bar.map((group) => html`<div class="group">${group.map((offer) => button(offer))}</div>`)}
    <div class="group">${button(more, open === "more" || seldom.some(({ panel }) => panel === open))}</div>
  </nav>`;
}
