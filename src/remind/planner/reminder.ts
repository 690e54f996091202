/** What one person is told: of one region's missing report, or who of many has not reported; and why. */

import { type Instant, MINUTE_MS } from '../../office/day.ts'
import type { Deadline } from '../../office/deadline.ts'
import type { PersonId } from '../../office/person.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import * as text from '../text/reminder.ts'
import type { Pass } from './agenda.ts'

interface Told {
  /** rule, period, revision of the due day, stage, region, person: nothing is said twice */
  readonly key: string
  readonly pass: Pass
  readonly person: PersonId
  /** the region that owes; of a summary, the region that it sums up */
  readonly region: RegionKey
  readonly reason: string
  /** stages that were missed and are told with this one */
  readonly folded: readonly Pass[]
}

/** One person told of one region's missing report. */
export interface Reminder extends Told {
  readonly kind: 'reminder'
  readonly missing: readonly Indicator[]
  readonly urgent: boolean
  /** for whoever has to pass it on, since nobody is there to report */
  readonly passesOn?: boolean
}

/** One coordinator told who has not reported. */
export interface Digest extends Told {
  readonly kind: 'digest'
  /** one a deadline; the weekly list has all that are open */
  readonly sections: readonly Section[]
}

/** One deadline of a summary: how many regions owe it, and which have not reported all. */
export interface Section {
  readonly deadline: Deadline
  readonly owing: number
  readonly missing: readonly MissingRegion[]
}

/** A region that lacks reports, with its contacts. */
export interface MissingRegion {
  readonly region: RegionKey
  readonly indicators: readonly Indicator[]
  readonly contacts: readonly Contact[]
}

interface Contact {
  readonly name: string
  readonly away: boolean
  readonly quiet: boolean
}

/** All that one person is told at one time. */
export interface Mailing {
  /** outbox key */
  readonly key: string
  readonly person: PersonId
  readonly at: Instant
  readonly parts: readonly (Reminder | Digest)[]
  readonly note?: Note | undefined
}

/** What the sender of a reminder adds in their own words. `by`: place, name and post */
export interface Note {
  readonly by: string
  readonly words: string
}

/** After so long a stage counts as missed and says so. */
const LATE_MS = 30 * MINUTE_MS

/** Whether a pass is run so late that its people are told so. */
export const isLate = (pass: Pass, now: Instant): boolean => now - pass.at > LATE_MS

/** Joins the parts of the reason that a message gives; those that do not apply are left out. */
export const reasonFrom = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('；')

/** The sentence that says for when a late message was planned; undefined where it is in time. */
export const lateText = (pass: Pass, now: Instant): string | undefined =>
  isLate(pass, now) ? text.latePlan(pass.at) : undefined
