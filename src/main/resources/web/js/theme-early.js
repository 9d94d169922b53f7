// Before the first paint, so that a light station does not start with a dark flash.
(() => {
  try {
    const theme = localStorage.getItem("vigil.theme");
    if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is refused: the system's preference stands.
  }
})();
