// @ts-check
import { html } from "lit";
import { moreWords } from "../words/words.js";

/**
 * What every view is given. It asks for nothing else of the page.
 *
 * @typedef {object} ViewState
 * @property {import("../live/ward-store.js").WardStore} store
 * @property {import("../live/trend.js").Trends} trends
 * @property {import("../live/waves.js").Waves} waves
 * @property {number} now epoch ms on the server's clock
 * @property {boolean} live
 * @property {Map<string, string>} busy
 * @property {import("../sound/alarm-sound.js").AlarmSound} sound
 * @property {string[]} args of the address
 * @property {(kind?: import("../sound/alarm-sound.js").Kind) => void} startWatch plays a test burst; of medium priority without a kind
 *
 * @typedef {object} View
 * @property {() => Promise<unknown>} load
 * @property {string[]} words
 * @property {string[]} styles
 * @property {(state: ViewState) => unknown} draw
 */

/** Everything but the ward is fetched when it is first wanted. @type {Record<string, View>} */
const VIEWS = {
  session: {
    load: () => import("../session/session-view.js"),
    words: ["session", "log", "start", "refusals"],
    styles: ["vitals", "session", "panel"],
    draw: (state) => html`<session-view .state=${state}></session-view>`,
  },
  start: {
    load: () => import("../start/start-session.js"),
    words: ["session", "log", "start", "refusals"],
    styles: ["panel", "page", "start"],
    draw: (state) => html`<start-session .state=${state}></start-session>`,
  },
  report: {
    load: () => import("../report/session-report.js"),
    words: ["session", "log", "report"],
    styles: ["page", "report"],
    draw: (state) => html`<session-report .state=${state}></session-report>`,
  },
  chart: {
    load: () => import("../chart.js"),
    words: ["refusals"],
    styles: ["panel", "page", "chart"],
    draw: () => html`<vigil-chart embedded></vigil-chart>`,
  },
  devices: page("devices", (state) => html`<devices-page .state=${state}></devices-page>`),
  history: page("history", (state) => html`<history-page .state=${state}></history-page>`),
  audit: page("audit", (state) => html`<audit-page .state=${state}></audit-page>`),
  settings: page("settings", (state) => html`<settings-page .state=${state}></settings-page>`),
  setup: page("setup", (state) => html`<setup-page .state=${state}></setup-page>`),
  pin: page("pin", (state) => html`<pin-page .state=${state}></pin-page>`),
  about: page("about", (state) => html`<about-page .state=${state}></about-page>`),
};

/**
 * @param {string} name
 * @param {(state: ViewState) => unknown} draw
 * @returns {View}
 */
function page(name, draw) {
  return { load: () => import(`../pages/${name}-page.js`), words: ["session", "log", "start", "pages", "setup", "refusals"], styles: ["panel", "page", "setup"], draw };
}

/** @type {Map<string, Promise<unknown>>} */
const loading = new Map();
/** @type {Set<string>} */
const ready = new Set();

/**
 * @param {string} name
 * @returns {View|null} null when there is no such view
 */
export const viewNamed = (name) => (Object.hasOwn(VIEWS, name) ? VIEWS[name] : null);

/** @param {string} name */
export const isReady = (name) => ready.has(name);

/**
 * Fetches what a view needs, once; a failure may be tried again.
 *
 * @param {string} name
 * @returns {Promise<unknown>}
 */
export function prepare(name) {
  const view = VIEWS[name];
  let wait = loading.get(name);
  if (!wait) {
    wait = Promise.all([view.load(), moreWords(view.words), ...view.styles.map(style)]).then(
      () => ready.add(name),
      (error) => {
        loading.delete(name);
        throw error;
      },
    );
    loading.set(name, wait);
  }
  return wait;
}

/** @param {string} name */
function style(name) {
  const href = `/css/${name}.css`;
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}
