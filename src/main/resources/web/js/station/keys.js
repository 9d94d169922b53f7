// @ts-check
/** @import {SessionView} from "../types.js" */
/** @import {ChairTile} from "../tile/chair-tile.js" */
import { lettersAct } from "./letters.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Arrows walk between tiles as they stand on the screen, Enter opens one, A acknowledges the first alarm of the tile in focus,
 * P pauses its sound.
 *
 * @param {HTMLElement} station
 * @param {(session: SessionView) => void} pause
 */
export function wardKeys(station, pause) {
  station.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const element = /** @type {HTMLElement} */ (event.target);
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName)) return;
    if (element.closest("[role=dialog], .page, .session")) return;
    const arrow = ARROWS[/** @type {keyof typeof ARROWS} */ (event.key)];
    if (arrow) return walk(station, element, arrow, event);
    const tile = /** @type {ChairTile|null} */ (element.closest("chair-tile"));
    if (tile && event.key === "Enter" && element.classList.contains("tile")) return tile.open();
    if (!tile?.session || !lettersAct()) return;
    const key = event.key.toLowerCase();
    if (key === "a" && tile.asking) tile.acknowledge(tile.asking);
    if (key === "p") pause(tile.session);
  });
  // After the sign-in nothing is in focus yet: the first arrow finds the first tile all the same.
  document.addEventListener("keydown", (event) => {
    const arrow = ARROWS[/** @type {keyof typeof ARROWS} */ (event.key)];
    if (arrow && event.target === document.body && !event.ctrlKey && !event.altKey && !event.metaKey) walk(station, document.body, arrow, event);
  });
}

/**
 * @param {HTMLElement} station
 * @param {HTMLElement} from
 * @param {number[]} arrow
 * @param {KeyboardEvent} event
 */
function walk(station, from, [dx, dy], event) {
  /** @type {HTMLElement[]} */
  const tiles = [...station.querySelectorAll(".tile")].map((tile) => /** @type {HTMLElement} */ (tile));
  const here = /** @type {HTMLElement|null} */ (from.closest(".tile"));
  if (!tiles.length) return;
  event.preventDefault();
  if (!here) return tiles[0].focus();
  const start = middle(here);
  let best = null;
  let nearest = Infinity;
  for (const tile of tiles) {
    const { x, y } = middle(tile);
    const along = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    if (along > 1 && along + 3 * aside < nearest) {
      nearest = along + 3 * aside;
      best = tile;
    }
  }
  best?.focus();
}

/** @param {HTMLElement} element */
function middle(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
