/** One sentence against what it rests on: it says what its evidence says, or it is not said. */
import type { Figure } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import type { Cited } from './cited.ts'
import { clausesOf, unfollowed } from './clause.ts'
import { wrongDate } from './dates.ts'
import { wrongFigure } from './figure.ts'
import { wrongName } from './names.ts'
import type { Fault } from './objection.ts'

const LONGEST = 400
const ALLOWED =
  /^[\u3400-\u9fff\dA-Za-z\s，,。.、；;：:！!？?“”"‘’「」『』（）()《》〈〉〔〕[\]【】［］|—…·%％‰＋+\-－–~～≈＝=≥≤×∶÷/㎡@_]*$/u
/** Links and mailboxes: what the document prints may be said. */
const ADDRESS = /https?|www\.|\.(?:com|cn|net|org)|\]\(|@/i
/** What is printed without a break. */
const RUN = /[\x21-\x7e]+/g

/**
 * @param known figures that were worked out from the evidence
 * @returns the first thing that is wrong; undefined where nothing is
 */
export function wrongIn(sentence: string, cited: readonly Cited[], known: readonly Figure[]): Fault | undefined {
  if (cited.length === 0) return { objection: 'unknown-source', at: sentence }
  if (sentence.length > LONGEST) return { objection: 'long', at: '' }
  if (!ALLOWED.test(sentence) || strayAddress(sentence, cited)) return { objection: 'markup', at: sentence }
  const name = wrongName(sentence, cited)
  if (name !== undefined) return { objection: 'name', at: name }
  const bare = withoutLabels(sentence, cited)
  const date = wrongDate(bare, cited)
  if (date !== undefined) return { objection: 'date', at: date }
  const said = flat(bare)
  const headings = cited.every(({ line }) => line.id.endsWith('.0')) ? cited.length : 0
  return wrongFigure(said, cited, known, headings) ?? wrongClause(bare, said, cited)
}

const strayAddress = (sentence: string, cited: readonly Cited[]): boolean =>
  (sentence.match(RUN) ?? [])
    .filter((run) => ADDRESS.test(run))
    .some((address) => !cited.some(({ whole }) => whole.includes(flat(address))))

function wrongClause(sentence: string, said: string, cited: readonly Cited[]): Fault | undefined {
  const sources = [
    ...cited.flatMap(({ statements, heads }) => statements.map((statement) => ({ statement, heads }))),
    ...listsIn(cited),
  ]
  for (const items of clausesOf(sentence)) {
    const objection = unfollowed(items, said, sources)
    if (objection) return { objection, at: items.join('、') }
  }
  return undefined
}

/** Rows of one table, and items below one sentence, may be told in one clause. */
function listsIn(cited: readonly Cited[]): { readonly statement: string; readonly heads: readonly string[] }[] {
  const keys = [...new Set(cited.map(listOf))]
  return keys
    .map((key) => cited.filter((one) => listOf(one) === key))
    .filter((list) => list.length > 1)
    .map((list) => ({
      statement: list.flatMap(({ statements }) => statements).join('。'),
      heads: list.flatMap(({ heads }) => heads),
    }))
}

const listOf = ({ line, provision: { mark, heading, path } }: Cited): string => {
  if (line.told !== undefined) return mark
  return heading === '' && path.length > 0 ? path.join('\n') : line.id
}

/** 二（三）1 would fall apart into clauses and figures. */
const withoutLabels = (words: string, cited: readonly Cited[]): string =>
  cited
    .map(({ provision }) => provision.label)
    .filter((label) => /[（）\d]/.test(label))
    .sort((a, b) => b.length - a.length)
    .reduce((text, label) => text.replaceAll(label, ''), words)
