/** Tables in and out: exact values, every fault at its cell, nothing half taken, nothing that runs. */
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { amount } from '../../src/office/amount.ts'
import { instant } from '../../src/office/day.ts'
import type { Period } from '../../src/office/period.ts'
import type { PersonId } from '../../src/office/person.ts'
import { asksMore, goalOf, indicatorOf } from '../../src/office/plan.ts'
import {
  completionSheets,
  keepAllocation,
  ledgerSheet,
  rankingSheets,
  readAllocation,
  readMonthly,
  withStoredAllocation,
} from '../../src/progress/index.ts'
import { rowsOf, SheetUnreadable, workbook } from '../../src/tables/workbook.ts'
import { id, key, office, small } from './small.ts'

const june = '2017-06' as Period
const through = async (heads: readonly string[], rows: readonly (readonly (string | number | null)[])[]) =>
  rowsOf(await workbook([{ name: '表', heads, rows }]))

describe('an allocation', () => {
  const counted = office.plan.indicators.filter((one) => one.kind !== 'rate')
  const places = [
    ...office.regions
      .cities(office.plan.issued)
      .flatMap((city) => [city, ...office.regions.under(city.key, office.plan.issued)]),
  ]
  const whole = (change?: (region: string, indicator: string, value: string) => string | number | null) => [
    ['区域', ...counted.map((one) => `${one.short}（${one.unit}）`)],
    ...places.map((place) => [
      place.name,
      ...counted.map((one) => {
        const value = goalOf(office.plan, place.key, one.id) ?? ''
        return change ? change(place.name, one.short, value) : value
      }),
    ]),
  ]

  test('that adds up is taken, exactly as it was loaded from the data folder', async () => {
    const [heads = [], ...rows] = whole()
    const read = readAllocation(
      await through(
        heads.map(String),
        rows.map((row) => row.map((cell) => (cell === '' ? null : Number(cell) || cell))),
      ),
      office,
    )
    expect(read.ok).toBe(true)
    if (!read.ok) return
    for (const place of places)
      for (const one of counted)
        expect(read.taken.get(place.key)?.get(one.id)).toBe(goalOf(office.plan, place.key, one.id))
  })

  test('that was kept wins over what ships with the project, the province keeps the document’s goals', async () => {
    const s = await small()
    const read = readAllocation(
      whole().map((row) => row.map(String)),
      office,
    )
    if (!read.ok) throw new Error('it adds up')
    expect(await withStoredAllocation(s.store, office.plan, office.regions)).toBe(office.plan)
    await s.store.commit([
      keepAllocation(office.plan, read.taken, '沧林振办〔2017〕20号附件', 'p' as PersonId, instant(1)),
    ])
    const plan = await withStoredAllocation(s.store, office.plan, office.regions)
    expect(plan.allocation).toMatchObject({ source: '沧林振办〔2017〕20号附件', demo: false })
    for (const place of [office.regions.province, ...places]) {
      for (const one of office.plan.indicators)
        expect(goalOf(plan, place.key, one.id)).toBe(goalOf(office.plan, place.key, one.id))
    }
  })

  const withShare = (share: string) =>
    readAllocation(
      whole((region, indicator, value) => (region === '柳泉县' && indicator === '老旧木厂' ? share : value)).map(
        (row) => row.map(String),
      ),
      office,
    )

  test('that comes to less than the goal is refused, with the place and both numbers', () => {
    const read = withShare('18')
    expect(read).toMatchObject({ ok: false })
    expect(!read.ok && read.faults.map((one) => one.message)).toEqual(['澄州市老旧木厂任务34家，下级合计33家，要相等'])
  })

  test('that asks more than the goal is taken with what it asks more, for whoever takes it to mean it', () => {
    const read = withShare('20')
    expect(read.ok).toBe(true)
    expect(read.excess.map(({ message }) => message)).toEqual(['澄州市老旧木厂任务34家，下级合计35家，多要求1家'])
  })

  test('of what is better the less of it, parts ask more where they come to less', () => {
    expect(asksMore({ better: 'lower' }, amount(9), amount(10))).toBe(true)
    expect(asksMore({ better: 'lower' }, amount(11), amount(10))).toBe(false)
    expect(asksMore({ better: 'higher' }, amount(10), amount(10))).toBe(false)
  })

  test('every fault is named by its cell, and nothing is taken', () => {
    const read = readAllocation(
      [
        ['2017年任务分解', '', ''],
        ['区域', '老旧木厂', '存量低产林地（亩）', '竹木经济增速', '新增就业'],
        ['柳泉县', '1.5', '约300', '12', ''],
        ['昆山市', '3', '', '', ''],
        ['柳泉', '-2', '', '', ''],
      ],
      office,
    )
    expect(!read.ok && read.faults.map((one) => one.cell)).toEqual(['E2', 'B3', 'C3', 'D3', 'A4', 'A5', 'B5'])
  })
})

describe('a month’s table', () => {
  test('is taken in the unit of its column, converted to the base unit', async () => {
    const rows = await through(
      ['县（市、区）', '老旧木厂', '盘活存量低产林地（亩）', '竹木经济增速'],
      [
        ['柳泉县', 3, 512.5, 11.5],
        ['980523', 0, null, null],
        ['合计', 3, 512.5, null],
      ],
    )
    const read = readMonthly(rows, office, june)
    expect(
      read.ok && read.taken.map((one) => [one.region, one.indicator, one.period, one.cumulative, one.cell]),
    ).toEqual([
      [key('柳泉'), id('老旧木厂'), '2017-06', '3', 'B2'],
      [key('柳泉'), id('存量林地'), '2017-06', '0.05125', 'C2'],
      [key('柳泉'), id('竹木经济'), '2017-Q2', '11.5', 'D2'],
      [key('竹坞'), id('老旧木厂'), '2017-06', '0', 'B3'],
    ])
  })

  test('with one bad cell nothing is taken', () => {
    const read = readMonthly(
      [
        ['区域', '老旧木厂'],
        ['柳泉县', '3'],
        ['竹坞县', '三家'],
      ],
      office,
      june,
    )
    expect(read).toEqual({
      ok: false,
      faults: [{ cell: 'B3', row: 3, column: 'B', message: '“三家”不是数；请只写数字，没有的留空' }],
    })
  })

  test('a quarterly rate in a month that ends no quarter is a fault', () => {
    const read = readMonthly(
      [
        ['区域', '竹木经济增速'],
        ['柳泉县', '11'],
      ],
      office,
      '2017-05' as Period,
    )
    expect(!read.ok && read.faults[0]?.message).toContain('不是季末')
  })

  test('a file that is no workbook says what to do', async () => {
    await expect(rowsOf(new TextEncoder().encode('区域,老旧木厂'))).rejects.toThrow(SheetUnreadable)
  })
})

describe('tables that leave', () => {
  test('hold the figures as numbers and nothing that a spreadsheet would run', async () => {
    const s = await small()
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 3, by: '=HYPERLINK("x")' })
    const rows = await rowsOf(await workbook([await ledgerSheet(s.store, office, june)]))
    expect(rows[2]).toContain('3')
    expect(rows[2]).toContain(`'=HYPERLINK("x")`)
    expect(rows.flat().some((cell) => /^[=+@]/.test(cell))).toBe(false)
  })

  test('completion says 尚无上报 where nothing came, and the sum how many reported', async () => {
    const s = await small()
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 3 })
    const rows = (await completionSheets(s.store, office, june)).at(-1)?.rows ?? []
    const find = (place: string) => rows.find((row) => row[1] === place && row[2] === '老旧木厂')
    expect(find('柳泉县')?.slice(4, 7)).toEqual([3, 19, 3 / 19].map((one) => expect.closeTo(one, 10)))
    expect(find('竹坞县')).toContain('尚无上报')
    expect(rows.find((row) => row[0] === '澄州市' && row[2] === '老旧木厂')).toContain('1/5已报')
  })

  test('completion is a matrix for each city, the whole first, with figures of earlier periods set apart', async () => {
    const s = await small()
    await s.write(
      { region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 3 },
      { region: '竹坞', indicator: '老旧木厂', period: '2017-05', value: 2 },
    )
    const sheets = await completionSheets(s.store, office, june)
    expect(sheets.map(({ name }) => name)).toEqual([
      '全省',
      ...office.regions.cities(office.plan.issued).map((one) => one.name),
      '明细',
    ])
    const huzhou = sheets.find(({ name }) => name.startsWith('澄州市'))
    const at = huzhou?.heads.indexOf('老旧木厂（家）') ?? -1
    expect(huzhou?.rows.map((row) => [row[0], row[at], row[at + 1]])).toEqual([
      ['澄州市合计', 5, expect.any(Number)],
      ['桐塍区', '未报', null],
      ['麦塍区', '未报', null],
      ['苇渡县', '未报', null],
      ['柳泉县', 3, expect.closeTo(3 / 19, 10)],
      ['竹坞县', 2, expect.any(Number)],
    ])
    expect(huzhou?.title).toContain('灰字是以前时期的数')
    expect([...(huzhou?.old ?? [])]).toEqual([`5,${at}`, `5,${at + 1}`])
    expect((await completionSheets(s.store, office, june, { within: key('澄州') })).map(({ name }) => name)).toEqual([
      '澄州市',
      '明细',
    ])
  })

  test('can be printed as they are: bold heads on each page, widths for what stands in them, per cent as such', async () => {
    const s = await small()
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 3 })
    const bytes = await workbook(await completionSheets(s.store, office, june, { within: key('澄州') }))
    const files = unzipSync(bytes)
    const xml = (name: string): string => strFromU8(files[name] ?? new Uint8Array())
    const sheet = xml('xl/worksheets/sheet1.xml')
    expect(sheet).toMatch(/<pane [^>]*state="frozen"/)
    expect(sheet).toMatch(/<pageSetup [^>]*orientation="landscape"[^>]*fitToHeight="0"/)
    expect(sheet).toMatch(/<col [^>]*width="1\d/)
    expect(xml('xl/styles.xml')).toMatch(/0\.0%/)
    expect(xml('xl/styles.xml')).toMatch(/<b ?\/>/)
    expect(xml('xl/workbook.xml')).toMatch(/_xlnm\.Print_Titles[^>]*>澄州市!\$1:\$2/)
  })

  test('a ranking has cities and counties apart', async () => {
    const s = await small()
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 3 })
    const [cities, counties] = await rankingSheets(s.store, office, indicatorOf(office.plan, id('老旧木厂')), june)
    expect(cities?.rows[0]?.[2]).toBe('澄州市')
    expect(counties?.rows[0]?.[2]).toBe('柳泉县')
  })
})
