/** 提醒 预览: what goes out next in the coordinator's regions, to whom and why. */

import { spansIn } from '../../language/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import type { Instant } from '../../office/day.ts'
import { dayOf } from '../../office/day.ts'
import { periodName, periodOf, spanOf } from '../../office/period.ts'
import type { RegionKey } from '../../office/region.ts'
import { byCity, inOrder } from '../cards/by-city.ts'
import { agenda, periodsOf, type Timetable } from '../planner/agenda.ts'
import { planReminders } from '../planner/plan.ts'
import { type RemindingOffice, situationAt, timetableAt } from '../planner/planner-input.ts'
import type { Mailing } from '../planner/reminder.ts'
import { Rota } from '../planner/roster.ts'
import { remindedOn, remindersIn, sinceWhen } from '../rows.ts'
import * as text from '../text/preview.ts'
import { missingItems } from '../text/reminder.ts'
import { COORDINATORS } from './remind-context.ts'

/** The next stages may concern others' regions, or nobody. */
const MOST_STEPS = 30

/** /提醒: whom the next pass would remind and why, or who was reminded lately; nothing is sent. */
export const previewCommand = (office: RemindingOffice): Command => ({
  name: '提醒',
  words: ['提醒预览', '预览'],
  right: { kind: 'role', roles: COORDINATORS },
  summary: '预览下一次自动提醒：发给谁、为什么',
  help: { group: 'reviewing', rank: 6, begins: true },
  example: () => '/提醒 预览',
  intents: ['preview'],
  effect: 'reads',
  run: (asked) => (asksOfPast(asked) ? remindedBefore(asked, office) : preview(asked, office)),
})

/** Whether it is asked who was reminded already, and how often, and not who will be: 今天催了谁, 长兴催过几次. */
const asksOfPast = ({ said }: Asked): boolean =>
  spansIn(said(), 'ask').some(({ found }) => OF_PAST.has(found.for)) && spansIn(said(), 'aspect').length > 0
const OF_PAST: ReadonlySet<string> = new Set(['who', 'which', 'how-many'])

/** Of the days and places that are named; how often, without a day, is of the month in which the reports are due. */
async function remindedBefore({ said, store, now, person }: Asked, { regions }: RemindingOffice): Promise<Outcome> {
  const own = person?.posts.filter(({ role }) => COORDINATORS.includes(role)).map(({ region }) => region) ?? []
  const named = spansIn(said(), 'region').map(({ found }) => found.key)
  const isIn = (region: RegionKey, places: readonly RegionKey[]): boolean =>
    places.some((one) => regions.within(region, one))
  const today = dayOf(now)
  const [time] = spansIn(said(), 'time').filter(({ latent, found }) => !latent && found.from <= today)
  const isOften = spansIn(said(), 'ask').some(({ found }) => found.for === 'how-many')
  const from = time?.found.from ?? (isOften ? spanOf(periodOf('month', today)).from : today)
  const to = time && time.found.to < today ? time.found.to : today
  // a summary for a coordinator presses nobody
  const theirs = (await remindersIn(store, from, to)).filter(
    ({ region }) =>
      regions.get(region).level === 'county' && isIn(region, own) && (named.length === 0 || isIn(region, named)),
  )
  const places = byCity(
    regions,
    theirs.map(({ region }) => region),
  )
  const names = named.map((key) => regions.get(key).name)
  return answer('answered', text.remindedList(theirs, places, { from, to, now, names }))
}

async function preview(asked: Asked, office: RemindingOffice): Promise<Outcome> {
  const { store, now, person } = asked
  const places = person?.posts.filter(({ role }) => COORDINATORS.includes(role)).map(({ region }) => region) ?? []
  const timetable = await timetableAt(office, (await sinceWhen(store)) ?? now, now, store)
  const next = await nextFor(places, office, timetable, asked)
  if (!next) return answer('nothing', text.nothingPlanned())
  const { at, messages, missing, duty } = next
  const contacts = missing.flatMap((region) => duty.seatsOf('contact', region).map((seat) => seat.person))
  return answer(
    'previewed',
    text.preview({
      at,
      reaches: messages.length,
      remindedToday: await remindedOn(store, dayOf(now), missing),
      away: contacts.filter((one) => duty.isAway(one)).length,
      quiet: contacts.filter((one) => duty.isQuiet(one)).length,
      about: aboutIn(messages),
      groups: byCity(office.regions, missing),
      rows: rowsIn(office, messages, duty),
    }),
  )
}

/** In the office's order, with what each has not reported; why they are told now stands above all of them. */
function rowsIn({ regions }: RemindingOffice, messages: readonly Mailing[], duty: Rota) {
  const all = messages.flatMap(({ person, parts }) => parts.map((part) => ({ person, part })))
  const order = inOrder(
    regions,
    all.map(({ part }) => part.region),
  )
  return all
    .toSorted((a, b) => order.indexOf(a.part.region) - order.indexOf(b.part.region))
    .map(({ person, part }) => ({
      name: duty.nameOf(person),
      region: regions.get(part.region).name,
      missing: part.kind === 'reminder' ? missingItems(part.missing.map(({ short }) => short)) : '',
    }))
}

/** Which reports are reminded of, and of how many places. */
function aboutIn(messages: readonly Mailing[]): { reason: string; count: number }[] {
  const places = new Map<string, Set<RegionKey>>()
  for (const { pass, region } of messages.flatMap(({ parts }) => parts)) {
    const { deadline, stage } = pass
    const about = text.stageOf(`${periodName(deadline.period)}${deadline.rule.name}`, deadline.due, stage)
    places.set(about, (places.get(about) ?? new Set()).add(region))
  }
  return [...places].map(([reason, all]) => ({ reason, count: all.size }))
}

interface Next {
  readonly at: Instant
  readonly messages: readonly Mailing[]
  /** regions that are reminded or would be, were their contact not away */
  readonly missing: readonly RegionKey[]
  readonly duty: Rota
}

/** Runs ahead through the agenda, as if nothing more were reported, to the first stage that reminds one of the places. */
async function nextFor(
  places: readonly RegionKey[],
  office: RemindingOffice,
  timetable: Timetable,
  { store, now }: Asked,
): Promise<Next | undefined> {
  const { regions } = office
  const isMine = (region: RegionKey): boolean => places.some((place) => regions.within(region, place))
  const ran = new Set(timetable.ran)
  let at = now
  for (let step = 0; step < MOST_STEPS; step++) {
    const { passes, next } = agenda({ ...timetable, ran }, at)
    if (passes.length > 0) {
      const situation = await situationAt(office, timetable, periodsOf(passes, timetable, at), at, store)
      const messages = planReminders(situation, passes, at)
        .map((message) => ({
          ...message,
          parts: message.parts.filter(({ kind, region }) => kind === 'reminder' && isMine(region)),
        }))
        .filter(({ parts }) => parts.length > 0)
      const missing = [...new Set(messages.flatMap(({ parts }) => parts.map(({ region }) => region)))]
      if (messages.length > 0) return { at, messages, missing, duty: new Rota(situation.roster, regions, dayOf(at)) }
    }
    for (const { id } of passes) ran.add(id)
    at = next
  }
  return undefined
}
