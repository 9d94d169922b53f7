// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html, nothing } from "lit";
import { clock } from "../../words/times.js";
import { has, t } from "../../words/words.js";
import { detailOf } from "../trend-data.js";

const KINDS = ["nausea", "vomiting", "dizziness", "headache", "anxiety", "dissociation", "sedation", "respiratory_depression", "chest_pain", "visual", "pain", "other"];
const AGO = [0, 5, 10, 15, 30];

/** @param {string} kind */
const word = (kind) => (has(`adverse.${kind}`) ? t(`adverse.${kind}`) : kind);

/** @param {Desk} desk */
export function event(desk) {
  const { now, values, set, ready, send } = desk;
  const { kind, text = "", ago = 0 } = values;
  const lasting = open(desk.events);
  const record = () => {
    const onset = new Date(now - ago * 60_000).toISOString();
    send("/adverse-event", { kind, onset, ...(text.trim() ? { text: text.trim() } : {}) }, t("event.done", { kind: word(kind) }));
  };
  return html`${lasting.length
      ? html`<h3>${t("event.lasting")}</h3>
          <ul class="rows">${lasting.map(
            (one) => html`<li><span>${word(one.kind)} <small>${t("event.since", { at: clock(one.onsetMillis) })}</small></span>
              <button ?disabled=${!ready} @click=${() => send("/adverse-event", { kind: one.kind, onset: new Date(one.onsetMillis).toISOString(), resolved: new Date(now).toISOString() }, t("event.over", { kind: word(one.kind) }))}>${t("event.resolve")}</button></li>`,
          )}</ul>`
      : nothing}
    <fieldset class="choice"><legend>${t("event.kind")}</legend>
      ${KINDS.map((one) => html`<button type="button" aria-pressed=${one === kind} @click=${() => set("kind", one)}>${word(one)}</button>`)}
    </fieldset>
    <fieldset class="choice"><legend>${t("event.onset")}</legend>
      ${AGO.map((one) => html`<button type="button" aria-pressed=${one === ago} @click=${() => set("ago", one)}>${one ? t("event.ago", { n: one }) : t("event.now")}</button>`)}
    </fieldset>
    <label>${t("event.text")}<input maxlength="400" .value=${text} @input=${(/** @type {any} */ e) => set("text", e.target.value)} /></label>
    <div class="choices"><button class="primary" ?disabled=${!ready || !kind} @click=${record}>${kind ? t("event.record", { kind: word(kind) }) : t("event.choose")}</button></div>`;
}

/**
 * What began and is not told as over.
 *
 * @param {import("../trend-data.js").Entry[]} events oldest first
 * @returns {{kind: string, onsetMillis: number}[]}
 */
function open(events) {
  /** @type {Map<string, any>} */
  const lasting = new Map();
  for (const entry of events.filter(({ what, category }) => category === "action" && what === "adverse-event")) {
    const detail = detailOf(entry);
    const key = `${detail.kind}/${detail.onsetMillis}`;
    if (detail.resolvedMillis) lasting.delete(key);
    else lasting.set(key, detail);
  }
  return [...lasting.values()];
}
