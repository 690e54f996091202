import {
  type Amount,
  absolute,
  amount,
  compare,
  isNegative,
  isZero,
  multiply,
  percent,
  rounded,
} from '../../../office/amount.ts'
import { dayName } from '../../../office/day.ts'
import type { RequiredPace } from '../../../office/forecast.ts'
import { amountIn, differenceIn, moment, placeName, shortPeriod } from '../../../office/format.ts'
import { LEVEL } from '../../../office/levels.ts'
import type { Measure } from '../../../office/measure.ts'
import type { Indicator, Plan } from '../../../office/plan.ts'
import type { RegionKey } from '../../../office/region.ts'
import type { Cell } from '../../cube/cube.ts'
import { MEASURES } from '../../measures/measure.ts'
import { detailOf, isKnown, type Known, type Reading } from '../../measures/reading.ts'
import { absentText } from '../text.ts'
import { shortOf, type Tongue } from './reading-text.ts'

/** A reading as part of a sentence: `完成率66.7%`, `还差4家`; what is unknown with its reason. */
export function phraseOf(measure: Measure, reading: Reading | undefined, cell: Cell, tongue: Tongue): string {
  const short = shortOf(measure, reading, cell)
  if (!isKnown(reading)) return absentPhrase(measure, reading, cell, tongue)
  const is = reading.is as Amount
  switch (measure) {
    case 'value':
      return cell.indicator.kind === 'rate' ? short : `累计${short}`
    case 'goal':
      return `${cell.level === 'province' ? '目标' : '任务'}${short}`
    case 'gap':
      return gapText(is, cell.indicator)
    case 'increment':
      return incrementText(is, reading, cell, tongue)
    case 'expected':
      return expectedText(short, reading)
    case 'rank':
      return rankText(short, reading, cell, tongue)
    case 'share':
      return shareText(short, reading, cell, tongue)
    case 'reportedAt':
      return reportedText(short, reading)
    case 'reportedBy':
      return `由${short}上报`
    case 'lateDays':
      return lateText(is, reading)
    case 'corrections':
      return correctionsText(is, reading, cell)
    case 'reason':
      return cell.history.returned ? `${returnedText(cell)}，原因：${short}` : `原因：${short}`
    case 'forecast':
      return forecastText(short, reading, cell)
    case 'perMonth':
      return perMonthText(short, reading)
    case 'source':
      return sourceText(short, cell, tongue.plan)
    case 'state':
      return cell.history.returned ? returnedText(cell) : short
    case 'rate':
      return `完成率${short}`
    case 'needed':
      return neededText(short, reading, cell)
    case 'asOf':
      return `截至${short}`
    case 'owed':
      return cell.task ? short : `${absentText('no-task')}，${short}`
    default:
      return short
  }
}

/** What is missing is said of what was asked for; a figure that is not there says so by itself. */
function absentPhrase(measure: Measure, reading: Reading | undefined, cell: Cell, tongue: Tongue): string {
  const short = shortOf(measure, reading, cell)
  const why = reading !== undefined && !isKnown(reading) ? reading.absent : undefined
  if (measure === 'needed' && why === 'met') return '现在已经达到'
  if (why === 'out-of-reach') return short
  if (measure === 'reason' && why === 'none')
    return cell.history.returned ? `${returnedText(cell)}，没有写原因` : '没有记原因'
  if (tongue.isGroup && why === 'no-figure') return '尚无已审核的上报'
  return measure === 'value' || (why !== undefined && SELF.has(why)) ? short : `${MEASURES[measure].name}${short}`
}
const SELF: ReadonlySet<string> = new Set(['no-figure', 'not-reported', 'not-over', 'no-task', 'not-owed'])

/** `6月报的3家在7月2日 10:00被退回` */
function returnedText({ history: { returned }, period, indicator }: Cell): string {
  if (!returned) return '被退回'
  const value = returned.value === undefined ? '' : amountIn(returned.value, indicator)
  return `${Number(period.slice(5)) ? `${Number(period.slice(5))}月` : ''}报的${value || '数'}在${moment(returned.at)}被退回`
}

function gapText(gap: Amount, indicator: Indicator): string {
  const size = indicator.kind === 'rate' ? differenceIn(absolute(gap), indicator) : amountIn(absolute(gap), indicator)
  if (isZero(gap)) return '正好完成'
  return isNegative(gap) ? `超出目标${size}` : `还差${size}`
}

function incrementText(is: Amount, reading: Known, cell: Cell, { plan }: Tongue): string {
  const detail = detailOf(reading, 'increment')
  const fresh = detail?.fresh ? `，其中${detail.fresh}个上期没有数` : ''
  const base = detail
    ? `（比${shortPeriod(detail.since, plan)}的${amountIn(detail.from, cell.indicator)}${detail.asOf ? `，截至${dayName(detail.asOf)}` : ''}${fresh}）`
    : ''
  const size = differenceIn(absolute(is), cell.indicator)
  if (isZero(is)) return `无新增${base}`
  return `${isNegative(is) ? '减少' : '新增'}${size}${base}`
}

function expectedText(short: string, reading: Known): string {
  const detail = detailOf(reading, 'expected')
  return detail ? `到${dayName(detail.on)}序时进度应到${percent(detail.share)}，约${short}` : short
}

function rankText(short: string, reading: Known, { level, place }: Cell, { regions, among: whole }: Tongue): string {
  const detail = detailOf(reading, 'rank')
  if (!detail) return short
  const { among, sharing, gained, silent } = detail
  const ties = sharing.filter((key) => key !== place)
  const names = ties.slice(0, 6).map((key: RegionKey) => regions.get(key).name)
  const tied = ties.length > 0 ? `（与${names.join('、')}${ties.length > 6 ? '等' : ''}并列）` : ''
  const moved =
    gained === undefined
      ? ''
      : gained === 0
        ? '，与上期持平'
        : `，比上期${gained > 0 ? '上升' : '下降'}${Math.abs(gained)}位`
  const peers = `${placeName(regions, whole ?? regions.province.key)}${among}个${level === 'city' ? LEVEL.city : LEVEL.counties}`
  return `在${peers}中排${short}${tied}${moved}${silent > 0 ? `，另有${silent}个尚无上报、没有名次` : ''}`
}

function shareText(short: string, reading: Known, cell: Cell, { regions, among }: Tongue): string {
  const detail = detailOf(reading, 'share')
  if (!detail) return short
  const goal =
    detail.ofGoal && detail.target
      ? `，任务占文件目标${amountIn(detail.target, cell.indicator)}的${percent(detail.ofGoal)}`
      : ''
  const whole = placeName(regions, among ?? regions.province.key)
  return `累计占${whole}${amountIn(detail.whole, cell.indicator)}的${short}${goal}`
}

/** Where the figure that counts is not the first, both are told. */
function reportedText(short: string, reading: Known): string {
  const detail = detailOf(reading, 'reportedAt')
  if (!detail) return `${short}上报`
  return String(detail.latest) === reading.is ? `${short}上报` : `${short}首次上报，现在的数${moment(detail.latest)}报`
}

function lateText(days: Amount, reading: Known): string {
  const due = detailOf(reading, 'lateDays')
  const late = due?.isMissing ? `还没报，已逾期${days}天` : `迟报，晚了${days}天`
  return `${isZero(days) ? '按时上报' : late}${due ? `（截止${dayName(due.lastDay)}）` : ''}`
}

function correctionsText(times: Amount, reading: Known, { indicator }: Cell): string {
  const changes = detailOf(reading, 'corrections')?.changes ?? []
  if (isZero(times)) return '没有更正过'
  const told = changes.slice(0, 3).map(({ from, fromAt, to, at, reason, isAsked }) => {
    const why = reason ? `，原因：${reason}` : ''
    return `${moment(fromAt)}报${amountIn(from, indicator)}，${moment(at)}${isAsked ? '申请更正为' : '更正为'}${amountIn(to, indicator)}${why}`
  })
  return `更正过${times}次：${told.join('；')}`
}

function forecastText(short: string, reading: Known, { goal, indicator }: Cell): string {
  const detail = detailOf(reading, 'forecast')
  if (!detail || goal === undefined) return short
  const { outlook, need } = detail
  const { completion, lowCompletion, highCompletion, metOn, speed, since, until } = outlook
  const isMet = compare(completion, amount(1)) >= 0
  const isSure = compare(lowCompletion, highCompletion) === 0
  const range = isSure ? '' : `（区间${percent(lowCompletion, 0)}～${percent(highCompletion, 0)}）`
  const monthly = amountIn(rounded(multiply(speed, amount(30)), indicator.integer ? 1 : 3), indicator)
  const span = `${since.endsWith('-12-31') ? '年初' : dayName(since)}至${dayName(until)}`
  return `按${span}的速度（每30天约${monthly}），到年底约${short}，完成${percent(completion, 0)}${range}，${isMet ? '能完成' : '完不成'}${amountIn(goal, indicator)}的任务${metOn ? `，约在${dayName(metOn)}达到` : ''}${needText(need, indicator)}`
}

function needText(need: RequiredPace | undefined, indicator: Indicator): string {
  if (!need) return ''
  const { weeks, perWeek } = need
  return `；到年底还有${rounded(weeks, 1)}周，平均每周需${amountIn(perWeek, indicator, indicator.integer ? 0 : 2)}`
}

function perMonthText(short: string, reading: Known): string {
  const detail = detailOf(reading, 'perMonth')
  if (!detail) return short
  return `${detail.months === 1 ? '12月' : `${Number(detail.from.slice(5))}—12月${detail.months}个月每月`}需${short}`
}

/** `累计要到8家，比现在的5家多3家` */
function neededText(short: string, reading: Known, { indicator, value }: Cell): string {
  const detail = detailOf(reading, 'needed')
  if (!detail || value === undefined) return `累计要到${short}`
  const isThere = isZero(detail.more) || isNegative(detail.more)
  const now = `现在的${amountIn(value, indicator)}`
  return `累计要到${short}，${isThere ? `${now}已经够，等本期报上来才算` : `比${now}多${amountIn(detail.more, indicator)}`}`
}

const sourceText = (short: string, cell: Cell, { allocation, documentNumber }: Plan): string =>
  cell.level === 'province'
    ? `目标来源：〔${short}〕“${cell.indicator.target.wording}”`
    : `任务来源：${short}${allocation.demo ? `，不是文件定的（${documentNumber}只有全省目标）` : ''}`
