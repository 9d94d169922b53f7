// @ts-check

/** @returns {"dark"|"light"} */
export function theme() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "dark" || chosen === "light") return chosen;
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

export function toggleTheme() {
  const next = theme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  remember("theme", next);
}

/** @param {string} key */
export function remembered(key) {
  try {
    return localStorage.getItem(`vigil.${key}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
export function remember(key, value) {
  try {
    localStorage.setItem(`vigil.${key}`, value);
  } catch {
    // Storage is refused: it holds for this page only.
  }
}
