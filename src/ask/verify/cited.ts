/** The lines that a reply rests on: found by their marks, with the statements that its quotations lie in. */
import { HEDGES } from '../claim/words.ts'
import { cutAt } from '../words/clauses.ts'
import { flat } from '../words/normalise.ts'
import type { Evidence, EvidenceLine, EvidencePaper, EvidenceProvision } from './evidence.ts'
import type { ReplyEvidence } from './reply.ts'

export interface Cited {
  readonly line: EvidenceLine
  readonly provision: EvidenceProvision
  readonly paper: EvidencePaper
  /** verbatim words of the line, as far as they hold the quotation: whole statements */
  readonly quote: string
  /** of these the clauses that hold the quotation, where they can be told without the rest */
  readonly clauses: string
  /** flat: what one clause may follow, each from one semicolon to the next; a row is one */
  readonly statements: readonly string[]
  /** flat: title, label and headings, which may stand in any clause */
  readonly heads: readonly string[]
  /** flat: all of that, and the rest of the line */
  readonly whole: string
}

/** @returns undefined where no line holds the words */
export function citedIn({ id, quote }: ReplyEvidence, evidence: Evidence): Cited | undefined {
  const words = flat(quote)
  const marked = linesOf(evidence).find(({ line }) => line.id === id.trim())
  if (marked && words === '') return cited(marked, words, evidence)
  if (marked && holds(marked.line, words)) return cited(marked, words, evidence)
  // A wrong mark on words that stand in one place only is a slip.
  const others = words.length < LEAST ? [] : linesOf(evidence).filter(({ line }) => holds(line, words))
  const [other, more] = others
  return other && !more ? cited(other, words, evidence) : undefined
}

/** A quotation that is looked for everywhere has so many characters. */
const LEAST = 8

interface Marked {
  readonly line: EvidenceLine
  readonly provision: EvidenceProvision
}

const linesOf = ({ provisions }: Evidence): Marked[] =>
  provisions.flatMap((provision) => provision.lines.map((line) => ({ line, provision })))

const holds = ({ text, told }: EvidenceLine, words: string): boolean =>
  flat(text).includes(words) || (told !== undefined && flat(told).includes(words))

function cited({ line, provision }: Marked, words: string, { papers }: Evidence): Cited {
  const paper = papers[provision.paper] ?? { title: '' }
  const quote = statementsAround(line, words)
  const heads = [
    paper.title,
    ...[paper.number, paper.issuer].filter((one) => one !== undefined),
    provision.label,
    ...provision.path,
    provision.heading,
    ...leadingTo(line, provision),
    ...(provision.label === FRONT ? [FRONT_MATTER] : []),
    // The cells of a row speak of one another.
    ...(line.told === undefined ? [] : [line.told]),
  ].map(flat)
  const statements = line.told === undefined ? cutAt(quote, BREAKS).map(flat) : cutAt(line.told, BREAKS).map(flat)
  const body = line.told === undefined ? flat(line.text) : `${flat(line.text)}。${flat(line.told)}`
  const clauses = line.told ?? clausesAround(quote, words)
  return { line, provision, paper, quote, clauses, statements, heads, whole: [...heads, body].join('。') }
}

/** What is asked of a notice's head stands there without a name. */
const FRONT = '印发通知'
const FRONT_MATTER = '通知的印发日期、成文日期、发文日期、落款日期'

const BREAKS = '；;。'

/** 申请登记应当具备下列条件：… : what stands above the items of the same provision. */
const leadingTo = (line: EvidenceLine, { lines }: EvidenceProvision): string[] =>
  lines.slice(0, lines.indexOf(line)).flatMap(({ text }) => (/[:：]$/.test(text) ? [text] : []))

/** Statements that are quoted whole are short enough to read; a longer line is quoted in part. */
const SHORT = 160

/** The statements of a line that hold the words, verbatim; all of it where they run over several or it is short. */
function statementsAround({ text, told }: EvidenceLine, words: string): string {
  if (told !== undefined || text.length <= SHORT) return text
  const parts = text.match(PARTS) ?? [text]
  const [from, to] = partsAround(parts, words)
  return parts.slice(from, to).join('').trim()
}

/** The fewest parts in a row that hold the words. */
function partsAround(parts: readonly string[], words: string): [from: number, to: number] {
  const holding = (from: number, to: number): boolean => flat(parts.slice(from, to).join('')).includes(words)
  const last = parts.findIndex((_, at) => holding(0, at + 1))
  if (last < 0) return [0, parts.length]
  const first = parts.findLastIndex((_, at) => at <= last && holding(at, last + 1))
  return [Math.max(0, first), last + 1]
}

const PARTS = /[^；;]*[；;]|[^；;]+/g
const CLAUSES = /[^，,；;]*[，,；;]|[^，,；;]+/g

/** What a clause is bound by stands before it, what it excepts behind it: then it is not told alone. */
function clausesAround(quote: string, words: string): string {
  const parts = quote.match(CLAUSES) ?? [quote]
  const [from, to] = partsAround(parts, words)
  const binds = HEDGES.flat().some((hedge) => parts.slice(0, from).join('').includes(hedge))
  const excepts = EXCEPTING.some((word) => parts.slice(to).join('').includes(word))
  return binds || excepts ? quote : parts.slice(from, to).join('')
}

const EXCEPTING = ['但', '除外', '例外', '不']
