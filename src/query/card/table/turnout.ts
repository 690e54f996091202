/** Many items of several places: how far each place has come, in place of hundreds of cells one by one. */
import type { Block } from '../../../message/card.ts'
import { placeName, shortPeriod } from '../../../office/format.ts'
import type { RegionKey } from '../../../office/region.ts'
import type { Found } from '../../answer/result.ts'
import type { Cell } from '../../cube/cube.ts'
import { groupsOf } from '../../cube/group.ts'
import { queryButton } from '../follow-up-buttons.ts'
import { FEW } from '../sentence/naming.ts'
import type { Showing, Tongue } from '../sentence/reading-text.ts'
import { whomText } from '../sentence/scope.ts'
import { byCity } from './city.ts'

/** More cells than this are no answer that anybody reads, whatever is asked of each. */
const CROWD = 60

/** Whether places are told by how much of what they owe has come in. */
export const isTurnout = (found: Found): boolean => isOfReporting(found) || isCrowd(found)

function isOfReporting({ query, axes }: Found): boolean {
  const { measures, claim, fold, by, where = [], order } = query
  const isAny = where.every(({ measure, to, over }) => measure === 'reported' && to === true && over === undefined)
  // only a row for each place tells what it owes beside what a condition kept
  const isByPlace = (by ?? []).join() === 'place'
  const isOne = where.length === 0 && fold === undefined
  const isCounted = isOne || (isByPlace && (fold === undefined || fold === 'count'))
  return measures[0] === 'reported' && isAny && isCounted && !claim && !order && isMany(axes)
}

/** Whether an answer lists all indicators of so many places that a table could not be read. */
export function isCrowd({ query, axes, rows }: Found): boolean {
  const { fold, where, claim, order, versus } = query
  const cells = rows.reduce((all, row) => all + row.entries.length, 0)
  return !fold && !where && !claim && !order && !versus && isMany(axes) && cells > CROWD
}

const isMany = ({ places, indicators, periods }: Found['axes']): boolean =>
  places.length > 1 && indicators.length > 1 && periods.length === 1

interface Arrived {
  readonly place: RegionKey
  /** items that came in for the period, of those that are owed for it */
  readonly came: number
  readonly owed: number
}

/** Every place that was looked at; of those that a condition left out nothing came. */
function arrivedIn({ rows, query, axes }: Found): Arrived[] {
  const cells = groupsOf(
    rows.flatMap((row) => row.entries.map((one) => one.cell)),
    (cell) => cell.place,
    (cell) => cell,
  )
  const owed = new Map(rows.map(({ key, of }) => [key.place, of.cells]))
  return axes.places.map((place) => {
    const own = cells.get(place) ?? []
    const due = query.where ? (owed.get(place) ?? 0) : sum(own, (one) => one.of)
    return { place, came: sum(own, (one) => one.reported), owed: due }
  })
}

const sum = (cells: readonly Cell[], of: (cell: Cell) => number): number => cells.reduce((all, one) => all + of(one), 0)

const isWhole = ({ came, owed }: Arrived): boolean => came > 0 && came >= owed

/** How many places reported all, a part or nothing: `全省各县（市、区）6月：1个报了（都没有报齐），88个没报`. */
export function turnoutTitle(found: Found, showing: Showing): string {
  const all = arrivedIn(found)
  const came = all.filter((one) => one.came > 0).length
  const [period] = found.axes.periods
  const head = `${whomText(found.query, found.axes, showing)}${period ? shortPeriod(period, showing.plan) : ''}`
  if (came === 0) return `${head}：都没报`
  const whole = all.filter(isWhole).length
  const isAll = came === all.length
  if (isAll && whole === came) return `${head}：都报齐了`
  const full = whole === came ? '都报齐了' : whole > 0 ? `报齐${whole}个` : '都没有报齐'
  return `${head}：${isAll ? '都' : `${came}个`}报了（${full}）${isAll ? '' : `，${all.length - came}个没报`}`
}

/** How many reports are owed and in, and who reported a part: `应报736项，已报1项（其中1项待审核）。报了一部分的：安吉县（1/8）。` */
export function turnoutSentence(found: Found, showing: Showing): string {
  const all = arrivedIn(found)
  const { of, reported, pending } = found.turnout
  const waiting = pending > 0 ? `（其中${pending}项待审核）` : ''
  const whole = all.filter(isWhole)
  const partly = all.filter((one) => one.came > 0 && !isWhole(one))
  const silent = all.filter((one) => one.came === 0)
  const said = [
    whole.length > 0 ? `报齐的：${named(whole, showing)}。` : '',
    partly.length > 0 ? `报了一部分的：${named(partly, showing)}。` : '',
    silent.length > 0 && silent.length <= FEW ? `没报的：${named(silent, showing)}。` : '',
    all.length - whole.length > FEW ? '没报齐的按市列在下面。' : '',
  ]
  const crowd = isCrowd(found) && found.query.measures[0] !== 'reported' ? '逐地逐项的数这里列不下，点一项看。' : ''
  return `应报${of}项，已报${reported}项${waiting}。${said.join('')}${crowd}`
}

const named = (all: readonly Arrived[], { regions }: Tongue): string =>
  `${all
    .slice(0, FEW)
    .map(
      (one) => `${placeName(regions, one.place)}${isWhole(one) || one.came === 0 ? '' : `（${one.came}/${one.owed}）`}`,
    )
    .join('、')}${all.length > FEW ? `等${all.length}个` : ''}`

/**
 * Who lacks reports, by city where they are many; with a button for each indicator where the table is too large to
 * read.
 */
export function turnoutBlocks(found: Found, showing: Showing): Block[] {
  const lacking = arrivedIn(found).filter((one) => !isWhole(one))
  const listed = lacking.map((one) => ({
    key: { place: one.place },
    text: () => `${showing.regions.get(one.place).short}${one.came > 0 ? `（${one.came}/${one.owed}）` : ''}`,
  }))
  const { query, axes } = found
  const ways = axes.indicators.map((one) => queryButton(one.short, { ...query, of: [one.id] }))
  return [
    ...(lacking.length > FEW ? [byCity(listed, showing)] : []),
    ...(isCrowd(found) && query.measures[0] !== 'reported' ? [{ kind: 'buttons' as const, buttons: ways }] : []),
  ]
}
