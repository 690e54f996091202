/** A message parsed by itself, whatever was reported before: its words, its tables, and what they state. */
import { folded, type Utterance } from '../../language/index.ts'
import { dayOf } from '../../office/day.ts'
import type { Names } from './names.ts'
import { together } from './pair/findings.ts'
import { Pairing } from './pair/pair.ts'
import type { Stated } from './pair/statement.ts'
import { isStrong, nextAfter } from './pair/subjects.ts'
import type { UpdateContext } from './reading.ts'
import { saidIn } from './said/message.ts'
import type { At, Said } from './said/said.ts'
import { type Grid, readTable, type TableContext } from './tables/grid.ts'
import { type Table, tablesIn } from './tables/table.ts'

/** The words that make a message a report for sure where it is read with them; 更正 does only with its slash. */
export const COMMAND =
  /^\s*(?:@\S+\s+)*(?:\/\s*(?<slash>上报|填报|报送|(?=零报告)|更正|报|report|correct)|(?<word>上报|报|report)(?=[\s:,，]|$)|(?<glued>上报)(?=[\u3400-\u9fff])(?![的了一数情时给])(?!.*(?:[?吗呢哪]|多少|什么|怎么|如何)))[ :,，]*\n*/

/** A message parsed as a report, whatever was reported before: its pieces, its tables, and what they state together. */
export interface Parsed {
  /** in the form that is read, as long as it was typed */
  readonly text: string
  /** the same, tables left blank */
  readonly plain: string
  /** whether it begins with the word that makes it a report, or came with one */
  readonly command: boolean
  /** where what follows that word begins */
  readonly from: number
  /** outside tables */
  readonly all: readonly Said[]
  readonly grids: readonly Grid[]
  readonly stated: Stated
}

/** A message is parsed once to tell whether it is a report, and taken later: an utterance is of one sender and day. */
const kept = new WeakMap<
  Utterance,
  Pick<UpdateContext, 'command'> & { readonly names: Names; readonly parsed: Parsed }
>()

/** Parses a message for its sender and day. The same utterance is parsed once, whoever asks. */
export function parse(utterance: Utterance, context: UpdateContext, names: Names): Parsed {
  const known = kept.get(utterance)
  if (known?.names === names && known.command === context.command) return known.parsed
  const parsed = parsedBy(utterance, context, names)
  kept.set(utterance, { names, parsed, ...(context.command && { command: context.command }) })
  return parsed
}

function parsedBy(
  utterance: Utterance,
  { region, regions, now, command: before }: UpdateContext,
  names: Names,
): Parsed {
  const today = dayOf(now)
  const { raw } = utterance
  const text = folded(raw)
  const command = COMMAND.exec(text)
  const from = command?.[0].length ?? 0
  const verb = command?.groups?.['slash']
  const sender = { region, regions, today }
  const said = saidIn(utterance, from, { text, names, today })
  const tables = tablesIn(text, said, from)
  const around: TableContext = { text, said, names, sender }
  const grids = tables.map((table) => readTable(table, around))
  const all = outside(said, tables)
  const noted = withoutNotes(all)
  const words = new Pairing(text, noted.said, names, sender, grids.length > 0).state()
  const figures = noted.note ? remarked(words.figures, noted.note, raw) : words.figures
  const isCorrection = before === 'correct' || verb === '更正' || verb === 'correct'
  return {
    text,
    plain: blanked(text, tables),
    command: before !== undefined || command !== null,
    from,
    all,
    grids,
    stated: together([{ ...words, figures }, ...grids.map(({ stated }) => stated), { correcting: isCorrection }]),
  }
}

const blanked = (text: string, tables: readonly Table[]): string =>
  tables
    .map(({ from, to }, at) => text.slice(tables[at - 1]?.to ?? 0, from) + text.slice(from, to).replace(/[^\n]/g, ' '))
    .join('') + text.slice(tables.at(-1)?.to ?? 0)

/** What stands in tables is read by row and column; between them the text goes on. */
function outside(said: readonly Said[], tables: readonly Table[]): Said[] {
  let next = 0
  return said.filter(({ at }) => {
    while (tables[next] && (tables[next]?.to ?? 0) <= at) next += 1
    const table = tables[next]
    return !table || at < table.from
  })
}

/** A remark is of the figure that it follows; at the head of a message of the first. */
function remarked(figures: Stated['figures'], note: At, raw: string): Stated['figures'] {
  const words = raw.slice(note.at, note.end).replace(/^[\s:：,，]+|(?<![\s。；;])[\s。；;]+$/g, '')
  const before = figures.findLastIndex(({ end }) => end <= note.at)
  return words ? figures.map((one, at) => (at === Math.max(before, 0) ? { note: words, ...one } : one)) : figures
}

interface Noted {
  readonly said: readonly Said[]
  /** the remark as it stands in the message */
  readonly note?: At
}

function withoutNotes(said: readonly Said[]): Noted {
  const out: Said[] = []
  let note: At | undefined
  for (let i = 0; i < said.length; i++) {
    const one = said[i]
    if (one?.is !== 'remark') {
      if (one) out.push(one)
      continue
    }
    const end = one.until === 'line' ? endOfRemark(said, i) : nextAfter(said, i, ({ is }) => ENDS_ASIDE.has(is))
    if (one.until === 'line') note ??= { at: one.end, end: said[end - 1]?.end ?? one.end }
    i = end - 1
  }
  return { said: out, ...(note && { note }) }
}

const ENDS_ASIDE: ReadonlySet<Said['is']> = new Set<Said['is']>(['break', 'name', 'nil', 'close', 'time'])

/** To the line's end; earlier where a new entry begins: ；低小散 96家. */
function endOfRemark(said: readonly Said[], i: number): number {
  let end = i + 1
  for (let one = said[end]; one && !(one.is === 'break' && one.line); one = said[++end])
    if (isStrong(one) && isEntry(said, end)) return end
  return end
}

/** A strong break, a name and then a number. */
function isEntry(said: readonly Said[], i: number): boolean {
  const isTold = ({ is }: Said): boolean => is !== 'blank' && is !== 'colon'
  const first = nextAfter(said, i, isTold)
  return said[first]?.is === 'name' && said[nextAfter(said, first, isTold)]?.is === 'amount'
}
