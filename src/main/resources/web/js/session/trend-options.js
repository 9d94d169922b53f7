// @ts-check
/** @import {SessionView} from "../types.js" */
import { clock, withSeconds } from "../words/times.js";
import { lane, LANE_HEIGHT, LANES, spans } from "./trend-lanes.js";
import { cuffs, curve } from "./trend-series.js";

const LEFT = 44;
const RIGHT = 52;
const TOP = 4;
/** Shorter than this the labels would say the same minute twice. */
const MINUTES_FROM_MILLIS = 12 * 60_000;
/** Least spans of the axes, so that a calm line does not look wild. */
const AXES = { spo2: [86, 100], pulse: [40, 120], cuff: [50, 170] };

/**
 * @param {import("./trend-data.js").TrendData} data
 * @param {SessionView} session
 * @param {Record<string, string>} ink the page's colours by token
 * @param {number} height of the drawing, px
 */
export function trendOptions(data, session, ink, height) {
  const lanes = TOP + LANES.length * LANE_HEIGHT;
  const room = height - lanes - 30;
  const heights = [room * 0.26, room * 0.26, room * 0.48];
  const tops = [lanes + 8, lanes + 8 + heights[0], lanes + 8 + heights[0] + heights[1]];
  const grid = [
    { left: LEFT, right: RIGHT, top: TOP, height: LANES.length * LANE_HEIGHT },
    ...heights.map((one, i) => ({ left: LEFT, right: RIGHT, top: tops[i], height: one - 14 })),
  ];
  const words = { color: ink.muted, fontSize: 12 };
  const xAxis = grid.map((_, i) => ({
    type: "time",
    gridIndex: i,
    min: data.from,
    max: data.to,
    axisLine: { show: i > 0, lineStyle: { color: ink.outline } },
    axisTick: { show: i === 3, lineStyle: { color: ink.outline } },
    axisLabel: { show: i === 3, ...words, hideOverlap: true, formatter: data.to - data.from < MINUTES_FROM_MILLIS ? withSeconds : clock },
    splitLine: { show: i > 0, lineStyle: { color: ink.outline, opacity: 0.18 } },
    splitNumber: 6,
    axisPointer: { show: i > 0 },
  }));
  const yAxis = [
    { type: "value", gridIndex: 0, min: 0, max: LANES.length, inverse: true, show: false },
    axis(1, AXES.spo2, [...data.spo2.map(([, v]) => v), ...drawn(session, ["spo2"])], words, ink, 100),
    axis(2, AXES.pulse, [...data.pulse.map(([, v]) => v), ...drawn(session, ["pr", "hr"])], words, ink),
    axis(3, AXES.cuff, [...data.cuffs.flatMap(({ sbp, dbp }) => [sbp, dbp]), ...drawn(session, ["sbp", "dbp"])], words, ink),
  ];
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { fontFamily: "inherit" },
    grid,
    xAxis,
    yAxis,
    axisPointer: { link: [{ xAxisIndex: [1, 2, 3] }], lineStyle: { color: ink.muted } },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: ink.raised,
      borderColor: ink.outline,
      textStyle: { color: ink.text, fontSize: 14 },
      formatter: tip,
    },
    series: [
      lane(0, spans(data, session), ink),
      curve(1, "spo2", data.spo2, ink, session, ["spo2"]),
      curve(2, "pr", data.pulse, ink, session, ["pr", "hr"]),
      cuffs(3, data, ink, session),
    ],
  };
}

/**
 * The limits and the baseline that are drawn as lines: each is within the scale, however calm the curve is.
 *
 * @param {SessionView} session
 * @param {string[]} metrics
 * @returns {(number|null)[]}
 */
export const drawn = (session, metrics) =>
  metrics.flatMap((metric) => {
    const { limit_low: low = null, limit_high: high = null } = session.readings[metric] ?? {};
    return [low, high, session.baseline[metric] ?? null];
  });

/**
 * @param {number} gridIndex
 * @param {number[]} least
 * @param {(number|null)[]} values
 * @param {object} words
 * @param {Record<string, string>} ink
 * @param {number} [ceiling]
 */
function axis(gridIndex, [low, high], values, words, ink, ceiling) {
  const known = values.filter((value) => value != null).map(Number);
  const bottom = Math.min(low, ...known.map((value) => Math.floor((value - 2) / 5) * 5));
  const top = Math.max(high, ...known.map((value) => Math.ceil((value + 2) / 5) * 5));
  return {
    type: "value",
    gridIndex,
    min: bottom,
    max: ceiling ? Math.min(top, ceiling) : top,
    splitNumber: 3,
    axisLabel: { ...words, showMinLabel: gridIndex === 3 },
    splitLine: { lineStyle: { color: ink.outline, opacity: 0.18 } },
  };
}

/** @param {any} hits */
function tip(hits) {
  const all = (Array.isArray(hits) ? hits : [hits]).filter(({ value }) => value?.[1] != null);
  if (!all.length) return "";
  const rows = all.map(({ seriesName, value }) => `${seriesName} ${value.length > 2 ? `${value[1]}/${value[2]}` : value[1]}`);
  return [clock(all[0].value[0]), ...new Set(rows)].join("\n");
}
