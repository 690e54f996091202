/** What a paper states, statement by statement: each figure of prose or table with its subject, and each part without one. */
import type { Document, Provision, Table } from '../../documents/index.ts'
import { datesIn, yearsStated } from '../question/constraints.ts'
import { cutAt, statementsOf } from '../words/clauses.ts'
import { flat, tidy } from '../words/normalise.ts'
import { type Quantity, quantitiesIn } from './quantity.ts'
import { EXTENT, GRADE, hitsOf, type Level, MODALITY, type Modality, PART } from './words.ts'
import { type Worth, worthOf } from './worth.ts'

/** The fields that a claim and a statement are compared by. */
export interface Said extends Worth {
  /** as worded */
  readonly text: string
  /** flat words that name what is spoken of, without qualifiers; several where it is worded in several ways */
  readonly subjects: readonly string[]
  readonly figure?: Quantity
  readonly years: readonly number[]
  /** 9月底, 10月31日 */
  readonly dates: readonly string[]
  /** 全市 */
  readonly extents: readonly Level[]
  /** 省级 */
  readonly grades: readonly Level[]
}

export interface Stated extends Said {
  readonly document: Document
  readonly provision: Provision
  /** verbatim sentence or table row */
  readonly sentence: string
  /** a place or branch whose share it is, in a table */
  readonly scope?: string
  /** flat: headings, title and what the sentence says besides its other figures */
  readonly context: string
  /** 年取水量100万立方米以上的: from where on something holds, and no goal */
  readonly condition?: true
}

const known = new WeakMap<Document, readonly Stated[]>()

/** All statements of a document, in reading order; made once. */
export function statedIn(document: Document): readonly Stated[] {
  const made = known.get(document) ?? statementsIn(document)
  known.set(document, made)
  return made
}

function statementsIn(document: Document): Stated[] {
  const tables = new Map(document.tables.map((table) => [table.label, table]))
  const byLabel = new Map(document.provisions.map((one) => [one.label, one]))
  return document.provisions.flatMap((provision) => {
    const path = flat([...headingsOf(provision, byLabel), document.title].join('/'))
    const table = tables.get(provision.label)
    const prose = provision.sentences.filter((one) => !table || one.to <= table.span.from || one.from >= table.span.to)
    return [
      ...(provision.heading ? ofSentence(provision.heading, document, provision, path) : []),
      ...prose.flatMap((sentence) => ofSentence(sentence.text, document, provision, path)),
      ...(table ? ofTable(table, document, provision, path, rowsOf(provision, table)) : []),
    ]
  })
}

function headingsOf(provision: Provision, byLabel: ReadonlyMap<string, Provision>): string[] {
  const parent = provision.parent === undefined ? undefined : byLabel.get(provision.parent)
  return [...(parent ? headingsOf(parent, byLabel) : []), provision.heading]
}

type Source = Pick<Stated, 'document' | 'provision' | 'sentence'>

function ofSentence(sentence: string, document: Document, provision: Provision, path: string): Stated[] {
  const source: Source = { document, provision, sentence }
  const shown = tidy(sentence)
  const statements = statementsOf(shown)
  const plain = statements.filter((one) => quantitiesIn(one.flat).length === 0).map((one) => one.flat)
  const objects = targetsOf(document, sentence)
  const figured = statements.flatMap((statement) => {
    const quantities = quantitiesIn(statement.flat)
    return quantities.map((figure, at): Stated => {
      const start = quantities[at - 1]?.to ?? 0
      const end = quantities[at + 1]?.from ?? statement.flat.length
      const { before, after, ...worth } = worthOf(
        statement.flat.slice(start, figure.from),
        statement.flat.slice(figure.to, end),
      )
      const earlier = statement.partFlat.slice(0, statement.partFlat.indexOf(statement.flat) + figure.from)
      const modality = worth.modality ?? lastModality(earlier)
      const named = objects.filter((one) => one.figure === figure.text).map((one) => one.object)
      const years = periodYears(statement.flat, earlier, shown)
      return {
        ...source,
        ...worth,
        ...(modality && { modality }),
        text: statement.text,
        subjects: subjectsOf(named, `${before}/${after}`, statement.subject),
        figure,
        years,
        dates: periodDates(statement.clause, earlier),
        ...levelsIn(statement.clause),
        context: [path, ...plain, statement.subject, statement.opening].join('/'),
        ...(isCondition(statement.flat, figure) && { condition: true as const }),
      }
    })
  })
  const worded = cutAt(shown, '；;。').map((part): Stated => {
    const text = flat(part)
    const modality = lastModality(text)
    return {
      ...source,
      text: part,
      subjects: [text],
      bound: 'exact',
      ...(modality && { modality }),
      basis: worthOf(text, '').basis,
      years: [...yearsStated(text)],
      dates: datesIn(text).map((one) => one.text),
      ...levelsIn(text),
      context: [path, flat(shown)].join('/'),
    }
  })
  return [...figured, ...worded]
}

const hasWords = (text: string): boolean => text.replace(/[^\u3400-\u9fff]/g, '').length > 1

export const levelsIn = (text: string): Pick<Said, 'extents' | 'grades'> => ({
  extents: [...new Set(hitsOf(text, EXTENT).map((one) => one.value))],
  grades: [...new Set(hitsOf(text, GRADE).map((one) => one.value))],
})

/** The facts' objects (two where one figure holds for both), the words about the number, and where these name nothing, the clause that it hangs on. */
function subjectsOf(objects: readonly string[], about: string, before: string): string[] {
  const own = PART.reduce((so, word) => so.replace(word, ''), about)
  return [...objects, ...(hasWords(own) ? [own] : [before])]
}

/** The last word before a number that says how binding it is: 力争 at the head of a row holds for all of it. */
const lastModality = (text: string): Modality | undefined =>
  hitsOf(text, MODALITY)
    .filter(({ word }) => word.length > 1)
    .at(-1)?.value

/** The years that a figure is for: those of its own clause, else the last that were named before it. */
function periodYears(own: string, earlier: string, sentence: string): number[] {
  const here = yearsStated(own)
  if (here.size) return [...here]
  const before = cutAt(earlier, '，,')
    .reverse()
    .map(yearsStated)
    .find((one) => one.size)
  return [...(before ?? yearsStated(flat(sentence.split('：')[0] ?? '')))]
}

function periodDates(own: string, earlier: string): string[] {
  const all = [own, ...cutAt(earlier, '，,').reverse()].map((one) => datesIn(one).map(({ text }) => text))
  return all.find((one) => one.length > 0) ?? []
}

/** 以上的, 不满…的: from where on something holds. */
function isCondition(text: string, { from, to }: Quantity): boolean {
  const behind = text.slice(to).replace('(含)', '')
  const before = text.slice(0, from)
  const end = behind.indexOf('的')
  return (
    (end >= 0 && end <= 4) ||
    (['不足', '超过', '达到', '满', '低于', '高于'].some((word) => before.endsWith(word)) && end >= 0 && end <= 8)
  )
}

/** The objects that the facts give back what a row elides: 新认定 科技型中小微企业. */
const targetsOf = (document: Document, sentence: string): { figure: string; object: string }[] =>
  document.facts.flatMap((fact) =>
    fact.kind === 'target' && fact.sentence.text === sentence
      ? [{ figure: flat(`${fact.number}${fact.unit}`), object: flat(fact.object) }]
      : [],
  )

/** The lines of a provision that are its table's rows. */
const rowsOf = (provision: Provision, table: Table): Provision['sentences'] =>
  provision.sentences.slice(provision.sentences.length - table.rows.length)

function ofTable(
  table: Table,
  document: Document,
  provision: Provision,
  path: string,
  lines: Provision['sentences'],
): Stated[] {
  const caption = flat(table.caption)
  return table.rows.flatMap((row, index) => {
    const line = lines[index]?.text ?? row.join(' ')
    const names = row.filter((cell) => !isFigure(cell)).map(flat)
    const scope = names[0] ?? ''
    return row.flatMap((cell, column): Stated[] => {
      if (!isFigure(cell)) return []
      const head = flat(table.header[column] ?? '')
      const text = flat(cell)
      const figure = quantitiesIn(text)[0] ?? quantitiesIn(text + unitOf(head, names, caption))[0]
      if (!figure) return []
      const { before, after, ...worth } = worthOf(text.slice(0, figure.from), text.slice(figure.to))
      return [
        {
          ...worth,
          document,
          provision,
          sentence: line,
          text: `${names.join('，')}：${head}${cell}`,
          subjects: [`${names.join('/')}/${head}/${before}/${after}`],
          figure,
          years: [...yearsStated(head)],
          dates: [],
          ...levelsIn(`${names.join('/')}${head}`),
          scope,
          context: [path, caption, table.header.map(flat).join('/')].join('/'),
        },
      ]
    })
  })
}

const isFigure = (cell: string): boolean => /\d/.test(cell) && cell.replace(/[^\u3400-\u9fff]/g, '').length <= 8

/** The unit of a bare number: in brackets behind its column or its row, a column of its own, or the caption's. */
function unitOf(head: string, names: readonly string[], caption: string): string {
  const bracketed = [head, ...names].flatMap((one) => /\(([^()]{1,8})\)$/.exec(one)?.[1] ?? [])[0]
  return (
    bracketed ??
    names.find((one) => one.length <= 4 && quantitiesIn(`1${one}`).length > 0) ??
    caption.split(':')[1] ??
    ''
  )
}
