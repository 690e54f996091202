/** A table's rows as figures: the heading says what a cell is, the row whose. */
import type { Mode } from '../../../ledger/index.ts'
import { absolute, negate } from '../../../office/amount.ts'
import { type DateMention, datesIn } from '../../../office/dates.ts'
import type { Instant } from '../../../office/day.ts'
import type { Indicator, IndicatorId } from '../../../office/plan.ts'
import type { Region } from '../../../office/region.ts'
import { Clauses } from '../clauses/clauses.ts'
import type { Doubt, Fault, Figure, Nil } from '../statement.ts'
import { guessName } from '../tokens/guess.ts'
import { type NumberToken, type Token, tokensOf, type Vocabulary } from '../tokens/tokens.ts'
import { factorOf, isUnit } from '../tokens/units.ts'
import { type Column, columnOf, isBeside } from './header.ts'
import type { Cell, Table } from './table.ts'

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

export function readTable(table: Table, now: Instant, vocabulary: Vocabulary): Grid {
  return new Rows(table, now, vocabulary).read()
}

class Rows {
  private readonly figures: Figure[] = []
  private readonly nils: Nil[] = []
  private readonly faults: Fault[] = []
  private readonly doubts = new Set<Doubt>()
  private readonly named: IndicatorId[] = []
  private readonly regions: Region[] = []
  private readonly columns: readonly Column[]
  private readonly table: Table
  private readonly now: Instant
  private readonly vocabulary: Vocabulary

  constructor(table: Table, now: Instant, vocabulary: Vocabulary) {
    this.table = table
    this.now = now
    this.vocabulary = vocabulary
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
    const nameAt = this.columns.findIndex(({ is }) => is === 'indicator')
    const cell = fitted[nameAt >= 0 ? nameAt : this.firstName(fitted)]
    if (!cell || NO_ROW.test(fitted.find(({ text }) => text !== '')?.text ?? '') || NO_ROW.test(cell.text)) return
    if (cell.text === '' && fitted.every(({ text }) => BLANK.test(text))) return
    this.regions.push(
      ...this.cellsOf(fitted, 'region').flatMap(({ text }) =>
        this.vocabulary.regions.mentioned(text).map(({ region }) => region),
      ),
    )
    const id = this.indicator(cell)
    if (id === undefined) return
    this.named.push(id)
    const indicator = this.vocabulary.names.get(id)
    const unit = this.unitFor(fitted, cell)
    const dates = this.cellsOf(fitted, 'date').flatMap(({ text }) => datesIn(text, this.now).slice(0, 1))
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
      const heading = datesIn(column.heading, this.now).slice(0, 1)
      // 8月 above a figure: the month's own, or since January?
      if (heading.some(({ month }) => month) && column.mode === 'cumulative' && !/累计/.test(column.heading))
        this.doubts.add('mode')
      this.value(fitted[at], indicator, {
        mode: said ?? column.mode,
        unit: column.unit ?? unit,
        dates: dates.length > 0 ? dates : heading,
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
    return cells.findIndex(({ text }) => this.tokens(text).some(({ kind }) => kind === 'name'))
  }

  private cellsOf(cells: readonly Cell[], is: Column['is']): Cell[] {
    return cells.filter((_, at) => this.columns[at]?.is === is)
  }

  private tokens(text: string): Token[] {
    return tokensOf(text, undefined, this.vocabulary)
  }

  private indicator(cell: Cell): IndicatorId | undefined {
    const tokens = this.tokens(cell.text)
    const found = [...new Set(tokens.flatMap((one) => (one.kind === 'name' ? [one.id] : [])))]
    if (found.length === 1 && found[0]) {
      if (tokens.some(({ kind }) => kind === 'unread')) this.doubts.add('unread')
      return found[0]
    }
    if (found.length > 1) {
      this.faults.push({ kind: 'ambiguous-indicator', ...placeOf(cell), ids: found })
      return undefined
    }
    const label = cell.text.replace(/^\(?\d{1,2}[.、)]\s*/, '').replace(/\([^()]*\)$/, '')
    const guess = guessName(label, this.vocabulary.names)
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
  private unitFor(cells: readonly Cell[], name: Cell): string | undefined {
    const said = this.cellsOf(cells, 'unit')
      .map(({ text }) => text.replace(/\s/g, ''))
      .find((text) => text !== '')
    if (said !== undefined) return said
    const inside = /\(([^()]+)\)$/.exec(name.text)?.[1]
    return inside !== undefined && isUnit(inside, this.vocabulary.units) ? inside : undefined
  }

  private value(
    cell: Cell | undefined,
    indicator: Indicator,
    row: { mode: Mode; unit: string | undefined; dates: readonly DateMention[]; at: Cell; note?: string },
  ): void {
    const place = placeOf(cell && cell.text !== '' ? cell : row.at)
    const ids = [indicator.id]
    if (!cell || BLANK.test(cell.text)) {
      this.faults.push({ kind: 'missing-value', ...place, ids })
      return
    }
    const tokens = this.tokens(cell.text)
    const numbers = tokens.filter((one): one is NumberToken => one.kind === 'number')
    const [number] = numbers
    if (!number) {
      if (tokens.some((one) => one.kind === 'word' && one.word.is === 'nil'))
        this.nils.push({ ...place, ids, rest: false, dates: row.dates })
      else this.faults.push({ kind: 'not-a-number', ...place, ids })
      return
    }
    if (numbers.length > 1) {
      this.sentence(cell, tokens, indicator, row.dates)
      return
    }
    if (tokens.some(({ kind }) => kind === 'unread' || kind === 'name')) this.doubts.add('unread')
    if (number.value === undefined) {
      this.faults.push({ kind: 'not-a-number', ...place, ids })
      return
    }
    const unit = number.unit ?? row.unit
    if (unit !== undefined && factorOf(indicator, unit) === undefined) {
      this.faults.push({ kind: 'bad-unit', ...place, ids })
      return
    }
    const down = tokens.some((one) => one.kind === 'word' && one.word.is === 'direction' && one.word.down)
    this.figures.push({
      id: indicator.id,
      value: down && indicator.kind === 'rate' ? negate(absolute(number.value)) : number.value,
      ...(unit !== undefined && { unit }),
      ...place,
      numeral: { from: cell.from + number.numeral.from, to: cell.from + number.numeral.to },
      mode: indicator.kind === 'rate' ? 'cumulative' : row.mode,
      modeSaid: true,
      dates: row.dates,
      ...(row.note && { note: row.note }),
    })
  }

  /** 累计9家，本月新增1家 in one cell: read as words are. */
  private sentence(
    { text, from }: Cell,
    tokens: readonly Token[],
    { id }: Indicator,
    dates: readonly DateMention[],
  ): void {
    const name: Token = { kind: 'name', id, from: 0, to: 0 }
    const { figures, faults, doubts } = new Clauses(
      text,
      [name, ...tokens],
      this.vocabulary.names,
      true,
      () => false,
    ).state()
    const moved = <T extends { readonly from: number; readonly to: number }>(one: T): T => ({
      ...one,
      from: one.from + from,
      to: one.to + from,
    })
    this.figures.push(...figures.map((one) => ({ ...moved(one), numeral: moved(one.numeral), dates })))
    this.faults.push(...faults.map(moved))
    for (const doubt of doubts) this.doubts.add(doubt)
  }
}

const placeOf = ({ from, to }: Cell): { from: number; to: number } => ({ from, to })

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
