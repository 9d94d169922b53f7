// @ts-check
/** @import {SessionView} from "../types.js" */
import { metricName } from "../words/alarm-words.js";
import { t } from "../words/words.js";

/** Limits nearer to each other than this, mmHg, would have their names overlap. */
const NEAR = 13;

/**
 * @param {number} index
 * @param {string} metric
 * @param {import("./trend-data.js").Point[]} points
 * @param {Record<string, string>} ink
 * @param {SessionView} session
 * @param {string[]} readings names under which its limits stand
 */
export function curve(index, metric, points, ink, session, readings) {
  const reading = readings.map((name) => session.readings[name]).find(Boolean);
  const base = session.baseline[metric];
  return {
    type: "line",
    name: metricName(metric),
    xAxisIndex: index,
    yAxisIndex: index,
    data: points,
    showSymbol: false,
    connectNulls: false,
    lineStyle: { color: ink.text, width: 1.75 },
    itemStyle: { color: ink.text },
    markLine: lines([...limits(reading, ""), ...(base == null ? [] : [{ at: base, text: t("trend.base"), base: true }])], ink),
    markArea: title(metricName(metric), ink),
  };
}

/**
 * Each cuff reading as a bar from diastolic to systolic with a tick at the mean; the band is what may leave: 20 % about
 * the baseline.
 *
 * @param {number} index
 * @param {import("./trend-data.js").TrendData} data
 * @param {Record<string, string>} ink
 * @param {SessionView} session
 */
export function cuffs(index, { cuffs: all }, ink, session) {
  const known = all.filter(({ sbp, dbp }) => sbp != null && dbp != null);
  const { sbp, dbp } = session.readings;
  const bands = ["sbp", "dbp"].filter((name) => session.baseline[name] != null).map((name) => session.baseline[name]);
  return {
    type: "custom",
    name: metricName("nibp"),
    xAxisIndex: index,
    yAxisIndex: index,
    clip: true,
    data: known.map((one) => [one.t, one.sbp, one.dbp, one.map]),
    encode: { x: 0, y: [1, 2, 3] },
    itemStyle: { color: ink.text },
    markLine: lines([...limits(sbp, `${metricName("sbp")} `), ...limits(dbp, `${metricName("dbp")} `)], ink),
    markArea: {
      silent: true,
      itemStyle: { color: ink.muted, opacity: 0.14 },
      data: bands.map((value) => [{ yAxis: value * 0.8 }, { yAxis: value * 1.2 }]),
    },
    renderItem: (/** @type {any} */ params, /** @type {any} */ api) => {
      const [x, top] = api.coord([api.value(0), api.value(1)]);
      const [, bottom] = api.coord([api.value(0), api.value(2)]);
      const mean = api.value(3);
      const y = Number.isFinite(mean) ? api.coord([api.value(0), mean])[1] : NaN;
      const stroke = { stroke: ink.text, lineWidth: 2.5 };
      const tick = (/** @type {number} */ at, /** @type {number} */ half) => ({ type: "line", shape: { x1: x - half, x2: x + half, y1: at, y2: at }, style: stroke });
      return {
        type: "group",
        children: [
          { type: "line", shape: { x1: x, x2: x, y1: top, y2: bottom }, style: { ...stroke, lineWidth: 2 } },
          tick(top, 6),
          tick(bottom, 6),
          ...(Number.isFinite(y) ? [tick(y, 3)] : []),
        ],
      };
    },
  };
}

/**
 * @param {import("../types.js").ReadingView|undefined} reading
 * @param {string} before
 */
function limits(reading, before) {
  /** @type {{at: number, text: string, base?: boolean}[]} */
  const all = [];
  if (reading?.limit_low != null) all.push({ at: reading.limit_low, text: `${before}≥ ${reading.limit_low}` });
  if (reading?.limit_high != null) all.push({ at: reading.limit_high, text: `${before}≤ ${reading.limit_high}` });
  return all;
}

/**
 * @param {{at: number, text: string, base?: boolean}[]} all
 * @param {Record<string, string>} ink
 */
function lines(all, ink) {
  return {
    silent: true,
    symbol: "none",
    animation: false,
    data: all.map(({ at, text, base }, i) => ({
      yAxis: at,
      lineStyle: { color: base ? ink.muted : ink.text, type: base ? [2, 5] : [7, 4], width: 1 },
      label: { offset: [0, aside(i, all)], formatter: text.replace("SBP ", "S ").replace("DBP ", "D "), color: base ? ink.muted : ink.text, fontSize: 12, position: base ? "insideEndTop" : "end" },
    })),
  };
}

/**
 * How far down the name of a limit goes, in pixels: the lower systolic and the upper diastolic limit may be one line,
 * and their names written over each other cannot be read.
 *
 * @param {number} i
 * @param {{at: number, base?: boolean}[]} all
 */
function aside(i, all) {
  const near = all.filter(({ at, base }) => !base && Math.abs(at - all[i].at) < NEAR).sort((a, b) => b.at - a.at);
  if (all[i].base || near.length < 2) return 0;
  return near[0] === all[i] ? -6 : 6;
}

/**
 * The curve's name in its corner.
 *
 * @param {string} text
 * @param {Record<string, string>} ink
 */
function title(text, ink) {
  return {
    silent: true,
    itemStyle: { color: "transparent" },
    label: { show: true, position: "insideBottomLeft", color: ink.muted, fontSize: 13, fontWeight: 600, formatter: text },
    data: [[{ xAxis: "min" }, { xAxis: "max" }]],
  };
}
