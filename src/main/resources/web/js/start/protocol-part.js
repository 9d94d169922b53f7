// @ts-check
/** @import {StartSession} from "./start-session.js" */
import { html, nothing } from "lit";
import { figure, metricName } from "../words/alarm-words.js";
import { t, titled } from "../words/words.js";
import "../words/number-field.js";

/** The protocol with what it demands, the weight, the dose that is planned, and what would hold it. @param {StartSession} page */
export function protocolPart(page) {
  const { draft, protocols } = page;
  const chosen = protocols.find(({ id }) => id === draft.protocol);
  const perKg = Number(/([\d.]+) mg\/kg/.exec(chosen?.title ?? "")?.[1] ?? NaN);
  const kg = Number(draft.weight);
  const proposed = perKg && kg ? `${figure(perKg * kg)} mg` : "";
  return html`<section>
    <h2>${t("start.protocol")}</h2>
    <div class="protocols" role="radiogroup" aria-label=${t("start.protocol")}>
      ${protocols.map(
        ({ id, title }) => html`<label class="check"><input type="radio" name="protocol" value=${id} .checked=${id === draft.protocol} @change=${() => page.set({ protocol: id })} /><span>${titled(title)}</span></label>`,
      )}
    </div>
    <number-field .name=${"weight"} .label=${t("start.weight")} .value=${draft.weight} @number=${(/** @type {CustomEvent<string>} */ e) => page.set({ weight: e.detail })}></number-field>
    <label class="field"><span>${t("start.dose")}</span><input name="dose" maxlength="80" placeholder=${proposed} .value=${draft.dose} @input=${(/** @type {any} */ e) => page.set({ dose: e.target.value })} />
      <small>${proposed ? t("dose.computed", { perKg: figure(perKg), kg: figure(kg) }) : t("start.dose.hint")}</small></label>
    ${chosen ? demands(chosen) : nothing}
  </section>`;
}

/** @param {any} protocol */
function demands(protocol) {
  const holds = protocol.rules.filter((/** @type {any} */ { id }) => id.startsWith("predose."));
  return html`<div class="demands">
    <p>${t("start.watched", { metrics: protocol.required_metrics.map(metricName).join(", ") })}</p>
    <p>${t("start.observe", { n: protocol.min_observation_min })}</p>
    ${holds.length
      ? html`<p><b>${t("start.hold")}</b> ${holds.map((/** @type {any} */ { metrics, limit }) => `${metrics.map(metricName).join("/")} > ${figure(limit)}`).join(", ")}</p>`
      : nothing}
  </div>`;
}
