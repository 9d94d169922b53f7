// @ts-check
import { has, keysUnder, t } from "./words.js";

const PREFIX = "refused.";

/**
 * The server's reason in the page's language. It comes in English, with what it is about in it; the words to look for
 * stand beside their translation, with a {name} for each such part. What nobody translated is shown as it came.
 *
 * @param {string} detail
 */
export const refusal = (detail) => known(detail) ?? detail.split("; ").map((part) => known(part) ?? part).join("; ");

/** @param {string} detail @returns {string|undefined} nothing where it has no translation */
function known(detail) {
  for (const key of keysUnder(PREFIX)) {
    const found = shapeOf(key.slice(PREFIX.length)).exec(detail);
    if (found) return t(key, Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, value]) => [name, name === "why" ? refusal(value) : named(name, value)])));
  }
}

/** Under which words stands what a gap of that name is filled with; all else is shown as it came. */
const GAPS = /** @type {Record<string, string>} */ ({ phase: "phase", from: "phase", last: "deed", action: "deed", metric: "metric", metrics: "metric" });

/** @param {string} gap @param {string} value */
function named(gap, value) {
  const word = (/** @type {string} */ one) => (has(`${GAPS[gap]}.${one}`) ? t(`${GAPS[gap]}.${one}`) : one);
  return GAPS[gap] ? value.split(", ").map(word).join(", ") : value;
}

/** @type {Map<string, RegExp>} */
const shapes = new Map();

/** @param {string} words */
function shapeOf(words) {
  let shape = shapes.get(words);
  if (!shape) {
    // A field's name has no spaces: the gap must not swallow the reason before it.
    const parts = words.split(/\{(\w+)\}/).map((part, i) => (i % 2 ? `(?<${part}>${part === "field" ? "\\S+" : ".+?"})` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
    shape = new RegExp(`^${parts.join("")}$`);
    shapes.set(words, shape);
  }
  return shape;
}
