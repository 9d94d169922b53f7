// @ts-check
const NAME = "vigil.letters";

/**
 * Whether a single letter acts (WCAG 2.2, 2.1.4): who dictates, or types past a form, can switch that off for this screen.
 * Arrows, Enter and Escape act always.
 */
export function lettersAct() {
  return localStorage.getItem(NAME) !== "off";
}

/** @param {boolean} act */
export function letLettersAct(act) {
  if (act) localStorage.removeItem(NAME);
  else localStorage.setItem(NAME, "off");
}
