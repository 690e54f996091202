/** The fields of a claim, each held against a statement: what its figure is worth, and of when, where and how far it is said. */

import { cutAt } from '../words/clauses.ts'
import { figuresIn } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { turns } from '../words/polarity.ts'
import type { Claimed } from './claimed.ts'
import { subjectFit } from './fit.ts'
import { levelOf } from './levels.ts'
import { namesOneMember } from './member.ts'
import { isComparable, isEqual, isSameUnit } from './quantity.ts'
import type { SourceStatement } from './stated.ts'
import { sameDate } from './time.ts'
import type { Check, ClaimField, ClaimVerdict, ComparisonContext } from './verdict.ts'
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

/** Nothing in it is another. */
export const agrees: ClaimVerdict = { is: 'agrees' }

/** That a field is open: neither yes nor no. */
export const unsure = (field: ClaimField): ClaimVerdict => ({ is: 'unsure', field })

/** That a field plainly says another thing, both as worded. */
const differs = (field: ClaimField, claimed: string, written: string): ClaimVerdict => ({
  is: 'differs',
  field,
  claimed,
  written,
})

const WORTH: readonly Readonly<Record<string, readonly string[]>>[] = [BOUND_BEFORE, BOUND_AFTER, DIRECTION, BASIS]

/** Beside the subject and the order of its words. */
export const FIELDS: readonly Check[] = [
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

/** Words that claim more than they count (全部, 只, 首次) stand in the statement as well, else `unsure`; numerals in words and periods, too. */
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

/** What turns a statement (不得, 除外) is claimed as well, and a leave that is asked for is given, else `unsure`; never `differs`. */
function polarity(claimed: Claimed, stated: SourceStatement, { telling }: ComparisonContext): ClaimVerdict {
  const written = `${stated.intro ?? ''}${stated.text}`
  if (turns(written) && !turns(withoutCarrying(claimed.words))) return unsure('polarity')
  const asksLeave = !telling && !claimed.figure && PERMITTING.asked.some((word) => claimed.words.includes(word))
  return asksLeave && !PERMITTING.given.some((word) => written.includes(word)) ? unsure('modality') : agrees
}

/** A figure from where on something holds is claimed as such, else `unsure`: it is no goal. */
function condition(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  return stated.condition && !claimed.condition ? unsure('condition') : agrees
}

/** A part is claimed as one (其中, or by its name), and one member of a row is not its whole, else `unsure`; without a figure it agrees. */
function share(claimed: Claimed, stated: SourceStatement, meaning: ComparisonContext): ClaimVerdict {
  if (!claimed.figure) return agrees
  const fit = subjectFit(claimed, stated, meaning)
  if (namesOneMember(claimed.words, fit, stated)) return unsure('share')
  return claimed.part === stated.part || (stated.part && fit.named === 100) ? agrees : unsure('share')
}

/** The years that are claimed are those of the statement, or of its document where it names none; `differs` by year. */
function year(claimed: Claimed, { years, document }: SourceStatement): ClaimVerdict {
  const other = claimed.years.find((one) => !years.includes(one))
  if (other === undefined) return agrees
  if (years.length > 0) return differs('period', `${other}年`, years.map((one) => `${one}年`).join('、'))
  if (document.years) return unsure('period')
  const own = document.year ?? (document.issued ? Number(document.issued.slice(0, 4)) : undefined)
  return own === other ? agrees : unsure('period')
}

/** Days and months that are claimed stand in the statement; `differs` only from a single date. */
function day(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  const other = claimed.dates.find((one) => !stated.dates.some((date) => sameDate(date, one)))
  if (other === undefined) return agrees
  return stated.dates.length === 1 ? differs('period', other, stated.dates.join('')) : unsure('period')
}

/** How far it is claimed to reach (全国, 全市) and of what grade; what is not said is of the level that its document speaks for. */
function level(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  const home = levelOf(stated.document)
  const extent = claimed.extents.find((one) => one !== home && !stated.extents.includes(one))
  if (extent) return stated.extents.length > 0 ? unsure('level') : differsLevel(extent, home)
  const grade = claimed.grades.find((one) => !stated.grades.includes(one))
  return grade ? unsure('level') : agrees
}

const differsLevel = (claimed: AreaLevel, home: AreaLevel | undefined): ClaimVerdict =>
  home ? differs('level', EXTENT[claimed][0] ?? '', EXTENT[home][0] ?? '') : unsure('level')

/** Each place that is claimed is the document's own or stands with the statement, else `unsure`. */
function place(claimed: Claimed, stated: SourceStatement, { homeOf }: ComparisonContext): ClaimVerdict {
  const said = `${stated.subjects.join('/')}/${stated.scope ?? ''}/${flat(stated.text)}`
  const home = homeOf?.(stated.document)
  return claimed.places.every(({ name }) => name === home || said.includes(name)) ? agrees : unsure('place')
}

/** The number and its unit, where a figure is claimed; a unit that cannot be compared `differs`. */
function number(claimed: Claimed, stated: SourceStatement, { telling }: ComparisonContext): ClaimVerdict {
  if (!claimed.figure) return agrees
  if (!stated.figure) return unsure('number')
  const isAlike = telling ? isSameUnit : isComparable
  if (!isAlike(claimed.figure, stated.figure)) return differs('unit', claimed.figure.text, stated.figure.text)
  return isEqual(claimed.figure, stated.figure) ? agrees : differs('number', claimed.figure.text, stated.figure.text)
}

/** Whether it rises or falls, by or to: `differs` where both say a direction, and another. */
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

/** What the figure is of or held against (each, in all, the year before); what may be left unsaid agrees, else `unsure`. */
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

/** 以上, 以内, 左右: `differs` where another bound is claimed than is written, `unsure` where one is left out. */
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

/** 力争, 确保, 已: `differs` where another firmness of a goal is claimed; what is said to be done is no goal. */
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
