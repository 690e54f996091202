/** A table's rows as figures: the heading says what a cell is, the row whose. */
import type { Mode } from '../../../ledger/index.ts'
import { absolute, negate } from '../../../office/amount.ts'
import { readNumeral } from '../../../office/numeral.ts'
import type { Indicator, IndicatorId } from '../../../office/plan.ts'
import type { Region } from '../../../office/region.ts'
import { guessName } from '../names/guess.ts'
import type { Names } from '../names/names.ts'
import { factorOf } from '../names/units.ts'
import { Pairing } from '../pair/pair.ts'
import type { Sender } from '../pair/places.ts'
import type { Doubt, Fault, Figure, Nil } from '../pair/statement.ts'
import type { Said, SaidAmount } from '../said/said.ts'
import type { When } from '../said/when.ts'
import { type Column, columnOf, isBeside } from './header.ts'
import { type Cell, SUM, type Table } from './table.ts'

export interface Grid {
  readonly figures: readonly Figure[]
  readonly nils: readonly Nil[]
  readonly faults: readonly Fault[]
  readonly doubts: ReadonlySet<Doubt>
  readonly named: readonly IndicatorId[]
  readonly regions: readonly Region[]
  /** upright, with one column of values and none that needs telling apart from it (目标, 上年同期, 完成率) */
  readonly plain: boolean
}

/** A blank cell in its many spellings. */
const BLANK = /^(?:[-—/\\.·]|--+|—+|空|空白)?$/
/** Rows that sum up or sign. */
const NO_ROW = /^(?:合计|小计|总计|填表|填报|审核|联系|负责|注|备注|制表|单位负责)/

/** What a table is read with. */
export interface Ground {
  readonly text: string
  /** all that is said in the message, in order */
  readonly said: readonly Said[]
  readonly names: Names
  readonly sender: Sender
}

export function readTable(table: Table, ground: Ground): Grid {
  return new Rows(table, ground).read()
}

/** A table's figures stand in no clause. */
const NOWHERE = { clause: -1, sentence: -1 }

class Rows {
  private readonly figures: Figure[] = []
  private readonly nils: Nil[] = []
  private readonly faults: Fault[] = []
  private readonly doubts = new Set<Doubt>()
  private readonly named: IndicatorId[] = []
  private readonly regions: Region[] = []
  private readonly columns: readonly Column[]
  private readonly table: Table
  private readonly ground: Ground

  constructor(table: Table, ground: Ground) {
    this.table = table
    this.ground = ground
    this.columns = chosen(table.header.map(({ text }) => columnOf(text)))
  }

  read(): Grid {
    if (!this.columns.some(({ is }) => is === 'value')) this.adoptUnknown()
    if (this.isMonthBesideMonth()) this.doubts.add('mode')
    for (const row of this.table.rows) this.row(row)
    return {
      figures: this.figures,
      nils: this.nils,
      faults: this.faults,
      doubts: this.doubts,
      named: this.named,
      regions: this.regions,
      plain: !this.table.turned && this.isPlain(),
    }
  }

  private isPlain(): boolean {
    const values = this.columns.filter(({ is }) => is === 'value')
    return (
      values.length === 1 &&
      this.columns.every(({ is }, at) => is !== 'unknown' && (is !== 'skip' || isBeside(this.table.header[at]?.text)))
    )
  }

  /** 上月 | 本月 without 累计 may be two months, or the sum twice over. */
  private isMonthBesideMonth(): boolean {
    return (
      this.table.header.some(({ text }) => /^(?:上月|上期)(?:数|完成|完成数|底)?$/.test(text)) &&
      !this.columns.some((one) => one.is === 'value' && one.mode === 'cumulative')
    )
  }

  /** 数 under an unheard-of heading: taken as the value where there is no other, and asked about. */
  private adoptUnknown(): void {
    const at = this.columns.findIndex(({ is }) => is === 'unknown')
    if (at < 0) return
    this.doubts.add('mode')
    ;(this.columns as Column[])[at] = {
      is: 'value',
      mode: 'cumulative',
      plain: true,
      heading: this.table.header[at]?.text ?? '',
    }
  }

  private row(cells: readonly Cell[]): void {
    if (cells.every(({ text }) => text === '')) return
    const fitted = this.fitted(cells)
    const [place] = this.cellsOf(fitted, 'region')
    const isSum = place !== undefined && SUM.test(place.text)
    // a town's row is a part of the sender's figure
    if (place && !isSum && place.text !== '' && !this.said(place).some((one) => one.is === 'place' && one.key)) {
      this.doubts.add('left-out')
      return
    }
    const nameAt = this.columns.findIndex(({ is }) => is === 'indicator')
    const cell = fitted[nameAt >= 0 ? nameAt : this.firstName(fitted)]
    if (!cell || (!isSum && NO_ROW.test(fitted.find(({ text }) => text !== '')?.text ?? '')) || NO_ROW.test(cell.text))
      return
    if (cell.text === '' && fitted.every(({ text }) => BLANK.test(text))) return
    this.regions.push(
      ...this.cellsOf(fitted, 'region').flatMap((one) =>
        this.said(one).flatMap((word) =>
          word.is === 'place' && word.key !== undefined ? [this.ground.sender.regions.get(word.key)] : [],
        ),
      ),
    )
    const id = this.indicator(cell)
    if (id === undefined) return
    this.named.push(id)
    const indicator = this.ground.names.get(id)
    const unit = this.unitFor(fitted, cell, indicator)
    const [day] = this.cellsOf(fitted, 'date').flatMap((one) => this.whens(one))
    const note = this.cellsOf(fitted, 'note').find(({ text }) => text !== '')?.text
    const said = this.cellsOf(fitted, 'mode').map(({ text }) =>
      /当月|本月|新增|增量/.test(text) ? 'increment' : 'cumulative',
    )[0]
    const isRateInMonths =
      indicator.kind === 'rate' && this.columns.some((one) => one.is === 'value' && one.mode === 'cumulative')
    for (const [at, column] of this.columns.entries()) {
      if (column.is !== 'value') continue
      // a rate has no month's share; what stands there is another 口径
      if (isRateInMonths && column.mode === 'increment') continue
      const head = this.table.header[at]
      const [heading] = head ? this.whens(head) : []
      // 8月 above a figure: the month's own, or since January?
      if (
        heading?.open &&
        column.mode === 'cumulative' &&
        !heading.since?.endsWith('-01-01') &&
        !/累计/.test(column.heading)
      )
        this.doubts.add('mode')
      this.value(fitted[at], indicator, {
        mode: said ?? column.mode,
        unit: column.unit ?? unit,
        ...((day ?? heading) && { when: day ?? heading }),
        at: cell,
        ...(note && { note }),
      })
    }
  }

  /** 1,200 cut in two by a table of commas is put together again, where that makes the row fit. */
  private fitted(cells: readonly Cell[]): readonly Cell[] {
    const extra = cells.length - this.columns.length
    if (extra <= 0) return cells
    const joints = cells.flatMap((one, at) =>
      /^\d{1,3}$/.test(one.text) && /^\d{3}(?:\.\d+)?$/.test(cells[at + 1]?.text ?? '') ? [at] : [],
    )
    if (extra !== 1 || joints.length !== 1) return cells
    const at = joints[0] ?? 0
    const [a, b] = [cells[at], cells[at + 1]]
    if (!a || !b) return cells
    this.doubts.add('binding')
    return [...cells.slice(0, at), { text: `${a.text},${b.text}`, from: a.from, to: b.to }, ...cells.slice(at + 2)]
  }

  private firstName(cells: readonly Cell[]): number {
    return cells.findIndex((cell) => this.said(cell).some(({ is }) => is === 'name'))
  }

  private cellsOf(cells: readonly Cell[], is: Column['is']): Cell[] {
    return cells.filter((_, at) => this.columns[at]?.is === is)
  }

  /** What is said in a cell. */
  private said({ from, to }: Cell): Said[] {
    const { said } = this.ground
    const out: Said[] = []
    for (let i = firstFrom(said, from); ; i++) {
      const one = said[i]
      if (!one || one.at >= to) return out
      out.push(one)
    }
  }

  private whens(cell: Cell): When[] {
    return this.said(cell).flatMap((one) =>
      one.is === 'time' ? [one.when] : one.is === 'mode' && one.when ? [one.when] : [],
    )
  }

  private indicator(cell: Cell): IndicatorId | undefined {
    const said = this.said(cell)
    const named = said.flatMap((one) => (one.is === 'name' ? [one] : []))
    const found = [...new Set(named.map(({ id }) => id))]
    if (found.length === 1 && found[0]) {
      if (said.some((one) => one.is === 'unread' && !one.ids)) this.doubts.add('unread')
      if (named.some(({ whole }) => !whole)) this.doubts.add('guessed-name')
      return found[0]
    }
    if (found.length > 1) {
      this.faults.push({ kind: 'ambiguous-indicator', ...placeOf(cell), ids: found })
      return undefined
    }
    const label = cell.text.replace(/^\(?\d{1,2}[.、)]\s*/, '').replace(/\([^()]*\)$/, '')
    const guess = guessName(label, this.ground.names)
    if (guess.kind === 'one') {
      this.doubts.add('guessed-name')
      return guess.id
    }
    this.faults.push({
      kind: guess.kind === 'several' ? 'ambiguous-indicator' : 'unknown-indicator',
      ...placeOf(cell),
      ...(guess.kind === 'several' && { ids: guess.ids }),
    })
    return undefined
  }

  /** From the unit's column, or from the name's own brackets: 标准厂房（万平方米）. */
  private unitFor(cells: readonly Cell[], name: Cell, indicator: Indicator): string | undefined {
    const said = this.cellsOf(cells, 'unit')
      .map(({ text }) => text.replace(/\s/g, ''))
      .find((text) => text !== '')
    if (said !== undefined) return said
    const inside = /\(([^()]+)\)$/.exec(name.text)?.[1]
    return inside !== undefined && factorOf(indicator, inside) !== undefined ? inside : undefined
  }

  private value(
    cell: Cell | undefined,
    indicator: Indicator,
    row: { mode: Mode; unit: string | undefined; when?: When; at: Cell; note?: string },
  ): void {
    const place = placeOf(cell && cell.text !== '' ? cell : row.at)
    const ids = [indicator.id]
    if (!cell || BLANK.test(cell.text)) {
      this.faults.push({ kind: 'missing-value', ...place, ids })
      return
    }
    const said = this.said(cell)
    const numbers = said.filter((one): one is SaidAmount => one.is === 'amount')
    const [number] = numbers.length > 0 ? numbers : plainNumber(cell)
    if (!number) {
      if (said.some(({ is }) => is === 'nil'))
        this.nils.push({ ...place, ids, rest: false, ...NOWHERE, ...(row.when && { when: row.when }) })
      else this.faults.push({ kind: 'not-a-number', ...place, ids })
      return
    }
    if (numbers.length > 1) {
      this.sentence(cell, said, indicator, row.when)
      return
    }
    if (said.some(({ is }) => is === 'unread' || is === 'name')) this.doubts.add('unread')
    if (number.value === undefined) {
      this.faults.push({ kind: 'not-a-number', ...place, ids })
      return
    }
    const unit = number.unit ?? row.unit
    if (unit !== undefined && factorOf(indicator, unit) === undefined) {
      this.faults.push({ kind: 'bad-unit', ...place, ids })
      return
    }
    const down = number.change === 'down' || said.some((one) => one.is === 'way' && one.down)
    this.figures.push({
      id: indicator.id,
      value: down && indicator.kind === 'rate' ? negate(absolute(number.value)) : number.value,
      ...(unit !== undefined && { unit }),
      ...place,
      numeral: number.numeral,
      mode: indicator.kind === 'rate' ? 'cumulative' : row.mode,
      modeSaid: true,
      ...NOWHERE,
      ...(row.when && { when: row.when }),
      ...(row.note && { note: row.note }),
    })
  }

  /** 累计9家，本月新增1家 in one cell: read as words are. */
  private sentence(cell: Cell, said: readonly Said[], { id }: Indicator, when: When | undefined): void {
    const { text, names, sender } = this.ground
    const name: Said = { is: 'name', id, whole: true, at: cell.from, end: cell.from }
    const { figures, faults, doubts } = new Pairing(text, [name, ...said], names, sender, true).state()
    this.figures.push(...figures.map((one) => ({ ...one, ...NOWHERE, ...(when && { when }) })))
    this.faults.push(...faults)
    for (const doubt of doubts) this.doubts.add(doubt)
  }
}

/** The first of what is said that begins at a position or behind it. */
function firstFrom(said: readonly Said[], from: number): number {
  let [low, high] = [0, said.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((said[middle]?.at ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** 2.4 in a cell is no day of February. */
function plainNumber({ text, from, to }: Cell): SaidAmount[] {
  const value = readNumeral(text)
  return value === undefined
    ? []
    : [{ is: 'amount', value, at: from, end: to, numeral: { at: from, end: to }, before: '', plus: false }]
}

const placeOf = ({ from, to }: Cell) => ({ at: from, end: to })

/** Beside 累计 a plain 完成数 is something else; of several plain ones the first counts. */
function chosen(columns: readonly Column[]): Column[] {
  const values = columns.filter((one) => one.is === 'value' && one.mode === 'cumulative')
  const clear = values.some((one) => one.is === 'value' && !one.plain)
  let taken = false
  return columns.map((column): Column => {
    if (column.is !== 'value' || !column.plain) return column
    if (clear || taken) return { is: 'skip' }
    taken = true
    return column
  })
}
