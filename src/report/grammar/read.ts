/** A message read as an update: what is said → what is stated → figures in base units, or the first fault. */
import { folded, normalised, spansIn, type Utterance } from '../../language/index.ts'
import { type Day, dayOf } from '../../office/day.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { isMeant } from './is-report.ts'
import { nearestNames } from './names/guess.ts'
import { Names } from './names/names.ts'
import { isNotation } from './notation.ts'
import { withoutNotes } from './pair/notes.ts'
import { Pairing } from './pair/pair.ts'
import { foreign } from './pair/places.ts'
import type { Doubt, Fault, Stated } from './pair/statement.ts'
import {
  FAULT_KINDS,
  type Figures,
  MOST_NUMBERS,
  type NilReport,
  type ReadItem,
  type Reading,
  type Refusal,
  type UpdateContext,
} from './reading.ts'
import { saidIn } from './said/message.ts'
import type { At, Said } from './said/said.ts'
import { type Grid, type Ground, readTable } from './tables/grid.ts'
import { type Table, tablesIn } from './tables/table.ts'
import { complain, elsewhere } from './text.ts'
import { type Weighed, weigh } from './weigh.ts'

/** The words that make a message a report for sure; 更正 does only with its slash. */
const COMMAND =
  /^\s*(?:@\S+\s+)*(?:\/\s*(?<slash>上报|填报|报送|(?=零报告)|更正|报|report|correct)|(?<word>上报|报|report)(?=[\s:,，]|$)|(?<glued>上报)(?=[\u3400-\u9fff])(?![的了一数情时给])(?!.*(?:[?吗呢哪]|多少|什么|怎么|如何)))[ :,，]*\n*/

// A plan's names are the same for every message, and sorting them is most of the work.
const known = new WeakMap<readonly Indicator[], Names>()

function namesOf({ indicators }: UpdateContext): Names {
  const names = known.get(indicators) ?? new Names(indicators)
  known.set(indicators, names)
  return names
}

/**
 * Reads a county contact's message.
 *
 * Pure: nothing is looked up but what `context` holds. Never a wrong figure without a question: what is not surely
 * read is an error or `confirm: true`.
 *
 * @param text as typed, with or without /上报
 */
export function readUpdate(text: string, context: UpdateContext): Reading {
  const names = namesOf(context)
  const utterance = context.read(text, { today: dayOf(context.now), own: context.region })
  if (spansIn(utterance, 'amount').length > MOST_NUMBERS) return tooMany(utterance, names, context)
  const heard = heardIn(utterance, context, names)
  const { command, all, grids, stated } = heard
  if (command && !/[^\s:,.;，。、!]/.test(heard.text.slice(heard.from)))
    return refusal({ kind: 'empty', at: 0, end: 0 }, text, names, context)
  const weighed = weigh(stated, text, names, context)
  const isClear = command || isWritten(heard, names, context)
  const reading = conclude(stated, weighed, text, names, context, isClear)
  if (!command && !isMeant(heard.text, reading, held(all, grids, stated))) return { kind: 'none', as: reading }
  const others = reading.kind === 'error' ? [] : foreign(stated.regions, context)
  if (others.length > 0 && reading.kind !== 'error') {
    const own = context.regions.get(context.region).name
    return {
      kind: 'other-region',
      regions: others,
      message: elsewhere(
        own,
        others.map(({ name }) => name),
      ),
      reading: { ...reading, confirm: true },
    }
  }
  return reading
}

/** A paste of hundreds of numbers is no report that anybody could confirm. */
function tooMany(utterance: Utterance, names: Names, context: UpdateContext): Reading {
  const text = folded(utterance.raw)
  const as = refusal({ kind: 'too-many', at: 0, end: 0 }, utterance.raw, names, context)
  const holds = { number: true, name: spansIn(utterance, 'indicator').length > 0, date: false }
  return COMMAND.test(text) || isMeant(text, as, holds) ? as : { kind: 'none', as }
}

const WIDE = /[\u3300-\u33ff²³]/

/** What a message says by itself, whatever was reported before. */
interface Heard {
  /** in the form that is read, as long as it was typed */
  readonly text: string
  /** the same, tables left blank */
  readonly plain: string
  /** whether it begins with the word that makes it a report */
  readonly command: boolean
  /** where what follows that word begins */
  readonly from: number
  /** outside tables */
  readonly all: readonly Said[]
  readonly grids: readonly Grid[]
  readonly stated: Stated
}

/** What a message says is asked once to tell whether it is a report, and once to take it. */
const kept = new WeakMap<Utterance, { readonly by: Hearing; readonly heard: Heard }>()

/** For whom and when it is heard. */
interface Hearing {
  readonly names: Names
  readonly regions: Regions
  readonly region: RegionKey
  readonly today: Day
}

function heardIn(utterance: Utterance, { now, region, regions }: UpdateContext, names: Names): Heard {
  const by: Hearing = { names, regions, region, today: dayOf(now) }
  const known = kept.get(utterance)
  if (known && isSame(known.by, by)) return known.heard
  const heard = heardBy(utterance, by)
  kept.set(utterance, { by, heard })
  return heard
}

const isSame = (a: Hearing, b: Hearing): boolean =>
  a.names === b.names && a.regions === b.regions && a.region === b.region && a.today === b.today

function heardBy(utterance: Utterance, { names, regions, region, today }: Hearing): Heard {
  const { raw } = utterance
  const text = folded(raw)
  const command = COMMAND.exec(text)
  const from = command?.[0].length ?? 0
  const verb = command?.groups?.['slash']
  const sender = { region, regions, today }
  const tables = tablesIn(text.slice(from), names).map((table) => moved(table, from, raw))
  const said = saidIn(utterance, from, { text, names, today })
  const ground: Ground = { text, said, names, sender }
  const grids = tables.map((table) => readTable(table, ground))
  const all = outside(said, tables)
  const noted = withoutNotes(all, text)
  const words = new Pairing(text, noted.said, names, sender, grids.length > 0).state()
  const stated = together(noted.note ? { ...words, figures: remarked(words.figures, noted.note, raw) } : words, grids)
  const correcting = stated.correcting || verb === '更正' || verb === 'correct'
  return {
    text,
    plain: blanked(text, tables),
    command: command !== null,
    from,
    all,
    grids,
    stated: { ...stated, correcting },
  }
}

/** A table at its place in the whole message; ㎡, which is two characters in the form that is read, as those. */
const moved = (table: Table, by: number, raw: string): Table => {
  const cells = (all: Table['header']) =>
    all.map(({ text, from, to }) => {
      const typed = raw.slice(from + by, to + by)
      return { text: WIDE.test(typed) ? normalised(typed).text : text, from: from + by, to: to + by }
    })
  return {
    ...table,
    from: table.from + by,
    to: table.to + by,
    header: cells(table.header),
    rows: table.rows.map(cells),
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

const held = (said: readonly Said[], grids: readonly Grid[], { named }: Stated) => ({
  number: grids.length > 0 || said.some(({ is }) => is === 'amount'),
  name: named.length > 0,
  date: said.some((one) => one.is === 'time' && !one.when.weak),
})

/** Nothing but notation, in lines and in plain tables. */
const isWritten = ({ plain, all, grids }: Heard, names: Names, { now }: UpdateContext): boolean =>
  grids.every((grid) => grid.plain) && isNotation(plain, all, names, dayOf(now), grids.length > 0)

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

function conclude(
  stated: Stated,
  weighed: Weighed,
  raw: string,
  names: Names,
  context: UpdateContext,
  isClear: boolean,
): Figures | NilReport | Refusal {
  const fault = firstFault(weighed.faults)
  const items = weighed.items.map(({ figure: _figure, ...item }): ReadItem => item)
  if (fault) {
    const isSuspicious = fault.kind.endsWith('-suspicious')
    return refusal(fault, raw, names, context, isSuspicious ? items : undefined, weighed.correcting)
  }
  const doubts: Doubt[] = [...(isClear ? [] : ['free-text' as const]), ...weighed.doubts]
  const confirm = doubts.length > 0
  if (items.length > 0) {
    const restNil = stated.nils.some(({ ids, rest }) => rest || ids.length === 0)
    return { kind: 'items', items, confirm: confirm || restNil, doubts, correcting: weighed.correcting, restNil }
  }
  const [nil] = weighed.nilDates
  if (nil) {
    const ids = [...new Set(stated.nils.flatMap((one) => one.ids))]
    return { kind: 'nil', asOf: nil.day, ...(ids.length > 0 && { indicators: ids }), confirm, doubts }
  }
  // 低小散多报了9家 says what was wrong, not what is right
  const ids = stated.named
  return refusal(
    ids.length > 0 ? { kind: 'missing-value', at: 0, end: 0, ids } : { kind: 'unknown-indicator', at: 0, end: 0 },
    raw,
    names,
    context,
  )
}

function firstFault(
  faults: readonly (Fault & { asOf?: ReadItem['asOf'] })[],
): (Fault & { asOf?: ReadItem['asOf'] }) | undefined {
  for (const kind of FAULT_KINDS) {
    const found = faults.find((one) => one.kind === kind)
    if (found) return found
  }
  return undefined
}

function refusal(
  fault: Fault & { asOf?: ReadItem['asOf'] },
  raw: string,
  names: Names,
  context: UpdateContext,
  items?: readonly ReadItem[],
  correcting?: boolean,
): Refusal {
  const { at, end } = fault
  const words = raw.slice(at, end)
  const nearest = fault.ids ?? (fault.kind === 'unknown-indicator' ? nearestNames(folded(words), names) : [])
  const message = complain({
    kind: fault.kind,
    words,
    indicators: nearest.map((id) => names.get(id)),
    today: dayOf(context.now),
    ...(fault.asOf && { asOf: fault.asOf }),
  })
  return {
    kind: 'error',
    error: { kind: fault.kind, message, nearest, ...(words && { span: { from: at, to: end } }) },
    ...(items && { items }),
    ...(correcting !== undefined && { correcting }),
  }
}
