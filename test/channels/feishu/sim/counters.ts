/** What the platform has seen, for tests to look at. All counts only grow. */
export class Counters {
  /** requests by API name, also refused ones */
  readonly requests: Record<string, number> = {}
  /** refusals by code */
  readonly refusals: Record<string, number> = {}
  /** limits that a client broke: by API and app, by user, group, message, card. Faults that say 429 are not counted */
  readonly violations = { app: 0, user: 0, group: 0, message: 0, card: 0 }
  /** calls whose uuid had already made a message within the hour */
  repeatedUuids = 0
  /** faults of the switchboard that struck, by kind */
  readonly faults: Record<string, number> = {}
  /** attempts to hand an event over, by outcome */
  readonly attempts: Record<string, number> = {}
  /** events that were answered after the 3 s, or not at all, while a peer had them */
  lateAnswers = 0
  /** card presses by what the user saw: ok, or the error's number */
  readonly presses: Record<string, number> = {}
  pings = 0
  connections = 0
  /** what a client sent over a long connection that is no frame */
  readonly garbage: string[] = []

  violated(): number {
    return Object.values(this.violations).reduce((sum, count) => sum + count, 0)
  }
}

export const count = (counts: Record<string, number>, key: string | number): void => {
  counts[key] = (counts[key] ?? 0) + 1
}
