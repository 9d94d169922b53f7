// @ts-check
/** @import {SessionView} from "../types.js" */
import { metricName, MARKS } from "../words/alarm-words.js";
import { clock } from "../words/times.js";
import { has, t } from "../words/words.js";
import { doseWords } from "./event-words.js";
import { marks } from "./trend-data.js";

const LEFT = 44;
const RIGHT = 52;
/** Lanes above the curves: phases, doses, alarms. */
const LANES = ["phase", "dose", "alarm"];
const LANE_HEIGHT = 24;
const TOP = 4;
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
    axisLabel: { show: i === 3, ...words, hideOverlap: true, formatter: (/** @type {number} */ at) => clock(at) },
    splitLine: { show: i > 0, lineStyle: { color: ink.outline, opacity: 0.18 } },
    splitNumber: 6,
    axisPointer: { show: i > 0 },
  }));
  const yAxis = [
    { type: "value", gridIndex: 0, min: 0, max: LANES.length, inverse: true, show: false },
    axis(1, AXES.spo2, data.spo2.map(([, v]) => v), words, ink, 100),
    axis(2, AXES.pulse, data.pulse.map(([, v]) => v), words, ink),
    axis(3, AXES.cuff, data.cuffs.flatMap(({ sbp, dbp }) => [sbp, dbp]), words, ink),
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

/**
 * @param {import("./trend-data.js").TrendData} data
 * @param {SessionView} session
 */
function spans(data, session) {
  const { phases, doses, alarms } = marks(data.events, data.to);
  const first = { phase: session.phases[0] ?? session.phase, from: Date.parse(session.started), to: phases[0]?.from ?? data.to };
  const name = (/** @type {string} */ phase) => (has(`phase.${phase}`) ? t(`phase.${phase}`) : phase);
  const end = (/** @type {number} */ at) => Math.min(at, data.to);
  return [
    ...[first, ...phases].map((one) => ({ lane: 0, from: Math.max(one.from, data.from), to: end(one.to), text: name(one.phase), kind: "phase" })),
    ...doses.map((one) => ({ lane: 1, from: one.at, to: one.at, text: doseWords(one), kind: "dose" })),
    ...alarms.map((one) => ({
      lane: 2,
      from: Math.max(one.from, data.from),
      to: end(one.to),
      text: MARKS[/** @type {"high"|"medium"|"low"} */ (one.priority)],
      kind: one.priority,
    })),
  ].filter((one) => one.to >= data.from && one.from <= data.to);
}

/**
 * Boxes and marks above the curves: told by text as well as by colour.
 *
 * @param {number} index
 * @param {ReturnType<typeof spans>} all
 * @param {Record<string, string>} ink
 */
function lane(index, all, ink) {
  const fills = /** @type {Record<string, string[]>} */ ({
    phase: ["transparent", ink.text],
    dose: ["transparent", ink.text],
    high: [ink["high-fill"], ink["high-ink"]],
    medium: [ink["medium-fill"], ink["medium-ink"]],
    low: [ink["low-fill"], ink["low-ink"]],
  });
  return {
    type: "custom",
    xAxisIndex: index,
    yAxisIndex: index,
    silent: true,
    clip: true,
    data: all.map((one) => [one.from, one.to, one.lane]),
    renderItem: (/** @type {any} */ params, /** @type {any} */ api) => {
      const one = all[params.dataIndex];
      const [fill, color] = fills[one.kind];
      const [x, y] = api.coord([one.from, one.lane]);
      const width = Math.max(one.kind === "phase" ? 3 : 20, api.coord([one.to, one.lane])[0] - x);
      const box = { x: x + 1, y: y + 2, width: width - 1, height: LANE_HEIGHT - 4 };
      const fits = one.kind === "dose" || width > one.text.length * (one.kind === "phase" ? 9 : 5);
      const text = one.kind === "dose" ? `▼ ${one.text}` : fits ? one.text : "";
      return {
        type: "group",
        children: [
          {
            type: "rect",
            shape: { ...box, r: 3 },
            style: { fill, stroke: one.kind === "phase" ? ink.outline : "none", lineWidth: 1 },
            invisible: one.kind === "dose",
          },
          {
            type: "text",
            style: { text, x: box.x + (one.kind === "dose" ? -5 : one.kind === "phase" ? 6 : 3), y: box.y + 3, fill: color, fontSize: 13, fontWeight: 600 },
          },
        ],
      };
    },
  };
}

/**
 * @param {number} index
 * @param {string} metric
 * @param {import("./trend-data.js").Point[]} points
 * @param {Record<string, string>} ink
 * @param {SessionView} session
 * @param {string[]} readings names under which its limits stand
 */
function curve(index, metric, points, ink, session, readings) {
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
function cuffs(index, { cuffs: all }, ink, session) {
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
    data: all.map(({ at, text, base }) => ({
      yAxis: at,
      lineStyle: { color: base ? ink.muted : ink.text, type: base ? [2, 5] : [7, 4], width: 1 },
      label: { formatter: text.replace("SBP ", "S ").replace("DBP ", "D "), color: base ? ink.muted : ink.text, fontSize: 12, position: base ? "insideEndTop" : "end" },
    })),
  };
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

/** @param {any} hits */
function tip(hits) {
  const all = (Array.isArray(hits) ? hits : [hits]).filter(({ value }) => value?.[1] != null);
  if (!all.length) return "";
  const rows = all.map(({ seriesName, value }) => `${seriesName} ${value.length > 2 ? `${value[1]}/${value[2]}` : value[1]}`);
  return [clock(all[0].value[0]), ...new Set(rows)].join("\n");
}
