// @ts-check
/**
 * Alarm bursts after IEC 60601-1-8: pulses of a fundamental within 150-1000 Hz with five harmonics, each within 15 dB
 * of the strongest and all below 4 kHz; ten pulses for high (two groups of 3 + 2), three for medium, one chime for low.
 * Times in seconds.
 *
 * @typedef {object} Burst
 * @property {number} pitch fundamental, Hz
 * @property {number} pulse length of one pulse
 * @property {number} rise share of the pulse, 0.1 to 0.4
 * @property {number[]} starts of the pulses from the beginning of the burst
 * @property {number} every interval between burst beginnings; 0 = once
 */

/** @type {Record<"high"|"medium"|"low", Burst>} */
export const BURSTS = {
  high: { pitch: 523.25, pulse: 0.15, rise: 0.2, starts: twoGroups(0.15, 0.1, 0.5), every: 7 },
  medium: { pitch: 392, pulse: 0.2, rise: 0.2, starts: [0, 0.4, 0.8], every: 15 },
  low: { pitch: 329.63, pulse: 0.25, rise: 0.2, starts: [0], every: 0 },
};

/** Of the fundamental and its harmonics 2 to 6; the weakest is 12 dB below the strongest. */
const AMPLITUDES = [1, 0.8, 0.6, 0.5, 0.35, 0.25];
const PEAK = 0.9;

/**
 * 3 + 2, pause, 3 + 2: the gap before the fourth pulse of a group is two gaps and a pulse.
 *
 * @param {number} pulse
 * @param {number} gap between pulses
 * @param {number} pause between the groups
 */
function twoGroups(pulse, gap, pause) {
  const step = pulse + gap;
  const group = [0, step, 2 * step, 4 * step, 5 * step];
  const second = group[4] + pulse + pause;
  return [...group, ...group.map((start) => second + start)];
}

/** @param {Burst} burst @returns {number} seconds from the first pulse's start to the last one's end */
export const lengthOf = (burst) => burst.starts[burst.starts.length - 1] + burst.pulse;

/**
 * The whole burst as samples, so that one node plays it to the sample whatever the page is doing.
 *
 * @param {Burst} burst
 * @param {number} rate samples per second
 */
export function render(burst, rate) {
  const samples = new Float32Array(Math.ceil(lengthOf(burst) * rate) + 1);
  const pulse = renderPulse(burst, rate);
  for (const start of burst.starts) samples.set(pulse, Math.round(start * rate));
  return samples;
}

/**
 * @param {Burst} burst
 * @param {number} rate
 */
function renderPulse(burst, rate) {
  const samples = new Float32Array(Math.floor(burst.pulse * rate));
  let loudest = 0;
  for (let i = 0; i < samples.length; i++) {
    samples[i] = envelope(i / samples.length, burst.rise) * tone(burst.pitch, i / rate);
    loudest = Math.max(loudest, Math.abs(samples[i]));
  }
  return samples.map((sample) => (sample * PEAK) / loudest);
}

/**
 * @param {number} pitch
 * @param {number} t
 */
const tone = (pitch, t) =>
  AMPLITUDES.reduce((sum, amplitude, i) => sum + amplitude * Math.sin(2 * Math.PI * pitch * (i + 1) * t), 0);

/**
 * Rises over its share, holds, falls over the same: no click at either end.
 *
 * @param {number} x 0 to 1 through the pulse
 * @param {number} rise
 */
function envelope(x, rise) {
  const edge = Math.min(1, x / rise, (1 - x) / rise);
  return 0.5 - 0.5 * Math.cos(Math.PI * edge);
}
