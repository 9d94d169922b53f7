// @ts-check
/** @import {SessionView} from "../types.js" */
import { html } from "lit";
import { to } from "../station/route.js";
import { has, t } from "../words/words.js";

/**
 * What a nurse may do now, in the order of a session; each opens one panel, so that nothing is further than two taps.
 *
 * @param {SessionView} session
 * @returns {{panel: string, key: string, words: string, primary: boolean}[]}
 */
export function actionsOf(session) {
  const based = Object.keys(session.baseline).length > 0;
  const dosed = session.dose_at != null;
  const next = nextPhase(session);
  const standby = session.standby_until != null;
  const name = has(`phase.${next}`) ? t(`phase.${next}`) : next;
  const one = (/** @type {string} */ panel, /** @type {string} */ key, primary = false, words = t(`action.${panel}`)) => ({ panel, key, words, primary });
  return [
    one("pause", "p"),
    one("cuff", "c"),
    one("baseline", "b", !based),
    one("dose", "d", based && !dosed && session.phase !== session.phases[0]),
    ...(next ? [one("phase", "n", based && session.phase === session.phases[0], t("action.phase", { phase: name }))] : []),
    one("event", "e"),
    one("note", "t"),
    one("limits", "l"),
    one("devices", "m"),
    one("standby", "s", standby, t(standby ? "action.resume" : "action.standby")),
    one("patient", "w"),
    one("chart", "r"),
    one("discharge", "x", session.discharge.ready),
  ];
}

/** @param {SessionView} session @returns {string} "" after the last */
export const nextPhase = (session) => session.phases[session.phases.indexOf(session.phase) + 1] ?? "";

/**
 * @param {SessionView} session
 * @param {{live: boolean, panel: string, press: (panel: string) => void}} desk panel: the one that is open
 */
export function actionBar(session, { live, panel: open, press }) {
  return html`<nav class="actions" aria-label=${t("session.actions")}>
    ${actionsOf(session).map(
      ({ panel, key, words, primary }) => html`<button
        class=${primary ? "primary" : ""}
        data-panel=${panel}
        ?disabled=${!live}
        aria-pressed=${open === panel}
        aria-keyshortcuts=${key}
        @click=${() => press(panel)}
      >
        ${words}
      </button>`,
    )}
    <a class="button" href=${to("report", session.id)}>${t("menu.report")}</a>
  </nav>`;
}
