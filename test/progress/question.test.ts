/** What is understood of plain words: what is asked of which indicators, places and times; and what is left to others. */
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../src/office/day.ts'
import type { Person } from '../../src/office/person.ts'
import { type NonFigure, nonFigureOf } from '../../src/progress/non-figure.ts'
import type { LedgerQuery } from '../../src/query/index.ts'
import { questionsOf } from '../../src/request/index.ts'
import * as frozen from '../office.ts'
import { read as said, saidAs } from '../said.ts'
import { smallIn } from './small.ts'

const { chen, id, key, office, qi, wu } = smallIn(frozen, '长兴', '湖州')

const now = parseInstant('2017-07-03T09:00:00+08:00')
const questions = questionsOf(office, said, frozen.files)

interface Understood {
  readonly query: LedgerQuery
  readonly aside: NonFigure | undefined
}

const read = (who: Person, text: string, ...history: string[]): Understood | undefined => {
  const heard = questions.heard({
    message: {
      id: 'm',
      channel: 'test',
      account: 'test:a' as never,
      chat: { id: 'c', kind: 'private' },
      at: now ?? (0 as never),
      kind: 'text',
      text,
    },
    now: now ?? (0 as never),
    person: who,
    store: undefined as never,
    id: () => 'id',
    ...saidAs(text, who, now ?? (0 as never), history),
  })
  const aside = heard && nonFigureOf(heard)
  if (!heard || !(heard.isOurs || aside) || (heard.settled.kind !== 'run' && !aside)) return undefined
  return { query: heard.settled.kind === 'run' ? heard.settled.query : heard.best.query, aside }
}

/** What is asked, as people would call it; each with what its query has to ask. */
const ASKED = {
  progress: ({ measures: [head] }) => head === 'value' || head === 'rate' || head === 'goal',
  gap: ({ measures: [head] }) => head === 'gap',
  missing: ({ measures: [head] }) => head === 'reported',
  mine: ({ measures: [head] }, aside) => aside === 'to-do' || head === 'reported',
  rank: ({ measures, order }) => measures.includes('rank') || order !== undefined,
  change: ({ measures: [head], versus }) => head === 'increment' || versus !== undefined,
  forecast: ({ measures }) => measures.includes('forecast') || measures.includes('perMonth'),
  lights: ({ measures, where = [] }) =>
    [...measures, ...where.map((one) => one.measure)].some((one) => one === 'light' || one === 'ahead'),
  finished: ({ measures, where = [] }) => [...measures, ...where.map((one) => one.measure)].includes('rate'),
  zero: ({ where = [] }) => where.some((one) => one.measure === 'value' && one.op === '=' && one.to === '0'),
  provenance: ({ measures: [head] }) => head === 'reportedBy' || head === 'reportedAt',
  review: ({ measures, where = [] }) => [...measures, ...where.map((one) => one.measure)].includes('state'),
  trend: ({ as, when }) => as === 'series' || (typeof when !== 'string' && when.length > 1),
  compare: ({ whom, versus }) =>
    ('places' in whom && whom.places.length > 1) || versus !== undefined || 'parts' in whom,
  goal: ({ measures: [head] }) => head === 'goal',
  rule: (_, aside) => aside === 'rules',
  deadline: (_, aside) => aside === 'deadline',
  pace: ({ measures }) => measures.includes('expected'),
  correction: ({ measures }) => measures.includes('corrections'),
  source: ({ measures: [head] }) => head === 'source',
  late: ({ measures, order }) => measures.includes('lateDays') || order?.measure === 'reportedAt',
  still: ({ measures, where = [] }) => [...measures, ...where.map((one) => one.measure)].some((one) => one === 'nil'),
  threshold: ({ where = [] }) => where.some((one) => one.measure === 'rate'),
} satisfies Readonly<Record<string, (query: LedgerQuery, aside: NonFigure | undefined) => boolean>>

interface Expected {
  readonly kind: keyof typeof ASKED
  readonly of?: readonly string[]
  readonly in?: readonly string[]
  readonly pool?: string
  readonly level?: 'city' | 'county'
  readonly period?: string
}

/** Where the query differs from what is meant; nothing where it does not. */
function faultsIn(
  understood: Understood | undefined,
  { kind, of, in: places, pool, level, period }: Expected,
): string[] {
  if (!understood) return ['not understood']
  const { query, aside } = understood
  const rule: (query: LedgerQuery, aside: NonFigure | undefined) => boolean = ASKED[kind]
  const { whom, versus, among } = query
  const named = [
    ...('places' in whom ? whom.places : [whom.parts]),
    ...(versus && 'place' in versus ? [versus.place] : []),
    ...(among ? [among] : []),
  ]
  const lacks = (name: string) => !named.includes(key(name))
  return [
    ...(rule(query, aside) ? [] : [`asks ${query.measures[0]}`]),
    ...(of && (typeof query.of === 'string' || of.map(id).sort().join() !== [...query.of].sort().join())
      ? [`of ${query.of}`]
      : []),
    ...(places?.some(lacks) ? [`in ${named}`] : []),
    ...(pool && lacks(pool) && !named.some((one) => office.regions.within(one, key(pool))) ? [`in ${named}`] : []),
    ...(level && 'parts' in whom && whom.level !== level ? [`each ${whom.level}`] : []),
    ...(period && !isWithin(query.when, period) ? [`when ${query.when}`] : []),
  ]
}

/** A quarter is its months. */
const isWithin = (when: LedgerQuery['when'], period: string): boolean =>
  typeof when !== 'string' && (when.join() === period || (period.includes('Q') && when.every((one) => one < '2017-07')))

const ALONE: readonly (readonly [string, Expected])[] = [
  ['我们县僵尸企业还差多少？', { kind: 'gap', of: ['僵尸企业'], in: ['长兴'] }],
  ['小微园还差几个', { kind: 'gap', of: ['小微园'] }],
  ['标准厂房离目标还有多远', { kind: 'gap', of: ['标准厂房'] }],
  ['用能空间还要腾出多少万吨', { kind: 'gap', of: ['用能空间'] }],
  ['哪些县还没报？', { kind: 'missing', level: 'county' }],
  ['谁没报', { kind: 'missing', level: 'county' }],
  ['湖州还有哪些县没报6月的数', { kind: 'missing', pool: '湖州', level: 'county', period: '2017-06' }],
  ['多少个县已经报了6月份的数', { kind: 'missing', level: 'county', period: '2017-06' }],
  ['长兴报了吗', { kind: 'missing', in: ['长兴'] }],
  ['我还要报什么', { kind: 'mine', in: ['长兴'] }],
  ['我还有哪些没报', { kind: 'mine', in: ['长兴'] }],
  ['盘活存量建设用地全省第几？', { kind: 'rank', of: ['存量土地'], pool: '330000' }],
  ['僵尸企业哪个县最快', { kind: 'rank', of: ['僵尸企业'], level: 'county' }],
  ['僵尸企业前三名', { kind: 'rank', of: ['僵尸企业'] }],
  ['11个市里腾出用能空间排名第二的是谁', { kind: 'rank', of: ['用能空间'], level: 'city' }],
  ['我们市标准厂房全省排第几', { kind: 'rank', of: ['标准厂房'], in: ['湖州'], pool: '330000' }],
  ['僵尸企业比上个月多了多少', { kind: 'change', of: ['僵尸企业'] }],
  ['6月新增高企多少', { kind: 'change', of: ['高企'], period: '2017-06' }],
  ['环比增加多少', { kind: 'change' }],
  ['僵尸企业按现在的速度年底能完成吗', { kind: 'forecast', of: ['僵尸企业'] }],
  ['每周要处置几家才能完成僵尸企业任务', { kind: 'forecast', of: ['僵尸企业'] }],
  ['来得及吗', { kind: 'forecast' }],
  ['哪些指标落后', { kind: 'lights' }],
  ['哪几个市拖了后腿', { kind: 'lights', level: 'city' }],
  ['僵尸企业达到序时的有几个县', { kind: 'lights', of: ['僵尸企业'], level: 'county' }],
  ['哪些县僵尸企业已经完成任务了', { kind: 'finished', of: ['僵尸企业'], level: 'county' }],
  ['都完成了哪些指标', { kind: 'finished' }],
  ['还有多少个县一家僵尸企业都没处置', { kind: 'zero', of: ['僵尸企业'], level: 'county' }],
  ['长兴县僵尸企业是谁报的，什么时候报的', { kind: 'provenance', of: ['僵尸企业'], in: ['长兴'] }],
  ['安吉的僵尸企业审核通过了吗', { kind: 'review', of: ['僵尸企业'], in: ['安吉'] }],
  ['哪些县被退回了', { kind: 'review', level: 'county' }],
  ['僵尸企业走势', { kind: 'trend', of: ['僵尸企业'] }],
  ['长兴和安吉僵尸企业谁快', { kind: 'compare', of: ['僵尸企业'], in: ['长兴', '安吉'], level: 'county' }],
  ['我们县僵尸企业任务是多少', { kind: 'goal', of: ['僵尸企业'], in: ['长兴'] }],
  ['序时进度怎么算', { kind: 'rule' }],
  ['6月的数什么时候报', { kind: 'deadline', period: '2017-06' }],
  ['6月底序时进度应该到百分之多少', { kind: 'pace', period: '2017-06' }],
  ['6月底僵尸企业按序时该完成多少家', { kind: 'pace', of: ['僵尸企业'], period: '2017-06' }],
  ['长兴6月厂房改过数没', { kind: 'correction', of: ['标准厂房'], in: ['长兴'], period: '2017-06' }],
  ['德清厂房原来报的多少', { kind: 'correction', of: ['标准厂房'], in: ['德清'] }],
  ['长兴的任务是哪个文件定的', { kind: 'source', in: ['长兴'] }],
  ['安吉6月的数几号报的 晚了没', { kind: 'late', in: ['安吉'], period: '2017-06' }],
  ['僵尸企业6月亮红灯的是哪几个', { kind: 'lights', of: ['僵尸企业'], level: 'county', period: '2017-06' }],
  ['湖州僵尸企业有没有落后的', { kind: 'lights', of: ['僵尸企业'], pool: '湖州', level: 'county' }],
  ['标准厂房完成率过七成的有哪些县', { kind: 'threshold', of: ['标准厂房'], level: 'county' }],
  ['6月零报告的有哪些县', { kind: 'still', level: 'county', period: '2017-06' }],
  ['湖州三个县和嘉兴三个县厂房哪边快', { kind: 'compare', of: ['标准厂房'], in: ['湖州', '嘉兴'] }],
  ['我们厂房年底20万方能到吧', { kind: 'forecast', of: ['标准厂房'], in: ['长兴'] }],
  ['我这还有啥没弄完', { kind: 'mine', in: ['长兴'] }],
  ['为啥给退了', { kind: 'review' }],
  // Typed by the sound: names, and what only sounds like one.
  ['德请僵死企业处置了多少家', { kind: 'progress', of: ['僵尸企业'], in: ['德清'] }],
  ['桐香市标准长房做了多少', { kind: 'progress', of: ['标准厂房'], in: ['桐乡'] }],
  ['常兴和安极低小散谁快', { kind: 'compare', of: ['低小散'], in: ['长兴', '安吉'], level: 'county' }],
  ['按季算僵尸企业完成了多少', { kind: 'progress', of: ['僵尸企业'] }],
  ['义务的僵尸企业处置了多少', { kind: 'progress', of: ['僵尸企业'] }],
  ['红灯是什么意思', { kind: 'rule' }],
  ['落后产能完成多少了', { kind: 'progress', of: ['落后产能'] }],
  ['疆尸企业完成多少了', { kind: 'progress', of: ['僵尸企业'] }],
  ['殭屍企業完成了多少', { kind: 'progress', of: ['僵尸企业'] }],
  ['用水量下降了多少', { kind: 'progress', of: ['用水量'] }],
  ['截至5月底全省盘活了多少存量土地', { kind: 'progress', of: ['存量土地'], pool: '330000', period: '2017-05' }],
  ['一季度低小散完成多少', { kind: 'progress', of: ['低小散'], period: '2017-Q1' }],
  ['湖州各县僵尸企业进度', { kind: 'progress', of: ['僵尸企业'], pool: '湖州', level: 'county' }],
  ['2017年要处置多少家僵尸企业，我们完成了多少', { kind: 'progress', of: ['僵尸企业'], in: ['长兴'] }],
  ['低小散完成率超过80%的县有哪些', { kind: 'threshold', of: ['低小散'], level: 'county' }],
  ['僵尸企业完成率低于30%的县', { kind: 'threshold', of: ['僵尸企业'], level: 'county' }],
  ['6月低小散增加最多的三个县', { kind: 'change', of: ['低小散'], level: 'county', period: '2017-06' }],
  ['迟报的县有哪些', { kind: 'late', level: 'county' }],
  ['13项指标完成了几项', { kind: 'finished' }],
  ['全省进度最慢的指标是什么', { kind: 'rank', pool: '330000' }],
  ['全省、湖州、长兴的低小散完成率分别是多少', { kind: 'compare', of: ['低小散'], in: ['湖州', '长兴', '330000'] }],
  ['湖州僵尸企业完成率比全省高吗', { kind: 'compare', of: ['僵尸企业'], in: ['湖州', '330000'] }],
  ['跟5月底比，全省僵尸企业多了几家', { kind: 'change', of: ['僵尸企业'], pool: '330000' }],
  ['5月僵尸企业多少家', { kind: 'progress', of: ['僵尸企业'], period: '2017-05' }],
  ['请把湖州市各县未报名单发我', { kind: 'missing', pool: '湖州', level: 'county' }],
  ['长兴4月、5月、6月僵尸企业分别处置了几家', { kind: 'trend', of: ['僵尸企业'], in: ['长兴'] }],
  ['腾出用能空间目标多少，完成多少', { kind: 'progress', of: ['用能空间'] }],
  ['再处置多少家僵尸企业就完成目标了', { kind: 'gap', of: ['僵尸企业'] }],
  ['安吉僵尸企业的数是几号报上来的', { kind: 'provenance', of: ['僵尸企业'], in: ['安吉'] }],
  ['嘉善低小散', { kind: 'progress', of: ['低小散'], in: ['嘉善'] }],
  ['还有什么要我报的', { kind: 'mine', in: ['长兴'] }],
  ['二季度新增标准厂房多少', { kind: 'change', of: ['标准厂房'], period: '2017-Q2' }],
  ['杭州哪些县僵尸企业还没完成任务', { kind: 'finished', of: ['僵尸企业'], pool: '杭州', level: 'county' }],
  ['帮我看看安吉的情况', { kind: 'progress', in: ['安吉'] }],
]

const FOLLOWING: readonly (readonly [string, string, Expected])[] = [
  ['我们县僵尸企业完成了多少', '那土地呢？', { kind: 'progress', of: ['存量土地'], in: ['长兴'] }],
  ['我们县僵尸企业完成了多少', '安吉呢', { kind: 'progress', of: ['僵尸企业'], in: ['安吉'] }],
  ['我们县僵尸企业完成了多少', '全省呢', { kind: 'progress', of: ['僵尸企业'], pool: '330000' }],
  ['我们县僵尸企业完成了多少', '比上个月多了多少？', { kind: 'change', of: ['僵尸企业'], in: ['长兴'] }],
  ['我们县僵尸企业完成了多少', '按现在的速度年底能完成吗？', { kind: 'forecast', of: ['僵尸企业'], in: ['长兴'] }],
  [
    '我们县僵尸企业完成了多少',
    '5月底的时候呢',
    { kind: 'progress', of: ['僵尸企业'], in: ['长兴'], period: '2017-05' },
  ],
  ['僵尸企业全省第几', '全市呢', { kind: 'rank', of: ['僵尸企业'], pool: '湖州' }],
  ['哪些县还没报？', '湖州呢', { kind: 'missing', pool: '湖州', level: 'county' }],
  ['/进度 长兴 僵尸企业', '还差多少', { kind: 'gap', of: ['僵尸企业'], in: ['长兴'] }],
]

const OTHERS = [
  '过剩产能 哪几个行业',
  '僵尸企业12家，帮我报一下',
  '2017年要处置多少家僵尸企业',
  '全省僵尸企业目标多少',
  '落后产能有哪些淘汰要求',
  '僵尸企业怎么处置',
  '如何推进小微企业园区建设',
  '僵尸企业在第几条',
  '第三条说了什么',
  '省里对僵尸企业有什么支持政策',
  '报送进度有什么要求',
  '绍兴试点进展如何',
  '亩均税收排第几',
  '广东处置了多少僵尸企业',
  '标准厂房怎么统计口径',
  '文号是多少',
  '你好',
  '谢谢',
  '今天天气怎么样',
  '截至12月底要盘活8万亩？',
  '完成300家僵尸企业的依据是什么',
]

const REPORTS = [
  '僵尸企业 12家 截至6月底',
  '我们县到上个月底僵尸企业处置了3家，低小散整治了125家',
  '/上报 僵尸企业 12家',
  '本月无新增',
]

/** Not understood, or as something else; each is for the reading to mend. */
const MISREAD: readonly string[] = [
  '用能空间还要腾出多少万吨',
  // told as what is to be done
  '我还有哪些没报',
  '每周要处置几家才能完成僵尸企业任务',
  '来得及吗',
  '哪几个市拖了后腿',
  '都完成了哪些指标',
  // told by the document
  '长兴的任务是哪个文件定的',
  // told as what is to be done
  '我这还有啥没弄完',
  '常兴和安极低小散谁快',
  '义务的僵尸企业处置了多少',
  '用水量下降了多少',
  '全省、湖州、长兴的低小散完成率分别是多少',
  // handed out as a file
  '请把湖州市各县未报名单发我',
  '腾出用能空间目标多少，完成多少',
]

describe('a question about the ledger', () => {
  test('is understood, but for those that are named', () => {
    const faults = ALONE.flatMap(([text, expected]) => {
      const found = faultsIn(read(chen, text), expected)
      return found.length > 0 ? [[text, ...found].join(' ')] : []
    })
    expect(faults.map((one) => one.split(' ')[0])).toEqual(MISREAD)
  })

  test.each(FOLLOWING)('%s — %s', (before, text, expected) => {
    expect(faultsIn(read(chen, text, before), expected)).toEqual([])
  })

  test('the same words mean the asker’s own city, or the province', () => {
    expect(faultsIn(read(qi, '全市僵尸企业还差多少'), { kind: 'gap', in: ['湖州'] })).toEqual([])
    expect(faultsIn(read(wu, '僵尸企业还差多少'), { kind: 'gap', in: ['330000'] })).toEqual([])
  })

  test('a year that is not the plan’s is kept apart', () => {
    expect(read(chen, '我们2016年处置了多少僵尸企业')?.query.when).toEqual(['2016'])
    expect(read(chen, '2017年处置了多少僵尸企业')?.query.when).toBe('latest')
  })
})

describe('left to others', () => {
  test.each(OTHERS)('%s', (text) => expect(read(chen, text)).toBeUndefined())
  test.each(REPORTS)('a report: %s', (text) => expect(read(chen, text)).toBeUndefined())
  test('a part of a sentence after a question of policy', () => {
    expect(read(chen, '那土地呢', '僵尸企业怎么处置')).toBeUndefined()
    expect(read(chen, '那土地呢', '僵尸企业完成了多少')).toBeDefined()
  })
})

describe('what a conversation is about', () => {
  test('跟上个月比呢 compares what was spoken of with the month before', () => {
    expect(faultsIn(read(wu, '跟上个月比呢', '长兴僵尸企业怎么样了'), { kind: 'change', of: ['僵尸企业'] })).toEqual([])
  })

  test('an indicator that the documents were asked about is what a bare 完成了多少 means; 那土地呢 stays theirs', () => {
    expect(faultsIn(read(wu, '完成了多少', '高企今年认定多少'), { kind: 'progress', of: ['高企'] })).toEqual([])
    expect(read(wu, '那土地呢', '高企今年认定多少')).toBeUndefined()
  })
})
