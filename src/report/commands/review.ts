/** 审核: a coordinator looks at what waits, lets it pass one by one or all at once, or returns it with a reason. */

import { marksIn, spansIn } from '../../language/index.ts'
import { afterReturn, cellsOf, type FigureEntry, isOpen, keyOf, placesOf } from '../../ledger/index.ts'
import { type Card, without } from '../../message/card.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { threadOf as saidIn } from '../../message/inbox.ts'
import { inboxId } from '../../message/incoming.ts'
import type { Pressed } from '../../message/input.ts'
import type { Outgoing, Recipient } from '../../message/outgoing.ts'
import { dayOf } from '../../office/day.ts'
import { exampleCounty, exampleName } from '../../office/example.ts'
import { type Period, readPeriod } from '../../office/period.ts'
import type { RegionKey } from '../../office/region.ts'
import { ownRegion } from '../../office/scope.ts'
import { holders } from '../../people/index.ts'
import type { Reader } from '../../store/index.ts'
import * as cards from '../cards/review-cards.ts'
import { entryFor, speaker, written } from '../entry.ts'
import { passInput, pressReturn, pressReview, returnInput, reviewInput } from '../presses.ts'
import { contradictions } from '../rules/contradiction.ts'
import { COORDINATORS, overseen, PROVINCE, reviews } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { type Pending, pendingIn } from '../waiting.ts'
import {
  idsOf,
  judged,
  listing,
  newest,
  ofReturned,
  reasonBeside,
  returning,
  returnPreviewed,
  saysReturn,
  withReason,
} from './review-talk.ts'

/** /审核: a coordinator's list of figures that wait, by county, or one county's with the buttons 通过 and 退回. */
export const reviewCommand = (ground: Ground): Command =>
  command({
    name: '审核',
    words: ['review', '待审'],
    right: { kind: 'role', roles: COORDINATORS },
    summary: '查看待审核的上报，通过或退回',
    help: { group: 'reviewing', rank: 1, acts: ['approve'], begins: true },
    example: () => '/审核',
    intents: ['review'],
    effect: 'reads',
    input: reviewInput(ground.regions),
    run: (asked, { region, rest }) => (rest ? untouched(asked, region, rest, ground) : list(asked, region, ground)),
    changes: (act, before, asked) => judged(act, before, asked, ground),
  })

/** /通过: accepts figures of a county, or all; several are shown first. */
export const passCommand = (ground: Ground): Command =>
  command({
    name: '通过',
    words: ['全部通过', 'accept'],
    right: { kind: 'role', roles: COORDINATORS },
    summary: '审核通过：某县的全部，或卡片上选定的一项',
    help: { group: 'reviewing', rank: 2, begins: '审核' },
    undoneBy: '收回审核',
    example: (region) => `/通过 ${region}`,
    slots: ['region', 'parts', 'indicator', 'indicators', 'time', 'measure', 'act'],
    input: passInput(ground.regions),
    run: (asked, pressed) => pass(asked, pressed, ground),
  })

const countyShown = ({ person, now }: Asked, ground: Ground): string =>
  exampleCounty(ground, ownRegion(person, ground.regions), dayOf(now)).name

const returnExample = (region: string, { plan }: Ground): string =>
  `/退回 ${region} ${exampleName(plan.indicators)} 数值与台账不符`

/** /退回: returns figures of one county with a reason, which is required and told to the county. */
export const returnCommand = (ground: Ground): Command =>
  command({
    name: '退回',
    words: ['return'],
    right: { kind: 'role', roles: COORDINATORS },
    summary: '退回上报，须写原因',
    help: { group: 'reviewing', rank: 3, acts: ['return'], begins: '审核' },
    example: (region) => returnExample(region, ground),
    input: returnInput(ground.regions),
    // the county is told: what is a reason by its place alone is seen first
    fills: (asked, waits) => withReason(asked, waits, 'because'),
    changes: (act, before, asked) => ofReturned(act, before, asked, ground),
    run: (asked, pressed) => sendBack(asked, pressed, ground),
  })

interface Wanted {
  readonly regions: readonly RegionKey[]
  readonly period: Period | undefined
  readonly indicator: string | undefined
  readonly rest: string
}

/**
 * What review is of: the place named or pressed with all below it, without one all that the coordinator oversees; of
 * these `regions` are those that the person reviews, none where none is. The period and the indicator, as named behind
 * the place; `rest`: the words behind them.
 */
export function wanted(asked: Asked, pressed: RegionKey | undefined, { regions, plan }: Ground): Wanted {
  const out = pressed ? [] : placesExcepted(asked)
  const mentioned = pressed ? undefined : regions.mentioned(asked.text).find(({ region }) => !out.includes(region.key))
  const region = pressed ?? mentioned?.region.key
  const words = (mentioned ? asked.text.slice(mentioned.to) : asked.text)
    .trim()
    .split(/[\s:：，,]+/)
    .filter(Boolean)
  const period = readPeriod(words[0] ?? '', plan.year)
  const said = period ? words.slice(1) : words
  const indicator = plan.indicators.find((one) => [one.name, one.short, ...one.aliases].includes(said[0] ?? ''))?.id
  const below = region ? regions.all.filter((one) => regions.within(one.key, region)).map((one) => one.key) : undefined
  return {
    regions: (below ?? overseen(asked.person, regions)).filter(
      (one) => reviews(asked.person, one, regions) && !out.some((place) => regions.within(one, place)),
    ),
    period,
    indicator,
    rest: (indicator ? said.slice(1) : said).join(' '),
  }
}

/** 除了安吉县: it is no place that is meant. */
const placesExcepted = ({ said }: Asked): RegionKey[] =>
  spansIn(said(), 'parts').flatMap(({ found }) => (found.but ?? []).flatMap((one) => (one === 'own' ? [] : [one])))

async function list(asked: Asked, pressed: RegionKey | undefined, ground: Ground): Promise<Outcome> {
  const { regions: allowed, period } = wanted(asked, pressed, ground)
  if (allowed.length === 0) return refused(asked, pressed, ground, '审核')
  const pending = await pendingIn(asked.store, allowed, 'review', period)
  const places = new Set(pending.map((one) => one.region))
  if (pending.length === 0) return answer('empty', text.nothingToReview())
  const isReturn = saysReturn(asked.said()) && marksIn(asked.said(), 'others').length === 0
  const back = isReturn && (await returnedIn(asked, pressed, pending, ground))
  if (back) return back
  const [only, another] = [...places]
  return only && !another
    ? answer('answered', cards.oneCounty(ground, pending), { opens: listing(only) })
    : answer('answered', cards.byCounty(ground, pending), {
        opens: listing(pressed ?? ownRegion(asked.person, ground.regions)),
      })
}

/** 退回柳泉散锯点，原因翻倍: those that the words point to, with the reason beside, seen before it is told. */
async function returnedIn(
  asked: Asked,
  pressed: RegionKey | undefined,
  pending: readonly Pending[],
  ground: Ground,
): Promise<Outcome | undefined> {
  const act = { act: 'return', said: asked.said(), ahead: asked.said('ahead') } as const
  const before = pressReview({ region: pressed ?? ownRegion(asked.person, ground.regions) }).values
  const [one, further] = pending
  const meant = (await judged(act, before, asked, ground))?.values['figure']?.split(',')
  const some = one && !further ? pending : pending.filter(({ entry }) => meant?.includes(entry.id))
  const because = reasonBeside(act.ahead)
  const [first] = some
  if (!first) return undefined
  return because ? returnPreviewed(ground, some, first.region, because) : returning(ground, some)
}

/** How what was not spoken of stands: nothing was done with it. */
async function untouched(asked: Asked, region: RegionKey | undefined, but: string, ground: Ground): Promise<Outcome> {
  if (!region || !reviews(asked.person, region, ground.regions)) return refused(asked, region, ground, '审核')
  const below = ground.regions.all.flatMap(({ key }) => (ground.regions.within(key, region) ? [key] : []))
  const waiting = await pendingIn(asked.store, below, 'review')
  const rest = waiting.filter(({ entry }) => !but.split(',').includes(entry.id))
  return answer('answered', cards.untouched(ground, rest), { opens: listing(region) })
}

async function pass(asked: Asked, pressed: PassPressed, ground: Ground): Promise<Outcome> {
  const { region, figure, sure, ...named } = pressed
  const said = wanted(asked, region, ground)
  const { regions: allowed, period = said.period, indicator = said.indicator } = { ...said, ...named }
  if (allowed.length === 0) return refused(asked, region, ground, '审核')
  const chains = await placesOf(asked.store, allowed)
  const all = await pendingIn(asked.store, allowed, 'review', period)
  const byWords = region || figure !== undefined || named.indicator ? undefined : namedIn(asked, all)
  const pending = byWords ?? chosen(all, indicator, figure)
  if (pending.length === 0) return answer('stale', text.nothingToReview(), { replaceCard: true })
  const meant = {
    region: region ?? placeOf(asked, ground),
    period,
    ...(byWords ? { figure: idsOf(byWords) } : { indicator, figure }),
  }
  const preview =
    passShown(asked, pressed, pending) && previewOf(ground, pending, meant, heldBack(all, pending, figure))
  if (preview) return answer('previewed', preview, region && { opens: pressReview({ region, figure }) })
  const acts = pending.map((one) => entryFor(asked, one, 'accept'))
  return written(asked, ground, chains, acts, {
    status: 'accepted',
    reply: cards.passed(ground, pending),
    ...(region && { opens: listing(region) }),
  })
}

type PassPressed = Pressed<ReturnType<typeof passInput>>

/**
 * Whether words or a press only show what they would accept, as the county cannot take it back any more: several whose
 * number nobody has seen, more or fewer than were shown, or one that was picked out of a list by words.
 */
function passShown(asked: Asked, pressed: PassPressed, pending: readonly Pending[]): boolean {
  const { region, figure, sure } = pressed
  if (isOther(pending, pressed)) return true
  if (asked.message.kind !== 'text') return false
  return pending.length > 1 ? !isSure(asked, { sure }) : Boolean(region && figure && !sure)
}

function previewOf(ground: Ground, pending: readonly Pending[], meant: cards.Meant, held: readonly Pending[]): Card {
  const [one, another] = pending
  return one && !another ? cards.passOne(ground, one) : cards.passPreview(ground, pending, meant, held)
}

/** What waits in the same places, where only some of it was picked. */
function heldBack(
  all: readonly Pending[],
  pending: readonly Pending[],
  figure: string | undefined,
): readonly Pending[] {
  const places = new Set(pending.map((one) => one.region))
  return figure === undefined ? [] : all.filter((one) => places.has(one.region) && !pending.includes(one))
}

/** 安吉县 僵尸企业、小微园, 安吉县 除了低小散企业: those that are named, or all but those. */
function namedIn({ said }: Asked, all: readonly Pending[]): readonly Pending[] | undefined {
  const [except] = marksIn(said(), 'except')
  const named = spansIn(said(), 'indicator').filter(({ latent }) => !latent)
  const isExcepted = except !== undefined || marksIn(said(), 'excepted').length > 0
  const isOut = (at: number): boolean => isExcepted && at > (except?.at ?? -1)
  const idsOf = (some: typeof named) => new Set(some.flatMap(({ found }) => found.ids))
  const [out, only] = [named.filter(({ at }) => isOut(at)), named.filter(({ at }) => !isOut(at))].map(idsOf)
  return named.length === 0
    ? undefined
    : all.filter(({ indicator }) => !out?.has(indicator) && (!only?.size || only.has(indicator)))
}

const SAID_ALONG = /\s确认$/

/** The words without the 确认 that says a preview is skipped. */
export const withoutSure = (words: string): string => words.replace(SAID_ALONG, '').trim()

/** Whether several may be accepted at once: the preview's button brought it, or 确认 was said along (/通过 5月 确认). */
export const isSure = (
  { text: words }: Pick<Asked, 'text'>,
  { sure }: { readonly sure?: 'yes' | undefined },
): boolean => sure === 'yes' || SAID_ALONG.test(words)

/** Whether more or fewer wait than were shown: what was agreed to was that. */
export const isOther = (pending: readonly Pending[], { shown }: { readonly shown?: number | undefined }): boolean =>
  shown !== undefined && shown !== pending.length

/** The first region that the words name; undefined where they name none. */
export const placeOf = ({ text: words }: Asked, { regions }: Ground): RegionKey | undefined =>
  regions.mentioned(words)[0]?.region.key

async function sendBack(
  asked: Asked,
  pressed: Pressed<ReturnType<typeof returnInput>>,
  ground: Ground,
): Promise<Outcome> {
  const { store } = asked
  const { figure, because } = pressed
  const { regions: allowed, period, indicator, rest } = wanted(asked, pressed.region, ground)
  if (allowed.length === 0) return refused(asked, pressed.region, ground, '退回')
  const reason = pressed.reason ?? because ?? rest.trim()
  if (pressed.region === undefined && ground.regions.mentioned(asked.text).length === 0)
    return answer('asked', text.returnWhat(returnExample(countyShown(asked, ground), ground)))
  const places = await placesOf(store, allowed)
  const waiting = await pendingIn(store, allowed, 'review', period)
  // accepted, and not received by the province yet
  const received = await pendingIn(store, allowed, 'receive', period)
  const meant = (some: readonly Pending[]) => chosen(some, indicator, figure)
  // Words without a period mean what waits; where nothing does, the newest that was accepted, not the whole year.
  const pending =
    period || meant(waiting).length === 0
      ? meant([...waiting, ...(figure || period ? received : newest(received))])
      : meant(waiting)
  if (pending.length === 0) return answer('stale', text.nothingToReview(), { replaceCard: true })
  if (!reason) return returning(ground, pending)
  const faults = await contradictions(store, ground, await broughtBack(store, pending), pending)
  if (faults.length > 0) return answer('blocked', text.wouldContradict('退回', faults))
  if (because && pressed.region) return returnPreviewed(ground, pending, pressed.region, because)
  const acts = pending.map((one) => entryFor(asked, one, 'return', { reason }))
  return written(asked, ground, places, acts, {
    status: 'returned',
    reply: cards.sentBack(ground, pending, reason),
    ...(pressed.region && { opens: pressReturn({ region: pressed.region, figure: idsOf(pending) }) }),
    says: await notices(asked, pending, (these) => cards.returnedNotice(ground, these, reason, speaker(asked))),
  })
}

/**
 * Of what waits the figures of this indicator and with these ledger ids (joined by commas). What is undefined
 * restricts nothing.
 */
export const chosen = (
  pending: readonly Pending[],
  indicator: string | undefined,
  figure: string | undefined,
): Pending[] =>
  pending.filter(
    (one) =>
      (indicator === undefined || one.indicator === indicator) &&
      (figure === undefined || figure.split(',').includes(one.entry.id)),
  )

/**
 * The answer where the named place is not the coordinator's to review, or is unknown.
 * @param what the act, as the card calls it
 */
export function refused(
  { text: words, person }: Asked,
  pressed: RegionKey | undefined,
  { regions }: Ground,
  what: string,
): Outcome {
  const region = pressed ? regions.get(pressed) : regions.mentioned(words)[0]?.region
  return answer('refused', text.noRight(what, region, region?.level === 'city' ? PROVINCE : COORDINATORS, person))
}

/** A returned correction brings the accepted figure back, which has to fit what was reported meanwhile. */
async function broughtBack(store: Reader, pending: readonly Pending[]): Promise<FigureEntry[]> {
  const cells = await cellsOf(store, pending)
  return pending.flatMap((one) => {
    const cell = cells.get(keyOf(one))
    return (cell && isOpen(cell, 'return', false) && afterReturn(cell).figure) || []
  })
}

/**
 * A card for each message in which the figures were said, to go into its thread.
 * @param card made of the figures of one message
 */
export async function notices(
  asked: Asked,
  pending: readonly Pending[],
  card: (these: readonly Pending[]) => Card,
): Promise<Outgoing[]> {
  const byMessage = new Map<string, Pending[]>()
  for (const one of pending) byMessage.set(one.entry.message, [...(byMessage.get(one.entry.message) ?? []), one])
  return Promise.all(
    [...byMessage].map(
      async ([message, these]): Promise<Outgoing> => ({
        key: `about:${message}:${inboxId(asked.message)}`,
        to: await threadOf(asked.store, message, these),
        card: card(these),
        due: asked.now,
      }),
    ),
  )
}

/**
 * A card for the coordinators of each city whose counties' figures the province settled; none where a city's
 * coordinator did it.
 */
export async function citiesToo(
  asked: Asked,
  { regions }: Ground,
  pending: readonly Pending[],
  card: Card,
): Promise<Outgoing[]> {
  const cities = [...new Set(pending.flatMap(({ region }) => regions.get(region).parent ?? []))]
  const people = await Promise.all(cities.map((city) => holders(asked.store, 'city-coordinator', city)))
  return people.flat().map(({ id }) => ({
    key: `about:${inboxId(asked.message)}:${id}`,
    to: { kind: 'person', person: id },
    card: without(card, 'buttons'),
    due: asked.now,
  }))
}

/** The thread of the message that said it; the person where the message is not kept (imports). */
async function threadOf(store: Reader, message: string, these: readonly Pending[]): Promise<Recipient> {
  const row = await saidIn(store, message)
  const [first] = these
  if (row) return { kind: 'chat', channel: row.channel, chat: row.chat, replyTo: message.slice(row.channel.length + 1) }
  if (!first) throw new Error('nothing to tell of')
  return { kind: 'person', person: first.entry.by }
}
