/** The statements of one sentence: each of its figures, and each part between semicolons as it is worded. */
import type { Document } from '../../documents/index.ts'
import { datesIn, yearsIn, yearsStated } from '../question/constraints.ts'
import { cutAt, type Statement, statementsOf } from '../words/clauses.ts'
import { flat, tidy } from '../words/normalise.ts'
import { levelsIn } from './levels.ts'
import { type Quantity, quantitiesIn } from './quantity.ts'
import type { Place, Stated } from './stated.ts'
import { EXTENT, hitsOf, MODALITY, type Modality, PART } from './words.ts'
import { worthOf } from './worth.ts'

/** @param path flat headings and title */
export function statedInSentence(place: Place, path: string): Stated[] {
  const shown = tidy(place.sentence)
  const statements = statementsOf(shown)
  const plain = statements.filter((one) => quantitiesIn(one.flat).length === 0).map((one) => one.flat)
  const sentence: Sentence = {
    place,
    context: [path, flat(place.intro ?? ''), ...plain].join('/'),
    opening: flat(cutAt(shown, '：:')[0] ?? ''),
    objects: objectsIn(place.document, place.sentence),
  }
  const figured: Stated[] = []
  for (const statement of statements) {
    const quantities = quantitiesIn(statement.flat)
    for (const at of quantities.keys()) figured.push(figuredIn(statement, quantities, at, sentence, figured.at(-1)))
  }
  return [...figured, ...partsOf(shown).map((part) => worded(part, place, `${path}/${flat(place.intro ?? '')}`))]
}

interface Sentence {
  readonly place: Place
  readonly context: string
  /** up to a colon, where the year of all that follows may stand */
  readonly opening: string
  readonly objects: readonly { readonly figure: string; readonly object: string }[]
}

/** @param before the figure before it in the sentence, whose subject may be meant again */
function figuredIn(
  statement: Statement,
  quantities: readonly Quantity[],
  at: number,
  sentence: Sentence,
  before: Stated | undefined,
): Stated {
  const figure = quantities[at] as Quantity
  const ahead = statement.flat.slice(quantities[at - 1]?.to ?? 0, figure.from)
  const behind = statement.flat.slice(figure.to, quantities[at + 1]?.from)
  const { before: about, after, part, ...worth } = worthOf(ahead, behind)
  const own = withoutPeriod(PART.reduce((so, word) => so.replace(word, ''), about))
  const earlier = statement.partFlat.slice(0, statement.partFlat.indexOf(statement.flat) + figure.from)
  const modality = worth.modality ?? lastModality(earlier)
  const objects = sentence.objects.filter((one) => one.figure === figure.text).map((one) => one.object)
  const hangs = !hasWords(own + after)
  return {
    ...sentence.place,
    ...worth,
    ...(modality && { modality }),
    // 其中2024年不少于5.8万人: a part in time, which is a field of its own.
    ...(part && hasWords(own) && { part }),
    text: statement.text,
    subjects: [...objects, ...(hangs ? (before?.subjects ?? [statement.subject]) : [`${own}/${after}`])],
    figure,
    years: yearsFor(statement.flat, earlier, sentence.opening),
    dates: datesFor(statement.clause, earlier),
    ...levelsIn(statement.clause),
    context: [sentence.context, statement.subject, statement.opening].join('/'),
    ...(isCondition(statement.flat, figure) && { condition: true as const }),
  }
}

/** Parts between semicolons, those in brackets too: who leads and who helps are two. */
const partsOf = (sentence: string): string[] =>
  sentence
    .split(/[；;。]/)
    .map((part) => part.trim())
    .filter(Boolean)

function worded(part: string, place: Place, context: string): Stated {
  const text = flat(part)
  const modality = lastModality(text)
  return {
    ...place,
    text: part,
    subjects: [text],
    bound: 'exact',
    ...(modality && { modality }),
    basis: worthOf(text, '').basis,
    // A title's years are what is said of it: 行动计划（2017-2019年）.
    years: [...yearsStated(text.replaceAll('《', '').replaceAll('》', ''))],
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

/** The last word before a number that says how binding it is: 力争 at the head of a row holds for all of it. */
const lastModality = (text: string): Modality | undefined =>
  hitsOf(text, MODALITY)
    .filter(({ word }) => word.length > 1)
    .at(-1)?.value

/** The years that a figure is for: those of its own clause, else the last that were named before it. */
function yearsFor(own: string, earlier: string, opening: string): number[] {
  const said = [own, ...cutAt(earlier, '，,').reverse(), opening].map(yearsStated)
  return [...(said.find((one) => one.size > 0) ?? [])]
}

function datesFor(own: string, earlier: string): string[] {
  const said = [own, ...cutAt(earlier, '，,').reverse()].map((one) => datesIn(one).map(({ text }) => text))
  return said.find((one) => one.length > 0) ?? []
}

const FROM_ON = ['不足', '超过', '达到', '满', '低于', '高于']

/** 以上的, 不满…的: from where on something holds. */
function isCondition(text: string, { from, to }: Quantity): boolean {
  const end = text.slice(to).replace('(含)', '').indexOf('的')
  return end >= 0 && (end <= 4 || (end <= 8 && FROM_ON.some((word) => text.slice(0, from).endsWith(word))))
}

/** What a row elides, as the facts give it back: 6000家 are of 新认定 科技型中小微企业. */
const objectsIn = ({ facts }: Document, sentence: string): Sentence['objects'] =>
  facts.flatMap((fact) =>
    fact.kind === 'target' && fact.sentence.text === sentence
      ? [{ figure: flat(`${fact.number}${fact.unit}`), object: flat(fact.object) }]
      : [],
  )
