/** A table's rows as figures: the heading says what a cell is, the row whose; what a cell says is read as words are. */
import type { Mode } from '../../../ledger/index.ts'
import { readNumeral } from '../../../office/numeral.ts'
import type { Indicator, IndicatorId } from '../../../office/plan.ts'
import { guessName, type Names } from '../names.ts'
import { together } from '../pair/findings.ts'
import { Pairing } from '../pair/pair.ts'
import type { Sender } from '../pair/places.ts'
import type { Fault, Stated } from '../pair/statement.ts'
import type { Doubt } from '../reading.ts'
import { isDash } from '../said/kinds.ts'
import type { At, Said, SaidAmount } from '../said/said.ts'
import type { When } from '../said/when.ts'
import { factorOf } from '../units.ts'
import { type Column, columnOf, isBeside } from './header.ts'
import { type PastedCell, SUM, saidIn, type Table } from './table.ts'

/** What a pasted table states, its offsets those of the message. */
export interface Grid {
  readonly stated: Stated
  /** upright, with one column of values and none that needs telling apart from it (目标, 上年同期, 完成率) */
  readonly plain: boolean
}

/** Rows that sum up or sign. */
const NO_ROW = /^(?:合计|小计|总计|填表|填报|审核|联系|负责|注|备注|制表|单位负责)/

/** What a pasted table is read with: the message around it, names, and whose it is. */
export interface TableContext {
  readonly text: string
  /** all that is said in the message, in order */
  readonly said: readonly Said[]
  readonly names: Names
  readonly sender: Sender
}

/**
 * Reads a pasted table row by row: which columns hold names, values, days and notes is told by their headings, else
 * by what stands in them.
 */
export function readTable(table: Table, context: TableContext): Grid {
  return new Rows(table, context).read()
}

/** A table's figures stand in no clause. */
const NOWHERE = { clause: -1 }

/** What a row says of its values. */
interface Row {
  readonly indicator: Indicator
  readonly name: PastedCell
  readonly mode: Mode | undefined
  readonly unit: string | undefined
  readonly day: When | undefined
  readonly note: string | undefined
}

class Rows {
  private readonly stated: Partial<Stated>[] = []
  private readonly columns: readonly Column[]
  private readonly table: Table
  private readonly context: TableContext

  constructor(table: Table, context: TableContext) {
    this.table = table
    this.context = context
    this.columns = table.header.map(({ text }) => columnOf(text))
  }

  read(): Grid {
    if (this.isMonthBesideMonth()) this.doubt('mode')
    for (const cells of this.table.rows) this.row(cells)
    return { stated: together(this.stated), plain: !this.table.turned && this.isPlain() }
  }

  private doubt(...doubts: readonly Doubt[]): void {
    this.stated.push({ doubts })
  }

  private isPlain(): boolean {
    const values = this.columns.filter(({ is }) => is === 'value')
    const isTold = ({ is }: Column, at: number): boolean =>
      is !== 'unknown' && (is !== 'skip' || isBeside(this.table.header[at]?.text))
    return values.length === 1 && this.columns.every(isTold)
  }

  /** 上月 | 本月 without 累计 may be two months, or the sum twice over. */
  private isMonthBesideMonth(): boolean {
    return (
      this.table.header.some(({ text }) => /^(?:上月|上期)(?:数|完成|完成数|底)?$/.test(text)) &&
      !this.columns.some((one) => one.is === 'value' && one.mode === 'cumulative')
    )
  }

  private row(cells: readonly PastedCell[]): void {
    const [place] = this.cellsOf(cells, 'region')
    const isSum = place !== undefined && SUM.test(place.text)
    const places = place ? this.said(place).flatMap((one) => (one.is === 'place' && one.key ? [one.key] : [])) : []
    // a town's row is a part of the sender's figure
    if (place && !isSum && place.text !== '' && places.length === 0) {
      this.doubt('left-out')
      return
    }
    const first = cells.find(({ text }) => text !== '')
    const nameAt = this.columns.findIndex(({ is }) => is === 'indicator')
    const name = cells[nameAt >= 0 ? nameAt : cells.findIndex((one) => this.said(one).some(({ is }) => is === 'name'))]
    if (!first || !name || (!isSum && NO_ROW.test(first.text)) || NO_ROW.test(name.text)) return
    if (name.text === '' && cells.every(({ text }) => text === '' || isDash(text))) return
    this.stated.push({ regions: places.map((key) => this.context.sender.regions.get(key)) })
    const id = this.indicator(name)
    if (id === undefined) return
    this.stated.push({ named: [id] })
    // 1,200 cut in two by a table of commas
    if (cells.length > this.columns.length) this.doubt('binding')
    this.values(cells, this.rowOf(cells, name, this.context.names.get(id)))
  }

  private rowOf(cells: readonly PastedCell[], name: PastedCell, indicator: Indicator): Row {
    const [mode] = this.cellsOf(cells, 'mode')
    return {
      indicator,
      name,
      mode: mode && (/当月|本月|新增|增量/.test(mode.text) ? 'increment' : 'cumulative'),
      unit: this.unitFor(cells, name, indicator),
      day: this.cellsOf(cells, 'date').flatMap((one) => this.whens(one))[0],
      note: this.cellsOf(cells, 'note').find(({ text }) => text !== '')?.text,
    }
  }

  private values(cells: readonly PastedCell[], row: Row): void {
    const isInMonths = this.columns.some((one) => one.is === 'value' && one.mode === 'cumulative')
    for (const [at, column] of this.columns.entries()) {
      // a rate has no month's share; what stands there is another 口径
      if (column.is !== 'value' || (row.indicator.kind === 'rate' && isInMonths && column.mode === 'increment'))
        continue
      const head = this.table.header[at]
      const [when] = head ? this.whens(head) : []
      // 8月 above a figure: the month's own, or since January?
      const isOpen = when?.open && !when.since?.endsWith('-01-01') && !/累计/.test(head?.text ?? '')
      if (isOpen && column.mode === 'cumulative') this.doubt('mode')
      const { mode = column.mode, day = when, unit } = row
      this.value(cells[at], { ...row, mode, day, unit: column.unit ?? unit })
    }
  }

  private cellsOf(cells: readonly PastedCell[], is: Column['is']): PastedCell[] {
    return cells.filter((_, at) => this.columns[at]?.is === is)
  }

  private said(cell: PastedCell): readonly Said[] {
    return saidIn(cell, this.context.said)
  }

  private whens(cell: PastedCell): When[] {
    return this.said(cell).flatMap((one) =>
      one.is === 'time' ? [one.when] : one.is === 'mode' && one.when ? [one.when] : [],
    )
  }

  private indicator(cell: PastedCell): IndicatorId | undefined {
    const said = this.said(cell)
    const named = said.flatMap((one) => (one.is === 'name' ? [one] : []))
    const [id, another] = new Set(named.map((one) => one.id))
    if (id !== undefined && another === undefined) {
      if (said.some((one) => one.is === 'unread' && !one.ids)) this.doubt('unread')
      if (named.some(({ whole }) => !whole)) this.doubt('guessed-name')
      return id
    }
    const label = cell.text.replace(/^\(?\d{1,2}[.、)]\s*/, '').replace(/\([^()]*\)$/, '')
    const guess = another === undefined ? guessName(label, this.context.names) : undefined
    if (guess?.kind === 'one') {
      this.doubt('guessed-name')
      return guess.id
    }
    const ids = guess ? (guess.kind === 'several' ? guess.ids : undefined) : named.map((one) => one.id)
    this.fault(ids ? 'ambiguous-indicator' : 'unknown-indicator', cell, ids)
    return undefined
  }

  private fault(kind: Fault['kind'], cell: PastedCell, ids?: readonly IndicatorId[]): void {
    this.stated.push({ faults: [{ kind, ...placeOf(cell), ...(ids && { ids }) }] })
  }

  /** From the unit's column, or from the name's own brackets: 标准厂房（万平方米）. */
  private unitFor(cells: readonly PastedCell[], name: PastedCell, indicator: Indicator): string | undefined {
    const said = this.cellsOf(cells, 'unit')
      .map(({ text }) => text.replace(/\s/g, ''))
      .find((text) => text !== '')
    if (said !== undefined) return said
    const inside = /\(([^()]+)\)$/.exec(name.text)?.[1]
    return inside !== undefined && factorOf(indicator, inside) !== undefined ? inside : undefined
  }

  /** A cell is read as words behind the name and what the heading says. */
  private value(cell: PastedCell | undefined, { indicator, name, mode, unit, day, note }: Row): void {
    const { id } = indicator
    const when = day && { when: day }
    if (cell && isDash(cell.text)) {
      const { at, end } = placeOf(cell)
      this.stated.push({ nils: [{ at, end, ids: [id], ...NOWHERE, ...when }], doubts: ['mode'] })
      return
    }
    if (!cell || cell.text === '') {
      this.fault('missing-value', cell && cell.text !== '' ? cell : name, [id])
      return
    }
    const told = this.said(cell)
    const said = told.some(({ is }) => is === 'amount' || is === 'nil') ? told : plainNumber(cell)
    const place = { at: cell.from, end: cell.from }
    const isOne = said.filter(({ is }) => is === 'amount').length === 1
    const words: Said[] = [
      { is: 'name', id, whole: true, ...place },
      // 累计9家，本月新增1家 in one cell says so itself
      ...(mode && isOne ? [{ is: 'mode' as const, mode, ...place }] : []),
      ...(unit !== undefined ? [{ is: 'unit' as const, unit, ...place }] : []),
      ...said,
    ]
    const { text, names, sender } = this.context
    const { figures, nils, doubts, faults } = new Pairing(text, words, names, sender, true).state()
    this.stated.push({
      figures: figures.map((one) => ({ ...one, ...NOWHERE, ...when, ...(note && { note }) })),
      nils: nils.map((one) => ({ ...one, ...NOWHERE, ...when })),
      doubts,
      faults: faults.map((one) =>
        one.kind === 'missing-value' ? { ...one, ...placeOf(cell), kind: 'not-a-number' } : one,
      ),
    })
  }
}

/** 2.4 in a cell is no day of February. */
function plainNumber(cell: PastedCell): SaidAmount[] {
  const value = readNumeral(cell.text)
  const place = placeOf(cell)
  return value === undefined ? [] : [{ is: 'amount', value, ...place, numeral: place, before: '', plus: false }]
}

const placeOf = ({ from, to }: PastedCell): At => ({ at: from, end: to })
