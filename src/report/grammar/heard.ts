/** What a message says by itself, whatever was reported before: its words, its tables, and what they state. */
import { folded, type Utterance } from '../../language/index.ts'
import { dayOf } from '../../office/day.ts'
import type { Names } from './names/names.ts'
import { withoutNotes } from './pair/notes.ts'
import { Pairing } from './pair/pair.ts'
import type { Stated } from './pair/statement.ts'
import type { UpdateContext } from './reading.ts'
import { saidIn } from './said/message.ts'
import type { At, Said } from './said/said.ts'
import { type Grid, type Ground, readTable } from './tables/grid.ts'
import { type Table, tablesIn } from './tables/table.ts'

/** The words that make a message a report for sure where it is read with them; 更正 does only with its slash. */
export const COMMAND =
  /^\s*(?:@\S+\s+)*(?:\/\s*(?<slash>上报|填报|报送|(?=零报告)|更正|报|report|correct)|(?<word>上报|报|report)(?=[\s:,，]|$)|(?<glued>上报)(?=[\u3400-\u9fff])(?![的了一数情时给])(?!.*(?:[?吗呢哪]|多少|什么|怎么|如何)))[ :,，]*\n*/

/** What a message says by itself, whatever was reported before. */
export interface Heard {
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

/** What a message says is asked once to tell whether it is a report, and once to take it; it was read for one sender and day. */
const kept = new WeakMap<Utterance, Pick<UpdateContext, 'command'> & { readonly names: Names; readonly heard: Heard }>()

export function heardIn(utterance: Utterance, context: UpdateContext, names: Names): Heard {
  const known = kept.get(utterance)
  if (known?.names === names && known.command === context.command) return known.heard
  const heard = heardBy(utterance, context, names)
  kept.set(utterance, { names, heard, ...(context.command && { command: context.command }) })
  return heard
}

function heardBy(utterance: Utterance, { region, regions, now, command: before }: UpdateContext, names: Names): Heard {
  const today = dayOf(now)
  const { raw } = utterance
  const text = folded(raw)
  const command = COMMAND.exec(text)
  const from = command?.[0].length ?? 0
  const verb = command?.groups?.['slash']
  const sender = { region, regions, today }
  const said = saidIn(utterance, from, { text, names, today })
  const tables = tablesIn(text, said, from)
  const ground: Ground = { text, said, names, sender }
  const grids = tables.map((table) => readTable(table, ground))
  const all = outside(said, tables)
  const noted = withoutNotes(all)
  const words = new Pairing(text, noted.said, names, sender, grids.length > 0).state()
  const stated = together(noted.note ? { ...words, figures: remarked(words.figures, noted.note, raw) } : words, grids)
  const correcting = stated.correcting || before === 'correct' || verb === '更正' || verb === 'correct'
  return {
    text,
    plain: blanked(text, tables),
    command: before !== undefined || command !== null,
    from,
    all,
    grids,
    stated: { ...stated, correcting },
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

function together(text: Stated, grids: readonly Grid[]): Stated {
  return {
    ...text,
    figures: [...text.figures, ...grids.flatMap(({ figures }) => figures)],
    nils: [...text.nils, ...grids.flatMap(({ nils }) => nils)],
    faults: [...text.faults, ...grids.flatMap(({ faults }) => faults)],
    doubts: [...new Set([...text.doubts, ...grids.flatMap(({ doubts }) => [...doubts])])],
    named: [...text.named, ...grids.flatMap(({ named }) => named)],
    regions: [...text.regions, ...grids.flatMap(({ regions }) => regions)],
  }
}
