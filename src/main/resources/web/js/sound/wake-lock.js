// @ts-check

/** Keeps the screen awake while the page is visible; browsers grant it on https and localhost only. */
export function keepAwake() {
  const ask = async () => {
    if (document.visibilityState !== "visible" || !navigator.wakeLock) return;
    await navigator.wakeLock.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  return ask();
}
