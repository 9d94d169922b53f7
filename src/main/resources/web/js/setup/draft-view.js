// @ts-check
import { html, nothing } from "lit";
import { t } from "../words/words.js";
import { copyButton } from "./copy-button.js";

/**
 * The text, what is wrong with it, and what to do with it.
 *
 * @param {import("./config-form.js").Draft} draft
 * @param {() => void} taken it was downloaded or copied
 */
export function draftView(draft, taken) {
  const sound = draft.problems.length === 0;
  return html`<div class="draft" data-sound=${sound}>
    ${sound
      ? html`<p><b>✓ ${t("config.sound")}</b></p>`
      : html`<p class="problem">${t("config.problems")}</p>
          <ul lang="en">${draft.problems.map(({ line, column, message }) => html`<li><code>${draft.file}:${line}:${column}</code> ${message}</li>`)}</ul>`}
    <pre class="numbered" tabindex="0" aria-label=${draft.file}>${draft.text.trimEnd().split("\n").map((line) => html`<span>${line}\n</span>`)}</pre>
    <p class="choices"><a class=${`button ${sound ? "primary" : ""}`} download=${draft.file} href=${`data:application/yaml;charset=utf-8,${encodeURIComponent(draft.text)}`} @click=${taken}>${t("config.download", { file: draft.file })}</a>${copyButton(draft.text, taken)}</p>
    <p>${t("config.start")}</p>
    <pre tabindex="0" aria-label=${t("config.start")}>${draft.check}\n${draft.run}</pre>
    ${draft.started_with ? html`<p class="calm">${t("config.other", { file: draft.started_with })}</p>` : nothing}
  </div>`;
}
