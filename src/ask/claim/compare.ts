/** A claim and one statement of a paper, field by field. */
import type { Document } from '../../documents/index.ts'
import { cutAt } from '../words/clauses.ts'
import { figuresIn } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { turns } from '../words/polarity.ts'
import type { Claimed } from './claimed.ts'
import { type ClaimFit, fitOf, type Same, withoutCarried } from './fit.ts'
import { levelOf } from './levels.ts'
import { namesOneMember } from './member.ts'
import { standsInOrder } from './order.ts'
import { isComparable, isEqual, isSameUnit } from './quantity.ts'
import type { SourceStatement } from './stated.ts'
import { sameDate } from './time.ts'
import {
  type AreaLevel,
  BASIS,
  BOUND_AFTER,
  BOUND_BEFORE,
  type Bound,
  type ComparisonBasis,
  DIRECTION,
  EXTENT,
  HEDGES,
  hitsOf,
  KIND,
  MODALITY,
  PERIODS,
  PERMITTING,
  withoutCarrying,
} from './words.ts'
import { withoutNames } from './worth.ts'

export type ClaimField =
  | 'subject'
  | 'number'
  | 'unit'
  | 'bound'
  | 'direction'
  | 'basis'
  | 'modality'
  | 'period'
  | 'place'
  | 'level'
  | 'share'
  | 'condition'
  | 'polarity'
  | 'words'

export type ClaimVerdict =
  | { readonly is: 'agrees' }
  /** one field says another thing of the same subject; both as worded */
  | { readonly is: 'differs'; readonly field: ClaimField; readonly claimed: string; readonly written: string }
  /** what cannot be told: the words of the document are shown, without yes or no */
  | { readonly is: 'unsure'; readonly field: ClaimField }

/** What the comparison knows beside the two. */
export interface ComparisonContext {
  /** other words for one */
  readonly same?: Same
  /** no other statement has the words of the claim in its subject: then a short name is enough to put it right */
  readonly only?: boolean
  /** a telling, not a claim: it leaves nothing out that the statement is bound by */
  readonly telling?: boolean
  /** the place that a document speaks for */
  readonly homeOf?: (document: Document) => string | undefined
}

/** Hundredths of the subject that the claim must name to be about it. */
const NAMED = 50

const agrees: ClaimVerdict = { is: 'agrees' }
const unsure = (field: ClaimField): ClaimVerdict => ({ is: 'unsure', field })
const differs = (field: ClaimField, claimed: string, written: string): ClaimVerdict => ({
  is: 'differs',
  field,
  claimed,
  written,
})

/**
 * `agrees` only where every field does; `differs` only where the subject is the same and a field plainly is not.
 */
export function compare(claimed: Claimed, stated: SourceStatement, meaning: ComparisonContext = {}): ClaimVerdict {
  const found = faultsOf(claimed, stated, meaning)
  const briefly = meaning.only && found.find((one) => one.is === 'differs')
  if (briefly && found.every((one) => one.is === 'differs' || one.field === 'subject' || !DECISIVE.has(one.field)))
    return briefly
  const doubt = found.find((one) => one.is === 'unsure' && DECISIVE.has(one.field))
  return doubt ?? found.find((one) => one.is === 'differs') ?? found[0] ?? agrees
}

/** Every field that does not agree. */
export function faultsOf(
  claimed: Claimed,
  stated: SourceStatement,
  meaning: ComparisonContext = {},
): Exclude<ClaimVerdict, { is: 'agrees' }>[] {
  const named = subject(claimed, stated, meaning)
  // what is not there at all stands in no order
  const others = named.is === 'unsure' && named.field === 'words' ? FIELDS : [order, ...FIELDS]
  return [named, ...others.map((field) => field(claimed, stated, meaning))].filter((one) => one.is !== 'agrees')
}

/** Where one of these is open, no other field can be said to differ. */
const DECISIVE: ReadonlySet<ClaimField> = new Set(['subject', 'words', 'condition', 'polarity', 'share', 'place'])

/** How well the claim's words name the statement's subject, by the best of the ways in which it is worded. */
export function subjectFit(
  claimed: Claimed,
  stated: SourceStatement,
  { same, telling }: ComparisonContext = {},
): ClaimFit {
  const around = telling ? stated.context : `${stated.context}/${stated.beside ?? ''}`
  const fits = stated.subjects.map((subject) => fitOf(claimed.words, subject, around, same))
  const best = fits.reduce((so, one) => (one.cost < so.cost ? one : so))
  // What one wording leaves to its surroundings, another may name.
  return { ...best, named: Math.max(...fits.map((one) => one.named)) }
}

type Check = (claimed: Claimed, stated: SourceStatement, meaning: ComparisonContext) => ClaimVerdict

/** Beside the subject and the order of its words. */
const FIELDS: readonly Check[] = [
  widening,
  polarity,
  condition,
  share,
  year,
  day,
  level,
  place,
  number,
  direction,
  basis,
  bound,
  modality,
]

function subject(claimed: Claimed, stated: SourceStatement, meaning: ComparisonContext): ClaimVerdict {
  const fit = subjectFit(claimed, stated, meaning)
  if (fit.missing.length > 0) return unsure('words')
  if (meaning.telling) return !claimed.figure || isWhole(claimed, stated, meaning) ? agrees : unsure('subject')
  if (claimed.figure) return fit.named < NAMED ? unsure('subject') : agrees
  return isInOneItem([...fit.said, ...claimed.places.map(({ name }) => name)], stated.text) ? agrees : unsure('subject')
}

/** All of the object is named, in some of its wordings: 存量建设用地 is not 建设用地. */
const isWhole = ({ words }: Claimed, { subjects }: SourceStatement, { same }: ComparisonContext): boolean =>
  subjects.some((one) => fitOf(one, words, '', same).missing.length === 0)

/** 织里童装是诸暨的: both stand in one row, and with two items of it. What follows 等 names the whole row. */
function isInOneItem(said: readonly string[], text: string): boolean {
  return cutAt(text, '，,：:').every((clause) => {
    const items = cutAt(clause, '、').map(flat)
    const [last = '', name = ''] = (items.at(-1) ?? '').split('等')
    const row = [...items.slice(0, -1), last]
    const own = said.filter((word) => !name.includes(word) && row.some((item) => item.includes(word)))
    return row.length < 3 || own.length < 2 || row.some((item) => own.every((word) => item.includes(word)))
  })
}

function order({ words }: Claimed, { sentence }: SourceStatement): ClaimVerdict {
  return standsInOrder(withoutCarried(words), sentence) ? agrees : unsure('words')
}

const WORTH: readonly Readonly<Record<string, readonly string[]>>[] = [BOUND_BEFORE, BOUND_AFTER, DIRECTION, BASIS]

/** 全部, 只, 首次 stand in the statement too, or claim more than it. */
function widening(claimed: Claimed, stated: SourceStatement, { telling }: ComparisonContext): ClaimVerdict {
  // 300家是上限: what was not read as a field of the figure must stand in the statement as it is said.
  const fields = WORTH.flatMap((one) => hitsOf(withoutNames(claimed.words), one)).filter(
    ({ value }) =>
      !claimed.figure || ![claimed.bound, claimed.direction, ...claimed.basis].some((own) => own === value),
  )
  const periods = telling ? PERIODS.filter((word) => flat(claimed.text).includes(word)) : []
  // 连续三个季度: a small numeral is read as no figure, and stands there as it is said
  const numerals = figuresIn(claimed.words).map((one) => one.text)
  const said = [
    ...claimed.widening,
    ...periods,
    ...numerals,
    ...fields.map(({ word }) => word).filter((word) => word.length > 1),
  ]
  const written = flat(telling ? stated.sentence : stated.text)
  return said.every((word) => written.includes(word)) ? agrees : unsure('words')
}

/** 不得, 除外: what turns a statement is claimed too. Words that the claim turns and the statement lacks are missing. */
function polarity(claimed: Claimed, stated: SourceStatement, { telling }: ComparisonContext): ClaimVerdict {
  const written = `${stated.intro ?? ''}${stated.text}`
  if (turns(written) && !turns(withoutCarrying(claimed.words))) return unsure('polarity')
  const asksLeave = !telling && !claimed.figure && PERMITTING.asked.some((word) => claimed.words.includes(word))
  return asksLeave && !PERMITTING.given.some((word) => written.includes(word)) ? unsure('modality') : agrees
}

/** A figure from where on something holds is no goal. */
function condition(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  return stated.condition && !claimed.condition ? unsure('condition') : agrees
}

/** A part is no total, and no member of a row is the whole: 其中 is said in both, or the claim names the part. */
function share(claimed: Claimed, stated: SourceStatement, meaning: ComparisonContext): ClaimVerdict {
  if (!claimed.figure) return agrees
  const fit = subjectFit(claimed, stated, meaning)
  if (namesOneMember(claimed.words, fit, stated)) return unsure('share')
  return claimed.part === stated.part || (stated.part && fit.named === 100) ? agrees : unsure('share')
}

function year(claimed: Claimed, { years, document }: SourceStatement): ClaimVerdict {
  const other = claimed.years.find((one) => !years.includes(one))
  if (other === undefined) return agrees
  if (years.length > 0) return differs('period', `${other}年`, years.map((one) => `${one}年`).join('、'))
  if (document.years) return unsure('period')
  const own = document.year ?? (document.issued ? Number(document.issued.slice(0, 4)) : undefined)
  return own === other ? agrees : unsure('period')
}

function day(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  const other = claimed.dates.find((one) => !stated.dates.some((date) => sameDate(date, one)))
  if (other === undefined) return agrees
  return stated.dates.length === 1 ? differs('period', other, stated.dates.join('')) : unsure('period')
}

function level(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  const home = levelOf(stated.document)
  const extent = claimed.extents.find((one) => one !== home && !stated.extents.includes(one))
  if (extent) return stated.extents.length > 0 ? unsure('level') : differsLevel(extent, home)
  const grade = claimed.grades.find((one) => !stated.grades.includes(one))
  return grade ? unsure('level') : agrees
}

const differsLevel = (claimed: AreaLevel, home: AreaLevel | undefined): ClaimVerdict =>
  home ? differs('level', EXTENT[claimed][0] ?? '', EXTENT[home][0] ?? '') : unsure('level')

function place(claimed: Claimed, stated: SourceStatement, { homeOf }: ComparisonContext): ClaimVerdict {
  const said = `${stated.subjects.join('/')}/${stated.scope ?? ''}/${flat(stated.text)}`
  const home = homeOf?.(stated.document)
  return claimed.places.every(({ name }) => name === home || said.includes(name)) ? agrees : unsure('place')
}

function number(claimed: Claimed, stated: SourceStatement, { telling }: ComparisonContext): ClaimVerdict {
  if (!claimed.figure) return agrees
  if (!stated.figure) return unsure('number')
  const isAlike = telling ? isSameUnit : isComparable
  if (!isAlike(claimed.figure, stated.figure)) return differs('unit', claimed.figure.text, stated.figure.text)
  return isEqual(claimed.figure, stated.figure) ? agrees : differs('number', claimed.figure.text, stated.figure.text)
}

function direction(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  if (!claimed.figure || !stated.figure) return agrees
  if (claimed.direction === stated.direction)
    return claimed.direction && claimed.reaches !== stated.reaches ? unsure('direction') : agrees
  if (claimed.direction && stated.direction)
    return differs(
      'direction',
      wordIn(claimed.words, DIRECTION[claimed.direction]),
      DIRECTION[stated.direction][0] ?? '',
    )
  return claimed.direction && namesIt(claimed, stated, DIRECTION[claimed.direction]) ? agrees : unsure('direction')
}
/** 压减粗钢产能400万吨: the word is the verb of the subject, in both. */
const namesIt = (claimed: Claimed, { subjects }: SourceStatement, words: readonly string[]): boolean =>
  words.some((word) => word.length > 1 && claimed.words.includes(word) && subjects.some((one) => one.includes(word)))

/** Left unsaid without harm: what a rise is held against, and that a sum is one. */
const UNSAID: ReadonlySet<ComparisonBasis> = new Set(['year-ago', 'in-all'])

function basis(
  { figure, basis: said, words }: Claimed,
  { basis: written, text, subjects }: SourceStatement,
  { telling }: ComparisonContext,
): ClaimVerdict {
  const same =
    eachOf(words).every((one) => [text, ...subjects].some((own) => own.includes(one))) &&
    said.every((one) => (one === 'in-all' && !telling) || written.includes(one)) &&
    written.every((one) => (telling ? one === 'in-all' : UNSAID.has(one)) || said.includes(one))
  return !figure || same ? agrees : unsure('basis')
}

const SPREADING = ['每', '均', '各', '单', '个']

/** What it is spread over, as far as a word says: 人 of 人均, nothing of 单个. */
const eachOf = (words: string): string[] =>
  hitsOf(words, { each: BASIS.each }).map(({ word }) => [...word].filter((char) => !SPREADING.includes(char)).join(''))

const BOUND_WORDS: Readonly<Record<Bound, string>> = {
  exact: '',
  least: '以上',
  above: '超过',
  more: '余',
  most: '以内',
  below: '不到',
  about: '左右',
}

const boundWords = (bound: Exclude<Bound, 'exact'>): string[] => [...BOUND_BEFORE[bound], ...BOUND_AFTER[bound]]

/** The longest of a class that was said, or what stands for it. */
const wordIn = (words: string, of: readonly string[]): string =>
  of.filter((word) => words.includes(word)).sort((a, b) => b.length - a.length)[0] ?? of[0] ?? ''

function bound(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  if (!claimed.figure || (claimed.bound === stated.bound && claimed.twice === stated.twice)) return agrees
  if (claimed.twice || claimed.bound === 'exact' || KIND[claimed.bound] === KIND[stated.bound]) return unsure('bound')
  return differs('bound', wordIn(claimed.words, boundWords(claimed.bound)), BOUND_WORDS[stated.bound])
}

const DONE = MODALITY.done

/** From one semicolon to the next. */
function partOf({ sentence, text }: SourceStatement): string {
  const [own, whole] = [flat(text), flat(sentence)]
  return cutAt(whole, ';。').find((part) => part.includes(own)) ?? whole
}

function modality(claimed: Claimed, stated: SourceStatement, { telling }: ComparisonContext): ClaimVerdict {
  const said = claimed.modality
  const written = stated.modality
  // 已新增120家: whatever else it says, what is done is no goal.
  if (DONE.some((word) => claimed.words.includes(word) && !stated.text.includes(word))) return unsure('modality')
  if ((telling || !claimed.figure) && dropsHedge(flat(claimed.text), claimed.whole, partOf(stated)))
    return unsure('modality')
  if (said === written || said === 'may') return agrees
  if (said === undefined && telling && claimed.figure) return unsure('modality')
  if (said === undefined)
    return written === 'strive' || written === 'ensure' || written === 'expected' ? agrees : unsure('modality')
  if (said === 'ensure' || said === 'strive')
    return differs('modality', wordIn(claimed.words, MODALITY[said]), written ? (MODALITY[written][0] ?? '') : '')
  return unsure('modality')
}

const REACH = 12
const TELLING_RUN = 4

/**
 * 鼓励企业加强合作 said as 企业加强合作.
 *
 * @param clause    flat
 * @param said      the whole sentence, flat: a hedge may stand anywhere in it
 * @param statement flat
 */
export const dropsHedge = (clause: string, said: string, statement: string): boolean =>
  HEDGES.some((hedge) => {
    if (hedge.some((word) => said.includes(word))) return false
    return hitsOf(statement, { hedge }).some(({ to }) => {
      const reach = /^[^,;:、()]*/.exec(statement.slice(to))?.[0] ?? ''
      return startsIn(clause, reach.slice(0, REACH + TELLING_RUN))
    })
  })

/** Whether the clause has some four characters in a row of what follows a hedge. */
function startsIn(clause: string, reach: string): boolean {
  for (let from = 0; from + TELLING_RUN <= reach.length; from++)
    if (clause.includes(reach.slice(from, from + TELLING_RUN))) return true
  return false
}
