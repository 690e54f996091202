/** The planner: stages that are to be run, and what is reported, in; who hears what, when and why, out. */
import { type Calendar, gapText } from '../../office/calendar.ts'
import { clockOf, dayOf, type Instant, instant, MINUTE_MS } from '../../office/day.ts'
import { type Deadline, dueText, type Move, stageName } from '../../office/deadline.ts'
import { owedFor } from '../../office/owed.ts'
import { type Period, periodName } from '../../office/period.ts'
import type { PersonId } from '../../office/person.ts'
import { hasTask, type Indicator, type IndicatorId, type Plan } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { isDigest, isQuiet, type Rule } from '../../office/schedule.ts'
import * as text from '../text/reminder.ts'
import { laterOf, openDeadlines, type Pass, type RegionalDeadline } from './agenda.ts'
import { Duty, type Roster, type SeatRole } from './roster.ts'

/** What counts as reported for a period: a figure or a nil report that stands, not a draft or a returned one. */
type Reported = ReadonlyMap<Period, ReadonlyMap<RegionKey, ReadonlySet<IndicatorId>>>

export interface Situation {
  /** those whose rules may speak: in January the old year's last reports are still due */
  readonly plans: readonly Plan[]
  readonly regions: Regions
  readonly calendar: Calendar
  readonly moves: readonly Move[]
  readonly roster: Roster
  readonly reported: Reported
  /** locked by the province: nobody is asked for what cannot be reported */
  readonly closed?: ReadonlySet<Period>
}

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

export interface Section {
  readonly deadline: Deadline
  readonly owing: number
  readonly missing: readonly MissingRegion[]
}

interface MissingRegion {
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
export interface Message {
  /** outbox key */
  readonly key: string
  readonly person: PersonId
  readonly at: Instant
  readonly parts: readonly (Reminder | Digest)[]
}

/** The rules of all plans: last year's deadlines are reminded of beside this year's. */
export const rulesOf = (plans: readonly Plan[]): Rule[] => plans.flatMap(({ rules }) => rules)

/** After so long a stage counts as missed and says so. */
const LATE_MS = 30 * MINUTE_MS

/**
 * Who is told what now.
 *
 * For each person, region and deadline only the latest of the passes speaks; earlier ones that were missed are
 * folded into it. Nobody is told of a report that is there, on leave, or having asked not to be disturbed;
 * everything for one person is one message. The spread over minutes is taken from the person's id, not from chance.
 *
 * @param passes what `agenda` says is to be run now
 * @param now    a working day outside the quiet hours of the passes' rules
 */
export function planReminders(situation: Situation, passes: readonly Pass[], now: Instant): Message[] {
  const open = passes.filter(({ deadline }) => !situation.closed?.has(deadline.period))
  if (open.length === 0) return []
  const duty = new Duty(situation.roster, situation.regions, dayOf(now))
  const owing = new Owing(situation)
  const told = open.flatMap((pass): (Reminder | Digest)[] =>
    isDigest(pass.stage)
      ? digestsOf(pass, duty, owing, situation, now)
      : remindersOf(pass, duty, owing, situation, now),
  )
  return messages(withinBudget(latestOnly(told, now)), now)
}

interface Owed {
  readonly plan: Plan
  readonly indicators: readonly Indicator[]
}

/** What regions still owe, with what is common to a deadline looked up once. */
export class Owing {
  private readonly situation: Situation
  private readonly owed = new Map<string, Owed>()

  constructor(situation: Situation) {
    this.situation = situation
  }

  missing(deadline: Deadline, region: RegionKey): Indicator[] {
    const settled = this.situation.reported.get(deadline.period)?.get(region)
    const { plan, indicators } = this.under(deadline)
    return indicators.filter(({ id }) => !settled?.has(id) && hasTask(plan, region, id))
  }

  owes(deadline: Deadline, region: RegionKey): boolean {
    const { plan, indicators } = this.under(deadline)
    return indicators.some(({ id }) => hasTask(plan, region, id))
  }

  private under({ rule, period }: Deadline): Owed {
    const key = `${rule.id}/${period}`
    const known = this.owed.get(key)
    if (known) return known
    const plan = this.situation.plans.find(({ rules }) => rules.includes(rule))
    if (!plan) throw new Error(`rule ${rule.id} belongs to none of the plans`)
    const { indicators } = rule
    const all = owedFor(plan, period)
    const owed = { plan, indicators: indicators === 'all' ? all : all.filter(({ id }) => indicators.includes(id)) }
    this.owed.set(key, owed)
    return owed
  }
}

function remindersOf(pass: Pass, duty: Duty, owing: Owing, situation: Situation, now: Instant): Reminder[] {
  const { deadline, stage } = pass
  const due = dueText(deadline, situation.calendar)
  return pass.regions.flatMap((region) => {
    const missing = owing.missing(deadline, region)
    if (missing.length === 0) return []
    return duty
      .hearers(stage.audience, region)
      .filter(({ person }) => !duty.isQuiet(person))
      .map(
        ({ person, why, passesOn }): Reminder => ({
          kind: 'reminder',
          key: `${pass.id}/${region}/${person}`,
          pass,
          person,
          region,
          missing,
          urgent: stage.urgent && !passesOn,
          ...(passesOn && { passesOn }),
          folded: [],
          reason: sentence(
            `${periodName(deadline.period)}${text.unreported(missing.map(({ short }) => short))}`,
            `${text.dueIs(due)}，${stageName(stage)}`,
            why,
            lateText(pass, now),
            gapNote(deadline, situation.calendar),
          ),
        }),
      )
  })
}

function digestsOf(pass: Pass, duty: Duty, owing: Owing, situation: Situation, now: Instant): Digest[] {
  const roles = pass.stage.audience.filter((role): role is SeatRole => role !== 'stand-in')
  const about = deadlinesIn(pass, owing, situation, now)
  const places = new Set(situation.roster.seats.filter(({ role }) => roles.includes(role)).map(({ region }) => region))
  return [...places].flatMap((place) => {
    const sections = sectionsOf(about, place, duty, owing, situation)
    if (sections.length === 0 && pass.deadline.rule.indicators.length > 0) return []
    if (pass.stage.onlyIfMissing && sections.every(({ missing }) => missing.length === 0)) return []
    const hearers = roles.flatMap((role) => duty.acting(role, place))
    return hearers
      .filter(({ person }, i) => hearers.findIndex((one) => one.person === person) === i && !duty.isQuiet(person))
      .map(({ person, why }) => ({
        kind: 'digest',
        key: `${pass.id}/${place}/${person}`,
        pass,
        person,
        region: place,
        sections,
        folded: [],
        reason: sentence(digestReason(sections, situation), why, lateText(pass, now)),
      }))
  })
}

/** A summary for one place as it would be now: for bringing one that was sent up to date. */
export function digestFor(pass: Pass, place: RegionKey, person: PersonId, situation: Situation, now: Instant): Digest {
  const duty = new Duty(situation.roster, situation.regions, dayOf(now))
  const owing = new Owing(situation)
  const sections = sectionsOf(deadlinesIn(pass, owing, situation, now), place, duty, owing, situation)
  const reason = digestReason(sections, situation)
  return {
    kind: 'digest',
    key: `${pass.id}/${place}/${person}`,
    pass,
    person,
    region: place,
    sections,
    folded: [],
    reason,
  }
}

interface Concern {
  readonly deadline: Deadline
  /** those that owe something */
  readonly regions: readonly RegionKey[]
}

/** The deadlines that a summary is about: its own, or for a list that owes nothing itself all that are open. */
function deadlinesIn(pass: Pass, owing: Owing, situation: Situation, now: Instant): Concern[] {
  const { deadline, regions } = pass
  const about: readonly RegionalDeadline[] = deadline.rule.indicators.length
    ? [{ ...deadline, regions: () => regions }]
    : openDeadlines({ ...situation, rules: rulesOf(situation.plans) }, laterOf(deadline.due, dayOf(now)))
  return about
    .filter(({ period }) => !situation.closed?.has(period))
    .map((one) => ({
      deadline: one,
      regions: one.regions().filter((region) => owing.owes(one, region)),
    }))
}

function sectionsOf(
  about: readonly Concern[],
  place: RegionKey,
  duty: Duty,
  owing: Owing,
  { regions }: Situation,
): Section[] {
  return about.flatMap(({ deadline, regions: all }): Section[] => {
    const mine = all.filter((region) => regions.within(region, place))
    if (mine.length === 0) return []
    return [
      { deadline, owing: mine.length, missing: mine.flatMap((region) => missingIn(deadline, region, duty, owing)) },
    ]
  })
}

function missingIn(deadline: Deadline, region: RegionKey, duty: Duty, owing: Owing): MissingRegion[] {
  const indicators = owing.missing(deadline, region)
  if (indicators.length === 0) return []
  const contacts = duty
    .seatsOf('contact', region)
    .map(({ person }) => ({ name: duty.nameOf(person), away: duty.isAway(person), quiet: duty.isQuiet(person) }))
  return [{ region, indicators, contacts }]
}

function digestReason(sections: readonly Section[], { calendar, regions }: Situation): string {
  if (sections.length === 0) return text.nothingOpen()
  return sections
    .map(({ deadline, owing, missing }) =>
      [
        `${periodName(deadline.period)}${deadline.rule.name}`,
        text.dueIs(dueText(deadline, calendar)),
        text.reportedOf(owing - missing.length, owing),
        text.missingNames(missing.map(({ region }) => regions.get(region).name)),
      ].join('，'),
    )
    .join('；')
}

const sentence = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('；')

const lateText = (pass: Pass, now: Instant): string | undefined =>
  isLate(pass, now) ? text.latePlan(pass.at) : undefined

const isLate = (pass: Pass, now: Instant): boolean => now - pass.at > LATE_MS

function gapNote({ due }: Deadline, calendar: Calendar): string | undefined {
  const gap = calendar.gapAt(due)
  return gap && gapText(gap)
}

/**
 * Only the latest stage speaks to a person of a region's deadline; what was missed before is told with it.
 * A list that owes nothing of its own (weekly) is about now, so an earlier week's is told with the latest too.
 */
function latestOnly<T extends Reminder | Digest>(all: readonly T[], now: Instant): T[] {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const { rule, period } = one.pass.deadline
    const about = `${one.kind} ${one.person} ${one.region} ${rule.id} ${rule.indicators.length ? period : ''}`
    const group = groups.get(about)
    if (group) group.push(one)
    else groups.set(about, [one])
  }
  // Passes come earliest first.
  return [...groups.values()].flatMap((group) => {
    const last = group.at(-1)
    if (!last || group.length === 1) return group
    const folded = group.slice(0, -1).map(({ pass }) => pass)
    const missed = folded.filter((pass) => isLate(pass, now)).map((pass) => pass.at)
    return [{ ...last, folded, reason: missed.length ? sentence(last.reason, text.foldedPlans(missed)) : last.reason }]
  })
}

/** 加急 for at most so many a stage, in the order of regions; the others hear without it. */
function withinBudget(all: readonly (Reminder | Digest)[]): (Reminder | Digest)[] {
  const left = new Map<string, number>()
  return all.map((one) => {
    if (one.kind === 'digest' || !one.urgent) return one
    const budget = left.get(one.pass.id) ?? one.pass.deadline.rule.urgentBudget
    left.set(one.pass.id, budget - 1)
    return budget > 0 ? one : { ...one, urgent: false }
  })
}

function messages(told: readonly (Reminder | Digest)[], now: Instant): Message[] {
  const byPerson = new Map<PersonId, (Reminder | Digest)[]>()
  for (const one of told) {
    const parts = byPerson.get(one.person)
    if (parts) parts.push(one)
    else byPerson.set(one.person, [one])
  }
  return [...byPerson]
    .map(([person, parts]): Message => {
      const at = Math.min(...parts.map(({ pass }) => spreadOf(pass, person, now)))
      return { key: `remind:${parts[0]?.key}`, person, at: instant(at), parts }
    })
    .sort((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1))
}

/** Not all on the hour: each person has a minute and second of their own within the rule's spread. */
function spreadOf({ at, deadline: { rule } }: Pass, person: PersonId, now: Instant): number {
  const from = now - at > LATE_MS ? now : at
  const spread = Math.max(from + (hash(person) % (rule.spreadMinutes * 60 + 1)) * 1000, now)
  return isQuiet(rule.quiet, clockOf(instant(spread))) ? now : spread
}

/** FNV-1a */
function hash(words: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < words.length; i++) value = Math.imul(value ^ words.charCodeAt(i), 0x01000193) >>> 0
  return value
}
