// @ts-check
/** @import {AlarmView, SessionView} from "../types.js" */
import { acknowledge, ApiError, pauseAudio } from "../live/api.js";
import { t } from "../words/words.js";

const PAUSE_SECONDS = 60;
const SHOW_PROBLEM_MILLIS = 8000;

/** What a nurse asked for, until the server has answered. Nothing is shown as done before the server says so. */
export class Actions {
  /** @type {Map<string, string>} by session/alarm: "sending" or why it failed */
  busy = new Map();
  problem = "";
  #problemTimer = 0;

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
  }

  /**
   * @param {SessionView} session
   * @param {AlarmView} alarm
   */
  async acknowledge(session, alarm) {
    const key = `${session.id}/${alarm.alarm}`;
    if (this.busy.get(key) === "sending") return;
    this.#mark(key, "sending");
    try {
      await acknowledge(session.id, alarm.alarm, alarm.occurrence);
      this.#mark(key, "");
    } catch (error) {
      const reason = t(error instanceof ApiError && error.status === 409 ? "ack.newer" : "ack.failed");
      this.#mark(key, reason);
      window.setTimeout(() => this.busy.get(key) === reason && this.#mark(key, ""), SHOW_PROBLEM_MILLIS);
    }
  }

  /** @param {SessionView[]} sessions */
  async pause(sessions) {
    const answers = await Promise.allSettled(sessions.map(({ id }) => pauseAudio(id, PAUSE_SECONDS)));
    if (answers.some(({ status }) => status === "rejected")) this.#tell(t("pause.failed"));
  }

  /**
   * @param {string} key
   * @param {string} word
   */
  #mark(key, word) {
    if (word) this.busy.set(key, word);
    else this.busy.delete(key);
    this.changed();
  }

  /** @param {string} problem */
  #tell(problem) {
    this.problem = problem;
    window.clearTimeout(this.#problemTimer);
    this.#problemTimer = window.setTimeout(() => this.#clear(), SHOW_PROBLEM_MILLIS);
    this.changed();
  }

  #clear() {
    this.problem = "";
    this.changed();
  }
}
