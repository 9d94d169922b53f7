// @ts-check
/** @import {Desk} from "../action-panel.js" */
import { html } from "lit";
import { figure, metricName } from "../../words/alarm-words.js";
import { age, millis } from "../../words/times.js";
import { t } from "../../words/words.js";
import { continuousState, cuffState } from "../../tile/number-state.js";
import "../../words/number-field.js";

const METRICS = ["sbp", "dbp", "spo2", "pr", "hr"];
const CUFF = ["sbp", "dbp"];

/**
 * What is measured when the panel opens is proposed and then stands still: what is read is what is recorded. The nurse may
 * put another figure, and nothing counts before she confirms it. After a dose nothing is proposed: what is measured then is
 * no baseline, and one that was confirmed stands.
 *
 * @param {Desk} desk
 */
export function baseline(desk) {
  const { session, now, values, set, ready, send } = desk;
  const shown = METRICS.filter((metric) => metric !== "hr" || (session.readings.hr && !session.readings.pr));
  const body = Object.fromEntries(shown.map((metric) => [metric, value(desk, metric)]).filter(([, v]) => v !== "" && Number.isFinite(Number(v))).map(([m, v]) => [m, Number(v)]));
  // What is no number is not left out in silence.
  const unread = shown.some((metric) => Number.isNaN(Number(value(desk, metric))));
  return html`<p>${t(session.dose_at == null ? "baseline.explain" : "baseline.dosed")}</p>
    <div class="fields">
      ${shown.map((metric) => {
        const reading = session.readings[metric];
        const at = millis(values[`${metric}.t`] ?? reading?.t);
        return html`<number-field .name=${metric} .label=${metricName(metric)} .value=${String(value(desk, metric))} @number=${(/** @type {CustomEvent<string>} */ event) => set(metric, event.detail)}
          .note=${session.baseline[metric] != null ? t("baseline.now", { value: figure(session.baseline[metric]) }) : Number.isFinite(at) ? t("cuff.age", { age: age(now - at) }) : t("state.none")}></number-field>`;
      })}
    </div>
    <div class="choices">
      <button class="primary" ?disabled=${!ready || unread || !Object.keys(body).length} @click=${() => send("/baseline", body, t("baseline.done"))}>${t("baseline.confirm")}</button>
    </div>`;
}

/** @param {Desk} desk @param {string} metric @returns {string|number} */
function value({ session, now, values }, metric) {
  if (metric in values) return values[metric];
  const proposed = session.care?.baseline_proposed[metric];
  const reading = session.readings[metric];
  const state = CUFF.includes(metric) ? cuffState(reading, now) : continuousState(reading, now);
  if (session.dose_at != null) return "";
  // What is in doubt or old is shown where it stands, and is nothing to measure all else by.
  const measured = state === "live" ? reading.value : null;
  const best = proposed ? proposed.value : measured;
  if (best == null) return "";
  values[`${metric}.t`] = proposed ? proposed.to : reading.t;
  values[metric] = Math.round(best);
  return values[metric];
}
