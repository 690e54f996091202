/** The door of health: one value for /healthz, the watchdog and `yaodian doctor`. */

export { type Incidents, isUnderWay, tellAbsence, tellIncidents, withCried } from './alerts.ts'
export { tellForged } from './forged.ts'
export { changedSince, lastSent, type SentSeal, tellHeads } from './heads.ts'
export { type Health, type PartName, whole } from './health.ts'
export { healthOf, type Senses } from './look.ts'
export { Metrics } from './metrics.ts'
export { type BackedUp, codeOf, type Pulse } from './parts.ts'
export { TICK_BEGAN, tickBegan, tickFailed } from './rows.ts'
export { replacedAlert, unwritableAlert } from './text.ts'
