/** What is said when a question is asked back. */
import { buttons, type Card, card } from '../message/card.ts'
import { placeName, shortPeriod } from '../office/format.ts'
import { LEVEL } from '../office/levels.ts'
import type { Indicator } from '../office/plan.ts'
import { type LedgerQuery, nameOfMeasure, queryButton } from '../query/index.ts'
import type { Said } from './facts/said.ts'
import { type OfficeTerms, say } from './say.ts'
import type { AskBack } from './settle.ts'

/** The one short question that is asked back, without its options. */
export function askingText(asking: AskBack): string {
  switch (asking.what) {
    case 'name':
      return `“${asking.words}”是哪个地方或哪项指标？`
    case 'time':
      return `“${asking.words}”是哪个时间？请说几月。`
    case 'amount':
      return `“${asking.words}”是多少？请说一个准数。`
    case 'word':
      return `“${asking.words}”没看懂。要看的是不是这个？`
    case 'unit':
      return `“${asking.unit}”不是这项指标的单位，请换个单位。`
    case 'period':
      return '台账按月记数，请说几月。'
    case 'below-zero':
      return '累计数不会小于0，没有按它算。请换一个数；要减几家，请说“少报几家”。'
    case 'indicator':
      return '按哪项指标排？'
    case 'use':
      return `“${asking.words}”和这句问的合不到一起，请分开问，或换个说法。`
    case 'which':
      return '您问的是哪一个？'
    case 'scope':
      return `“${asking.words}”说的是哪个${asking.level === 'county' ? LEVEL.county : LEVEL.city}？`
  }
}

/** What tells the options apart, each as short as it can be, in their order. */
export function optionTexts(options: readonly LedgerQuery[], terms: OfficeTerms): string[] {
  const parts = options.map((one) => partsOf(one, terms))
  return parts.map((own) => {
    const telling = own.filter((part, at) => parts.some((other) => other[at] !== part)).filter(Boolean)
    return telling.join(' ') || own.filter(Boolean).join(' ')
  })
}

function partsOf(query: LedgerQuery, terms: OfficeTerms): string[] {
  const { of, whom, when, where = [], order, limit, fold, versus, claim } = query
  return [
    typeof of === 'string'
      ? '各项指标'
      : of.map((id) => terms.plan.indicators.find((one) => one.id === id)?.short ?? id).join('、'),
    whomText(whom, terms),
    typeof when === 'string' ? '' : when.map((one) => shortPeriod(one, terms.plan)).join('、'),
    nameOfMeasure(query.measures[0] ?? 'value'),
    where.length > 0 ? `只看${where.map((test) => nameOfMeasure(test.measure)).join('、')}符合的` : '',
    order
      ? `按${nameOfMeasure(order.measure)}${order.down ? '从高到低' : '从低到高'}${limit ? `取${limit}个` : ''}`
      : '',
    fold === 'count' ? '计数' : fold === 'mean' ? '平均' : fold === 'sum' ? '合计' : '',
    versus ? '作比较' : '',
    claim ? '核对' : '',
  ]
}

function whomText(whom: LedgerQuery['whom'], { regions }: OfficeTerms): string {
  if ('places' in whom) return whom.places.map((key) => placeName(regions, key)).join('、')
  return `${placeName(regions, whom.parts)}各${whom.level === 'city' ? regions.levels.city : regions.levels.county}`
}

/** A name that was typed otherwise, and what it was taken for. */
export interface Taken {
  readonly typed: string
  readonly meant: string
}

/** The names that a message mistypes, each with the name it was taken for, each once. */
export function takenIn(said: Said, { plan, regions }: OfficeTerms): Taken[] {
  const indicators = said.all('indicator').flatMap(({ typed, found }): Taken[] => {
    const one = plan.indicators.find(({ id }) => id === found.ids[0])
    return typed && one ? [{ typed, meant: one.short }] : []
  })
  const places = said
    .all('region')
    .flatMap(({ typed, found }): Taken[] => (typed ? [{ typed, meant: regions.get(found.key).name }] : []))
  return [...indicators, ...places]
}

/** A Chinese sentence on how mistyped names were taken; '' for none. */
export const takenText = (taken: readonly Taken[]): string =>
  `${taken.map(({ typed, meant }) => `“${typed}”按“${meant}”理解`).join('，')}；如果不对，请写全名再问。`

/**
 * Says that a message has more questions than are answered at once.
 *
 * @param most how many are
 */
export const moreAsked = (most: number): string => `一次先答前${most}个问题，其余的请再问一次。`

/** Says that figures are the ledger's own, without what was supposed before. */
export const WITHOUT_SUPPOSED = '这是台账里的数，不含前面假设的数。'

/** Names the words of a question that were not used. */
export const unreadText = (words: readonly string[]): string => `没有用上${words.map((one) => `“${one}”`).join('')}。`

/** What is asked back may as well be of no matter. */
const WITHOUT: ReadonlySet<AskBack['what']> = new Set(['use', 'word', 'name', 'time', 'amount', 'period'])

/** The question as a card; what can be chosen from stands on buttons that carry the finished query. */
export function askingCard(asking: AskBack, nearest: LedgerQuery, terms: OfficeTerms): Card {
  const options = asking.what === 'which' ? asking.options : []
  const texts = optionTexts(options, terms)
  const ways = options.map((query, at) => queryButton(texts[at] ?? '', query))
  if (asking.what === 'scope')
    ways.push(...asking.options.map(({ place, query }) => queryButton(placeName(terms.regions, place), query)))
  if (asking.what === 'indicator')
    ways.push(...terms.plan.indicators.map((one) => queryButton(one.short, ofOne(nearest, one))))
  // what it would be without the words that were of no use
  if (WITHOUT.has(asking.what)) ways.push(queryButton(say(nearest, terms), nearest))
  return card('info', askingText(asking), [buttons(ways)])
}

/** What a rate indicator is ranked by is its figure. */
const ofOne = ({ order, ...query }: LedgerQuery, { id, kind }: Indicator): LedgerQuery => {
  const measure = kind === 'rate' ? 'value' : 'rate'
  return { ...query, of: [id], measures: [measure], ...(order && { order: { ...order, measure } }) }
}
