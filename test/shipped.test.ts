/** The office that ships, whatever years and indicators it has: the only tests that read its own part of `data/`. */
import { describe, expect, test } from 'vitest'
import { reportsAnew } from '../bench/demo/reports.ts'
import { readData } from '../src/composition/data.node.ts'
import { findProvision, readDocument } from '../src/documents/index.ts'
import { loadDemo, loadOffice } from '../src/office/load/index.ts'
import { goalOf } from '../src/office/plan.ts'
import { isLong } from './size.ts'

const files = readData()
const office = loadOffice(files)
const years = office.plans.map(({ year }) => year)

test('there is a plan to work on', () => expect(years.length).toBeGreaterThan(0))

describe.each(years)('the plan of %s', (year) => {
  const { plan } = loadOffice(files, year)

  test('words each goal as the section does that it names', () => {
    const document = readDocument(plan.text, { id: String(year) })
    expect(plan.indicators.length).toBeGreaterThan(0)
    for (const one of plan.indicators) {
      const words = findProvision(document, one.section)?.sentences.map((sentence) => sentence.text)
      expect(words, one.section).toBeDefined()
      for (const part of one.target.wording.split('…')) expect(words?.join('')).toContain(part)
    }
  })

  test('has the goal of each indicator for the province, as the document has it', () => {
    const own = plan.indicators.filter(({ target }) => target.value !== undefined)
    expect(own.length).toBeGreaterThan(0)
    for (const { id, target } of own) expect(goalOf(plan, office.regions.province.key, id)).toBe(target.value)
  })
})

/** Written by hand, of the province that this repository ships; another office has none of it. */
const isOurs = office.regions.province.key === '330000' && years.includes(2017)

test.runIf(isOurs)('the goals of 2017 are those of the document', () => {
  const goals = loadOffice(files, 2017).plan.indicators.map(({ id, target }) => [id, target.op, target.value])
  expect(goals).toEqual(
    expect.arrayContaining([
      ['zombie-firms', '=', '300'],
      ['low-small-scattered', '>=', '10000'],
      ['hightech-share', 'rising', undefined],
      ['water-per-output', 'fall', '-5'],
    ]),
  )
})

/** An office may leave the demo out: then there is no console to try it on. */
test.runIf(files.has('demo/demo.yaml'))('the demo’s people and reports belong to its regions', () => {
  const demo = loadDemo(files, office.regions)
  expect(demo.cast.length).toBeGreaterThan(2)
  expect(demo.reports.length).toBeGreaterThan(isOurs ? 100 : 0)
})

describe.runIf(isOurs)('the demo’s year goes on behind its start', () => {
  const { reports, start } = isOurs ? loadDemo(files, office.regions) : { reports: [], start: 0 }
  const after = reports.filter(({ at }) => at > start)
  const cities = office.regions.all.filter(({ level }) => level === 'city')
  const saying = (words: RegExp) => after.filter(({ text }) => words.test(text))
  const regionsSaying = (words: RegExp) => new Set(saying(words).map(({ region }) => region)).size

  test.each(['7月', '8月', '9月', '10月', '11月'])(
    '%s is reported by most, looked at by each city, received, and one figure returned',
    (month) => {
      expect(regionsSaying(new RegExp(`^/上报.*截至${month}底`, 's'))).toBeGreaterThan(80)
      expect(regionsSaying(new RegExp(`^/通过 ${month}`))).toBe(cities.length)
      expect(saying(new RegExp(`^/接收 ${month}`))).toHaveLength(1)
      expect(saying(/^\/退回/).length).toBeGreaterThanOrEqual(5)
    },
  )

  test.each(['二季度', '三季度'])('the rates of %s come in, are looked at and received', (quarter) => {
    const end = quarter === '二季度' ? '6月' : '9月'
    expect(
      regionsSaying(new RegExp(`^/上报.*增加值用水量 .*截至${end}底|^/上报 截至${end}底.*增加值用水量 `)),
    ).toBeGreaterThan(80)
    expect(regionsSaying(new RegExp(`^/通过 ${quarter}`))).toBe(cities.length)
    expect(saying(new RegExp(`^/接收 ${quarter}`))).toHaveLength(1)
  })

  // Fifteen seconds of the processor.
  test.runIf(isLong)(
    'each line is as its seed makes it, and is on record when it is said',
    { timeout: 300_000 },
    async () => {
      const { before, after, undone } = await reportsAnew()
      expect(undone).toEqual([])
      expect(after).toBe(before)
    },
  )
})
