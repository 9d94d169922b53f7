// @ts-check
import { svg } from "lit";

/** @param {import("lit").SVGTemplateResult} shape */
const icon = (shape) =>
  svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

export const check = () => icon(svg`<path d="M4 13l5 5L20 6"/>`);
export const bell = () => icon(svg`<path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4"/>`);
export const bellCrossed = () => icon(svg`<path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4M3 3l18 18"/>`);
export const screens = () => icon(svg`<path d="M3 5h18v11H3zM9 20h6M12 16v4"/>`);
export const sun = () =>
  icon(svg`<circle cx="12" cy="12" r="4"/><path d="M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2"/>`);
export const moon = () => icon(svg`<path d="M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10z"/>`);
export const chart = () => icon(svg`<path d="M6 3h9l4 4v14H6zM9 12h7M9 16h7M9 8h3"/>`);
export const menu = () => icon(svg`<path d="M4 6h16M4 12h16M4 18h16"/>`);
export const back = () => icon(svg`<path d="M15 5l-7 7 7 7"/>`);
