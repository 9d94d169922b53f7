// @ts-check
import { remember, remembered } from "../theme.js";

export const LANGUAGES = ["en", "es"];
/** @type {Record<string, string>} */
let words = {};
let current = "en";
/** Parts beside the station's own words, loaded with the views that need them. @type {Set<string>} */
const parts = new Set();

export const language = () => current;

/** Loads the words before anything is drawn: remembered language, else the browser's, else English. */
export async function loadWords() {
  const wish = remembered("language") ?? navigator.language.slice(0, 2);
  current = LANGUAGES.includes(wish) ? wish : "en";
  const pages = [`/i18n/${current}.json`, ...[...parts].map((part) => `/i18n/${current}/${part}.json`)];
  const all = await Promise.all(pages.map((page) => fetch(page).then((response) => response.json())));
  words = Object.assign({}, ...all);
  document.documentElement.lang = current;
}

/** @param {string[]} names of further files of words */
export async function moreWords(names) {
  for (const name of names.filter((one) => !parts.has(one))) {
    const response = await fetch(`/i18n/${current}/${name}.json`);
    Object.assign(words, await response.json());
    parts.add(name);
  }
}

/** @param {string} next */
export async function speak(next) {
  remember("language", next);
  await loadWords();
}

/** @param {string} key */
export const has = (key) => key in words;

/** @param {string} prefix */
export const keysUnder = (prefix) => Object.keys(words).filter((key) => key.startsWith(prefix));

/**
 * The words under a key; {name} takes a value. An unknown key shows itself rather than nothing.
 *
 * @param {string} key
 * @param {Record<string, string|number>} [values]
 */
export function t(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** A protocol's title in the page's language where it is one of those shipped, word for word; else as the clinic wrote it. @param {string} title */
export const titled = (title) => (has(`title.${title}`) ? t(`title.${title}`) : title);
