// @ts-check
import { remember, remembered } from "../theme.js";

export const LANGUAGES = ["en", "es"];
/** @type {Record<string, string>} */
let words = {};
let current = "en";

export const language = () => current;

/** Loads the words before anything is drawn: remembered language, else the browser's, else English. */
export async function loadWords() {
  const wish = remembered("language") ?? navigator.language.slice(0, 2);
  current = LANGUAGES.includes(wish) ? wish : "en";
  const response = await fetch(`/i18n/${current}.json`);
  words = await response.json();
  document.documentElement.lang = current;
}

/** @param {string} next */
export async function speak(next) {
  remember("language", next);
  await loadWords();
}

/** @param {string} key */
export const has = (key) => key in words;

/**
 * The words under a key; {name} takes a value. An unknown key shows itself rather than nothing.
 *
 * @param {string} key
 * @param {Record<string, string|number>} [values]
 */
export function t(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
