/** Whether a figure is said of what the document says it of: number, unit, object, qualifiers, direction. */
import { amount, multiply } from '../../office/amount.ts'
import { scaleOf } from '../../office/numeral.ts'
import { sameWorth, type Worth, worthWithin } from '../claim/worth.ts'
import { equalFigures, type Figure, figuresIn } from '../words/figures.ts'
import type { Cited } from './cited.ts'
import { type Around, isOwn, isWhole, JOINED } from './object.ts'

interface Stated extends Around {
  readonly figure: Figure
  /** the words about it, from as far as the sentence's beginning */
  readonly context: string
  readonly worth: Worth
}

/** Where the words about one figure end and those about the next begin. */
const BREAK = new RegExp(`[,，;；:：、。()]|${JOINED}`)

/** @param sentence flat */
export function statedIn(sentence: string): Stated[] {
  const figures = numbersIn(sentence)
  return figures.map((figure, i) => {
    const previous = figures[i - 1]
    const between = sentence.slice(previous?.to ?? 0, figure.from)
    const before = previous ? afterFirstBreak(between) : between
    const behind = sentence.slice(figure.to, figures[i + 1]?.from ?? sentence.length)
    const after = behind.slice(0, BREAK.exec(behind)?.index ?? behind.length)
    const clauseBefore = /(?<![^,;。])[^,;。]*$/.exec(before)?.[0] ?? ''
    return {
      figure,
      sentence,
      clause: `${/(?<![^,;。])[^,;。]*$/.exec(sentence.slice(0, figure.from))?.[0] ?? ''}${figure.text}${/^[^,;。]*/.exec(sentence.slice(figure.to))?.[0] ?? ''}`,
      near: `${clauseBefore} ${after}`,
      context: `${before} ${after}`,
      worth: worthWithin(clauseBefore, after, figure.text, sentence.slice(0, figure.from), `${after} ${before}`),
    }
  })
}

/** A number before a word that is no known unit; years, dates, numbers of documents and of parts are none. */
const BARE = /(?<![\d.第(〔+-])(\d+(?:\.\d+)?)([万亿]?)(?=[\u3400-\u9fffa-z])(?![年月日号条章款])/g

/** Figures with a known unit, and numbers that count something else; in order. */
export function numbersIn(sentence: string): Figure[] {
  const figures = figuresIn(sentence)
  const others = [...sentence.matchAll(BARE)]
    .filter(({ index }) => !figures.some(({ from, to }) => from <= index && index < to))
    .map((match): Figure => {
      const [text, digits = '0', scale = ''] = match
      const value = multiply(amount(digits), amount(scaleOf(scale)))
      return { text, value, unit: '', dimension: 'count', from: match.index, to: match.index + text.length }
    })
  return [...figures, ...others].sort((a, b) => a.from - b.from)
}

function afterFirstBreak(between: string): string {
  const found = BREAK.exec(between)
  return found ? between.slice(found.index + found[0].length) : between
}

/**
 * @param known figures that were worked out from the evidence
 * @param headings how many headings are cited, where nothing else is: 分为五个部分 counts them
 * @returns the first figure that is not the document's, or is not worth what it is there
 */
export function wrongFigure(
  sentence: string,
  cited: readonly Cited[],
  known: readonly Figure[],
  headings = 0,
): { readonly objection: 'figure' | 'object' | 'qualifier'; readonly at: string } | undefined {
  const own = cited.flatMap(({ line, statements, heads }) =>
    statements.flatMap(statedIn).map((stated) => ({ ...stated, heads, inRow: line.told !== undefined })),
  )
  for (const said of statedIn(sentence).filter(({ figure }) => !isNamePart(figure))) {
    if (known.some((one) => sameFigure(one, said.figure))) continue
    if (headings > 1 && said.figure.value === amount(headings)) continue
    const objection = wrongOne(said, own)
    if (objection) return { objection, at: said.figure.text }
  }
  return undefined
}

/** 两人两所, 三大机制: part of a name, which stands in the document as a word or not at all. */
const isNamePart = ({ text }: Figure): boolean => /^[一二两三四五六七八九][^十百千万亿]/.test(text)

interface Own extends Stated {
  readonly heads: readonly string[]
  /** of a table: the name of its column stands before it */
  readonly inRow: boolean
}

function wrongOne(said: Stated, own: readonly Own[]) {
  const same = own.filter((one) => sameFigure(one.figure, said.figure))
  const others = own.filter((one) => !sameFigure(one.figure, said.figure))
  const rival = Math.max(0, ...others.map((one) => shared(said.context, one.context)))
  const near = same.filter((one) => shared(said.context, one.context) >= rival)
  if (near.length === 0) return same.length ? 'object' : 'figure'
  const meant = near.filter((one) => isOwn(said.near, one, one.heads) && isNamed(one, said))
  if (meant.length === 0) return 'object'
  return meant.some((one) => sameWorth(one.worth, said.worth)) ? undefined : 'qualifier'
}

/** A row's cell is named by a part of its column's name or of its own words. */
const isNamed = ({ near, inRow }: Own, { sentence }: Stated): boolean =>
  isWhole(near, sentence) || (inRow && shared(near, sentence) > 0)

/** A percentage point is no per cent and 户 no 家, whatever people call them in a question. */
export const sameFigure = (a: Figure, b: Figure): boolean =>
  equalFigures(a, b) &&
  a.unit.includes('点') === b.unit.includes('点') &&
  (a.dimension !== 'count' || a.unit === b.unit)

/** How many pairs of characters two contexts share. */
function shared(a: string, b: string): number {
  const pairs = new Set(pairsOf(b))
  return [...new Set(pairsOf(a))].filter((pair) => pairs.has(pair)).length
}

const pairsOf = (text: string): string[] => {
  const characters = text.replace(/[^\u3400-\u9fffa-z]/g, '')
  return Array.from({ length: Math.max(0, characters.length - 1) }, (_, at) => characters.slice(at, at + 2))
}
