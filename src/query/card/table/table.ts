/** Rows as a table; long lists stand by city. */
import { type Block, column, fold, type Row as Line, partsOf, sentence, table } from '../../../message/card.ts'
import { dayName } from '../../../office/day.ts'
import { shortPeriod } from '../../../office/format.ts'
import type { Measure } from '../../../office/measure.ts'
import type { RegionKey } from '../../../office/region.ts'
import { MOST_TOLD } from '../../answer/breadth.ts'
import type { Comparison, Entry, Found, Row } from '../../answer/result.ts'
import type { Cell } from '../../cube/cube.ts'
import { groupsOf } from '../../cube/group.ts'
import { isSized, MEASURES, OF_FIGURES } from '../../measures/measure.ts'
import { detailOf, isKnown, type Reading } from '../../measures/reading.ts'
import { keyText, nameOf } from '../sentence/naming.ts'
import { placedIn } from '../sentence/placed.ts'
import { shortOf, type Tongue } from '../sentence/reading-text.ts'
import { differenceText, foldedText } from '../sentence/sentence.ts'
import { staleText } from '../sentence/standing.ts'
import { absentText } from '../text.ts'
import { isAttendance, isOfSeveral, lackingIn, lackText } from './attendance.ts'
import { chartOf } from './chart.ts'
import { byCity, MANY } from './city.ts'

/**
 * The rows of an answer as a table; of a claim those that speak against it. None for a single row, as the sentence
 * has it.
 */
export function tablesOf(found: Found, tongue: Tongue): Block[] {
  const { rows, query, verdict, lacking } = found
  const entries = verdict ? verdict.against : placedIn(found)
  if (lacking || (query.fold ? rows.length : entries.length) < 2) return []
  if (isAttendance(found)) return [byCity(lackingLines(found, tongue), tongue)]
  if (isGrouped(found))
    return [rows.length > MANY ? byCity(rowLines(found, tongue), tongue) : groupTable(found, tongue)]
  if (entries.length > MANY) return longTables(entries, found, tongue)
  const chart = query.as === 'list' || query.as === 'table' ? [] : chartOf(entries, found, tongue)
  return [...chart, ...linesOf(entries, found, tongue)]
}

/** Rows of several entries each; those of one place, and those of a claim, are told one by one. */
const isGrouped = ({ query, verdict, rows }: Found): boolean =>
  query.fold !== undefined || (!verdict && rows.length > 1 && rows.some((row) => row.entries.length > 1))

function longTables(entries: readonly Entry[], found: Found, tongue: Tongue): Block[] {
  const { query, verdict } = found
  const isRanked = !verdict && query.order !== undefined && isKnown(entries[0]?.readings.get(query.order.measure))
  return isRanked ? ranking(entries, found, tongue) : [byCity(entryLines(entries, found, tongue), tongue)]
}

/** As many are told from each end of a long ranking, and of those that the asker looks after. */
const FROM_END = 5
const OWN = 10

/** A long ranking from both ends, with one's own places; those between are folded, in their order. */
function ranking(entries: readonly Entry[], found: Found, tongue: Tongue): Block[] {
  const { own, regions } = tongue
  const isOfAll = own === undefined || regions.get(own).level === 'province'
  const mine = isOfAll ? [] : entries.filter(({ cell }) => regions.within(cell.place, own)).slice(0, OWN)
  const ends = new Set([...entries.slice(0, FROM_END), ...mine, ...entries.slice(-FROM_END)])
  const told = entries.filter((one) => ends.has(one))
  const rest = entries.filter((one) => !ends.has(one))
  const lines = rest.map((one) =>
    twoLines(one, entryTable([one], found, tongue).columns, found, tongue).replace('\n', '，'),
  )
  return [...linesOf(told, found, tongue), fold(`其余${rest.length}个`, [sentence(lines.join('\n'))])]
}

const lackingLines = (found: Found, { regions }: Tongue) =>
  lackingIn(found).map((one) => ({
    key: { place: one.place },
    text: () =>
      `${regions.get(one.place).short}${found.axes.indicators.length > 1 && !isOfSeveral(found) ? `（${lackText(one)}）` : ''}`,
  }))

const rowLines = (found: Found, tongue: Tongue) => {
  const isLong = found.query.fold === undefined && found.count.cells > MOST_TOLD
  const said = (row: Row) => (isLong ? `${row.count.cells}项` : groupText(row, found, tongue))
  return found.rows.map((row) => ({
    cell: row.entries[0]?.cell,
    key: row.key,
    text: () => `${keyText(row, tongue)}（${said(row)}）`,
  }))
}

/** Of more than can be told one by one it is told how many each place has. */
function entryLines(entries: readonly Entry[], found: Found, tongue: Tongue) {
  const [main] = found.query.measures
  const said = (one: Entry) =>
    main ? `（${shortOf(main, one.readings.get(main), one.cell)}${staleIn(one, main)}）` : ''
  const places = groupsOf(entries, ({ cell }) => cell.place)
  if (entries.length <= MOST_TOLD || places.size === 1 || places.size === entries.length)
    return entries.map((one) => ({ cell: one.cell, key: {}, text: () => `${nameOf(one, found, tongue)}${said(one)}` }))
  return [...places].map(([place, { length: count }]) => ({
    ...{ key: { place }, count },
    text: () => `${tongue.regions.get(place as RegionKey).short}${count}项`,
  }))
}

const staleIn = ({ cell }: Pick<Entry, 'cell'>, measure: Measure): string =>
  OF_FIGURES.includes(measure) ? staleText(cell) : ''

/** One line a group, with its own in it. */
const groupTable = (found: Found, tongue: Tongue): Block =>
  table(
    [column('name', '分组'), column('said', '结果')],
    found.rows.map((row): Line => ({ name: keyText(row, tongue), said: groupText(row, found, tongue) })),
  )

const groupText = (row: Row, found: Found, tongue: Tongue): string =>
  found.query.fold ? foldedText(row, found, tongue) : `${row.count.cells}项：${insideText(row, found, tongue)}`

/** The entries of a grouped row by name, with what tells them apart: `僵尸企业、低小散企业（晚2天）`. */
export function insideText({ entries, key }: Row, { query, axes }: Found, { regions, plan }: Tongue): string {
  const [main] = query.measures
  const isTested = query.where?.some((test) => test.measure === main && test.over === undefined)
  const told = entries.slice(0, MANY).map(({ cell, readings }) => {
    const name = [
      key.place === undefined ? regions.get(cell.place).short : '',
      key.indicator === undefined && axes.indicators.length > 1 ? cell.indicator.short : '',
      key.period === undefined && axes.periods.length > 1 ? shortPeriod(cell.period, plan) : '',
    ].join('')
    const said = main === undefined || (isTested && !isSized(main)) ? '' : shortOf(main, readings.get(main), cell)
    return { name, said: name && said && main ? `${said}${staleIn({ cell }, main)}` : said }
  })
  // what is said of several of them is said once
  return [...groupsOf(told, ({ said }) => said)]
    .map(([said, all]) => {
      const names = all.flatMap(({ name }) => name || []).join('、')
      return names && said ? `${names}（${said}）` : names || said
    })
    .join('、')
}

/** A telephone cuts off what stands further to the right. */
const MOST_COLUMNS = 5

/** As many columns as fit side by side; of more each entry has two lines, and those without a figure one together. */
function linesOf(entries: readonly Entry[], found: Found, tongue: Tongue): Block[] {
  const whole = entryTable(entries, found, tongue)
  if (whole.columns.length <= MOST_COLUMNS) return [whole]
  const silent = entries.filter((entry) => isSilent(entry, found))
  const spoken = silent.length > 1 ? entries.filter((one) => !silent.includes(one)) : entries
  return partsOf(
    spoken.map((one): Block => sentence(twoLines(one, whole.columns, found, tongue))),
    silent.length > 1 && sentence(silentText(silent, found, tongue)),
  )
}

const isSilent = ({ readings }: Entry, { query: { measures } }: Found): boolean =>
  measures.includes('value') && measures.every((one) => !OF_FIGURES.includes(one) || !isKnown(readings.get(one)))

/** `尚无上报3项：落后产能企业（任务20家）、标准厂房（任务14.4万平方米）…` */
function silentText(silent: readonly Entry[], found: Found, tongue: Tongue): string {
  const goal = ({ readings, cell }: Entry) => {
    const reading = readings.get('goal')
    return isKnown(reading) ? `（${MEASURES.goal.name}${shortOf('goal', reading, cell)}）` : ''
  }
  return `尚无上报${silent.length}项：${silent.map((one) => `${nameOf(one, found, tongue)}${goal(one)}`).join('、')}`
}

type Columns = Extract<Block, { kind: 'table' }>['columns']

/** One row for a phone: the place or indicator with its first three values, what follows on a second line. */
function twoLines(entry: Entry, [name, ...columns]: Columns, found: Found, tongue: Tongue): string {
  const row = line(entry, found, tongue)
  const told = columns.flatMap(({ key, name: of }) => {
    const said = row[key] ?? ''
    return said === '' || said === '—'
      ? []
      : [{ said, text: NAMED.has(key) && /\d/.test(said) ? `${of}${said}` : said }]
  })
  // why there is no figure is said once
  const isTold = (one: string, at: number): boolean =>
    !/\d/.test(one) && told.findIndex(({ said }) => said === one) < at
  const distinct = told.filter(({ said }, at) => !isTold(said, at))
  const [first, second] = [distinct.slice(0, ON_FIRST_LINE), distinct.slice(ON_FIRST_LINE)]
  const said = (all: typeof told): string => all.map(({ text }) => text).join('，')
  return [`${row[name?.key ?? ''] ?? ''}：${said(first)}`, said(second)].filter(Boolean).join('\n')
}
const ON_FIRST_LINE = 3

/** What would not be known for what it is without its name. */
const NAMED: ReadonlySet<string> = new Set([
  'value',
  'goal',
  'rate',
  'gap',
  'expected',
  'increment',
  'forecast',
  'perMonth',
  'asOf',
])

function entryTable(entries: readonly Entry[], found: Found, tongue: Tongue): Extract<Block, { kind: 'table' }> {
  const { measures, versus } = found.query
  const isRates = entries.every(({ cell }) => cell.indicator.kind === 'rate')
  const columns = [
    column('name', '名称'),
    ...measures.flatMap((measure) => [
      column(measure, measure === 'value' && isRates ? '数值' : MEASURES[measure].name, 'right'),
      ...(versus ? [column(`${measure}-other`, '相比', 'right'), column(`${measure}-step`, '相差', 'right')] : []),
    ]),
    ...(measures.some((one) => OF_FIGURES.includes(one)) ? [column('asOf', '截至')] : []),
    ...(measures.includes('reported') ? [] : [column('turnout', '上报情况')]),
  ]
  return table(
    columns,
    entries.map((entry) => line(entry, found, tongue)),
  )
}

function line(entry: Entry, found: Found, tongue: Tongue): Line {
  const { cell, readings, versus } = entry
  const isPace = found.query.versus !== undefined && 'base' in found.query.versus && found.query.versus.base === 'pace'
  const told = found.query.measures.flatMap((measure): [string, string][] => {
    const beside = versus?.get(measure)
    const other = isPace && measure === 'value' ? 'expected' : measure
    return [
      [measure, `${shortOf(measure, readings.get(measure), cell)}${movedText(readings.get(measure))}`],
      [`${measure}-other`, beside ? shortOf(other, beside.other, cell) : ''],
      [`${measure}-step`, stepText(measure, beside, cell, isPace)],
    ]
  })
  return {
    name: nameOf(entry, found, tongue),
    ...Object.fromEntries(told),
    asOf: cell.asOf ? dayName(cell.asOf) : '—',
    turnout: turnout(cell),
  }
}

/** `↑1`: places gained since the period before; 新 without a place then. */
function movedText(reading: Reading | undefined): string {
  const detail = detailOf(reading, 'rank')
  if (!detail) return ''
  const { gained } = detail
  if (gained === undefined) return '（新）'
  return gained === 0 ? '' : `（${gained > 0 ? '↑' : '↓'}${Math.abs(gained)}）`
}

function stepText(measure: Measure, beside: Comparison | undefined, cell: Cell, isPace: boolean): string {
  if (!beside || !isKnown(beside.other) || beside.difference === undefined) return '—'
  return differenceText(measure, beside.difference, cell, isPace).replace('，', '')
}

/** 未报 stands beside a figure that was carried forward. */
function turnout(cell: Cell): string {
  if (cell.counties.length > 0) return `${cell.isOver ? '' : '未到期，'}${cell.reported}/${cell.of}已报`
  if (!cell.task) return absentText('no-task')
  if (cell.reported > 0) return cell.pending > 0 ? '待审核' : cell.held?.nil ? '零报告' : '已审核'
  return cell.isOver ? '未报' : '未到期'
}
