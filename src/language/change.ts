/** What a message takes out of something shown, puts in, or restricts it to: 安吉不用催, 除了宁波, 把德清加上, 只看湖州的. */
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Time, Utterance } from './found.ts'
import { clausesOf, marksIn, saysOnly, spansIn } from './frame.ts'

/**
 * One change of what was shown: places, indicators or times taken out (`out`), put in (`in`), or all others left out
 * (`only`).
 */
export interface ListChange {
  readonly how: 'out' | 'in' | 'only'
  /** only 不报 or 没报 says so: of what is to be reported it takes out, of others it tells how they stand */
  readonly isState: boolean
  readonly places: readonly RegionKey[]
  readonly indicators: readonly IndicatorId[]
  readonly times: readonly Time[]
}

const KINDS = ['region', 'parts', 'indicator', 'time', 'act', 'repair', 'polar', 'measure', 'topic'] as const
const MARKS = ['except', 'excepted', 'forbid', 'not', 'and', 'into'] as const

/**
 * What a message takes out, puts in, or restricts something to; it may say the same twice (园区先不报，厂房的报), and why.
 * @returns undefined where it says something besides, or nothing to take out
 */
export function changeIn(said: Utterance): ListChange | undefined {
  const whole = changeOf(said)
  if (whole) return whole
  const clauses = clausesOf(said)
  const changes = clauses.flatMap((one) => changeOf(one) ?? [])
  const [change, another] = changes
  const others = clauses.filter((one) => !changeOf(one))
  return change && !another && others.every((one) => isBeside(one) || isKept(one)) ? change : undefined
}

/** Asks nothing, does nothing, and names nothing that could be meant. */
const isBeside = (said: Utterance): boolean =>
  (['region', 'parts', 'indicator', 'amount', 'ask', 'act', 'repair', 'polar', 'measure', 'time'] as const).every(
    (kind) => spansIn(said, kind).every(({ latent }) => latent),
  )

/** Whether a clause says what holds of the rest, which is not taken out: 厂房的报了. */
const isKept = (said: Utterance): boolean =>
  saysOnly(said, ['region', 'indicator', 'act', 'measure', 'polar']) &&
  spansIn(said, 'measure').every(({ found }) => found.measure === 'reported' && found.is === true) &&
  spansIn(said, 'act').every(({ found }) => DOES.has(found.act)) &&
  spansIn(said, 'polar').every(({ found }) => found.says)

function changeOf(said: Utterance): ListChange | undefined {
  if (!saysOnly(said, KINDS, MARKS)) return undefined
  const how = howIn(said)
  const but = spansIn(said, 'parts').flatMap(({ found }) => found.but ?? [])
  // what is said of the others is not said of the one named: 德清催一下，别的县先不管
  if (but.includes('own')) return undefined
  const excepted = but.flatMap((one) => (one === 'own' ? [] : [one]))
  const wholes = spansIn(said, 'parts').filter(({ found }) => found.whole !== 'own' || !found.but).length
  const places = [...spansIn(said, 'region').map(({ found }) => found.key), ...excepted]
  const named = spansIn(said, 'indicator')
  const indicators = named.flatMap(({ found: { ids } }) => (ids.length === 1 ? ids : []))
  const times = spansIn(said, 'time').flatMap(({ found, latent }) => (latent ? [] : [found]))
  const isClear = wholes === 0 && indicators.length === named.length
  if (!how || !isClear || places.length + indicators.length + times.length === 0) return undefined
  // besides how they stand, whom it leaves out is said: 除了安吉，没报的都催
  const isState = how === 'out' && spansIn(said, 'measure').length > 0 && excepted.length === 0 && !isExcepting(said)
  return { how, isState, places, indicators, times }
}

function howIn(said: Utterance): ListChange['how'] | undefined {
  const repairs = spansIn(said, 'repair').map(({ found }) => found.how)
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const measures = spansIn(said, 'measure').map(({ found }) => found)
  const isUnreported = measures.every(({ measure, is }) => measure === 'reported' && is === false)
  if (
    !isUnreported ||
    !repairs.every((how) => how === repairs[0] && HOWS.has(how)) ||
    !acts.every((one) => ACTS.has(one))
  )
    return undefined
  const isDenied =
    acts.some((one) => DENIES.has(one)) ||
    measures.length > 0 ||
    spansIn(said, 'polar').some(({ found }) => !found.says) ||
    spansIn(said, 'parts').some(({ found }) => found.but !== undefined) ||
    isExcepting(said) ||
    marksIn(said, 'forbid', 'not').length > 0
  const [repair] = repairs
  if (isDenied) return repair ? undefined : 'out'
  return repair === 'only' ? 'only' : repair === 'more' ? 'in' : undefined
}

const isExcepting = (said: Utterance): boolean => marksIn(said, 'except', 'excepted').length > 0

const HOWS: ReadonlySet<string> = new Set(['only', 'more'])

/** What is done with what was shown: 催, 发, 报; and what keeps it from being done: 不用催, 算了, 撤掉. */
const DOES: ReadonlySet<string> = new Set(['remind', 'confirm', 'send', 'report'])
const DENIES: ReadonlySet<string> = new Set(['quiet', 'cancel', 'undo'])
const ACTS: ReadonlySet<string> = new Set([...DOES, ...DENIES])

/**
 * What a message changes of a list of places that was shown: said in one clause, of places that may stand in another
 * (安吉的人请假了，去掉; 安吉我自己打，其他的你发), with whatever else tells why. What it does not name it leaves as it is.
 * @returns undefined where it changes nothing or only tells how places stand, names no place, or does so in several
 *   clauses that together are no one change
 */
export function changeOfShown(said: Utterance): ListChange | undefined {
  const whole = changeIn(said)
  if (whole) return whole.isState ? undefined : whole
  const clauses = clausesOf(said)
  const hows = clauses.map(howOfClause)
  const [how, another] = hows.flatMap((one) => one ?? [])
  if (!how || another) return undefined
  const own = clauses.filter((_, index) => hows[index] !== undefined).flatMap(placesIn)
  const places = own.length > 0 ? own : clauses.flatMap(placesIn)
  const names = spansIn(said, 'indicator').filter(({ latent }) => !latent)
  const isOfAnother = own.length > 0 && clauses.flatMap(placesIn).length > own.length
  if (places.length === 0 || isOfAnother || names.length > 0) return undefined
  return { how, isState: false, places, indicators: [], times: [] }
}

const placesIn = (said: Utterance): RegionKey[] => [
  ...spansIn(said, 'region').map(({ found }) => found.key),
  ...spansIn(said, 'parts').flatMap(({ found }) => (found.but ?? []).flatMap((one) => (one === 'own' ? [] : [one]))),
]

/** 去掉, 不用催: out; 其他的你发: the ones named elsewhere are out; 别的先不管: they alone are meant. */
function howOfClause(said: Utterance): ListChange['how'] | undefined {
  const isOfOthers =
    marksIn(said, 'others').length > 0 || spansIn(said, 'parts').some(({ found }) => found.but?.includes('own'))
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  if (!acts.every((one) => ACTS.has(one))) return undefined
  const isDenied =
    acts.some((one) => DENIES.has(one)) || marksIn(said, 'except', 'excepted', 'forbid', 'not').length > 0
  if (isOfOthers) return isDenied ? 'only' : acts.length > 0 ? 'out' : undefined
  if (isDenied) return 'out'
  const [repair, another] = spansIn(said, 'repair').map(({ found }) => found.how)
  return another ? undefined : repair === 'only' ? 'only' : repair === 'more' ? 'in' : undefined
}
