/** Summaries for coordinators: who of their counties has not reported. */
import { dayOf, type Instant } from '../../office/day.ts'
import { type Deadline, dueText } from '../../office/deadline.ts'
import { periodName } from '../../office/period.ts'
import type { PersonId } from '../../office/person.ts'
import type { RegionKey } from '../../office/region.ts'
import * as text from '../text/reminder.ts'
import { laterOf, openDeadlines, type Pass, type RegionalDeadline } from './agenda.ts'
import { Arrears, rulesOf, type Situation } from './owing.ts'
import { type Digest, lateText, type MissingRegion, reasonFrom, type Section } from './reminder.ts'
import { Rota, type SeatRole } from './roster.ts'

/** The summaries of a pass, one for each coordinator whom it speaks to: who in their place has not reported. */
export function digestsOf(pass: Pass, duty: Rota, owing: Arrears, situation: Situation, now: Instant): Digest[] {
  const roles = pass.stage.audience.filter((role): role is SeatRole => role !== 'stand-in')
  const about = deadlinesIn(pass, owing, situation, now)
  const places = new Set(situation.roster.seats.filter(({ role }) => roles.includes(role)).map(({ region }) => region))
  return [...places].flatMap((place) => {
    const sections = sectionsOf(about, place, duty, owing, situation)
    if (sections.length === 0 && pass.deadline.rule.indicators.length > 0) return []
    if (pass.stage.onlyIfMissing && sections.every(({ missing }) => missing.length === 0)) return []
    const addressees = roles.flatMap((role) => duty.acting(role, place))
    return addressees
      .filter(({ person }, i) => addressees.findIndex((one) => one.person === person) === i && !duty.isQuiet(person))
      .map(({ person, why }) =>
        digestOf(
          pass,
          place,
          person,
          sections,
          reasonFrom(digestReason(sections, situation), why, lateText(pass, now)),
        ),
      )
  })
}

/** One coordinator's summary of a deadline as it stands now. */
export function digestFor(pass: Pass, place: RegionKey, person: PersonId, situation: Situation, now: Instant): Digest {
  const duty = new Rota(situation.roster, situation.regions, dayOf(now))
  const owing = new Arrears(situation)
  const sections = sectionsOf(deadlinesIn(pass, owing, situation, now), place, duty, owing, situation)
  return digestOf(pass, place, person, sections, digestReason(sections, situation))
}

const digestOf = (
  pass: Pass,
  region: RegionKey,
  person: PersonId,
  sections: Digest['sections'],
  reason: Digest['reason'],
): Digest => ({
  kind: 'digest',
  key: `${pass.id}/${region}/${person}`,
  pass,
  person,
  region,
  sections,
  folded: [],
  reason,
})

interface Concern {
  readonly deadline: Deadline
  /** those that owe something */
  readonly regions: readonly RegionKey[]
}

/** The deadlines that a summary is about: its own, or for a list that owes nothing itself all that are open. */
function deadlinesIn(pass: Pass, owing: Arrears, situation: Situation, now: Instant): Concern[] {
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
  duty: Rota,
  owing: Arrears,
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

function missingIn(deadline: Deadline, region: RegionKey, duty: Rota, owing: Arrears): MissingRegion[] {
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
