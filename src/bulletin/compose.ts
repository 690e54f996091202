/**
 * A bulletin's text, from its snapshot alone: overall, each indicator, leaders, laggards, discipline, next steps,
 * annex tables. The public version names leaders only.
 */

import { type Amount, absolute, amount, isNegative, isZero, multiply, percent, rounded } from '../office/amount.ts'
import { dayOf, fullDayName, monthOf } from '../office/day.ts'
import { allLevelled, LEVEL } from '../office/levels.ts'
import { endOf, kindOf, periodName } from '../office/period.ts'
import { type Indicator, indicatorOf } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { ProgressOffice } from '../progress/index.ts'
import { annexes, provinceTable } from './annexes.ts'
import { type Bulletin, type BulletinPart, NOT_RECEIVED, type Version, written } from './bulletin.ts'
import {
  byPlace,
  isAtPace,
  isBehind,
  isComplete,
  isMeasured,
  isWhole,
  pointsOf,
  type Snapshot,
  type SnapshotLine,
} from './snapshot.ts'
import { summaryOf } from './summary.ts'

/**
 * The text of a bulletin, part by part, from the numbers of a snapshot alone.
 * @param id of the snapshot, for the footnote; a draft has none
 */
export function compose(snapshot: Snapshot, office: ProgressOffice, version: Version, id?: string): Bulletin {
  const { plan } = office
  const isPublic = version === 'public'
  const subject = plan.title.replace(/^\d{4}年/, '').replace(/工作要点$/, '')
  const titleLines = [`关于${spanName(snapshot)}${subject}`, '工作进展情况的通报']
  const bulletin: Bulletin = {
    title: titleLines.join(''),
    titleLines,
    number: `〔${plan.year}〕　号`,
    addressees: plan.addressees ?? `${LEVEL.cities}、${LEVEL.counties}`,
    parts: [
      { kind: 'heading', text: '一、总体情况' },
      { kind: 'paragraph', text: overall(snapshot, office) },
      { kind: 'heading', text: '二、主要指标完成情况' },
      ...mainPoints(snapshot, office),
      { kind: 'heading', text: '三、各地进展' },
      ...placesParts(snapshot, office, isPublic),
      ...(isPublic ? [] : disciplineParts(snapshot, office)),
      { kind: 'heading', text: isPublic ? '四、下一步工作' : '五、下一步工作' },
      { kind: 'paragraph', text: nextSteps(snapshot, office, isPublic) },
      provinceTable(snapshot, office),
      ...(isPublic ? [] : annexes(snapshot, office)),
    ],
    ...(!isPublic && { summary: summaryOf(snapshot, office) }),
    issuer: plan.issuer,
    day: fullDayName(dayOf(snapshot.at)),
    footnote: `数据为${LEVEL.whole}级已接收的上报，截至${fullDayName(endOf(snapshot.period))}${id ? `；快照${id}` : '；草稿，数据未固定'}${snapshot.allocation ? `；任务分解来源：${snapshot.allocation}` : ''}。`,
  }
  return allLevelled(bulletin, office.regions.levels)
}

/** 2017年1—6月 */
function spanName({ period }: Snapshot): string {
  const month = monthOf(endOf(period))
  return kindOf(period) === 'year'
    ? periodName(period)
    : `${period.slice(0, 4)}年${month === 1 ? '1月' : `1—${month}月`}`
}

const incomplete = ({ received }: Snapshot): string =>
  `本通报形成时，${LEVEL.whole}级收齐数据的${LEVEL.counties}为${received.counties}个，应报${received.of}个，有关合计数为不完全统计。`

function overall(snapshot: Snapshot, { plan }: ProgressOffice): string {
  const { province, period } = snapshot
  const known = province.filter(isMeasured)
  const silent = province.length - known.length
  const names = (some: readonly SnapshotLine[]) => some.map((one) => indicatorOf(plan, one.indicator).short).join('、')
  const [atPace, behind] = [known.filter(isAtPace), known.filter(isBehind)]
  const open = known.filter((one) => one.light === undefined)
  const waiting = known.filter((one) => one.light !== undefined && !isAtPace(one) && !isBehind(one))
  return [
    `截至${fullDayName(endOf(period))}，${plan.documentNumber}明确的${province.length}项指标中，有数据的${known.length}项：达到序时或目标的${atPace.length}项${atPace.length > 0 ? `（${names(atPace)}）` : ''}，`,
    `落后的${behind.length}项${behind.length > 0 ? `（${names(behind)}）` : ''}`,
    open.length > 0 ? `，数据不齐、暂不能判断的${open.length}项（${names(open)}）` : '',
    waiting.length > 0 ? `，未到考核时点的${waiting.length}项（${names(waiting)}）` : '',
    silent > 0 ? `；另有${silent}项本期没有${LEVEL.whole}级已接收的数` : '',
    '。',
    isComplete(snapshot) ? '' : incomplete(snapshot),
  ].join('')
}

const NUMERALS = [
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
  '十六',
  '十七',
  '十八',
  '十九',
  '二十',
]

function mainPoints({ province }: Snapshot, { plan }: ProgressOffice): BulletinPart[] {
  const known = province.filter((one) => one.cumulative !== undefined)
  if (known.length === 0) return [{ kind: 'paragraph', text: `本期没有${LEVEL.whole}级已接收的数据。` }]
  return known.map((line, index): BulletinPart => {
    const indicator = indicatorOf(plan, line.indicator)
    return {
      kind: 'point',
      head: `（${NUMERALS[index] ?? index + 1}）${indicator.name}。`,
      text: line.isCarried ? carriedText(line, indicator) : lineText(line, indicator),
    }
  })
}

/** An older figure is said with its day, and neither judged nor counted. */
const carriedText = ({ cumulative, asOf }: SnapshotLine, { unit, kind }: Indicator): string =>
  cumulative === undefined || asOf === undefined
    ? `${NOT_RECEIVED}。`
    : `本期没有${LEVEL.whole}级已接收的数；最近一次为截至${fullDayName(asOf)}，${kind === 'rate' ? '' : '累计'}${written(cumulative, unit)}。`

/** Figure, rate and gap to pace. */
function lineText(line: SnapshotLine, indicator: Indicator): string {
  const { cumulative, goal, completion, share, beyond } = line
  if (cumulative === undefined) return `${NOT_RECEIVED}。`
  const said = [`${indicator.kind === 'rate' ? '' : '累计'}${written(cumulative, indicator.unit)}`]
  if (goal !== undefined) said.push(`目标${written(goal, indicator.unit)}`)
  if (completion !== undefined) said.push(`完成率${percent(completion)}`)
  const points = pointsOf(line)
  if (points !== undefined && share !== undefined) said.push(paceText(points, share))
  if (beyond !== undefined) said.push(beyondText(beyond, indicator))
  const turnout = indicator.kind === 'rate' ? '' : `（${line.reported}/${line.of}个${LEVEL.county}已报本期）`
  return `${said.join('，')}${turnout}。`
}

function paceText(points: Amount, share: Amount): string {
  const size = rounded(absolute(multiply(points, amount(100))), 1)
  if (isZero(size)) return `与序时进度（${percent(share)}）持平`
  return `${isNegative(points) ? '落后' : '快于'}序时进度（${percent(share)}）${size}个百分点`
}

const beyondText = (beyond: Amount, indicator: Indicator): string =>
  isZero(beyond)
    ? '与目标持平'
    : `${isNegative(beyond) ? '距目标还差' : '好于目标'}${written(absolute(beyond), indicator.unit === '%' ? '个百分点' : indicator.unit)}`

const FEW = 3
const MANY = 10

function placesParts(snapshot: Snapshot, office: ProgressOffice, isPublic: boolean): BulletinPart[] {
  const { plan, regions } = office
  const paced = plan.indicators.filter((one) => one.kind !== 'rate')
  const listed = (lines: readonly SnapshotLine[]) =>
    lines.map((one) => `${regions.get(one.region).name}（${percent(one.completion ?? amount(0))}）`).join('、')
  // Where a city is the whole, its counties are what is fast or slow.
  const [places, level] = regions.isWhole('city') ? [snapshot.counties, LEVEL.county] : [snapshot.cities, LEVEL.city]
  const leaders: string[] = []
  const laggards: string[] = []
  for (const { id, short } of paced) {
    // A city with figures missing stands nowhere: it may be ahead or behind.
    const ranked = places.filter((one) => one.indicator === id && one.place !== undefined && isWhole(one)).sort(byPlace)
    const ahead = ranked.filter(isAtPace).slice(0, FEW)
    const last = ranked.filter(isBehind).slice(-FEW)
    if (ahead.length > 0) leaders.push(`${short}：${listed(ahead)}`)
    if (last.length > 0) laggards.push(`${short}：${listed(last)}`)
  }
  const twice = isPublic ? undefined : redTwice(snapshot, office)
  const points: readonly (readonly [head: string, text: string | undefined])[] = [
    [
      `进展较快的${level}`,
      leaders.length > 0 ? leaders.join('；') : laggards.length > 0 ? `本期没有达到序时的${level}` : undefined,
    ],
    [`进展较慢的${level}`, isPublic || laggards.length === 0 ? undefined : laggards.join('；')],
    [`连续两期亮红灯的${LEVEL.counties}`, twice],
  ]
  const none: BulletinPart = { kind: 'paragraph', text: `本期没有数据收齐的${level}，不列快慢。` }
  return [
    ...(leaders.length + laggards.length === 0 ? [none] : []),
    ...points
      .filter(([, text]) => text !== undefined)
      .map(
        ([head, text], at): BulletinPart => ({
          kind: 'point',
          head: `（${NUMERALS[at]}）${head}。`,
          text: `${text}。`,
        }),
      ),
  ]
}

function redTwice({ counties }: Snapshot, { plan, regions }: ProgressOffice): string | undefined {
  const texts = plan.indicators.flatMap(({ id, short }) => {
    const red = counties.filter((one) => one.indicator === id && one.redTwice)
    if (red.length === 0) return []
    const names = red.slice(0, MANY).map((one) => regions.get(one.region).short)
    return [`${short}${red.length}个（${names.join('、')}${red.length > MANY ? '等' : ''}）`]
  })
  return texts.length > 0 ? texts.join('；') : undefined
}

function disciplineParts({ discipline, period }: Snapshot, { regions }: ProgressOffice): BulletinPart[] {
  const names = (keys: readonly RegionKey[]) =>
    keys.length === 0
      ? '无'
      : `${keys.length}个（${keys
          .slice(0, 2 * MANY)
          .map((key) => regions.get(key).short)
          .join('、')}${keys.length > 2 * MANY ? '等' : ''}）`
  const { owing, missing, late, returned, corrected } = discipline
  return [
    { kind: 'heading', text: '四、数据报送情况' },
    {
      kind: 'paragraph',
      text: `${periodName(period)}应报${owing}个${LEVEL.counties}，报齐${owing - missing.length}个。未报齐：${names(missing)}。逾期上报：${names(late)}。被退回：${names(returned)}。报后更正：${names(corrected)}。`,
    },
  ]
}

function nextSteps({ ahead, province, discipline }: Snapshot, { plan }: ProgressOffice, isPublic: boolean): string {
  const behind = province
    .filter(isMeasured)
    .filter(isBehind)
    .map((one) => indicatorOf(plan, one.indicator).short)
  const steps = [
    behind.length > 0
      ? `各地要对照序时进度，加快推进${behind.join('、')}等落后指标。`
      : '各地要继续按序时推进各项指标。',
    !isPublic && discipline.missing.length > 0
      ? `尚未报齐的${discipline.missing.length}个${LEVEL.counties}要尽快补报。`
      : '',
    ahead.length > 0
      ? `下步上报安排：${ahead.map((one) => `${periodName(one.period)}数据于${one.text}前报送`).join('；')}。`
      : '',
  ]
  return steps.join('')
}
