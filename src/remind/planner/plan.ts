/** The planner: stages that are to be run, and what is reported, in; who hears what, when and why, out. */
import { type Calendar, gapText } from '../../office/calendar.ts'
import { clockOf, dayOf, type Instant, instant } from '../../office/day.ts'
import { type Deadline, dueText, stageName } from '../../office/deadline.ts'
import { periodName } from '../../office/period.ts'
import type { PersonId } from '../../office/person.ts'
import { isDigest, isQuiet } from '../../office/schedule.ts'
import * as text from '../text/reminder.ts'
import type { Pass } from './agenda.ts'
import { digestsOf } from './digests.ts'
import { Arrears, type Situation } from './owing.ts'
import { type Digest, isLate, lateText, type Mailing, type Reminder, reasonFrom } from './reminder.ts'
import { Rota } from './roster.ts'

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
export function planReminders(situation: Situation, passes: readonly Pass[], now: Instant): Mailing[] {
  const open = passes.filter(({ deadline }) => !situation.closed?.has(deadline.period))
  if (open.length === 0) return []
  const duty = new Rota(situation.roster, situation.regions, dayOf(now))
  const owing = new Arrears(situation)
  const told = open.flatMap((pass): (Reminder | Digest)[] =>
    isDigest(pass.stage)
      ? digestsOf(pass, duty, owing, situation, now)
      : remindersOf(pass, duty, owing, situation, now),
  )
  return messages(withinBudget(latestOnly(told, now)), now)
}

function remindersOf(pass: Pass, duty: Rota, owing: Arrears, situation: Situation, now: Instant): Reminder[] {
  const { deadline, stage } = pass
  const due = dueText(deadline, situation.calendar)
  return pass.regions.flatMap((region) => {
    const missing = owing.missing(deadline, region)
    if (missing.length === 0) return []
    return duty
      .addressees(stage.audience, region)
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
          reason: reasonFrom(
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
    return [
      { ...last, folded, reason: missed.length ? reasonFrom(last.reason, text.foldedPlans(missed)) : last.reason },
    ]
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

function messages(told: readonly (Reminder | Digest)[], now: Instant): Mailing[] {
  const byPerson = new Map<PersonId, (Reminder | Digest)[]>()
  for (const one of told) {
    const parts = byPerson.get(one.person)
    if (parts) parts.push(one)
    else byPerson.set(one.person, [one])
  }
  return [...byPerson]
    .map(([person, parts]): Mailing => {
      const at = Math.min(...parts.map(({ pass }) => spreadOf(pass, person, now)))
      return { key: `remind:${parts[0]?.key}`, person, at: instant(at), parts }
    })
    .sort((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1))
}

/** Not all on the hour: each person has a minute and second of their own within the rule's spread. */
function spreadOf(pass: Pass, person: PersonId, now: Instant): number {
  const { rule } = pass.deadline
  const from = isLate(pass, now) ? now : pass.at
  const spread = Math.max(from + (hash(person) % (rule.spreadMinutes * 60 + 1)) * 1000, now)
  return isQuiet(rule.quiet, clockOf(instant(spread))) ? now : spread
}

/** FNV-1a */
function hash(words: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < words.length; i++) value = Math.imul(value ^ words.charCodeAt(i), 0x01000193) >>> 0
  return value
}
