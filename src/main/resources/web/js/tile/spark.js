// @ts-check
import { WINDOW_MILLIS } from "../live/trend.js";

/** Longer without a point and the line breaks: nothing is drawn where nothing was measured. */
const GAP_MILLIS = 11_000;
/** Least span of the axis, so that a calm pulse does not look wild. */
const SPAN = { spo2: [88, 100], pr: [50, 110], hr: [50, 110] };

/**
 * @typedef {object} Trend
 * @property {{t: number, low: number, high: number}[]} points oldest first
 * @property {"spo2"|"pr"|"hr"} metric
 * @property {number} now epoch ms at the right edge
 * @property {number|null|undefined} limitLow
 * @property {number|null|undefined} limitHigh
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Trend} trend
 */
export function drawSpark(canvas, trend) {
  const { width, height } = fit(canvas);
  const pen = canvas.getContext("2d");
  if (!pen || width < 8 || height < 8) return;
  pen.clearRect(0, 0, width, height);
  const points = trend.points.filter((point) => point.t > trend.now - WINDOW_MILLIS);
  const [bottom, top] = axis(trend, points);
  const x = (/** @type {number} */ t) => width - ((trend.now - t) / WINDOW_MILLIS) * width;
  const y = (/** @type {number} */ v) => height - 2 - ((v - bottom) / (top - bottom)) * (height - 4);
  const style = getComputedStyle(canvas);
  limits(pen, trend, y, width, style);
  line(pen, points, x, y, style);
}

/** @param {HTMLCanvasElement} canvas */
function fit(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  canvas.getContext("2d")?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { width, height };
}

/**
 * @param {Trend} trend
 * @param {{low: number, high: number}[]} points
 */
function axis(trend, points) {
  let [bottom, top] = SPAN[trend.metric];
  for (const point of points) {
    bottom = Math.min(bottom, point.low);
    top = Math.max(top, point.high);
  }
  return [bottom, top];
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Trend} trend
 * @param {(v: number) => number} y
 * @param {number} width
 * @param {CSSStyleDeclaration} style
 */
function limits(pen, trend, y, width, style) {
  pen.strokeStyle = style.getPropertyValue("--outline");
  pen.lineWidth = 1;
  pen.setLineDash([2, 4]);
  for (const limit of [trend.limitLow, trend.limitHigh]) {
    if (limit == null) continue;
    pen.beginPath();
    pen.moveTo(0, Math.round(y(limit)) + 0.5);
    pen.lineTo(width, Math.round(y(limit)) + 0.5);
    pen.stroke();
  }
  pen.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{t: number, low: number, high: number}[]} points
 * @param {(t: number) => number} x
 * @param {(v: number) => number} y
 * @param {CSSStyleDeclaration} style
 */
function line(pen, points, x, y, style) {
  pen.strokeStyle = style.getPropertyValue("--muted");
  pen.lineWidth = 1.75;
  pen.lineJoin = "round";
  pen.beginPath();
  let last = -Infinity;
  for (const { t, low, high } of points) {
    if (t - last > GAP_MILLIS) pen.moveTo(x(t), y(high));
    else pen.lineTo(x(t), y(high));
    // The lowest of the bucket is drawn too: a nadir is never smoothed away.
    pen.lineTo(x(t), y(low));
    last = t;
  }
  pen.stroke();
}
