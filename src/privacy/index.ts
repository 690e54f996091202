/** What is held of people, for how long, and how it is handed out or erased. */
export { HOLDINGS, IMPERSONAL } from './holdings.ts'
export { erasure, heldOf, isOnDuty, personsCalled } from './person.ts'
export { prunedCounts, prunedEvidence, RETENTION, type Retention, retentionJob } from './retention.ts'
