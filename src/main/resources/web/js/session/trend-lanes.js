// @ts-check
/** @import {SessionView} from "../types.js" */
import { MARKS } from "../words/alarm-words.js";
import { has, t } from "../words/words.js";
import { doseWords } from "./event-words.js";
import { marks } from "./trend-data.js";

/** Lanes above the curves: phases, doses, alarms. */
export const LANES = ["phase", "dose", "alarm"];
export const LANE_HEIGHT = 24;
const URGENT_LAST = ["low", "medium", "high"];

/**
 * @param {import("./trend-data.js").TrendData} data
 * @param {SessionView} session
 */
export function spans(data, session) {
  const { phases, doses, alarms } = marks(data.events, data.to);
  const first = { phase: session.phases[0] ?? session.phase, from: Date.parse(session.started), to: phases[0]?.from ?? data.to };
  const name = (/** @type {string} */ phase) => (has(`phase.${phase}`) ? t(`phase.${phase}`) : phase);
  const end = (/** @type {number} */ at) => Math.min(at, data.to);
  return [
    ...[first, ...phases].map((one) => ({ lane: 0, from: Math.max(one.from, data.from), to: end(one.to), text: name(one.phase), kind: "phase" })),
    ...doses.map((one) => ({ lane: 1, from: one.at, to: one.at, text: doseWords(one), kind: "dose" })),
    // What is drawn last lies on top: where alarms stand together, the most urgent is the one that is seen.
    ...[...alarms].sort((a, b) => URGENT_LAST.indexOf(a.priority) - URGENT_LAST.indexOf(b.priority)).map((one) => ({
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
export function lane(index, all, ink) {
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
