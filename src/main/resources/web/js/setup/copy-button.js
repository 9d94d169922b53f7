// @ts-check
import { html } from "lit";
import { t } from "../words/words.js";

const SHOWN_MILLIS = 3000;

/**
 * Puts a text on the clipboard and says so.
 *
 * @param {string} text
 * @param {() => void} [done]
 */
export const copyButton = (text, done) => html`<button @click=${(/** @type {Event} */ event) => copy(event, text, done)}>${t("copy")}</button>`;

/** @param {Event} event @param {string} text @param {(() => void)|undefined} done */
async function copy({ currentTarget }, text, done) {
  const button = /** @type {HTMLButtonElement} */ (currentTarget);
  const copied = await put(text);
  const words = document.createElement("span");
  words.setAttribute("role", "status");
  words.textContent = t(copied ? "copy.done" : "copy.failed");
  button.after(words);
  window.setTimeout(() => words.remove(), SHOWN_MILLIS);
  if (copied) done?.();
}

/** Plain http in a LAN has no clipboard of its own: there the selection is copied, as by hand. @param {string} text */
async function put(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}
