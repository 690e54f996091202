/** Numbered paragraphs as a tree of provisions, each with the label that officials cite. */
import { type Shape, shapeOf, UNIT_LINE } from '../table/shape.ts'
import type { Provision, Table } from './document.ts'
import { annexList, annexStarts, isTitleTail, roleOf, signatureIn, tidy, type Unit } from './front.ts'
import { type Heading, headingOf } from './heading.ts'
import { childLabel } from './label.ts'
import { annexMarkOf, type Kind, type Marker, markerOf, sheetMarkOf } from './marker.ts'
import { ancestor, type Node, node, provision } from './node.ts'
import { type MarkerCandidate, Numbering } from './numbering.ts'
import { type Passage, spanOf } from './passage.ts'
import { sentencesOf } from './sentences.ts'
import { captionNumber, isGrid, type LineGrid, tableOf } from './table.ts'

/** The provisions and tables of a document in reading order. */
export interface Outline {
  readonly provisions: readonly Provision[]
  readonly tables: readonly Table[]
}

/** Who is responsible, in brackets on a line of its own. */
const DUTY = /^[（(【](?:责任|牵头|配合|负责|主办|协办|参加|参与)(?:单位|部门|领导|人)?\s?[：:].{2,300}[）)】][。；]?$/

/**
 * The provisions and tables of a text by its numbering.
 *
 * @param front units before the first numbered part, each range with its label: 印发通知, 引言
 * @param from the first unit that is not front matter
 */
export function outlineOf(
  units: readonly Unit[],
  front: readonly { readonly label: string; readonly from: number; readonly to: number }[],
  from: number,
): Outline {
  const reading = new Reading(units, from)
  for (const part of front) reading.plain(part.label, part.from, part.to)
  reading.body()
  return reading.outline()
}

class Reading {
  private readonly nodes: Node[] = []
  private readonly tables: Table[] = []
  private readonly labels = new Set<string>()
  private readonly root: Node = node('root', '')
  private readonly numbering: Numbering
  private readonly annexes: ReadonlyMap<number, string>
  private current: Node = this.root
  private readonly units: readonly Unit[]
  private readonly from: number

  constructor(units: readonly Unit[], from: number) {
    this.units = units
    this.from = from
    this.annexes = annexStarts(units, from)
    const listed = annexList(units, this.annexes)
    const candidates = units.flatMap((unit, at): MarkerCandidate[] => {
      const marker = at < from || isGrid(unit) || listed.has(at) ? undefined : markerOf(unit.text, true)
      return marker ? [{ at, marker }] : []
    })
    this.numbering = new Numbering(candidates)
  }

  outline(): Outline {
    for (const one of [...this.nodes].reverse()) {
      if (!one.parent || one.parent.kind === 'root') continue
      one.parent.from = Math.min(one.parent.from, one.from)
      one.parent.to = Math.max(one.parent.to, one.to)
    }
    return { provisions: this.nodes.map(provision), tables: this.tables }
  }

  /** Front matter: sentences without a heading. */
  plain(label: string, from: number, to: number): void {
    if (from >= to) return
    this.open(node('plain', this.unique(label), this.root))
    for (let at = from; at < to; ) at = this.take(at, to)
    this.current = this.root
  }

  body(): void {
    const { candidates } = this.numbering
    let next = 0
    const end = Math.min(this.units.length, ...[...this.annexes.keys()].filter((one) => one > this.from))
    const signature = signatureIn(this.units, this.from, end)
    for (let at = this.from; at < this.units.length; ) {
      const unit = this.units[at]
      const annex = this.annexes.get(at)
      while ((candidates[next]?.at ?? Number.POSITIVE_INFINITY) < at) next++
      const candidate = candidates[next]
      if (annex !== undefined && unit && !isGrid(unit)) at = this.annex(at, annex)
      else if (candidate?.at === at && unit && !isGrid(unit) && this.numbering.accepts(next, this.current))
        at = this.numbered(at, unit, candidate.marker)
      else if (at === signature) {
        this.plain('落款', at, end)
        at = end
      } else at = this.take(at)
    }
  }

  /**
   * One unit into the provision that is open, a caption with its table.
   * @param to a table from there on is another part's
   * @returns the next unit
   */
  private take(at: number, to = this.units.length): number {
    const unit = this.units[at]
    if (!unit) return at + 1
    if (isGrid(unit)) {
      this.table(unit, [])
      return at + 1
    }
    const caption = this.captionAt(at)
    const grid = this.units[at + caption.length]
    if (caption.length && at + caption.length < to && grid && isGrid(grid)) {
      this.table(grid, caption)
      return at + caption.length + 1
    }
    if (this.current === this.root) this.open(node('plain', this.unique('引言'), this.root))
    if (DUTY.test(unit.text)) this.current = this.dutyOwner()
    this.add(unit, 0)
    return at + 1
  }

  /** （责任单位：…） below the last of 1. 2. 3. is said of the item that holds them all. */
  private dutyOwner(): Node {
    const { current } = this
    const { parent } = current
    const fine = current.kind === 'number' || current.kind === 'subnumber' || current.kind === 'lead'
    return fine && parent && parent.kind !== 'root' && parent.kind !== 'annex' ? parent : current
  }

  private add(passage: Passage, start: number): void {
    this.current.sentences.push(...sentencesOf(passage, start))
    this.current.from = Math.min(this.current.from, passage.from)
    this.current.to = Math.max(this.current.to, passage.to)
  }

  private open(opened: Node): void {
    this.nodes.push(opened)
    this.current = opened
  }

  /** The caption of the table below, and a line such as 单位：家 between them. */
  private captionAt(at: number): Passage[] {
    const lines: Passage[] = []
    for (let i = at; i < at + 3; i++) {
      const unit = this.units[i]
      if (!unit) return []
      if (isGrid(unit)) return lines
      const unitLine = UNIT_LINE.test(unit.text)
      const caption =
        lines.every((one) => sheetMarkOf(one.text)?.rest === '') &&
        unit.text.length <= 50 &&
        !/[。；，：:]$/.test(unit.text) &&
        !markerOf(unit.text)
      if (!unitLine && !caption) return []
      lines.push(unit)
    }
    return []
  }

  private table(grid: LineGrid, caption: readonly Passage[]): void {
    const sheet = sheetMarkOf(caption[0]?.text ?? '')
    const lines = sheet?.rest === '' && caption[1] && !UNIT_LINE.test(caption[1].text) ? caption.slice(1) : caption
    const first = lines.find((line, at) => at === 0 && !UNIT_LINE.test(line.text))
    const below = first ? lines.slice(1) : lines
    const parent = sheet ? this.root : this.current
    parent.tables++
    const shape = shapeOf(grid.rows.map((row) => row.cells))
    const printed = first?.text ?? ''
    const title = printed || shape.title
    const number = captionNumber(title) ?? String(parent.tables)
    const owner = parent.kind === 'root' ? '' : `${parent.label} `
    const rows = grid.rows.map(({ line }) => ({ text: line.text, from: line.from, to: line.to, opens: true as const }))
    const opened = node('table', this.unique(sheet ? `附表${sheet.number}` : `${owner}表${number}`), parent)
    opened.heading = title || parent.heading
    const span = { from: caption[0]?.from ?? grid.lines[0]?.from ?? 0, to: grid.lines.at(-1)?.to ?? 0 }
    if (first) opened.headingSpan = { from: first.from, to: first.to }
    for (const line of below) opened.sentences.push(...sentencesOf(line))
    opened.sentences.push(...rows)
    opened.from = span.from
    opened.to = span.to
    this.nodes.push(opened)
    this.tables.push({
      ...tableOf(grid, shape),
      label: opened.label,
      caption: opened.heading,
      span,
      unit: unitAbove(shape, caption),
    })
  }

  private annex(at: number, number: string): number {
    const unit = this.units[at]
    if (!unit || isGrid(unit)) return at + 1
    const opened = node('annex', this.unique(`附件${number}`), this.root)
    this.numbering.restart()
    opened.from = unit.from
    opened.to = unit.to
    this.open(opened)
    const rest = annexMarkOf(unit.text)?.rest ?? ''
    let end = at + 1
    if (rest) {
      opened.heading = rest
      opened.headingSpan = spanOf(unit, unit.text.length - rest.length, unit.text.length)
    } else {
      while (end < at + 4 && this.isTitleLine(end)) end++
      if (end > at + 1 && isTitleTail(this.units[end])) end++
      const lines = this.units.slice(at + 1, end).filter((line): line is Passage => !isGrid(line))
      opened.heading = lines.map((line) => line.text).join('')
      const first = lines[0]
      const last = lines.at(-1)
      if (first && last) {
        opened.headingSpan = { from: first.from, to: last.to }
        opened.to = last.to
      }
    }
    return end
  }

  private isTitleLine(at: number): boolean {
    const unit = this.units[at]
    if (!unit || isGrid(unit) || this.annexes.has(at)) return false
    // 单位：万元 below the title is of the table.
    const isOfTable = /^表\s?\d/.test(unit.text) || UNIT_LINE.test(unit.text)
    return !isOfTable && markerOf(unit.text) === undefined && roleOf(unit) === 'short'
  }

  private numbered(at: number, unit: Passage, marker: Marker): number {
    const parent = this.numbering.parentFor(marker.kind, this.current)
    this.numbering.note(marker, parent)
    const opened = node(
      marker.kind,
      this.unique(childLabel(parent.label, marker, ancestor(parent, 'annex')?.label ?? '')),
      parent,
      marker.printed,
    )
    opened.from = unit.from
    opened.to = unit.to
    this.open(opened)
    const next = this.units[at + 1]
    const body = next !== undefined && !isGrid(next) && this.isBelow(next, marker.kind) && !parent.bare.has(marker.kind)
    const heading: Heading = headingOf(unit.text, marker, body)
    opened.heading = tidy(heading.text)
    if (heading.text === '') parent.bare.add(marker.kind)
    else opened.headingSpan = spanOf(unit, heading.from, heading.from + heading.text.length)
    this.add(unit, heading.bodyFrom)
    return at + 1
  }

  /** Prose, or a number further in: something that a heading stands above. */
  private isBelow(next: Passage, kind: Kind): boolean {
    const marker = markerOf(next.text)
    const { numbering } = this
    return marker ? numbering.rank(marker.kind) > numbering.rank(kind) : roleOf(next) === 'prose'
  }

  private unique(label: string): string {
    let free = label
    for (let n = 2; this.labels.has(free); n++) free = `${label}-${n}`
    this.labels.add(free)
    return free
  }
}

const unitAbove = ({ unit }: Shape, caption: readonly Passage[]): string =>
  unit || (caption.map((line) => line.text).find((text) => UNIT_LINE.test(text)) ?? '')
