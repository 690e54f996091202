/** Who has not reported: how many, who sent nothing at all, who lacks what. */
import { placeName } from '../../../office/format.ts'
import type { RegionKey } from '../../../office/region.ts'
import type { Found, Row } from '../../answer/result.ts'
import { isKnown } from '../../measures/reading.ts'
import { FEW, pickedCount } from '../sentence/naming.ts'
import type { Showing } from '../sentence/reading-text.ts'
import { pickedText } from '../sentence/scope.ts'

/** Whether it is asked who of several places has reported what they owe for one period. */
export const isAttendance = ({ query, axes }: Found): boolean =>
  query.measures[0] === 'reported' &&
  query.fold === undefined &&
  query.claim === undefined &&
  axes.places.length > 1 &&
  axes.periods.length === 1 &&
  (query.where ?? []).length === 1 &&
  (query.where ?? []).every(({ measure, to }) => measure === 'reported' && to === false)

/** Whether a condition is on more periods than the one shown: 从没报过. */
export const isOfSeveral = ({ query: { where = [] } }: Found): boolean => where.some(({ at }) => at !== undefined)

/** A place, and the short names of what it lacks. */
export interface Lacking {
  readonly place: RegionKey
  readonly missing: readonly string[]
  /** nothing at all came */
  readonly isSilent: boolean
}

/** Each place of an answer with what it lacks. */
export function lackingIn({ rows }: Found): Lacking[] {
  return rows.flatMap((row): Lacking[] => {
    const place = row.entries[0]?.cell.place
    if (place === undefined) return []
    const missing = row.entries.filter(isMissing).map(({ cell }) => cell.indicator.short)
    return [{ place, missing, isSilent: missing.length === row.of.cells }]
  })
}

const isMissing = ({ readings }: Row['entries'][number]): boolean => {
  const reading = readings.get('reported')
  return !isKnown(reading) || reading.is === false
}

/** Who has not reported, those without any report apart from those with a part: `湖州市2017年6月…未报的县（市、区）有5个，共41项：…`. */
export function attendanceText(found: Found, showing: Showing): string {
  const { query, axes, turnout } = found
  const head = pickedText(query, axes, pickedCount(found.count, found, showing), showing)
  const all = lackingIn(found)
  const silent = all.filter((one) => one.isSilent)
  const partly = all.filter((one) => !one.isSilent)
  if (isOfSeveral(found)) return `${head}：${named(all, showing)}。`
  const isOne = axes.indicators.length === 1
  const told = isOne
    ? [named(all, showing)]
    : [
        silent.length > 0 ? `都没报的${silent.length}个：${named(silent, showing)}` : '',
        partly.length > 0 ? `报了一部分的${partly.length}个：${named(partly, showing, true)}` : '',
      ].filter(Boolean)
  const { reported, of, pending } = turnout
  const waiting = pending > 0 ? `，其中${pending}项待审核` : ''
  return `${head}：${told.join('；')}。应报${of}项，已报${reported}项${waiting}，缺${of - reported}项。`
}

const named = (all: readonly Lacking[], showing: Showing, isCounted = false): string =>
  `${all
    .slice(0, FEW)
    .map((one) => `${placeName(showing.regions, one.place)}${isCounted ? `（${lackText(one)}）` : ''}`)
    .join('、')}${all.length > FEW ? '等' : ''}`

/** As many are named behind a place. */
const NAMED = 3

/** What one place lacks: `缺2项：低小散企业、僵尸企业`, `3项都缺`. */
export function lackText({ missing, isSilent }: Lacking): string {
  const which = missing.length <= NAMED ? `：${missing.join('、')}` : ''
  return isSilent ? `${missing.length}项都缺${which}` : `缺${missing.length}项${which}`
}
