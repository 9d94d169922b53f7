// @ts-check

/** A button that has just taken another one's place under the finger is not yet meant. */
const UNMEANT_MILLIS = 600;

/** What each of a row of buttons acts on, and whether it has only just come to act on that. */
export class Slots {
  /** @type {{key: string, at: number, unmeant: boolean}[]} */
  #slots = [];

  /** @param {() => void} changed called when a button is meant again */
  constructor(changed) {
    this.changed = changed;
  }

  /** @param {string[]} keys what they act on from now on, in their places; "" for none */
  settle(keys) {
    const now = performance.now();
    this.#slots = Array.from({ length: Math.max(keys.length, this.#slots.length) }, (_, slot) => {
      const key = keys[slot] ?? "";
      const before = this.#slots[slot];
      if (before?.key === key) return before;
      const unmeant = key !== "" && before !== undefined && (before.key !== "" || now - before.at < UNMEANT_MILLIS);
      if (unmeant) window.setTimeout(this.changed, UNMEANT_MILLIS);
      return { key, at: now, unmeant };
    });
  }

  /** @param {number} slot */
  unmeant(slot) {
    const one = this.#slots[slot];
    return one !== undefined && one.unmeant && performance.now() - one.at < UNMEANT_MILLIS;
  }

  /** As when nothing was there before. */
  forget() {
    this.#slots = [];
  }
}
