/** A line of chat read as an update: tokens → what is stated → figures in base units, or the first fault. */
import type { DateMention } from '../../office/dates.ts'
import { dayOf, type Instant } from '../../office/day.ts'
import type { Lexicon } from '../../office/lexicon.ts'
import type { Indicator } from '../../office/plan.ts'
import type { Region, Regions } from '../../office/region.ts'
import { Clauses } from './clauses/clauses.ts'
import { isFuture } from './context/dating.ts'
import { withoutNotes } from './context/notes.ts'
import { isMeant } from './is-report.ts'
import {
  FAULT_KINDS,
  type Figures,
  type NilReport,
  type ReadItem,
  type Reading,
  type Refusal,
  type UpdateContext,
} from './reading.ts'
import type { Doubt, Fault, Stated } from './statement.ts'
import { type Grid, readTable } from './tables/grid.ts'
import { type Table, tablesIn } from './tables/table.ts'
import { complain, elsewhere } from './text.ts'
import { nearestNames } from './tokens/guess.ts'
import { Names } from './tokens/names.ts'
import { isNotation } from './tokens/notation.ts'
import { type Source, type Span, sourceOf, spanIn, typedIn } from './tokens/source.ts'
import { type Token, tokensOf } from './tokens/tokens.ts'
import { unitsOf } from './tokens/units.ts'
import { type Weighed, weigh } from './weigh.ts'

/** The words that make a message a report for sure; 更正 does only with its slash. */
const COMMAND =
  /^\s*(?:@\S+\s+)*(?:\/\s*(?<slash>上报|填报|报送|(?=零报告)|更正|报|report|correct)|(?<word>上报|报|report)(?=[\s:,，]|$)|(?<glued>上报)(?=[\u3400-\u9fff])(?![的了一数情时给])(?!.*(?:[?吗呢哪]|多少|什么|怎么|如何)))[ :,，]*\n*/

interface Known {
  readonly names: Names
  readonly units: readonly string[]
  readonly lexicon: Lexicon | undefined
  /** what was read last: routing reads a message, and its command reads it again */
  latest?: Heard
}

// A plan's names are the same for every message, and sorting them is most of the work.
const known = new WeakMap<readonly Indicator[], Known>()

function vocabularyOf({ indicators, lexicon }: UpdateContext): Known {
  const found = known.get(indicators)
  if (found && found.lexicon === lexicon) return found
  const made = { names: new Names(indicators, lexicon), units: unitsOf(indicators), lexicon }
  known.set(indicators, made)
  return made
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
  const known = vocabularyOf(context)
  const { names } = known
  const { now, regions, latest } = { ...context, latest: known.latest }
  const isSame = latest?.text === text && latest.now === now && latest.regions === regions
  const heard = isSame ? latest : heardIn(text, context, known)
  known.latest = heard
  const { command, source, all, tokens, grids, stated } = heard
  if (command && !/[^\s:,.;，。、!]/.test(source.text)) {
    return refusal({ kind: 'empty', from: 0, to: 0 }, source, names, context)
  }
  const weighed = weigh(stated, source, tokens, names, context)
  const isClear = command || isWritten(source.text, all, grids, names, context)
  const reading = conclude(stated, weighed, source, names, context, isClear)
  if (!command && !isMeant(source.text, reading, held(tokens, grids, stated))) return { kind: 'none', as: reading }
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

/** What a message says by itself, whoever sent it and whatever was reported before. */
interface Heard {
  readonly text: string
  readonly now: Instant
  readonly regions: Regions
  /** whether it begins with the word that makes it a report */
  readonly command: boolean
  /** what follows that word */
  readonly source: Source
  readonly all: readonly Token[]
  /** without remarks */
  readonly tokens: readonly Token[]
  readonly grids: readonly Grid[]
  readonly stated: Stated
}

function heardIn(text: string, { now, regions }: UpdateContext, { names, units }: Known): Heard {
  const whole = sourceOf(text)
  const command = COMMAND.exec(whole.text)
  const start = command?.[0].length ?? 0
  const source = command ? tailOf(whole, start) : whole
  const verb = command?.groups?.['slash']
  const vocabulary = { names, units, regions }
  const tables = tablesIn(source.text, names)
  const all = tokensOf(blanked(source.text, tables), now, vocabulary)
  const { tokens, note } = withoutNotes(all)
  const isAhead = ({ day }: DateMention): boolean => day !== undefined && isFuture(day, now)
  const grids = tables.map((table) => readTable(table, now, vocabulary))
  const said = new Clauses(source.text, tokens, names, grids.length > 0, isAhead).state()
  const stated = together(note ? { ...said, figures: remarked(said.figures, note, source) } : said, grids)
  const correcting = stated.correcting || verb === '更正' || verb === 'correct'
  return {
    ...{ text, now, regions, source, all, tokens, grids },
    command: command !== null,
    stated: { ...stated, correcting },
  }
}

/** A remark is of the figure that it follows; at the head of a message of the first. */
function remarked(figures: Stated['figures'], note: Span, source: Source): Stated['figures'] {
  const words = typedIn(source, spanIn(source, note.from, note.to)).replace(
    /^[\s:：,，]+|(?<![\s。；;])[\s。；;]+$/g,
    '',
  )
  const before = figures.findLastIndex(({ to }) => to <= note.from)
  return words ? figures.map((one, at) => (at === Math.max(before, 0) ? { note: words, ...one } : one)) : figures
}

const held = (tokens: readonly Token[], grids: readonly Grid[], { named }: Stated) => ({
  number: grids.length > 0 || tokens.some(({ kind }) => kind === 'number'),
  name: named.length > 0,
  date: tokens.some((token) => token.kind === 'date' && !token.date.weak),
})

/** Nothing but notation, in lines and in plain tables. */
const isWritten = (
  text: string,
  tokens: readonly Token[],
  grids: readonly Grid[],
  names: Names,
  { now }: UpdateContext,
): boolean => grids.every(({ plain }) => plain) && isNotation(text, tokens, names, now, grids.length > 0)

/** What stands in tables is read by row and column; between them the text goes on. */
const blanked = (text: string, tables: readonly Table[]): string =>
  tables
    .map(({ from, to }, at) => text.slice(tables[at - 1]?.to ?? 0, from) + text.slice(from, to).replace(/[^\n]/g, ' '))
    .join('') + text.slice(tables.at(-1)?.to ?? 0)

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

function tailOf({ raw, text, origin }: Source, start: number): Source {
  return { raw, text: text.slice(start), origin: origin.slice(start) }
}

function conclude(
  stated: Stated,
  weighed: Weighed,
  source: Source,
  names: Names,
  context: UpdateContext,
  isClear: boolean,
): Figures | NilReport | Refusal {
  const fault = firstFault(weighed.faults)
  const items = weighed.items.map(({ figure: _figure, ...item }): ReadItem => item)
  if (fault) {
    const isSuspicious = fault.kind.endsWith('-suspicious')
    return refusal(fault, source, names, context, isSuspicious ? items : undefined, weighed.correcting)
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
    ids.length > 0 ? { kind: 'missing-value', from: 0, to: 0, ids } : { kind: 'unknown-indicator', from: 0, to: 0 },
    source,
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
  source: Source,
  names: Names,
  context: UpdateContext,
  items?: readonly ReadItem[],
  correcting?: boolean,
): Refusal {
  const span = spanIn(source, fault.from, fault.to)
  const words = fault.to > fault.from ? typedIn(source, span) : ''
  const nearest =
    fault.ids ??
    (fault.kind === 'unknown-indicator' ? nearestNames(source.text.slice(fault.from, fault.to), names) : [])
  const message = complain({
    kind: fault.kind,
    words,
    indicators: nearest.map((id) => names.get(id)),
    today: dayOf(context.now),
    ...(fault.asOf && { asOf: fault.asOf }),
  })
  return {
    kind: 'error',
    error: { kind: fault.kind, message, nearest, ...(words && { span }) },
    ...(items && { items }),
    ...(correcting !== undefined && { correcting }),
  }
}

/** Regions that are neither the sender's own nor above or below it. A city's name alone is not the county's. */
function foreign(regions: readonly Region[], { region, regions: all }: UpdateContext): Region[] {
  const others = regions.filter(({ key }) => !all.within(key, region) && !all.within(region, key))
  const isOwnNamed = regions.some(({ key }) => key === region)
  const above = isOwnNamed
    ? []
    : regions.filter(({ key, level }) => key !== region && level !== 'province' && all.within(region, key))
  return [...new Set([...others, ...above])]
}
