/** The statements of one sentence: each of its figures, and each part between semicolons as it is worded. */

import type { Document } from '../../documents/index.ts'
import { datesIn, yearsIn } from '../question/constraints.ts'
import { cutAt, type Proposition, statementsOf } from '../words/clauses.ts'
import { keptOfText } from '../words/kept.ts'
import { flat, tidy } from '../words/normalise.ts'
import { type Levels, levelsIn } from './levels.ts'
import { isCondition, type Quantity, quantitiesIn } from './quantity.ts'
import type { SourceStatement, StatedAt } from './stated.ts'
import { yearsNamed } from './time.ts'
import { EXTENT, hitsOf, MODALITY, type Modality, PART } from './words.ts'
import { type Worth, worthOf } from './worth.ts'

/** @param path flat headings and title */
export function statedInSentence(place: StatedAt, path: string): SourceStatement[] {
  // 1,200个 is one number.
  const shown = tidy(place.sentence.replace(/(?<=\d),(?=\d)/g, ''))
  const statements = statementsOf(shown)
  const plain = statements.filter((one) => quantitiesIn(one.flat).length === 0).map((one) => one.flat)
  const sentence: Sentence = {
    place,
    context: [path, flat(place.intro ?? '')].join('/'),
    beside: plain.join('/'),
    opening: flat(cutAt(shown, '：:')[0] ?? ''),
    objects: byFigure(objectsIn(place.document, place.sentence)),
    yearsIn: keptOfText(yearsNamed),
    datesIn: keptOfText((text) => datesIn(text).map((one) => one.text)),
    levelsIn: keptOfText(levelsIn),
    modalitiesIn: keptOfText(modalitiesIn),
    isShared: keptOfText(isShared),
  }
  const figured: SourceStatement[] = []
  for (const [statement, from] of placed(statements)) {
    const quantities = quantitiesIn(statement.flat)
    for (const [at, { text }] of quantities.entries())
      if (isTold(text, statement.clause, sentence))
        figured.push(figuredIn(statement, from, quantities, at, sentence, figured.at(-1)))
  }
  return [...figured, ...partsOf(shown).map((part) => worded(part, place, `${path}/${flat(place.intro ?? '')}`))]
}

/** Statements with where each stands in its part, looked for from where the one before it stands. */
function placed(statements: readonly Proposition[]): (readonly [Proposition, number])[] {
  let part = ''
  let last = 0
  return statements.map((one) => {
    const from = one.partFlat.indexOf(one.flat, one.partFlat === part ? last : 0)
    part = one.partFlat
    last = Math.max(0, from)
    return [one, from]
  })
}

interface Sentence {
  readonly place: StatedAt
  readonly context: string
  readonly beside: string
  /** up to a colon, where the year of all that follows may stand */
  readonly opening: string
  /** by the figure as written */
  readonly objects: ReadonlyMap<string, readonly ObjectOf[]>
  /** each clause is looked at for every figure in it, and read once */
  readonly yearsIn: (text: string) => readonly number[]
  readonly datesIn: (text: string) => readonly string[]
  readonly levelsIn: (text: string) => Levels
  readonly modalitiesIn: (text: string) => readonly Modality[]
  readonly isShared: (text: string) => boolean
}

/** What a fact says is counted by a figure, and for when. */
interface ObjectOf {
  readonly figure: string
  readonly object: string
  readonly years: readonly number[]
}

/** What stands farther before a figure than this says nothing of it; the longest sentence of a real paper is shorter. */
const REACH = 600

/**
 * @param from   where the statement stands in its part
 * @param before the figure before it in the sentence, whose subject may be meant again
 */
function figuredIn(
  statement: Proposition,
  from: number,
  quantities: readonly Quantity[],
  at: number,
  sentence: Sentence,
  before: SourceStatement | undefined,
): SourceStatement {
  const figure = quantities[at] as Quantity
  const between = statement.flat.slice(quantities[at - 1]?.to ?? 0, figure.from)
  // 2个环节、10个工作日: what the figure before counts is not said of this one.
  const ahead = at > 0 ? between.slice(between.lastIndexOf('、') + 1) : between
  const behind = statement.flat.slice(figure.to, quantities[at + 1]?.from)
  const { before: about, after, part, ...read } = worthOf(ahead, behind, figure.text)
  const worth = before && isRunOn(ahead) ? inherited(read, before) : read
  const own = underIntro(withoutPeriod(PART.reduce((so, word) => so.replace(word, ''), about)))
  const place = from + figure.from
  const earlier = cutAt(statement.partFlat.slice(Math.max(0, place - REACH), place), '，,').reverse()
  const modality = worth.modality ?? firstOf(earlier, sentence.modalitiesIn)?.at(-1)
  const facts = sentence.objects.get(figure.text) ?? []
  const objects = facts.map((one) => one.object)
  const hangs = !hasWords(own + after)
  return {
    ...sentence.place,
    ...worth,
    ...(modality && { modality }),
    // 其中2024年不少于5.8万人: a part in time, which is a field of its own.
    ...(part && hasWords(own) && { part }),
    text: statement.text,
    subjects:
      objects.length > 0 && sentence.isShared(statement.clause)
        ? objects.map((one) => one.split('(')[0] ?? one)
        : named([...objects, ...(hangs ? (before?.subjects ?? [statement.subject]) : [`${own}/${after}`])]),
    figure,
    years: yearsFor(statement.flat, earlier, sentence, facts),
    dates: datesFor(statement.clause, earlier, sentence),
    ...sentence.levelsIn(statement.clause),
    beside: `${sentence.beside}/${openingOf(statement)}`,
    context: [sentence.context, statement.subject, ahead, behind].join('/'),
    ...(isCondition(statement.flat, figure) && { condition: true as const }),
  }
}

/** What opens a part is said of all of it, unless it has a figure of its own. */
const openingOf = ({ opening, clause }: Proposition): string =>
  opening === clause || quantitiesIn(opening).length === 0 ? opening : ''

/** A figure that counts more than these in one sentence counts nothing that could be told. */
const MOST_NAMED = 20

/** In a row of figures each may name what all before it did. */
const named = (subjects: readonly string[]): string[] => [...new Set(subjects)].slice(0, MOST_NAMED)

const RUNNING_ON = ['、', '和', '及', '与', '以及', '']

/** 不超过2个环节、10个工作日: what is said of the first is said of the next. */
const isRunOn = (ahead: string): boolean => RUNNING_ON.includes(ahead)
const inherited = (own: Worth, { bound, direction, reaches, basis }: SourceStatement): Worth => ({
  ...own,
  bound: own.bound === 'exact' ? bound : own.bound,
  ...(direction && { direction }),
  ...(reaches && { reaches }),
  basis,
})

/** 果蔬、肉类处理率分别达到28%、10%: each figure is of its own member, which the facts tell, or nothing does. */
const isShared = (clause: string): boolean => clause.includes('分别')

/** 按台给予一次性补助：四层住宅每台: what stands before a colon leads to all that follows, and names none of it. */
const underIntro = (subject: string): string => {
  const named = subject.slice(subject.lastIndexOf(':') + 1)
  return hasWords(named) ? named : subject
}

/** 省级、市级分别补助5万元、3万元, of which no fact tells which is whose: nothing can be said of either. */
const isTold = (figure: string, clause: string, { isShared, objects }: Sentence): boolean =>
  !isShared(clause) || objects.has(figure) || quantitiesIn(clause).length < 2

/** Parts between semicolons, those in brackets too: who leads and who helps are two. */
const partsOf = (sentence: string): string[] =>
  sentence
    .split(/[；;。]/)
    .map((part) => part.trim())
    .filter(Boolean)

function worded(part: string, place: StatedAt, context: string): SourceStatement {
  const text = flat(part)
  const modality = modalitiesIn(text).at(-1)
  return {
    ...place,
    text: part,
    subjects: [text],
    bound: 'exact',
    ...(modality && { modality }),
    basis: worthOf(text, '').basis,
    // A title's years are what is said of it: 行动计划（2017-2019年）.
    years: yearsNamed(text.replaceAll('《', '').replaceAll('》', '')),
    dates: datesIn(text).map((one) => one.text),
    ...levelsIn(text),
    context,
  }
}

const hasWords = (text: string): boolean => text.replace(/[^\u3400-\u9fff]/g, '').length > 1

/** 2024年全市募集就业见习岗位: when and how far are fields of their own. */
const withoutPeriod = (text: string): string =>
  [...yearsIn(text, undefined), ...datesIn(text), ...hitsOf(text, EXTENT).map(({ word }) => ({ text: word }))].reduce(
    (so, one) => so.replace(one.text, '/'),
    text,
  )

/** Words before a number that say how binding it is, of which the last holds: 力争 at the head of a row for all of it. */
const modalitiesIn = (text: string): Modality[] =>
  hitsOf(text, MODALITY)
    .filter(({ word }) => word.length > 1)
    .map(({ value }) => value)

/** The years that a figure is for: of its clause, else the last named before it, else what its fact or its heading says. */
function yearsFor(
  own: string,
  earlier: readonly string[],
  { opening, place, yearsIn }: Sentence,
  facts: readonly ObjectOf[],
): number[] {
  const said = firstOf([own, ...earlier, opening], yearsIn)
  if (said) return said
  const given = facts.flatMap((one) => one.years)
  return given.length > 0 ? [...new Set(given)] : yearsNamed(flat(place.provision.heading))
}

function datesFor(own: string, earlier: readonly string[], { datesIn }: Sentence): string[] {
  return firstOf([own, ...earlier], datesIn) ?? []
}

/** What the nearest of some texts that says anything says. */
function firstOf<T>(texts: readonly string[], said: (text: string) => readonly T[]): T[] | undefined {
  for (const text of texts) {
    const all = said(text)
    if (all.length > 0) return [...all]
  }
  return undefined
}

/** The facts of a sentence by their figure, of one that stands there again and again the first. */
function byFigure(facts: readonly ObjectOf[]): Map<string, ObjectOf[]> {
  const found = new Map<string, ObjectOf[]>()
  for (const fact of facts) {
    const same = found.get(fact.figure)
    if (!same) found.set(fact.figure, [fact])
    else if (same.length < MOST_NAMED) same.push(fact)
  }
  return found
}

/** What a row elides, as the facts give it back: 6000家 are of 新认定 科技型中小微企业. */
export const objectsIn = ({ facts }: Document, sentence: string): readonly ObjectOf[] =>
  facts.flatMap((fact) =>
    fact.kind === 'target' && fact.sentence.text === sentence
      ? [
          {
            figure: flat(`${fact.number}${fact.unit}`),
            object: flat(`${fact.scope ?? ''}${fact.object}`),
            years: yearsNamed(fact.period ?? ''),
          },
        ]
      : [],
  )
