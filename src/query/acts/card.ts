/** What was done as a card: a sentence rendered from the query that ran, then each time with who, whom, when and why. */
import { type Block, type Card, card, column, lead, note, partsOf, type Row, table } from '../../message/card.ts'
import { type Day, dayName, dayOf } from '../../office/day.ts'
import { moment, placeName, shortPeriod } from '../../office/format.ts'
import { LEVEL } from '../../office/levels.ts'
import { periodName } from '../../office/period.ts'
import { indicatorOf, type Plan } from '../../office/plan.ts'
import type { Regions } from '../../office/region.ts'
import { groupsOf } from '../cube/group.ts'
import type { ActsQuery, Deed } from './acts-query.ts'
import type { Acts, Done } from './done.ts'

interface Tongue {
  readonly plan: Plan
  readonly regions: Regions
}

const NAMES: Readonly<Record<Deed, string>> = {
  report: '上报',
  correct: '更正',
  undo: '撤回',
  accept: '审核通过',
  return: '退回',
  receive: `${LEVEL.whole}级接收`,
  lock: '锁定',
  remind: '提醒',
}

/** Shown one by one; of more only the newest. */
const MOST_ROWS = 12

/**
 * The answer to a question on acts: one sentence, then the newest acts with who, whom, when and why. Of acts on
 * others' places only that they are not told.
 */
export function actsCard(acts: Acts, tongue: Tongue): Card {
  const { query, done, isPrivate } = acts
  if (isPrivate) return card('info', titleOf(query, tongue), [lead(PRIVATE)])
  if (query.deed === 'lock') return lockCard(acts, tongue)
  const told = query.most ? mostText(acts, tongue) : done.length === 0 ? none(query, tongue) : onceText(acts, tongue)
  const blocks: Block[] = [lead(`${told}。`), ...rowsOf(acts, tongue)]
  return card('info', titleOf(query, tongue), [
    blocks,
    acts.isPart && note(PART),
    query.deed === 'remind' && note(ONE_TIME),
  ])
}

const PART = '只算您能看的地方，别处的不公开。'
const PRIVATE = '不公开：只有本地联系人和上级协调员能看，群里不显示。'
const ONE_TIME = `同一时间发给一个${LEVEL.county}的（联系人、代办人）算一次；别人请您提醒自己的不算。`

const titleOf = (query: ActsQuery, tongue: Tongue): string => `${whomText(query, tongue)}${NAMES[query.deed]}记录`

/** `湖州市7月3日至9日` */
function scopeText(query: ActsQuery, tongue: Tongue): string {
  const of = query.of?.map((id) => indicatorOf(tongue.plan, id).short).join('、') ?? ''
  const about = query.about?.map((one) => shortPeriod(one, tongue.plan)).join('、')
  const within = query.within ? `${daysText(query.within.from, query.within.to)}` : about ? '' : `${tongue.plan.year}年`
  return `${within}${query.mine ? '您' : whomText(query, tongue)}${about ? `${about}的数` : ''}${of}`
}

const whomText = ({ places }: ActsQuery, { regions }: Tongue): string =>
  `${places
    .slice(0, NAMED)
    .map((key) => `${placeName(regions, key)}${regions.get(key).level === 'county' ? '' : `各${LEVEL.counties}`}`)
    .join('、')}${places.length > NAMED ? `等${places.length}个地方` : ''}`
const NAMED = 5

const daysText = (from: Day, to: Day): string =>
  from === to
    ? dayName(from)
    : `${dayName(from)}至${dayName(to).replace(`${Number(from.slice(5, 7))}月`, from.slice(0, 7) === to.slice(0, 7) ? '' : `${Number(to.slice(5, 7))}月`)}`

/** 催报 is done to a place, 上报 by it. */
const verbOf = ({ deed }: ActsQuery): string =>
  deed === 'remind' || deed === 'return' ? `被${NAMES[deed]}` : NAMES[deed]

const none = (query: ActsQuery, tongue: Tongue): string => `${scopeText(query, tongue)}没有${verbOf(query)}过`

function onceText(acts: Acts, tongue: Tongue): string {
  const { query, done } = acts
  const last = done.at(-1)
  const scope = scopeText(query, tongue)
  if (!last) return none(query, tongue)
  const often = `${scope}${verbOf(query)}${done.length}次${partsText(acts)}`
  const lately = `最近一次是${moment(last.at)}`
  const by = query.deed === 'remind' || query.deed === 'report' ? '' : namesIn(done, acts)
  switch (query.asks) {
    case 'when':
      return `${scope}最近一次${verbOf(query)}是${moment(last.at)}${by && `，${namesIn([last], acts)}办理`}${done.length > 1 ? `；${placedText(acts, tongue)}共${done.length}次` : ''}`
    case 'who':
      return by === '' ? `${often}，${lately}` : `${scope}由${by}${NAMES[query.deed]}，${lately}`
    case 'why': {
      const reasons = [...new Set(done.flatMap((one) => one.reasons))]
      return `${often}，${reasons.length > 0 ? `原因：${reasons.join('；')}` : '没有写原因'}；${lately}`
    }
    case 'whom': {
      const places = [...new Set(done.map(({ place }) => place))]
      return `${scope}${verbOf(query)}的有${places.length}个地方：${listed(places.map((key) => placeName(tongue.regions, key)))}`
    }
    case 'whether':
      return `${scope}${verbOf(query)}过${done.length}次${partsText(acts)}，${lately}`
    case 'how-many':
      return `${often}，${lately}`
  }
}

const placedText = ({ query, done }: Acts, { regions }: Tongue): string => {
  const places = [...new Set(done.map(({ place }) => place))]
  return query.places.length === 1 && places.length === 1 && places[0] !== query.places[0] && places[0]
    ? `都是${placeName(regions, places[0])}，`
    : ''
}

/** Beside how often: of how many figures, to how many people, of how many places. */
function partsText({ query, done }: Acts): string {
  const places = new Set(done.map(({ place }) => place)).size
  const figures = done.reduce((sum, one) => sum + one.indicators.length, 0)
  const people = done.reduce((sum, one) => sum + one.people.length, 0)
  const parts = [
    query.deed === 'remind' && people !== done.length ? `${people}人次` : '',
    query.deed !== 'remind' && figures !== done.length ? `${figures}项` : '',
    places > 1 ? `${places}个地方` : '',
  ].filter(Boolean)
  return parts.length > 0 ? `（${parts.join('，')}）` : ''
}

const namesIn = (done: readonly Done[], { names }: Acts): string =>
  listed([...new Set(done.flatMap(({ people }) => people.flatMap((one) => names.get(one) ?? [])))])

const MANY = 12
const listed = (all: readonly string[]): string =>
  `${all.slice(0, MANY).join('、')}${all.length > MANY ? `等${all.length}个` : ''}`

/** Counted apart: those with most or least of it, all that share the last place among them. */
function mostText(acts: Acts, tongue: Tongue): string {
  const { query, done } = acts
  const { most } = query
  const scope = scopeText(query, tongue)
  if (!most || done.length === 0) return none(query, tongue)
  const counts = [...groupsOf(done, keyOf(most.by, tongue))].map(([name, all]) => ({ name, n: all.length }))
  counts.sort((a, b) => (most.down ? b.n - a.n : a.n - b.n))
  const edge = counts[most.n - 1]?.n ?? counts.at(-1)?.n ?? 0
  const picked = counts.filter(({ n }) => (most.down ? n >= edge : n <= edge))
  const label = most.by === 'day' ? '的日子' : ''
  return `${scope}${verbOf(query)}次数最${most.down ? '多' : '少'}${label}：${listed(picked.map(({ name, n }) => `${name}（${n}次）`))}；一共${done.length}次`
}

const keyOf =
  (by: NonNullable<ActsQuery['most']>['by'], { regions }: Tongue) =>
  ({ place, at }: Done): string => {
    if (by === 'day') return dayName(dayOf(at))
    const { parent, level } = regions.get(place)
    return placeName(regions, by === 'city' && level === 'county' && parent ? parent : place)
  }

function rowsOf(acts: Acts, tongue: Tongue): Block[] {
  const { query, done, names } = acts
  if (done.length === 0) return []
  const newest = done.slice(-MOST_ROWS)
  const isOne = new Set(done.map(({ place }) => place)).size === 1
  const hasReasons = newest.some(({ reasons }) => reasons.length > 0)
  const columns = [
    column('at', '时间'),
    ...(isOne ? [] : [column('place', '地方')]),
    column('what', '事项'),
    ...(names.size > 0 ? [column('who', query.deed === 'remind' ? '发给' : '经办')] : []),
    ...(hasReasons ? [column('why', '原因')] : []),
  ]
  const rows = newest.map(
    (one): Row => ({
      at: moment(one.at),
      place: placeName(tongue.regions, one.place),
      what: whatText(one, tongue),
      who: one.people.flatMap((id) => names.get(id) ?? []).join('、'),
      why: one.reasons.join('；'),
    }),
  )
  const left = done.length - newest.length
  return partsOf(table(columns, rows), left > 0 && note(`只列最近${MOST_ROWS}次，前面还有${left}次。`))
}

function whatText({ indicators, periods }: Done, { plan }: Tongue): string {
  const named = plan.indicators.filter(({ id }) => indicators.includes(id)).map(({ short }) => short)
  const when = periods.map((one) => shortPeriod(one, plan)).join('、')
  const what = named.length > 2 ? `${named.slice(0, 2).join('、')}等${named.length}项` : named.join('、')
  return what === '' ? `${when}上报` : `${when}${what}`
}

/** Which periods are locked, since when and by whom; a lock that was taken off is none. */
function lockCard(acts: Acts, tongue: Tongue): Card {
  const { query, done } = acts
  const last = new Map(done.flatMap((one) => one.periods.map((period) => [period, one] as const)))
  const isOf = (period: string): boolean => query.about === undefined || query.about.some((one) => one === period)
  const locked = [...last].filter(([period, one]) => !one.isOff && isOf(period))
  const opened = [...last].filter(([period, one]) => one.isOff && isOf(period))
  const line = ([period, one]: (typeof locked)[number]): string =>
    `${periodName(period)}（${[moment(one.at), namesIn([one], acts)].filter(Boolean).join('，')}）`
  const free = (query.about ?? []).filter((one) => !last.has(one))
  const told = [
    locked.length > 0 ? `已锁定${locked.length}期：${locked.map(line).join('、')}` : '',
    opened.length > 0 ? `已解锁：${opened.map(line).join('、')}` : '',
    free.length > 0 ? `没有锁定：${free.map((one) => periodName(one)).join('、')}` : '',
  ].filter(Boolean)
  const said = told.length > 0 ? told.join('；') : `${tongue.plan.year}年还没有锁定过哪一期`
  return card('info', '锁定情况', [lead(`${said}。`), note(LOCKED)])
}

const LOCKED = `锁定后不能再报、不能撤回；确需改动的发送“更正”并写明原因，由${LEVEL.whole}协调员批准。`
