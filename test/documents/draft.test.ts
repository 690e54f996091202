/** Papers of five invented offices; the goals were written down by hand from the text, before the drafter saw them. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { draftPlan, type PlanDraft } from '../../src/documents/draft/draft.ts'
import { readDocument } from '../../src/documents/index.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { frozenFiles } from '../frozen.ts'

const data = frozenFiles()
const { regions } = loadOffice(data)
const schedule = { text: data.get('plans/2017/schedule.yaml') ?? '', year: 2017 }

/** What is counted, in words that the name must contain, and the figure. */
const GOALS: Readonly<Record<string, readonly [year: number, ...goals: string[]]>> = {
  commerce: [
    2019,
    '社会消费品零售总额 9%',
    '进出口总额 900亿元',
    '实际利用外资 12亿美元',
    '步行街改造项目 6个',
    '农贸市场 25家',
    '电子商务示范企业 30家',
    '行政村覆盖率 95%',
    '有进出口实绩的企业 150家',
    '企业参加境外展会 40场次',
  ],
  agriculture: [
    2021,
    '粮食播种面积 32万亩',
    '总产量 13万吨',
    '高标准农田 1.5万亩',
    '水稻机插面积 8万亩',
    '县级以上农业龙头企业 12家',
    '市级以上 4家',
    '示范性家庭农场 50家',
    '农民合作社 20家',
    '农村户用卫生厕所 3000户',
    '化肥施用量 -2%',
    '畜禽粪污综合利用率 92%',
  ],
  housing: [
    2022,
    '老旧小区 1200个',
    '居民 25万户',
    '电梯 800台',
    '停车位 2.4万个',
    '充电桩 6000个',
    '验收合格率 100%',
    '居民投诉率 1%',
    '中央补助资金 15亿元',
  ],
  energy: [
    2023,
    '光伏装机 60万千瓦',
    '新型储能 10万千瓦',
    '单位地区生产总值能耗 -3.2%',
    '规模以上工业单位增加值能耗 -4%',
    '屋顶光伏 20万千瓦',
    '充电桩 1800个',
    '节能改造项目 45项',
    '绿色工厂 16家',
  ],
  science: [
    2024,
    '占地区生产总值比重 2.8%',
    '高新技术企业总数 1100家',
    '技术合同成交额 15%',
    '省级科技型中小企业 400家',
    '“小巨人”企业 10家',
    '市级重点实验室 8家',
    '省级企业研究院 5家',
    '高层次人才团队 15个',
    '科技成果转化项目 120项',
    '科技特派员服务企业 300家',
  ],
}

function drafted(name: string, year: number): PlanDraft {
  const text = readFileSync(new URL(`./drafts/${name}.txt`, import.meta.url), 'utf8')
  return draftPlan(readDocument(text, { id: name }), { year, regions, schedule })
}

function compared(name: string): { found: number; missing: string[]; invented: string[] } {
  const [year, ...goals] = GOALS[name] ?? [0]
  const made = drafted(name, year).indicators.map((one) => ({
    name: one.name,
    figure: `${one.target.value}${one.unit}`,
  }))
  const left = new Set(made)
  const missing = goals.filter((goal) => {
    const [object = '', figure] = goal.split(' ')
    const match = [...left].find((one) => one.figure === figure && one.name.includes(object))
    if (match) left.delete(match)
    return !match
  })
  return {
    found: goals.length - missing.length,
    missing,
    invented: [...left].map((one) => `${one.name} ${one.figure}`),
  }
}

test('at least 95 of 100 goals are found with figure, unit and object, and none is invented', () => {
  const all = Object.keys(GOALS).map((name) => ({ name, ...compared(name) }))
  const total = Object.values(GOALS).reduce((sum, [, ...goals]) => sum + goals.length, 0)
  const faults = all.flatMap(({ name, missing, invented }) => [
    ...missing.map((one) => `${name} missing ${one}`),
    ...invented.map((one) => `${name} invented ${one}`),
  ])
  expect(total).toBeGreaterThan(45)
  expect(
    all.flatMap((one) => one.invented),
    faults.join('\n'),
  ).toEqual([])
  expect(all.reduce((sum, one) => sum + one.found, 0) / total, faults.join('\n')).toBeGreaterThanOrEqual(0.95)
})

describe.each(Object.entries(GOALS))('a plan drafted from %s', (name, [year]) => {
  test('loads as it stands, its goals in the document’s words', () => {
    const draft = drafted(name, year)
    const files = [...draft.files].map(([file, text]): [string, string] => [`plans/${year}/${file}`, text])
    const { plan } = loadOffice(new Map([...data, ...files]), year)
    expect(plan.indicators.map((one) => one.name)).toEqual(draft.indicators.map((one) => one.name))
    expect(plan.indicators.length).toBeGreaterThan(5)
    expect(plan.rules.length).toBeGreaterThan(0)
    expect(draft.check.length).toBeGreaterThan(2)
    expect(draft.files.get('allocation.template.csv')?.split('\n').length).toBeGreaterThan(100)
  })
})

describe('what a coordinator would not write', () => {
  const plan = (text: string, year: number): { made: string[]; check: string } => {
    const draft = draftPlan(readDocument(text, { id: 'made' }), { year, regions, schedule })
    const made = draft.indicators.map(
      ({ name, unit, better, pace, target }) => `${name} ${target.op} ${target.value}${unit} ${better} ${pace}`,
    )
    return { made, check: draft.check.join('\n') }
  }

  test('不超过 is at most; durations and limits do not add up over the months; 百分点 is no share', () => {
    const text =
      '2020年某市工作要点\n一、目标\n审批时间压缩至80个工作日以内。平均担保费率不超过1%。信用贷款占比提高3个百分点。报装不超过2个环节、10个工作日。每季度召开调度会1次。\n'
    expect(plan(text, 2020).made).toEqual([
      '审批时间 <= 80工作日 lower none',
      '平均担保费率 <= 1% lower none',
      '信用贷款占比提高 = 3个百分点 higher none',
      '报装 <= 2环节 lower none',
      '报装（工作日） <= 10工作日 lower none',
    ])
    expect(plan(text, 2020).check).toContain('是工作频次，未列入')
  })

  test('the same object with its growth; the row of an annex that says a goal again', () => {
    const text =
      '2020年某市工作要点\n一、目标\n进出口总额达到90亿元、同比增长12%左右。“标准地”占工业用地的比例达到40%。6月底前归集证照80类。注册商标增长15%以上。\n附件1\n主要指标任务表\n名称\t单位\t2020年目标\n“标准地”占工业用地比例\t%\t40\n归集证照\t类\t80\n'
    expect(plan(text, 2020).made).toEqual([
      '进出口总额 = 90亿元 higher linear',
      '进出口总额同比增长 ~ 12% higher none',
      '“标准地”占工业用地的比例 = 40% higher none',
      '归集证照 = 80类 higher linear',
      '注册商标增长 >= 15% higher none',
    ])
    expect(plan(text, 2020).check).toContain('归集证照 的时限是6月底前')
  })

  test('of a plan for three years the goals of the year, and those of every year', () => {
    const text =
      '某省行动计划（2018—2020年）\n一、目标\n到2018年，建成工厂50家；到2020年，建成工厂200家。2018年至2020年，累计培训6000人次。三年推广电机20万千瓦。改造项目100项。每年组织企业审核200家。\n某省政府\n2018年4月16日\n'
    expect(plan(text, 2018).made).toEqual(['建成工厂 = 50家 higher linear', '组织企业审核 = 200家 higher linear'])
    expect(plan(text, 2020).made[0]).toBe('建成工厂 = 200家 higher linear')
    expect(plan(text, 2018).check).toMatch(/是三年合计的目标[\s\S]*没有写年份，文件管2018—2020年/)
    expect(plan(text, 2020).check).toContain('“到2020年”的目标多为几年累计')
  })

  test.each([
    [
      'below a heading that names it',
      '一、2025年主要工作\n新增企业45家，生产总值增长5.6%。\n二、2026年重点工作\n新增企业60家。',
    ],
    [
      'where the first sentence of a paragraph looks back',
      '过去一年，全市上下克难攻坚。新增企业45家，生产总值增长5.6%。\n一、重点工作\n新增企业60家。',
    ],
    [
      'below a heading that looks back',
      '一、工作回顾\n去年新增企业45家，生产总值增长5.6%。\n二、重点工作\n2026年新增企业60家。',
    ],
  ])('what was reached last year is left out, and said: %s', (_, body) => {
    const { made, check } = plan(`2026年某市工作安排\n${body}\n`, 2026)
    expect(made).toEqual(['新增企业 = 60家 higher linear'])
    expect(check).toMatch(/的完成数，未列入：新增企业45家、生产总值5\.6%/)
  })

  test('a range is one goal with two ends: of what rises the lower one, of what has a limit the upper one', () => {
    const text =
      '2026年某市工作安排\n一、目标\n生产总值增长5%—5.5%。签约率提升1～3个百分点。失业率控制在4%至5%以内。培育企业10到12家。\n'
    expect(plan(text, 2026).made).toEqual([
      '生产总值增长 >= 5% higher none',
      '签约率提升 >= 1个百分点 higher none',
      '失业率 <= 5% lower none',
      '培育企业 >= 10家 higher linear',
    ])
    expect(plan(text, 2026).check).toContain('是区间目标5—5.5%，草稿取5%')
  })

  test('equal figures have their own words, in one clause too', () => {
    const text = '2026年某市工作安排\n一、目标\n签约率达80%以上，续约率达80%以上。新建园区5个、改造市场5个。\n'
    const draft = draftPlan(readDocument(text, { id: 'made' }), { year: 2026, regions, schedule })
    expect(draft.indicators.map(({ target }) => target.wording)).toEqual([
      '签约率达80%以上',
      '续约率达80%以上',
      '新建园区5个',
      '改造市场5个',
    ])
  })

  test('how far a goal is from last year’s is no goal', () => {
    const text = '2026年某市工作安排\n一、目标\n全年盘活用地7万亩，比上年目标减少1万亩。\n'
    expect(plan(text, 2026).made).toEqual(['盘活用地 = 7万亩 higher linear'])
    expect(plan(text, 2026).check).not.toContain('1万亩')
  })

  test('what is of each, of places, of a task or of nothing is left out with the reason', () => {
    const text =
      '2026年某市工作安排\n一、目标\n加装电梯200部，其中江南区80部、城东区120部。授奖总数不超过30项。每县至少建成服务站1个。9月底前完成年度任务的80%以上。\n附件1\n主要指标表\n名称\t单位\t2026年目标\n重大事故\t起\t0\n合格率\t%\t98\n'
    expect(plan(text, 2026).made).toEqual(['加装电梯 = 200部 higher linear', '合格率 = 98% higher none'])
    expect(plan(text, 2026).check).toMatch(/是一个地方的数，未列入：江南区80部/)
    expect(plan(text, 2026).check).toMatch(/是每处的数，不是总数，未列入：每县至少建成服务站1个/)
    expect(plan(text, 2026).check).toMatch(/是任务的一段进度/)
    expect(plan(text, 2026).check).toMatch(/是上限，不是要做到的数，未列入：授奖总数30项/)
    expect(plan(text, 2026).check).toMatch(/目标是零，算不出完成率，未列入：重大事故0起/)
  })

  test('an item’s number is no part of a name, and what is said again is one goal', () => {
    const text =
      '2026年某市工作安排\n一、目标\n新增停车位4000个。\n二、实事\n一是新增停车位4000个，二是新建充电桩1350个。\n附件1\n任务表\n名称\t单位\t2026年目标\n充电桩\t个\t1350.0\n'
    expect(plan(text, 2026).made).toEqual(['新增停车位 = 4000个 higher linear', '新建充电桩 = 1350个 higher linear'])
  })

  test.each([
    ['2026年某市统计公报（节选）', '写在公报里'],
    ['关于2026年上半年考核情况的通报', '写在通报里'],
    ['某市2026年专项资金管理办法（试行）', '是办法里的规定'],
  ])('a paper that tells or rules sets no goals in its text: %s', (title, why) => {
    const body = '一、概况\n全年新增企业60家，生产总值增长5.7%。\n'
    expect(plan(`2026年某市工作安排\n${body}`, 2026).made).toHaveLength(2)
    expect(plan(`${title}\n${body}`, 2026).made).toEqual([])
    expect(plan(`${title}\n${body}`, 2026).check).toContain(why)
  })
})
