/** An amount in another unit: 320亩是多少公顷. Of the units that an indicator of the plan is counted in, and of no others. */
import { marksIn, spansIn, tellsNo, type Utterance } from '../language/index.ts'
import { type Card, card, lead } from '../message/card.ts'
import { type Amount, amount, divide, grouped, isZero, rounded } from '../office/amount.ts'
import type { Indicator, Plan } from '../office/plan.ts'
import { inBaseUnit } from '../request/index.ts'

/** An amount in two units of one indicator, worked out exactly. */
export interface Conversion {
  readonly value: Amount
  readonly from: string
  readonly to: string
  /** how many of the one make one of the other, exactly */
  readonly result: Amount
}

/**
 * 1.2万亩是多少亩: the conversion that a message asks for.
 * @returns undefined where a place, a time or anything of the ledger is asked about, or no indicator has both units
 */
export function conversionIn(said: Utterance, { indicators }: Plan): Conversion | undefined {
  const [told, another] = spansIn(said, 'amount').filter(({ latent, found }) => !latent && found.unit !== undefined)
  const asked = spansIn(said, 'ask').filter(({ found }) => found.for === 'how-much' || found.for === 'how-many')
  const [bare] = marksIn(said, 'unit')
  const to =
    asked.find(({ found }) => found.unit !== undefined)?.found.unit ?? (bare && said.raw.slice(bare.at, bare.end))
  const from = told?.found.unit
  if (!told || another || asked.length !== 1 || !from || !to || from === to || told.found.mode || told.found.change)
    return undefined
  if (!tellsNo(said, 'region', 'own', 'parts', 'time', 'measure', 'extreme', 'compare')) return undefined
  const named = spansIn(said, 'indicator').flatMap(({ found }) => found.ids)
  const known = indicators.filter(({ id }) => named.length === 0 || named.includes(id))
  const [result] = known.flatMap((one) => converted(one, told.found.value, from, to) ?? [])
  return result === undefined ? undefined : { value: told.found.value, from, to, result }
}

function converted(indicator: Indicator, value: Amount, from: string, to: string): Amount | undefined {
  const [base, one] = [inBaseUnit(indicator, value, from), inBaseUnit(indicator, amount(1), to)]
  return base === undefined || one === undefined || isZero(one) ? undefined : divide(base, one)
}

/** As much as a figure of areas and amounts is told with. */
const PLACES = 4

/** The answer to a question for a conversion. */
export function convertedCard({ value, from, to, result }: Conversion): Card {
  const told = rounded(result, PLACES)
  const said = `${grouped(value)}${from}${told === result ? '等于' : '约等于'}${grouped(told)}${to}`
  return card('info', said, [lead(`${said}。${ONLY}`)])
}

const ONLY = '只是换算，没有记录任何数；上报时写哪个单位都可以，会自动换算。'
