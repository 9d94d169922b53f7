// @ts-check

/**
 * An honest witness for tests and for whoever doubts, as window.vigilAudio: what this page plays, and how loud it
 * measured it.
 *
 * @param {import("./alarm-sound.js").AlarmSound} sound
 */
export function witness(sound) {
  const said = {
    get state() {
      return sound.state;
    },
    get sounding() {
      return sound.sounding;
    },
    get bursts() {
      return sound.bursts.map((burst) => ({ ...burst }));
    },
  };
  Object.defineProperty(window, "vigilAudio", { value: said, configurable: true });
}
