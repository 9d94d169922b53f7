// @ts-check
import { html, nothing } from "lit";
import { metricName } from "../words/alarm-words.js";
import { has, t } from "../words/words.js";
import { copyButton } from "./copy-button.js";

/** @import {Heard, Probe} from "./port-list.js" */

/**
 * What a probe is doing, or came to, in words.
 *
 * @param {Probe} probe
 * @param {{stop: () => void, take: ((heard: Heard) => void)|null}} to
 */
export function probeView(probe, to) {
  if (probe.state === "listening") return listening(probe, to.stop);
  const [best, ...others] = probe.heard;
  if (best) return heardView(probe, best, others, to.take);
  if (probe.state === "done") return html`<p>${t(probe.bytes ? "ports.babble" : "ports.silence", { bytes: probe.bytes })}</p>`;
  return html`<p class="problem">${t(has(`ports.${probe.state}`) ? `ports.${probe.state}` : "ports.failed", { path: probe.path })}</p>
    ${probe.state === "forbidden" ? html`<pre tabindex="0" aria-label=${t("ports.mend")}>sudo usermod -aG dialout vigil
sudo systemctl restart vigil</pre>` : nothing}`;
}

/** @param {Probe} probe @param {() => void} stop */
function listening(probe, stop) {
  const left = Math.ceil((probe.steps - Math.max(0, probe.step - 1)) * probe.step_s);
  return html`<p>${probe.steps ? t("ports.listening", { line: probe.line, step: probe.step, steps: probe.steps, seconds: left }) : t("ports.opening")}</p>
    <div class="listening"><progress aria-label=${t("ports.progress")} max=${probe.steps || 1} .value=${probe.steps ? probe.step - 0.5 : 0}></progress><button @click=${stop}>${t("ports.stop")}</button></div>`;
}

/**
 * @param {Probe} probe
 * @param {Heard} best
 * @param {Heard[]} others
 * @param {((heard: Heard) => void)|null} take
 */
function heardView(probe, best, others, take) {
  return html`<p><b>${t("ports.heard", { type: best.type })}</b> ${best.vendor}: ${best.model}</p>
    <p>${frames(best)} ${saying(best.says)}</p>
    ${probe.state === "stopped" ? html`<p class="calm">${t("ports.stopped")}</p>` : nothing}
    <p>${t("ports.lines")}</p>
    <pre tabindex="0" aria-label=${t("ports.lines")}>${best.entry}</pre>
    <p class="choices">${take ? html`<button class="primary" @click=${() => take(best)}>${t("ports.take")}</button>` : nothing}${copyButton(best.entry)}</p>
    ${others.length
      ? html`<details><summary>${t("ports.others", { n: others.length })}</summary><ul>${others.map(
          (one) => html`<li>${one.type}: ${frames(one)} ${take ? html`<button @click=${() => take(one)}>${t("ports.take")}</button>` : nothing}</li>`,
        )}</ul></details>`
      : nothing}`;
}

/** @param {Heard} heard */
const frames = ({ good, bad, seconds, line }) => t("ports.frames", { good, bad, seconds, line });

/** Metrics by their names on the tiles. @param {string} says "spo2 97.0, pr 61.0" */
function saying(says) {
  const words = says.split(", ").filter(Boolean).map((one) => {
    const [metric, value] = one.split(" ");
    return `${metricName(metric)} ${value.replace(/\.0$/, "")}`;
  });
  return words.length ? t("ports.says", { says: words.join(" · ") }) : "";
}
