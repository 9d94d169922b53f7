// @ts-check
/**
 * What the server says, as the pages use it. Instants are ISO 8601 UTC with milliseconds, or null.
 *
 * @typedef {"high"|"medium"|"low"} Priority
 * @typedef {"live"|"questionable"|"invalid"|"off"|"stale"|"aged"|"expired"|"none"} DisplayState
 *
 * @typedef {object} ReadingView
 * @property {number|null} value in the metric's unit; null where the state forbids a number
 * @property {string} unit
 * @property {DisplayState} display
 * @property {string|null} quality
 * @property {string|null} t when it was measured
 * @property {number|null} limit_low
 * @property {number|null} limit_high
 * @property {boolean} violated
 * @property {number|null} delta value minus baseline
 * @property {string|null} device
 * @property {string[]} flags the device's words for what is amiss
 *
 * @typedef {object} AlarmView
 * @property {string} alarm
 * @property {string} kind
 * @property {string[]} metrics
 * @property {Priority} priority
 * @property {"active"|"acked"|"latched"} state
 * @property {number} occurrence
 * @property {string} since
 * @property {string} changed when it was acknowledged, or ended and latched
 * @property {number|null} worst
 * @property {number|null} limit
 * @property {number} level 0 = not escalated
 * @property {string|null} acknowledged_by
 *
 * @typedef {object} SessionView
 * @property {string} id
 * @property {number} revision
 * @property {string} at
 * @property {boolean} open
 * @property {{id: string, display: string, birthDate: string, reference?: string|null}} patient
 * @property {string} chair
 * @property {string} protocol
 * @property {string} protocol_title
 * @property {string} phase
 * @property {string[]} phases
 * @property {string|null} phase_since
 * @property {number|null} weight_kg
 * @property {string} started
 * @property {string|null} dose_at
 * @property {string|null} next_cuff_due
 * @property {string|null} observation_until
 * @property {Record<string, number>} baseline
 * @property {Record<string, ReadingView>} readings
 * @property {AlarmView[]} alarms
 * @property {"none"|"medium"|"high"} sounding
 * @property {string|null} audio_paused_until
 * @property {string|null} standby_until
 * @property {string[]} devices
 * @property {boolean} simulated
 * @property {Record<string, {limit: number, bounds: [number, number]|null, default: number}>} limits
 * @property {{ready: boolean, missing: string[], checks: {check: string, met: boolean, corrected?: number|null}[], assessment: {aldrete: number|null, moaas: number|null, ride_confirmed: boolean, resolved: string[]}}} discharge
 * @property {Care} [care] what was done and what is to be done next
 *
 * @typedef {object} Care
 * @property {Record<string, {value: number, count: number, from: string, to: string}>} baseline_proposed
 * @property {{device: string|null, automatic: boolean, not_automatic_because: string|null, measuring_since: string|null, startable_from: string|null, due_because: string|null, trouble: string|null}} cuff
 * @property {{kind: string, onset: string, resolved: string|null}[]} adverse_events
 * @property {{alarm: string, metric: string, due: string, from: string, until: string, met: boolean}[]} checkpoints
 * @property {{action: string, t: string, by: string, until: string}|null} undoable
 *
 * @typedef {object} AlarmEvent
 * @property {string} id
 * @property {string} alarm
 * @property {"raised"|"acknowledged"|"escalated"|"reannounced"|"latched"|"cleared"} event
 * @property {Priority} priority
 * @property {number} occurrence
 *
 * @typedef {object} DeviceView
 * @property {string} id
 * @property {string} state connecting, live, silent, faulty or gone
 * @property {string} [reason]
 * @property {string} [chair]
 * @property {string} [session]
 * @property {number|null} [battery] per cent, null where the device does not tell it
 * @property {boolean} [low_battery] the device says so; not every device can
 * @property {string[]} [offers] metrics that it gives
 * @property {"good"|"questionable"|"invalid"|"sensor_off"|null} [signal] how good its last values were, null before the first
 *
 * @typedef {object} Frame
 * @property {"snapshot"|"delta"|"alarm"|"tick"|"behind"|"wave"} type
 * @property {number} seq
 * @property {string} now
 * @property {SessionView[]} [sessions]
 * @property {string} [session]
 * @property {SessionView} [view]
 * @property {AlarmEvent[]} [events]
 * @property {DeviceView[]} [devices]
 * @property {{id: string, simulated: boolean, chairs?: string[]|number}} [site]
 * @property {{name: string, role: string}} [user]
 * @property {{screens: number, audible: number, hidden?: number}} [watch]
 * @property {{session: string, signal: string, per_second: number, samples: number[]}[]} [waves]
 */
export {};
