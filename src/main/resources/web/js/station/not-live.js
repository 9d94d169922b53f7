// @ts-check
import { html, nothing } from "lit";
import { withSeconds } from "../words/times.js";
import { t } from "../words/words.js";

/**
 * The cover over everything when the screen may be lying. It stays until a fresh snapshot has come.
 *
 * @param {import("../live/link.js").LiveLink} link
 * @param {import("../sound/alarm-sound.js").AlarmSound} sound
 * @param {import("../live/server-clock.js").ServerClock} clock
 * @param {() => void} startWatch
 */
export function notLive(link, sound, clock, startWatch) {
  if (link.live) return nothing;
  if (!clock.known && link.retries === 0) return html`<div class="cover calm" role="status"><p>${t("live.connecting")}</p></div>`;
  return html`
    <div class="cover" role="alertdialog" aria-labelledby="not-live" aria-describedby="not-live-do">
      <div class="cover-words" role="alert">
        <p class="cover-mark" aria-hidden="true">!!!</p>
        <h1 id="not-live">
          ${Number.isFinite(link.lastHeard) ? t("live.lost", { at: withSeconds(link.lastHeard) }) : t("live.never")}
        </h1>
        <p id="not-live-do" class="cover-do">${t("live.do")}</p>
        <p class="cover-try">${t("live.trying")}</p>
      </div>
      ${sound.state === "off"
        ? html`<button class="start-watch" @click=${startWatch}>${t("sound.off")} · ${t("watch.start")}</button>`
        : nothing}
    </div>
  `;
}
