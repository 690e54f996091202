/** What a message takes out of something shown, puts in, or restricts it to: 安吉不用催, 除了宁波, 把德清加上, 只看湖州的. */
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Time, Utterance } from './found.ts'
import { clausesOf, marksIn, saysOnly, spansIn } from './frame.ts'

export interface Change {
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
 * A message may say the same twice (园区先不报，厂房的报), and why (，他们刚打过电话).
 * @returns undefined where it says something besides, or nothing to take out
 */
export function changeIn(said: Utterance): Change | undefined {
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

/** 厂房的报了: what is not taken out. */
const isKept = (said: Utterance): boolean =>
  saysOnly(said, ['region', 'indicator', 'act', 'measure', 'polar']) &&
  spansIn(said, 'measure').every(({ found }) => found.measure === 'reported' && found.is === true) &&
  spansIn(said, 'act').every(({ found }) => found.act === 'report' || found.act === 'confirm') &&
  spansIn(said, 'polar').every(({ found }) => found.says)

function changeOf(said: Utterance): Change | undefined {
  if (!saysOnly(said, KINDS, MARKS)) return undefined
  const how = howIn(said)
  const but = spansIn(said, 'parts').flatMap(({ found }) => found.but ?? [])
  const excepted = but.flatMap((one) => (one === 'own' ? [] : [one]))
  const wholes = spansIn(said, 'parts').filter(({ found }) => found.whole !== 'own' || !found.but).length
  const places = [...spansIn(said, 'region').map(({ found }) => found.key), ...excepted]
  const named = spansIn(said, 'indicator')
  const indicators = named.flatMap(({ found: { ids } }) => (ids.length === 1 ? ids : []))
  const times = spansIn(said, 'time').flatMap(({ found, latent }) => (latent ? [] : [found]))
  const isClear = wholes === 0 && indicators.length === named.length
  if (!how || !isClear || places.length + indicators.length + times.length === 0) return undefined
  const isState = how === 'out' && spansIn(said, 'measure').length > 0
  return { how, isState, places, indicators, times }
}

function howIn(said: Utterance): Change['how'] | undefined {
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
    acts.includes('quiet') ||
    measures.length > 0 ||
    spansIn(said, 'polar').some(({ found }) => !found.says) ||
    spansIn(said, 'parts').some(({ found }) => found.but !== undefined) ||
    marksIn(said, 'except', 'excepted', 'forbid', 'not').length > 0
  const [repair] = repairs
  if (isDenied) return repair ? undefined : 'out'
  return repair === 'only' ? 'only' : repair === 'more' ? 'in' : undefined
}

const HOWS: ReadonlySet<string> = new Set(['only', 'more'])

/** What is done with what was shown: 催, 发, 报; 不用催. */
const ACTS: ReadonlySet<string> = new Set(['quiet', 'remind', 'confirm', 'report'])
