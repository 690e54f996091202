/** 接收, 锁定 and 核销: the province takes over what the cities accepted, closes the period and writes off what stays missing; 批准 of what is asked after. */

import { spansIn } from '../../language/index.ts'
import { cellsOf, closedOf, keyOf, owing, placesOf, statesOf, WHOLE_PERIOD } from '../../ledger/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import { withoutLeading } from '../../office/bounds.ts'
import { type Day, dayOf } from '../../office/day.ts'
import { deadlineOf } from '../../office/deadline.ts'
import { exampleCounty } from '../../office/example.ts'
import { LEVEL } from '../../office/levels.ts'
import { owedBy, ruleFor } from '../../office/owed.ts'
import { endOf, type Period, parsePeriod, previousPeriod, readPeriod } from '../../office/period.ts'
import { ownRegion } from '../../office/scope.ts'
import type { Reader } from '../../store/index.ts'
import * as cards from '../cards/close-cards.ts'
import { entryFor, speaker, written } from '../entry.ts'
import { closeInput, grantInput, pressUnlock, pressWriteOff, unlockInput, writeOffInput } from '../presses.ts'
import { contradictions } from '../rules/contradiction.ts'
import { leadingRegion, overseen, PROVINCE } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { pendingIn } from '../waiting.ts'
import { citiesToo, isOther, isSure, notices, withoutSure } from './review.ts'
import { withReason } from './review-talk.ts'

/** /接收: the province takes over what cities accepted, after a preview; bulletins count what is received. */
export const receiveCommand = (ground: Ground): Command =>
  command({
    name: '接收',
    words: ['receive'],
    right: { kind: 'role', roles: PROVINCE },
    summary: `${LEVEL.whole}级接收${LEVEL.cities}已审核通过的数据`,
    help: { group: 'reviewing', rank: 9 },
    example: () => '/接收 6月',
    intents: ['receive'],
    effect: 'reads',
    input: closeInput,
    run: (asked, pressed) => receive(asked, pressed, ground),
  })

/**
 * /锁定: the province locks a period that is over, after a preview; then figures of it change only by a granted
 * request.
 */
export const lockCommand = (ground: Ground): Command =>
  command({
    name: '锁定',
    words: ['lock'],
    right: { kind: 'role', roles: PROVINCE },
    summary: '锁定一期数据，之后只能申请更正',
    help: { group: 'reviewing', rank: 10 },
    undoneBy: '解锁',
    example: () => '/锁定 6月',
    slots: ['time', 'measure'],
    intents: ['review'],
    effect: 'drafts',
    claims: ({ said }) => spansIn(said(), 'measure').some(({ found }) => found.is === 'locked'),
    input: closeInput,
    run: (asked, pressed) => lock(asked, pressed, ground),
  })

/** /解锁: the province opens a locked period again; a reason is required. */
export const unlockCommand = (ground: Ground): Command =>
  command({
    name: '解锁',
    words: ['取消锁定', 'unlock'],
    right: { kind: 'role', roles: PROVINCE },
    summary: '解开锁定的一期，须写原因',
    help: { group: 'reviewing', rank: 11 },
    example: () => '/解锁 6月 因 补报',
    input: unlockInput,
    fills: withReason,
    run: (asked, pressed) => unlock(asked, pressed, ground),
  })

/** /批准更正: the province lists corrections asked for after the lock, and grants or denies them one by one. */
export const grantCommand = (ground: Ground): Command =>
  command({
    name: '批准更正',
    words: ['更正申请'],
    right: { kind: 'role', roles: PROVINCE },
    summary: '查看锁定后的更正申请，批准或不予批准',
    help: { group: 'reviewing', rank: 13 },
    example: () => '/批准更正',
    input: grantInput,
    run: (asked, pressed) => settle(asked, pressed, ground),
  })

type Closing = Pressed<typeof closeInput>

function periodIn(asked: Asked, { period }: Closing, { plan }: Ground): Period | undefined {
  if (period) return period
  const said = withoutSure(asked.text)
  return parsePeriod(said) ?? readPeriod(said, plan.year) ?? periodSaid(asked, plan.year)
}

/** 把5月锁了: the one that is named among other words. */
function periodSaid({ text: words, said, commanded }: Asked, year: number): Period | undefined {
  const [only, another] = commanded ? [] : spansIn(said(), 'time')
  return only && !another ? readPeriod(words.slice(only.at, only.end), year) : undefined
}

async function receive(asked: Asked, pressed: Closing, ground: Ground): Promise<Outcome> {
  const { person, store } = asked
  const regions = overseen(person, ground.regions)
  const period = periodIn(asked, pressed, ground)
  const places = await placesOf(store, regions)
  const pending = await pendingIn(store, regions, 'receive', period)
  const waiting = await pendingIn(store, regions, 'review', period)
  if (pending.length === 0) return answer('empty', cards.nothingToReceive(waiting.length))
  if (!isSure(asked, pressed) || isOther(pending, pressed))
    return answer('asked', cards.receivePreview(ground, pending, waiting.length, period))
  const acts = pending.map((one) => entryFor(asked, one, 'receive'))
  return written(asked, ground, places, acts, { status: 'received', reply: cards.received(pending.length) })
}

async function lock(asked: Asked, pressed: Closing, ground: Ground): Promise<Outcome> {
  const { store } = asked
  const province = ground.regions.province.key
  const period = periodIn(asked, pressed, ground)
  if (!period) return answer('asked', cards.lockWhat(previousPeriod(dayOf(asked.now).slice(0, 7) as Period)))
  if (endOf(period) >= dayOf(asked.now)) return answer('refused', cards.notOver(period))
  const places = await placesOf(store, [province])
  if ((await closedOf(store, province, [period])).size > 0) return answer('stale', cards.lockedAlready(period))
  if (!isSure(asked, pressed))
    return answer('asked', cards.lockPreview(period, await tally(store, ground, period), dueIn(ground, period, asked)))
  const whole = entryFor(asked, { region: province, indicator: WHOLE_PERIOD, period }, 'lock')
  return written(asked, ground, places, [whole], { status: 'locked', reply: cards.locked(period) })
}

/** The last day to report a period, while it lies ahead. */
function dueIn({ plan, calendar }: Ground, period: Period, { now }: Asked): Day | undefined {
  const rule = ruleFor(plan, period)
  const last = rule && calendar && deadlineOf(rule, period, calendar).lastDay
  return last && last >= dayOf(now) ? last : undefined
}

/** A locked period is opened with a reason, which stands in the province's chain; what it holds is as it was. */
async function unlock(asked: Asked, pressed: Pressed<typeof unlockInput>, ground: Ground): Promise<Outcome> {
  const { store } = asked
  const province = ground.regions.province.key
  const words = asked.text.trim().split(/\s+/)
  const period = pressed.period ?? readPeriod(words[0] ?? '', ground.plan.year) ?? periodIn(asked, pressed, ground)
  if (!period) return answer('asked', cards.unlockWhat())
  if ((await closedOf(store, province, [period])).size === 0) return answer('stale', cards.notLocked(period))
  const reason = pressed.reason ?? reasonIn(words)
  if (!reason)
    return answer('asked', cards.unlockForm(period), {
      asks: { slots: ['reason'], values: pressUnlock({ period }).values },
    })
  const places = await placesOf(store, [province])
  const whole = entryFor(asked, { region: province, indicator: WHOLE_PERIOD, period }, 'unlock', { reason })
  return written(asked, ground, places, [whole], { status: 'unlocked', reply: cards.unlocked(period, reason) })
}

/** 6月 因 补报: what stands behind the period. */
const reasonIn = ([, ...words]: readonly string[]): string | undefined =>
  withoutLeading(words.join(' '), [' ', '因为', '因']) || undefined

/** How far a period has come: what is received, what is on its way, who is missing altogether. */
async function tally(store: Reader, { plan, regions }: Ground, period: Period): Promise<cards.Tally> {
  const states = await statesOf(store, period)
  const count = (state: string) => states.filter((one) => one.state === state).length
  const reported = new Set(states.filter((one) => one.figure !== undefined).map(keyOf))
  const missing = regions
    .counties(endOf(period))
    .filter(({ key }) =>
      owedBy(plan, key, period).some(({ id }) => !reported.has(keyOf({ region: key, indicator: id, period }))),
    )
  return {
    received: count('received'),
    accepted: count('accepted'),
    submitted: count('submitted'),
    missing: missing.map((one) => one.name),
  }
}

async function settle(asked: Asked, pressed: Pressed<typeof grantInput>, ground: Ground): Promise<Outcome> {
  const { person, store } = asked
  const regions = overseen(person, ground.regions)
  const { figure } = pressed
  const places = await placesOf(store, regions)
  const requests = await pendingIn(store, regions, 'requests')
  const chosen = requests.filter((one) => one.entry.id === figure)
  if (figure === undefined) return answer('answered', cards.requests(ground, requests))
  const [request] = chosen
  if (!request) return answer('stale', cards.requestGone())
  const grants = pressed.decision === 'grant'
  const asks = (await cellsOf(store, chosen)).get(keyOf(request))?.request
  const faults = grants && asks ? await contradictions(store, ground, [asks], chosen) : []
  if (faults.length > 0) return answer('blocked', text.wouldContradict('批准', faults))
  const acts = chosen.map((one) => entryFor(asked, one, grants ? 'grant' : 'deny'))
  const notice = cards.settledNotice(ground, request, grants, speaker(asked))
  return written(asked, ground, places, acts, {
    status: grants ? 'granted' : 'denied',
    reply: cards.settled(ground, request, grants),
    says: [...(await notices(asked, chosen, () => notice)), ...(await citiesToo(asked, ground, chosen, notice))],
  })
}

/**
 * /核销: the province writes off what a county never reported for a period that is over; a reason is required. It is
 * asked for no more, and counts as no report.
 */
export const writeOffCommand = (ground: Ground): Command =>
  command({
    name: '核销',
    words: ['免报'],
    right: { kind: 'role', roles: PROVINCE },
    summary: `某${LEVEL.county}某一期一直没报的，写明原因后不再催、不再列`,
    help: { group: 'reviewing', rank: 12 },
    example: (region) => `/核销 ${region} 4月 因 机构调整`,
    input: writeOffInput(ground.regions),
    fills: withReason,
    run: (asked, pressed) => writeOff(asked, pressed, ground),
  })

async function writeOff(
  asked: Asked,
  pressed: Pressed<ReturnType<typeof writeOffInput>>,
  ground: Ground,
): Promise<Outcome> {
  const { store, now } = asked
  const named = pressed.region ? undefined : leadingRegion(asked.text, ground.regions)
  const region = pressed.region ?? named?.region.key
  const words = (named?.rest ?? '').trim().split(/\s+/)
  const period = pressed.period ?? readPeriod(words[0] ?? '', ground.plan.year)
  if (!region || !period || endOf(period) >= dayOf(now))
    return answer(
      'asked',
      cards.writeOffWhat(exampleCounty(ground, ownRegion(asked.person, ground.regions), dayOf(now)).name),
    )
  const place = ground.regions.get(region)
  const places = await placesOf(store, [region])
  const { missing } = await owing(store, ground.plan, region, period)
  if (missing.length === 0) return answer('settled', cards.nothingToWriteOff(place, period))
  const reason = pressed.reason ?? reasonIn(words)
  const means = { region, period }
  if (!reason)
    return answer('asked', cards.writeOffForm(place, period, missing, pressWriteOff(means)), {
      asks: { slots: ['reason'], values: pressWriteOff(means).values },
    })
  if (pressed.sure === undefined)
    return answer('previewed', cards.writeOffPreview(place, period, missing, { ...means, reason }))
  const acts = missing.map(({ id }) => entryFor(asked, { region, indicator: id, period }, 'waive', { reason }))
  return written(asked, ground, places, acts, {
    status: 'written-off',
    reply: cards.writtenOff(place, period, missing.length, reason),
  })
}
