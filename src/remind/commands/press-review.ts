/** 催审: the province presses the cities whose review is behind, after seeing which they are. */

import { z } from 'zod'
import { spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import { type Asked, answer, type Command, type Outcome, regionAs } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { presses, severalRegions } from '../../message/input.ts'
import { type Outgoing, unposted } from '../../message/outgoing.ts'
import type { Calendar } from '../../office/calendar.ts'
import { type Day, dayOf, type Instant } from '../../office/day.ts'
import { LEVEL } from '../../office/levels.ts'
import type { PersonId, Role } from '../../office/person.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { places } from '../../open/index.ts'
import { pendingIn } from '../../report/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import type { Note } from '../planner/reminder.ts'
import { stillThere } from '../planner/send-guard.ts'
import { noteInput } from '../presses.ts'
import { noteForm } from '../text/note.ts'
import { onceOnly } from '../text/nudge.ts'
import * as text from '../text/review.ts'
import { noteIn, signed } from './note.ts'
import { changedWith } from './nudge.ts'
import { contextAt, sendingTime } from './remind-context.ts'
import { unusedIn } from './scope.ts'
import { isTimeUnclear } from './when.ts'
import { actIn } from './wish.ts'

const PROVINCE: readonly Role[] = ['provincial-coordinator']

/** A review that waits for so many working days is behind. */
const BEHIND_WORKDAYS = 2

/** `cities`: these, however long it has waited there; `all`: every city in which something waits */
const pressReviewInput = (regions: Regions) =>
  z.strictObject({
    confirm: z.enum(['1']).optional(),
    all: z.enum(['1']).optional(),
    cities: severalRegions(regions).optional(),
    note: noteInput,
  })
const pressReviews = presses<ReturnType<typeof pressReviewInput>>('催审')

/** /催审: the province reminds the cities whose review is behind, after seeing which they are. Once a day and person. */
export const pressReviewCommand = (office: RemindingOffice): Command =>
  command({
    name: '催审',
    words: ['催各市审核', '催市审核', '催审核'],
    right: { kind: 'role', roles: PROVINCE },
    summary: `催审核拖下来的${LEVEL.city}（先看名单，再确认发出）`,
    help: { group: 'reviewing', rank: 5 },
    example: () => '/催审',
    effect: 'drafts',
    input: pressReviewInput(office.regions),
    changes: (act, before, asked) =>
      changedWith(() => ({ cities: places(office.regions) }), act, before, asked, office) ??
      (act.act === 'with' ? { values: { all: '1' } } : undefined),
    run: (asked, pressed) => {
      const { wish, note } = noteIn(asked, office)
      return press(wish, office, note ? { ...pressed, note } : pressed)
    },
    intents: ['nudge'],
    claims: ({ said, person }) => regionAs(person, PROVINCE) !== undefined && isOfReview(said()),
    // reminding and reviewing in one breath, or reminding the cities, is of their review, whatever else is open: 催一下各市的审核
    continues: async (asked) => {
      const { wish, note } = noteIn(asked, office)
      const isMeant = actIn(wish.said(), 'remind') !== undefined && isOfReview(wish.said())
      return isMeant ? press(wish, office, { note }) : undefined
    },
  })

/** 周五前审完, 还没审的市: reviewing is spoken of, or cities alone are; who has not reported is, where no city hears it. */
const isOfReview = (said: Utterance): boolean => {
  const states = spansIn(said, 'measure')
  const isOfMissing = states.some(({ found }) => found.measure === 'reported' && found.is === false)
  const isReviewing = actIn(said, 'approve') !== undefined || states.some(({ found }) => REVIEWED.has(found.is ?? ''))
  return (isReviewing ? !isOfMissing || hearCities(said) : namesCities(said)) && spansIn(said, 'ask').length === 0
}
const REVIEWED: ReadonlySet<string | boolean> = new Set(['accepted', 'submitted'])

const hearCities = (said: Utterance): boolean =>
  [...spansIn(said, 'own'), ...spansIn(said, 'parts')].some(({ found }) => found.level === 'city') ||
  said.small.some(({ part }) => part.kind === 'level' && part.level === 'city')

/** 催一下市里: who is pressed tells what for, since cities review and counties report; 市里还没报的 are counties. */
const namesCities = (said: Utterance): boolean =>
  hearCities(said) &&
  spansIn(said, 'parts').every(({ found }) => found.level === 'city' && found.whole === 'own') &&
  tellsNo(said, 'region', 'measure', 'indicator', 'time')

/** A city with what waits in it. */
interface Waiting {
  readonly city: RegionKey
  readonly items: number
  readonly oldest: Instant
  readonly workdays: number
}

async function press(
  asked: Asked,
  office: RemindingOffice,
  { confirm, all, cities, note: words }: z.output<ReturnType<typeof pressReviewInput>>,
): Promise<Outcome> {
  const { store, now } = asked
  if (asked.message.kind === 'text' && !cities && !all && !confirm && isTimeUnclear(asked.said('ahead')))
    return answer('asked', onceOnly({ command: '催审' }), { isDoubtful: true })
  const note = signed(asked.person, words, office.regions)
  const waiting = await waitingIn(asked, office)
  if (waiting.length === 0) return answer('empty', text.nothingWaits())
  const behind = waiting.filter(({ workdays }) => workdays >= BEHIND_WORKDAYS)
  const chosen = cities ? waiting.filter(({ city }) => cities.includes(city)) : all ? waiting : behind
  const lines = (some: readonly Waiting[]) =>
    some.map((one) => ({ ...one, name: office.regions.get(one.city).name, since: dayOf(one.oldest) }))
  const others = lines(waiting.filter((one) => !chosen.includes(one)))
  if (confirm !== '1' || chosen.length === 0) {
    const means = {
      send: pressReviews({ confirm: '1', all, cities, note: words }),
      all: pressReviews({ all: '1', note: words }),
      note: noteForm(pressReviews({ all, cities }), pressReviews.field('note'), words),
    }
    const opens = pressReviews({ cities: chosen.map(({ city }) => city), note: words })
    return answer('previewed', text.reviewPressPreview(lines(chosen), others, note, means), {
      opens,
      unused: unusedIn(asked, office),
    })
  }
  const context = await contextAt(office, now, store)
  const at = sendingTime(context, now)
  const says = (
    await Promise.all(
      chosen.map((one) =>
        messagesTo(asked, office, one, { at, note, reviewers: context.duty.acting('city-coordinator', one.city) }),
      ),
    )
  ).flat()
  return answer(
    says.length > 0 ? 'nudged' : 'nobody',
    text.reviewPressed(says.length, lines(chosen), at === now ? undefined : at),
    { says, replaceCard: true },
  )
}

/** Every city in which figures wait, in the office's order. */
async function waitingIn({ store, now }: Asked, { regions, calendar }: RemindingOffice): Promise<Waiting[]> {
  const pending = await pendingIn(
    store,
    regions.all.map(({ key }) => key),
    'review',
  )
  return regions.cities(dayOf(now)).flatMap(({ key }): Waiting[] => {
    const own = pending.filter(({ region }) => regions.within(region, key))
    const [first] = own.map(({ entry }) => entry.at).sort((a, b) => a - b)
    return first === undefined
      ? []
      : [{ city: key, items: own.length, oldest: first, workdays: waitedFor(first, dayOf(now), calendar) }]
  })
}

const waitedFor = (since: Instant, today: Day, calendar: Calendar): number =>
  calendar.workdaysBetween(dayOf(since), today)

interface Sending {
  readonly at: Instant
  readonly note: Note | undefined
  readonly reviewers: readonly { readonly person: PersonId }[]
}

/** The reminders of a city's review; their key holds the day, so that nobody gets two of one day. */
async function messagesTo(
  { store, now }: Asked,
  { regions }: RemindingOffice,
  { city, items, oldest, workdays }: Waiting,
  { at, note, reviewers }: Sending,
): Promise<Outgoing[]> {
  const day = dayOf(at)
  const keys = reviewers.map(({ person }) => ({ person, key: `remind:review/${day}/${city}/${person}` }))
  const fresh = await unposted(
    store,
    keys.map(({ key }) => key),
  )
  return keys
    .filter(({ key }) => fresh.includes(key))
    .map(({ person, key }) => ({
      key,
      to: { kind: 'person', person },
      card: text.pleaseReview(regions.get(city).name, items, dayOf(oldest), workdays, note),
      due: at,
      unless: stillThere(person, dayOf(now)),
    }))
}
