/** Rows as a table, a month series or a list by city: never ninety rows one below the other. */

import { type Block, type Chart, column, type Row as Line, table } from '../message/card.ts'
import { type Amount, toNumber } from '../office/amount.ts'
import { dayName } from '../office/day.ts'
import { hundred, placeName, shortPeriod } from '../office/format.ts'
import type { Measure } from '../office/measure.ts'
import type { RegionKey } from '../office/region.ts'
import type { Cell } from './cube.ts'
import { groupsOf } from './group.ts'
import { isSized, MEASURES } from './measure.ts'
import { shortOf, type Tongue } from './phrase.ts'
import { isKnown } from './reading.ts'
import type { Entry, Found, Row } from './result.ts'
import { foldedText, keyText, nameOf } from './sentence.ts'
import { absentText } from './text.ts'

/** From here on places stand by city. */
const MANY = 20

export function tablesOf(found: Found, tongue: Tongue): Block[] {
  const { rows, query } = found
  if (query.fold) return rows.length > 1 ? [foldTable(found, tongue)] : []
  const entries = rows.flatMap((row) => row.entries)
  if (entries.length < 2) return []
  const isGrouped = rows.some((row) => row.entries.length > 1)
  if (isGrouped) return [groupTable(found, tongue)]
  if (entries.length > MANY) return [cityTable(entries, found, tongue)]
  return [...chartOf(entries, found, tongue), entryTable(entries, found, tongue)]
}

function foldTable(found: Found, tongue: Tongue): Block {
  const name = column('name', '分组')
  return table(
    [name, column('said', '结果')],
    found.rows.map((row): Line => ({ name: keyText(row, tongue), said: foldedText(row, found, tongue) })),
  )
}

/** One line a group, with its own in it. */
function groupTable(found: Found, tongue: Tongue): Block {
  return table(
    [column('name', '分组'), column('count', '项数', 'right'), column('which', '内容')],
    found.rows.map(
      (row): Line => ({
        name: keyText(row, tongue),
        count: String(row.count.cells),
        which: insideText(row, found, tongue),
      }),
    ),
  )
}

/** `僵尸企业、低小散企业` */
export function insideText({ entries, key }: Row, found: Found, { regions, plan }: Tongue): string {
  const { query, axes } = found
  return entries
    .slice(0, MANY)
    .map(({ cell, readings }) => {
      const name = [
        key.place === undefined ? regions.get(cell.place).short : '',
        key.indicator === undefined && axes.indicators.length > 1 ? cell.indicator.short : '',
        key.period === undefined && axes.periods.length > 1 ? shortPeriod(cell.period, plan) : '',
      ].join('')
      const [main] = query.measures
      const tested = query.where?.some((test) => test.measure === main && test.over === undefined)
      const said = main === undefined || (tested && !isSized(main)) ? '' : shortOf(main, readings.get(main), cell)
      return name && said ? `${name}（${said}）` : name || said
    })
    .join('、')
}

/** One line a city: how many, and which. */
function cityTable(entries: readonly Entry[], found: Found, tongue: Tongue): Block {
  const { regions } = tongue
  const city = ({ cell }: Entry) =>
    cell.level === 'county' ? (regions.get(cell.place).parent ?? cell.place) : cell.place
  const [main] = found.query.measures
  const lines = [...groupsOf(entries, city)].map(
    ([key, all]): Line => ({
      city: placeName(regions, key as RegionKey),
      count: String(all.length),
      which: all
        .map(
          (one) =>
            `${nameOf(one, found, tongue)}${main ? `（${shortOf(main, one.readings.get(main), one.cell)}${one.cell.isCarried ? '*' : ''}）` : ''}`,
        )
        .join('、'),
    }),
  )
  return table(
    [column('city', '市'), column('count', '个数', 'right'), column('which', '名单')],
    lines,
    entries.some(({ cell }) => cell.isCarried) ? '* 本期未报，沿用上次' : undefined,
  )
}

function entryTable(entries: readonly Entry[], found: Found, tongue: Tongue): Block {
  const { measures, versus } = found.query
  const columns = [
    column('name', '名称'),
    ...measures.flatMap((measure) => [
      column(
        measure,
        measure === 'value' && entries.every(({ cell }) => cell.indicator.kind === 'rate')
          ? '数值'
          : MEASURES[measure].name,
        'right',
      ),
      ...(versus ? [column(`${measure}-other`, '相比', 'right'), column(`${measure}-step`, '相差', 'right')] : []),
    ]),
    column('asOf', '截至'),
    column('reported', '上报'),
  ]
  return table(
    columns,
    entries.map((entry) => line(entry, found, tongue)),
  )
}

function line(entry: Entry, found: Found, tongue: Tongue): Line {
  const { cell, readings, versus } = entry
  const told = found.query.measures.flatMap((measure): [string, string][] => {
    const beside = versus?.get(measure)
    return [
      [measure, shortOf(measure, readings.get(measure), cell)],
      [`${measure}-other`, beside ? shortOf(measure, beside.other, cell) : ''],
      [`${measure}-step`, beside?.difference === undefined ? '—' : stepText(measure, beside.difference, cell)],
    ]
  })
  return {
    name: nameOf(entry, found, tongue),
    ...Object.fromEntries(told),
    asOf: cell.asOf ? dayName(cell.asOf) : '—',
    reported: turnout(cell),
  }
}

const stepText = (measure: Measure, difference: Amount, cell: Cell): string => {
  const sort = MEASURES[measure].sort
  if (sort === 'amount') return shortOf('value', { is: difference }, cell)
  return sort === 'place' ? `${difference}位` : `${toNumber(difference).toFixed(1)}个百分点`
}

/** 未报 stands beside a figure that was carried forward. */
function turnout(cell: Cell): string {
  if (cell.counties.length > 0) return `${cell.reported}/${cell.of}已报`
  if (!cell.task) return absentText('no-task')
  if (cell.reported > 0) return cell.pending > 0 ? '待审核' : cell.held?.nil ? '零报告' : '已审核'
  return cell.isOver ? '未报' : '未到期'
}

/** Bars of places or indicators, a line through periods; of the first measure that has a size. */
function chartOf(entries: readonly Entry[], found: Found, tongue: Tongue): Block[] {
  const isSeries = new Set(entries.map(({ cell }) => cell.period)).size === entries.length
  const measure = found.query.measures.find((one) => ['ratio', 'amount'].includes(MEASURES[one].sort))
  const indicators = new Set(entries.map(({ cell }) => cell.indicator))
  const [only] = indicators
  if (!measure || !only || (MEASURES[measure].sort === 'amount' && indicators.size > 1)) return []
  const isRatio = MEASURES[measure].sort === 'ratio'
  const points = entries.flatMap((entry) => {
    const reading = entry.readings.get(measure)
    if (!isKnown(reading)) return []
    const y = isRatio ? hundred(reading.is as Amount) : toNumber(reading.is as Amount)
    return [{ x: nameOf(entry, found, tongue), y }]
  })
  if (points.length < 2) return []
  const chart: Chart = {
    type: isSeries ? 'line' : 'bar',
    title: `${indicators.size === 1 ? only.short : ''}${MEASURES[measure].name}`,
    unit: isRatio ? '%' : only.unit,
    series: [{ name: MEASURES[measure].name, points }],
  }
  return [{ kind: 'chart', chart }]
}
