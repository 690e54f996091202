/** The loaders of `data/`, over the office of the tests. What ships is held by shipped.test.ts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readData } from '../src/composition/data.node.ts'
import { type Amount, add, amount, total } from '../src/office/amount.ts'
import type { Day } from '../src/office/day.ts'
import { DataError, type Files, loadDemo, loadOffice, withoutDemo } from '../src/office/load/index.ts'
import { goalOf, hasTask, type IndicatorId } from '../src/office/plan.ts'
import type { RegionKey } from '../src/office/region.ts'
import { frozenFiles } from './frozen.ts'
import { runs } from './size.ts'

const base = frozenFiles()
const fixture = readData('test/fixtures/plan-2018')
const office = loadOffice(base)
const { regions } = office

/** Its files with others put in the place of some; undefined takes a file away. */
function files(changes: Readonly<Record<string, string | undefined>>): Files {
  const all = new Map(base)
  for (const [path, text] of Object.entries(changes)) {
    if (text === undefined) all.delete(path)
    else all.set(path, text)
  }
  return all
}

/** One of its files with one piece of its text exchanged; the piece must be there. */
function edited(path: string, from: string, to: string): Files {
  const text = base.get(path)
  if (!text?.includes(from)) throw new Error(`${path} has no ${from}`)
  return files({ [path]: text.replace(from, to) })
}

function faultsOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof DataError) return error.message
    throw error
  }
  return 'no fault'
}

describe('the plan of 2017', () => {
  test('2017 has 13 indicators with the goals of the document', () => {
    const goals = office.plan.indicators.map((one) => [one.id, one.target.op, one.target.value])
    expect(goals).toHaveLength(13)
    expect(goals).toContainEqual(['zombie-firms', '=', '300'])
    expect(goals).toContainEqual(['hightech-share', 'rising', undefined])
    expect(goals).toContainEqual(['water-per-output', 'fall', '-5'])
  })

  test('the document of 2017 has no page break inside a sentence and breaks off where its source does', () => {
    const paragraphs = office.plan.text.trim().split(/\n+/)
    const broken = paragraphs.filter((one) => one.includes('。') && !/[。：]$/.test(one))
    expect(paragraphs).toHaveLength(24)
    expect(broken).toHaveLength(1)
    expect(office.plan.text.trimEnd()).toMatch(/资源要素市场化配$/)
  })

  test('units convert exactly to the base unit', () => {
    const land = office.plan.indicators.find((one) => one.id === 'idle-land')
    expect(land?.otherUnits).toContainEqual({ unit: '平方米', factor: '0.00000015' })
    expect(land?.otherUnits).toContainEqual({ unit: '公顷', factor: '0.0015' })
  })
})

describe('the regions of Zhejiang', () => {
  const october = regions.counties('2017-10-31' as Day)

  test('are 89 under 11 cities in October 2017: 37 districts, 19 cities, 33 counties', () => {
    expect(regions.cities('2017-10-31' as Day)).toHaveLength(11)
    expect(october).toHaveLength(89)
    const endings = (ending: string) => october.filter((one) => one.name.endsWith(ending)).length
    expect([endings('区'), endings('市'), endings('县')]).toEqual([37, 19, 33])
  })

  test('follow later changes: Longgang in 2019, Hangzhou in 2021', () => {
    expect(regions.counties('2019-12-31' as Day)).toHaveLength(90)
    const hangzhou = regions.counties('2021-12-31' as Day, '330100' as RegionKey).map((one) => one.short)
    expect(hangzhou).toEqual(expect.arrayContaining(['临平', '钱塘', '上城']))
    expect(hangzhou).not.toEqual(expect.arrayContaining(['下城']))
    expect(hangzhou).not.toEqual(expect.arrayContaining(['江干']))
  })

  test.each([
    ['临安', '330185', '330112', '2017-04-18'],
    ['玉环', '331021', '331083', '2017-04-01'],
  ])('%s is found by its earlier and its later code', (short, earlier, later, day) => {
    expect(regions.find(earlier)?.short).toBe(short)
    expect(regions.find(later)?.short).toBe(short)
    const [before, after] = regions.get(later as RegionKey).codes
    expect(before).toMatchObject({ code: earlier })
    expect(before?.to && before.to >= day).toBe(true)
    expect(after).toMatchObject({ code: later })
  })

  test('have short names of two characters or more, none inside another', () => {
    const shorts = regions.all.map((one) => one.short)
    expect(shorts).toContain('景宁')
    for (const one of shorts) {
      expect(one.length).toBeGreaterThan(1)
      expect(shorts.filter((other) => one.includes(other))).toEqual([one])
    }
  })
})

describe('the demo allocation of 2017', () => {
  const { plan } = office
  const on = plan.issued
  const additive = plan.indicators.filter((one) => one.kind !== 'rate')
  const goals = (keys: readonly RegionKey[], id: IndicatorId): Amount =>
    total(keys.flatMap((key) => goalOf(plan, key, id) ?? []))

  test('says that it is one', () => {
    expect(plan.allocation.demo).toBe(true)
    expect(plan.allocation.source).toContain('演示数据')
  })

  test.each(additive.map((one) => [one.short, one] as const))('sums exactly to the province’s goal: %s', (_, one) => {
    const cities = regions.cities(on)
    expect(
      goals(
        cities.map((city) => city.key),
        one.id,
      ),
    ).toBe(one.target.value)
    for (const city of cities) {
      const counties = regions.counties(on, city.key).map((county) => county.key)
      expect(goals(counties, one.id)).toBe(goalOf(plan, city.key, one.id) ?? '0')
    }
  })

  test('gives rates the same goal everywhere, leaves some counties without a task, and a direction to all', () => {
    const counties = regions.counties(on)
    const tasks = (id: string) => counties.filter((one) => hasTask(plan, one.key, id as IndicatorId)).length
    expect(counties.every((one) => goalOf(plan, one.key, 'water-per-output' as IndicatorId) === '-5')).toBe(true)
    expect(tasks('zombie-firms')).toBeLessThan(89)
    expect(tasks('zombie-firms')).toBeGreaterThan(50)
    expect(tasks('hightech-share')).toBe(89)
  })

  test('is gone outside of the demo, while the province keeps the goals of the document', () => {
    const { plan: bare } = withoutDemo(office)
    expect(goalOf(bare, '330000' as RegionKey, 'zombie-firms' as IndicatorId)).toBe('300')
    expect(goalOf(bare, '330522' as RegionKey, 'zombie-firms' as IndicatorId)).toBeUndefined()
    expect(bare.allocation.demo).toBe(false)
  })

  test('is refused as soon as one county’s goal is another', () => {
    const path = 'plans/2017/allocation.csv'
    const [comment = '', header = '', ...rows] = (base.get(path) ?? '').trim().split('\n')
    const ids = header.split(',').slice(2)
    fc.assert(
      fc.property(fc.nat(rows.length - 1), fc.nat(ids.length - 1), fc.integer({ min: 1, max: 99 }), (r, c, more) => {
        const changed = rows.map((row, i) => {
          const cells = row.split(',')
          return i === r ? cells.with(c + 2, add(amount(cells[c + 2] || '0'), amount(more))).join(',') : row
        })
        const said = faultsOf(() => loadOffice(files({ [path]: [comment, header, ...changed].join('\n') })))
        expect(said).toContain(`data/${path}`)
        expect(said).toContain(`${ids[c]}：要求分解数合计`)
      }),
      { numRuns: runs(25) },
    )
  })
})

test('files that were saved on Windows read the same', () => {
  const windows = new Map([...base].map(([path, text]) => [path, `\uFEFF${text.replaceAll('\n', '\r\n')}`]))
  expect(loadOffice(windows)).toEqual(office)
})

describe('another year', () => {
  const both = loadOffice(files(Object.fromEntries(fixture)))

  test('is a folder and no code', () => {
    expect(both.plans.map((one) => one.year)).toEqual([2017, 2018])
    expect(both.plan.title).toBe('2018年工业节水工作要点')
    expect(both.plan.indicators.map((one) => one.id)).toEqual(['pipes', 'thrifty-firms', 'reuse-rate'])
    expect(goalOf(both.plan, '330522' as RegionKey, 'pipes' as IndicatorId)).toBe('300.5')
    expect(both.plan.rules).toEqual([])
  })

  test('leaves the others as they were, and one may still be asked for', () => {
    const { others, ...plan } = loadOffice(files(Object.fromEntries(fixture)), 2017).plan
    expect(plan).toEqual(office.plan)
    // the other year's are known by their names, since its figures may come up
    expect(others?.map(({ id }) => id)).toEqual(['pipes', 'thrifty-firms', 'reuse-rate'])
  })

  test('that is not there is named, with those that are', () => {
    expect(faultsOf(() => loadOffice(base, 2031))).toBe(
      'data/plans/2031/plan.yaml：要求一年的计划（现有：2017）；没有写',
    )
  })
})

const INDICATORS = 'plans/2017/indicators.yaml'
const ALLOCATION = 'plans/2017/allocation.csv'
const lineOf = (path: string, piece: string): number =>
  (base.get(path) ?? '').split('\n').findIndex((line) => line.includes(piece)) + 1

describe('a broken file is told by file, line or key, what was found and what was expected', () => {
  test.each<[what: string, files: Files, said: string | RegExp]>([
    [
      'an operator that is none',
      edited(INDICATORS, "op: '>='", "op: '=='"),
      `data/${INDICATORS}:${lineOf(INDICATORS, "op: '>='")} outdated-capacity-firms.target.op：要求 >=、<=、=、~、rising、fall 之一；写的是 "=="`,
    ],
    [
      'a goal that is no number',
      edited(INDICATORS, 'value: 300', 'value: 三百'),
      `data/${INDICATORS}:${lineOf(INDICATORS, 'value: 300')} zombie-firms.target.value：要求小数，如 0.5；写的是 "三百"`,
    ],
    [
      'a key that is missing',
      edited(INDICATORS, '  unit: 万亩\n', ''),
      /indicators\.yaml:\d+ idle-land\.unit：要求文字；没有写/,
    ],
    [
      'a key that nobody knows',
      edited(INDICATORS, 'evidence: false', 'evidense: false'),
      /indicators\.yaml:\d+ outdated-capacity-firms\.evidense：要求不写这一项；写的是 false/,
    ],
    [
      'a unit factor of zero',
      edited(INDICATORS, '亩: 0.0001', '亩: 0'),
      /indicators\.yaml:\d+ idle-land\.otherUnits\.亩：要求大于零的小数；写的是 0/,
    ],
    [
      'an alias that two indicators claim',
      edited(INDICATORS, 'aliases: [标准厂房,', 'aliases: [处僵,'),
      /indicators\.yaml:\d+ standard-workshops：要求不与别项相同的名称（处僵 已是 zombie-firms）；写的是 "处僵"/,
    ],
    [
      'a section that the document does not have',
      edited(INDICATORS, 'section: 二（三）', 'section: 二（九）'),
      /indicators\.yaml:\d+ zombie-firms\.section：要求文件里的章节（.*二（三）.*）；写的是 "二（九）"/,
    ],
    [
      'a goal in words that the document does not use',
      edited(INDICATORS, 'wording: 处置僵尸企业300家', 'wording: 处置僵尸企业500家'),
      /zombie-firms\.target\.wording：要求文件原话.*写的是 "处置僵尸企业500家"/,
    ],
    [
      'YAML that is none',
      edited(INDICATORS, 'aliases: [落后产能', 'aliases: [落后产能: {'),
      /data\/plans\/2017\/indicators\.yaml:\d+：要求YAML 格式；写的是/,
    ],
    [
      'a region that nobody knows',
      edited(ALLOCATION, '330522,长兴县', '330599,长兴县'),
      `data/${ALLOCATION}:${lineOf(ALLOCATION, '330522')} region：要求市或县的区划代码；写的是 "330599"`,
    ],
    [
      'a region under another one’s code',
      edited(ALLOCATION, '330522,长兴县', '330522,长乐县'),
      /allocation\.csv:\d+ name：要求长兴县（330522）；写的是 "长乐县"/,
    ],
    [
      'an indicator with a goal that is split nowhere',
      edited(ALLOCATION, ',idle-land,', ',idle-ground,'),
      `data/${ALLOCATION} idle-land：要求一列市县任务数；没有写`,
    ],
    [
      'a row with a cell too many',
      edited(ALLOCATION, '330522,长兴县,', '330522,长兴县,,'),
      /allocation\.csv:\d+：要求CSV，每行与表头列数相同/,
    ],
    [
      'a short name that stands inside another',
      edited('regions/zhejiang.yaml', '330108: 滨江区', '330108: 西湖新区'),
      /zhejiang\.yaml:\d+ cities\.330100\.counties\.330108：要求不含别处简称的简称（已有西湖）/,
    ],
    [
      'a day that does not exist',
      edited('plans/2017/plan.yaml', 'issued: 2017-04-18', 'issued: 2017-02-30'),
      'data/plans/2017/plan.yaml:6 issued：要求存在的日期，如 2030-07-05；写的是 "2017-02-30"',
    ],
    [
      'a schedule for an indicator that the plan does not have',
      edited('plans/2017/schedule.yaml', 'indicators: []', 'indicators: [ghosts]'),
      /schedule\.yaml:\d+ rules\.weekly\.indicators\.0：要求计划里某项指标的 id；写的是 "ghosts"/,
    ],
    [
      'a file that is missing',
      files({ 'plans/2017/document.txt': undefined }),
      'data/plans/2017/document.txt：要求文件全文；没有写',
    ],
  ])('%s', (_, broken, said) => {
    const told = faultsOf(() => loadOffice(broken))
    if (typeof said === 'string') expect(told.split('\n')).toContain(said)
    else expect(told).toMatch(said)
  })

  test('and all faults are told at once', () => {
    const broken = new Map(edited(INDICATORS, 'section: 二（三）', 'section: 二（九）'))
    broken.set('lexicon.yaml', 'synonym: 3')
    broken.set('regions/names.yaml', 'area: { 甲: [甲] }')
    broken.set('plans/next/plan.yaml', '')
    expect(faultsOf(() => loadOffice(broken)).split('\n').length).toBeGreaterThanOrEqual(5)
  })
})

describe('the lexicon', () => {
  const { lexicon } = office

  test('what the province calls its own bodies and areas goes before what everybody does', () => {
    const own = { 'regions/names.yaml': 'body: { 海洋厅: [经信委, 海厅] }\narea: { 甲、乙: [两岸] }' }
    const { lexicon: theirs } = loadOffice(files(own))
    expect(lexicon.written('经信委')).toEqual(['经济和信息化委员会'])
    expect(theirs.written('经信委')).toEqual(['海洋厅'])
    expect(theirs.alternatives('经信厅')).toEqual([])
    expect(theirs.written('两岸')).toEqual(['甲、乙'])
    expect([lexicon.written('杭嘉湖'), theirs.written('杭嘉湖')]).toEqual([['杭州、嘉兴、湖州'], []])
    expect(theirs.written('标煤')).toEqual(['标准煤'])
  })

  test('goes both ways between what is said and what is written', () => {
    expect(lexicon.terms.length).toBeGreaterThan(200)
    expect(lexicon.written('标煤')).toEqual(['标准煤'])
    expect(lexicon.said('标准煤')).toContain('标煤')
    expect(lexicon.written('小升规')).toEqual(['小微企业升级为规模以上企业'])
    expect(lexicon.alternatives('经信厅')).toContain('经济和信息化委员会')
    expect(lexicon.written('没有这个词')).toEqual([])
  })

  test('finds the longest words in a text', () => {
    const found = lexicon.mentioned('处置僵尸企业、存量土地和标煤').map((one) => one.word)
    expect(found).toEqual(['处置', '僵尸企业', '存量土地', '标煤'])
  })
})

describe('the demo', () => {
  const demo = loadDemo(base, regions)

  test('says that it is one, and has a contact for every county and a coordinator for every city', () => {
    expect(demo.label).toContain('演示')
    const posts = demo.people.flatMap((one) => one.posts)
    const held = (role: string) => posts.filter((post) => post.role === role).map((post) => post.region)
    expect(held('contact').sort()).toEqual(
      regions
        .counties('2017-10-31' as Day)
        .map((one) => one.key)
        .sort(),
    )
    expect(held('city-coordinator')).toHaveLength(11)
    expect(held('provincial-coordinator')).toEqual(['330000'])
    expect(held('admin')).toEqual(['330000'])
  })

  test('has late and missing counties, and the contact of Changxing has not reported June', () => {
    const june = demo.reports.filter((one) => one.text.includes('6月'))
    const reported = new Set(june.map((one) => one.region))
    expect(reported.size).toBeGreaterThan(50)
    expect(reported.size).toBeLessThan(89)
    expect(reported).not.toContain('330522')
    expect(demo.reports.some((one) => one.region === '330522')).toBe(true)
    expect(demo.reports.map((one) => one.at)).toEqual(demo.reports.map((one) => one.at).sort((a, b) => a - b))
  })

  test('with a person or a region that nobody knows is refused', () => {
    const stranger = edited('demo/leave.csv', 'demo-anji,', 'demo-nobody,')
    expect(faultsOf(() => loadDemo(stranger, regions))).toMatch(
      /leave\.csv:\d+ person：要求某人的 id；写的是 "demo-nobody"/,
    )
    const nowhere = edited('demo/people.csv', 'contact,330522', 'contakt,330522')
    expect(faultsOf(() => loadDemo(nowhere, regions))).toMatch(/people\.csv:\d+ role：要求空着，或 official、contact/)
  })
})
