/** What a card has to name of a query: words of its own, so that a part that was lost cannot be named by it. */
import type { Measure } from '../../src/office/measure.ts'
import type { LedgerQuery, Office, Test } from '../../src/query/index.ts'

const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  value: '累计',
  increment: '新增',
  goal: '任务',
  rate: '完成率',
  gap: '差额',
  expected: '序时',
  ahead: '序时',
  light: '亮',
  rank: '名次',
  share: '占比',
  owed: '报',
  reported: '报',
  nil: '零报告',
  state: '审核状态',
  reportedAt: '上报时间',
  reportedBy: '上报人',
  lateDays: '迟报',
  onTime: '按时',
  corrections: '更正',
  reason: '原因',
  forecast: '年底',
  perMonth: '每月',
  source: '来源',
  needed: '需达到',
  asOf: '截至',
}
const OP_WORDS: Readonly<Record<Test['op'], string>> = {
  '<': '低于',
  '<=': '不超过',
  '>': '超过',
  '>=': '达到或超过',
  '=': '',
  '!=': '不',
}
const VALUE_WORDS: Readonly<Record<string, string>> = {
  red: '红灯',
  yellow: '黄灯',
  green: '绿灯',
  grey: '灰灯',
  purple: '紫灯',
  submitted: '待审',
  accepted: '审核通过',
  returned: '已退回',
  received: '省级已接收',
  none: '未报',
}
const FOLD_WORDS = { sum: '合计', mean: '平均', least: '最小', most: '最大', count: '计数', share: '占比' }
/** The least of moments is the earliest. */
const TIME_WORDS: Readonly<Record<string, string>> = { least: '最早', most: '最晚' }
const isOfTime = (measure: Measure | undefined): boolean => measure === 'reportedAt' || measure === 'asOf'
const AXIS_WORDS = { place: '地方', city: '市', indicator: '指标', period: '时期' }

const monthName = (period: string): string =>
  /Q/.test(period) ? `${'一二三四'[Number(period.slice(6)) - 1]}季度` : `${Number(period.slice(5))}月`
const dayWords = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

function valueWords(measure: Measure, to: unknown): string {
  if (measure === 'owed') return to ? '应报' : '不用报'
  if (measure === 'reported') return to ? '已报' : '未报'
  if (measure === 'onTime') return to ? '按时上报' : '未按时上报'
  if (measure === 'nil') return to ? '零报告' : '不是零报告'
  const said = String(to)
  if (measure === 'rate' || measure === 'share') return `${Math.round(Number(said) * 1000) / 10}%`
  return /^\d{4}-\d\d-\d\d$/.test(said) ? dayWords(said) : (VALUE_WORDS[said] ?? said)
}

/** Conditions that have a word of their own. */
const SHORT: Readonly<Record<string, string>> = {
  'lateDays > 0': '迟报',
  'lateDays = 0': '按时上报',
  'corrections > 0': '更正过',
  'rate >= 1': '完成任务',
  'rate < 1': '没有完成任务',
  'gap > 0': '没有完成任务',
  'increment = 0': '没有新增',
  'increment > 0': '有新增',
  'ahead < 0': '落后于序时',
  'ahead >= 0': '达到序时',
  'state = returned': '被退回、还没重报',
  'state = submitted': '待审核',
  'state != none': '已经报上来',
}

function testNames({ measure, op, to, at = [], over, holds = 'every' }: Test): string[] {
  const quantifier =
    over === undefined
      ? [typeof holds === 'string' ? { every: '', some: '有', none: '没有', 'not-every': '不是都' }[holds] : '']
      : over === 'all' && holds === 'none'
        ? ['从没']
        : [
            over === 'indicator' ? '项指标' : '期',
            typeof holds === 'string'
              ? { every: '每', some: '至少1', none: '没有一', 'not-every': '不是每' }[holds]
              : 'atLeast' in holds
                ? `至少${holds.atLeast}`
                : `连续${holds.running}`,
          ]
  if (over === 'indicator' && measure === 'reported' && op === '=' && to === true && at.length === 0) {
    if (holds === 'every') return ['报齐']
    if (holds === 'not-every') return ['没报齐']
  }
  const short = SHORT[`${measure} ${op} ${String(to)}`]
  return [
    ...(short
      ? [short]
      : [
          MEASURE_WORDS[measure],
          OP_WORDS[op],
          ...(Array.isArray(to) ? to : [to]).map((one) => valueWords(measure, one)),
        ]),
    ...at.map(monthName),
    ...quantifier,
  ]
}

/** Of what is foreseen it is said whether it will be reached. */
const claimNames = (claim: Test): string[] =>
  claim.measure === 'forecast' && claim.op === '>=' && claim.over === undefined && claim.holds === undefined
    ? ['年底', valueWords('forecast', claim.to)]
    : testNames(claim)

const UNSIZED: ReadonlySet<Measure> = new Set([
  'owed',
  'reported',
  'onTime',
  'nil',
  'state',
  'light',
  'reason',
  'source',
  'reportedBy',
])
const orderWord = (measure: Measure, isGrouped: boolean): string =>
  isGrouped && UNSIZED.has(measure) ? '多' : measure === 'light' ? '灯' : MEASURE_WORDS[measure]

export function namesOf(query: LedgerQuery, { plan, regions }: Office): { scope: string[]; claim: string[] } {
  const { whom, of, when, where = [], versus, by = [], fold, order, limit, alone, among, asOf, claim } = query
  const name = (key: string) => (regions.province.key === key ? '全省' : (regions.find(key)?.name ?? '?'))
  const single =
    typeof of !== 'string' && of.length === 1 ? plan.indicators.find((one) => one.id === of[0])?.name : undefined
  const things =
    typeof of === 'string' ? [] : of.map((id) => plan.indicators.find((one) => one.id === id)?.short ?? '?')
  return {
    scope: [
      ...('places' in whom ? whom.places.map(name) : [name(whom.parts), ...(whom.but ?? []).map(name)]),
      ...(single ? [single] : things),
      ...(typeof when === 'string' ? [] : when.map(monthName)),
      ...(asOf ? [dayWords(asOf)] : []),
      ...(among ? [name(among)] : []),
      ...where.flatMap(testNames),
      ...(versus
        ? [
            'base' in versus
              ? versus.base === 'goal'
                ? '目标'
                : '序时'
              : 'place' in versus
                ? name(versus.place)
                : monthName(versus.period),
          ]
        : []),
      // a line for each place is what a list is
      ...by.filter((axis) => fold !== undefined || axis !== 'place').map((axis) => AXIS_WORDS[axis]),
      ...(fold ? [isOfTime(query.measures[0]) ? (TIME_WORDS[fold] ?? FOLD_WORDS[fold]) : FOLD_WORDS[fold]] : []),
      // groups are in the order of how many passed, whatever was asked of them
      ...(order
        ? [
            fold === 'count' || fold === 'share'
              ? FOLD_WORDS[fold]
              : orderWord(order.measure, by.length > 0 && fold === undefined),
          ]
        : []),
      ...(order && limit ? [`${alone || limit === 1 ? '第' : '前'}${limit}`] : []),
    ],
    // whether it is so or not, the same is spoken of
    claim: claim ? claimNames(claim).map((name) => (name === '没有完成任务' ? '完成任务' : name)) : [],
  }
}
