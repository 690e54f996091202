/** What a figure is to come to: 到多少才亮黄灯, 再报几家能排第一, 报多少能追上安吉. */
import { amount, divide } from '../../office/amount.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Test } from '../../query/index.ts'
import type { Facts } from '../facts/facts.ts'
import type { Said } from '../facts/said.ts'
import type { Conditions } from './conditions.ts'

/** What is to be reached, for which the figure that is needed is asked. */
export interface AskedReach {
  readonly reach: Test
  /** the place that is to be reached */
  readonly versus?: RegionKey
}

/**
 * The condition for which a figure is asked that would be enough (才, 能): 要报多少才能进前三.
 * @returns undefined where the question asks for a figure that there is
 */
export function reachOf(said: Said, facts: Facts, { tests }: Pick<Conditions, 'tests'>): AskedReach | undefined {
  const asked = said.all('ask').filter(({ found }) => SIZES.has(found.for) || found.of === 'thing')
  const enough = said.thens.find((at) => asked.some(({ end }) => end <= at))
  if (enough === undefined || said.has('parts') || facts.asks.place) return undefined
  const [place] = said.all('region').filter(({ at }) => at > enough)
  const behind = said.all('measure').filter(({ at }) => at >= enough)
  const isCatching = behind.some(({ found }) => found.measure === 'ahead' && found.is === true)
  if (place && (isCatching || place.found.versus)) {
    const op = place.found.op === '>' ? '>' : '>='
    return { reach: { measure: 'rate', op, to: 'versus' }, versus: place.found.key }
  }
  const extreme = facts.extreme?.found
  const nth = extreme?.end === 'first' ? (extreme.n ?? extreme.nth) : undefined
  if (nth !== undefined && facts.extreme && facts.extreme.at >= enough)
    return { reach: { measure: 'rank', op: '<=', to: amount(nth) } }
  const light = behind.find(({ found }) => found.measure === 'light')
  const lights = light && LIGHTS[`${light.found.not ? 'not ' : ''}${String(light.found.is)}`]
  if (lights) return { reach: { measure: 'light', op: '=', to: lights } }
  const [part] = facts.amounts.filter(({ at, found }) => at >= enough && found.unit === '%')
  if (part) return { reach: { measure: 'rate', op: '>=', to: divide(part.found.value, amount(100)) } }
  const [bound] = tests.filter(({ measure, op }) => measure === 'rate' && op.startsWith('>'))
  return bound && facts.compares.some(({ at }) => at >= enough) ? { reach: bound } : undefined
}

/** A better one will do. */
const LIGHTS: Readonly<Record<string, readonly string[]>> = {
  green: ['green'],
  yellow: ['yellow', 'green'],
  'not red': ['yellow', 'green'],
}
const SIZES: ReadonlySet<string> = new Set(['how-much', 'how-many'])
