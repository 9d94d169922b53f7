// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html, nothing } from "lit";
import { to } from "../../station/route.js";
import { t } from "../../words/words.js";
import { actionsOf } from "../actions.js";
import { standby } from "./simple.js";

/** What is done seldom: a standby at once, the rest one tap further. @param {Desk} desk */
export function more(desk) {
  const others = actionsOf(desk.session).seldom.filter(({ panel }) => panel !== "standby");
  return html`<div class="more-list">
      ${others.map(({ panel, key, words }) => html`<button data-panel=${panel} aria-keyshortcuts=${key} ?disabled=${!desk.ready} @click=${() => desk.turn(panel)}>${words}</button>`)}
      <a class="button" href=${to("report", desk.session.id)}>${t("menu.report")}</a>
    </div>
    ${desk.session.standby_until ? nothing : html`<h3>${t("panel.standby")}</h3>${standby(desk)}`}`;
}
