// @ts-check
/** @import {Wave} from "../live/waves.js" */

const SECONDS = 8;
/** The part just ahead of the pen that is wiped. */
const WIPED = 0.04;

/** A pen that goes over a canvas from left to right and begins again: only what is new is drawn. */
export class Sweep {
  #drawn = 0;
  #low = 0;
  #high = 1;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Wave} wave
   */
  draw(canvas, wave) {
    const pen = this.#fit(canvas);
    const fresh = Math.min(wave.total - this.#drawn, wave.samples.length - 1);
    if (!pen || fresh < 1) return;
    this.#scale(wave.samples);
    const { width, height } = canvas;
    const perSweep = Math.max(1, SECONDS * (wave.rate || 75));
    const from = wave.samples.length - fresh;
    const first = wave.total - wave.samples.length;
    const x = (/** @type {number} */ i) => (((first + i) % perSweep) / perSweep) * width;
    const y = (/** @type {number} */ i) => height * (0.92 - (0.84 * (wave.samples[i] - this.#low)) / (this.#high - this.#low));
    let begin = from - 1;
    for (let i = from; i < wave.samples.length; i++) {
      const last = i === wave.samples.length - 1;
      if (x(i) < x(i - 1)) {
        line(pen, begin, i - 1, x, y, width, height);
        begin = i;
        pen.clearRect(0, 0, width * WIPED, height);
      }
      if (last) line(pen, begin, i, x, y, width, height);
    }
    this.#drawn = wave.total;
  }

  /** @param {number[]} samples */
  #scale(samples) {
    let low = Infinity;
    let high = -Infinity;
    for (const sample of samples) {
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    this.#low = low;
    this.#high = Math.max(high, low + 1);
  }

  /** @param {HTMLCanvasElement} canvas @returns {CanvasRenderingContext2D|null} null while it has no size */
  #fit(canvas) {
    const scale = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale)];
    if (!width || !height) return null;
    const pen = canvas.getContext("2d");
    if (pen && (canvas.width !== width || canvas.height !== height)) {
      Object.assign(canvas, { width, height });
      pen.lineWidth = 1.75 * scale;
      pen.lineJoin = "round";
      pen.strokeStyle = getComputedStyle(canvas).color;
    }
    return pen;
  }
}

/**
 * Wipes what the new line crosses and a little ahead of it, then draws it.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {number} from sample
 * @param {number} to sample
 * @param {(i: number) => number} x
 * @param {(i: number) => number} y
 * @param {number} width
 * @param {number} height
 */
function line(pen, from, to, x, y, width, height) {
  pen.clearRect(x(from) + pen.lineWidth, 0, x(to) - x(from) + width * WIPED, height);
  pen.beginPath();
  pen.moveTo(x(from), y(from));
  for (let i = from + 1; i <= to; i++) pen.lineTo(x(i), y(i));
  pen.stroke();
}
