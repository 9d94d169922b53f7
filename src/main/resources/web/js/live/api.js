// @ts-check

const TIMEOUT_MILLIS = 5000;

/** A refusal or failure, with the HTTP status (0: nobody answered) and the server's own words where it had any. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} detail
   * @param {string} [type] which problem, as the server names it
   */
  constructor(status, detail, type = "") {
    super(detail || String(status));
    this.status = status;
    this.detail = detail;
    this.type = type;
  }
}

/** crypto.randomUUID is missing on plain http in a LAN. */
function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} path
 * @param {RequestInit} init
 * @returns {Promise<{body: any, headers: Headers}>} the JSON body, or null without one
 */
async function call(path, init) {
  let response;
  try {
    response = await fetch(path, { ...init, credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
  } catch {
    throw new ApiError(0, "");
  }
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  const body = isJson ? await response.json().catch(() => null) : null;
  if (!response.ok) throw new ApiError(response.status, body?.detail ?? body?.title ?? "", body?.type ?? "");
  return { body, headers: response.headers };
}

/** An answer whose headers matter. @param {string} path */
export const ask = (path) => call(path, { headers: { Accept: "application/json" }, cache: "no-store" });

/** @param {string} path @returns {Promise<any>} */
export const get = async (path) => (await ask(path)).body;

/** Asks the person at a shared screen who is acting. @type {() => Promise<boolean>} */
let askWho = async () => false;

/** @param {() => Promise<boolean>} ask answers false when nobody said so */
export function whoActs(ask) {
  askWho = ask;
}

/**
 * An action: one key per press, so that a repeat over a bad line has one effect. On a shared screen it waits until
 * somebody has said who is acting.
 *
 * @param {string} path
 * @param {object} body
 * @param {string} [method]
 */
export async function act(path, body, method = "POST") {
  const request = {
    method,
    headers: { "Content-Type": "application/json", "X-Vigil": "1", "Idempotency-Key": freshKey() },
    body: JSON.stringify(body),
  };
  try {
    return (await call(path, request)).body;
  } catch (error) {
    if (!(error instanceof ApiError) || error.type !== "urn:vigil:problem:pin" || !(await askWho())) throw error;
    return (await call(path, request)).body;
  }
}

/** @param {string} id */
const session = (id) => `/api/v1/sessions/${encodeURIComponent(id)}`;

/**
 * @param {string} id
 * @param {string} alarm
 * @param {number} occurrence the one that was on the screen, so that a newer one is never acknowledged unseen
 */
export const acknowledge = (id, alarm, occurrence) =>
  act(`${session(id)}/alarms/${encodeURIComponent(alarm)}/ack`, { occurrence });

/**
 * @param {string} id
 * @param {number} seconds at most 120
 */
export const pauseAudio = (id, seconds) => act(`${session(id)}/audio-pause`, { duration_s: seconds });

/**
 * @param {string} id
 * @param {string} metric
 * @param {number} from epoch ms
 * @returns {Promise<{t: number, low: number, high: number}[]>} oldest first; nothing where nothing was measured
 */
export async function history(id, metric, from) {
  const query = new URLSearchParams({ metric, from: new Date(from).toISOString(), every: "5" });
  const body = await get(`${session(id)}/readings?${query}`);
  const rows = Array.isArray(body) ? body : (body?.buckets ?? body?.readings ?? body?.rows ?? body?.samples ?? []);
  const points = [];
  for (const row of rows) {
    const t = Date.parse(row.t ?? row.from);
    const low = row.min ?? row.value;
    const high = row.max ?? row.value;
    if (Number.isFinite(t) && low != null && high != null) points.push({ t, low, high });
  }
  return points;
}
