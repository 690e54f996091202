/** The bulletin: frozen numbers, each number printed is one of them, the public version names nobody behind. */
import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bulletinFiles,
  compose,
  faultsIn,
  issuedById,
  takeSnapshot,
  touchedBulletins,
} from '../../src/bulletin/index.ts'
import { readPress } from '../../src/message/declare.ts'
import { amount } from '../../src/office/amount.ts'
import { parseInstant } from '../../src/office/day.ts'
import { endOf, type Period } from '../../src/office/period.ts'
import { hasTask } from '../../src/office/plan.ts'
import { sql } from '../../src/store/index.ts'
import { rowsOf } from '../../src/tables/workbook.ts'
import { wordsOf } from '../levels.ts'
import { runs } from '../size.ts'
import { id, key, office, type Said, small, wu } from './small.ts'

const june = '2017-06' as Period
const now = parseInstant('2017-07-12T09:00:00+08:00')

async function received(...figures: Said[]) {
  const s = await small('2017-07-12T09:00:00+08:00')
  for (const one of figures) {
    await s.write(one)
    await s.write({ ...one, act: 'accept' })
    await s.write({ ...one, act: 'receive' })
  }
  return s
}

const SOME: readonly Said[] = [
  { region: '柳泉', indicator: '老旧木厂', period: '2017-05', value: 1 },
  { region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 2 },
  { region: '棠浦', indicator: '老旧木厂', period: '2017-06', value: 4 },
  { region: '鸥浦', indicator: '老旧木厂', period: '2017-06', value: 20, at: '2017-07-06T10:00:00+08:00' },
  { region: '枫垟', indicator: '老旧木厂', period: '2017-06', value: 1 },
  { region: '棠浦', indicator: '标准苗棚', period: '2017-06', value: '12.5' },
]
const some = () => received(...SOME)

/** Every county of a city that has a task, each with the same figure for June. */
const wholly = (city: string, indicator: string, value: number): Said[] =>
  office.regions
    .under(key(city), endOf(june))
    .filter((county) => hasTask(office.plan, county.key, id(indicator)))
    .map((county) => ({ region: county.key, indicator, period: '2017-06', value }))

const COUNTIES = office.regions.counties(endOf(june)).map((one) => one.key)

const issue = async (s: Awaited<ReturnType<typeof some>>, early: { readonly early?: '1' } = { early: '1' }) => {
  const base = s.asked(wu, '/通报 2017-06')
  const press = readPress(s.command('通报'), { do: 'freeze', period: june, ...early })
  if (!press) throw new Error('no press of 通报')
  const outcome = await press.run({ ...base, text: '' })
  await s.store.commit(outcome.writes)
  return outcome.reply ? wordsOf(outcome.reply, office.regions) : ''
}

/** The text of word/document.xml: entries of a zip by its central directory. */
function documentText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = buffer.readUInt32LE(end + 16)
  for (let entry = 0; entry < buffer.readUInt16LE(end + 10); entry++) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((offset, index) =>
      index === 0 ? buffer.readUInt32LE(at + offset) : buffer.readUInt16LE(at + offset),
    )
    const local = buffer.readUInt32LE(at + 42)
    const path = buffer.toString('utf8', at + 46, at + 46 + (name ?? 0))
    if (path === 'word/document.xml') {
      const from = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
      const body = buffer.subarray(from, from + (size ?? 0))
      const xml = (buffer.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : body).toString('utf8')
      return [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join('\n')
    }
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return ''
}

describe('a bulletin', () => {
  test('counts what the province received, and nothing that still waits', async () => {
    const s = await some()
    await s.write({ region: '竹坞', indicator: '老旧木厂', period: '2017-06', value: 3 })
    const snapshot = await takeSnapshot(s.store, office, june, now ?? (0 as never))
    expect(snapshot.province.find((one) => one.indicator === 'idle-mills')).toMatchObject({
      cumulative: '27',
      reported: 4,
    })
  })

  test('tells discipline: missing, late, corrected; and who is red two periods running', async () => {
    const s = await some()
    await s.write({ region: '棠浦', indicator: '老旧木厂', period: '2017-06', value: 5, act: 'correction' })
    const { discipline, counties } = await takeSnapshot(s.store, office, june, now ?? (0 as never))
    const names = (keys: readonly string[]) => keys.map((key) => office.regions.find(key)?.short)
    expect(discipline.owing).toBe(11)
    expect(discipline.missing).toHaveLength(11)
    expect(names(discipline.late)).toEqual(['鸥浦'])
    expect(names(discipline.corrected)).toEqual(['棠浦'])
    expect(names(counties.filter((one) => one.redTwice).map((one) => one.region))).toEqual(['柳泉'])
  })

  test('prints numbers of its snapshot only, in the file as in the preview', async () => {
    const s = await some()
    const said = await issue(s)
    expect(said).toContain('通报 2017-06-1：数据已固定')
    const issued = await issuedById(s.store, '2017-06-1')
    if (!issued) throw new Error('issued')
    const file = await bulletinFiles(s.store, office, '2017-06-1', 'internal')
    const printed = documentText((await file?.text()) ?? new Uint8Array())
    expect(printed).toContain('关于2017年1—6月林业振兴和“青山行动”\n工作进展情况的通报')
    expect(printed).toContain('附表3')
    const frozen = new Set<string>()
    const share = (ratio: string | undefined) => ratio && frozen.add((Math.round(Number(ratio) * 1000) / 10).toString())
    for (const line of [...issued.snapshot.province, ...issued.snapshot.cities, ...issued.snapshot.counties]) {
      for (const value of [line.cumulative, line.goal]) if (value) frozen.add(value)
      for (const ratio of [line.completion, line.share]) share(ratio)
      if (line.completion && line.share)
        frozen.add((Math.abs(Math.round((Number(line.completion) - Number(line.share)) * 1000)) / 10).toString())
      frozen.add(String(line.reported)).add(String(line.of))
    }
    const bare = printed
      .replace(
        /[（(]?截至\d+年\d+月\d+日|\d{4}年(?:\d+—\d+月|\d+月(?:\d+日)?)?|\d+月\d+日|快照[\d-]+|附表\d|〔\d+〕(?:\d+号)?/g,
        '',
      )
      .replace(/\d+\/\d+项|的?\d+项|\d+个(?!百分点)/g, '')
    const numbers = [...bare.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map((match) => match[0].replaceAll(',', ''))
    expect(numbers.length).toBeGreaterThan(40)
    expect(numbers.filter((one) => !frozen.has(one))).toEqual([])
  })

  test('has one page for those who read one: what is behind, with three charts, and not in the public version', async () => {
    const s = await received(...wholly('鹭州', '老旧木厂', 20), ...wholly('榆州', '老旧木厂', 1))
    const snapshot = await takeSnapshot(s.store, office, june, now ?? (0 as never))
    const { summary } = compose(snapshot, office, 'internal')
    expect(summary?.lines.join('')).toMatch(/有数据的1项指标中.*未报齐11个；省级收齐0个/)
    expect(summary?.charts.map(({ title }) => title)).toEqual([
      '各项指标完成率',
      '各市达到序时的指标',
      '各市收齐数据的指标',
    ])
    const [, atPace, whole] = summary?.charts ?? []
    expect(atPace?.bars.find(({ name }) => name === '鹭州市')).toMatchObject({ part: 1, tone: 'good' })
    expect(atPace?.bars.find(({ name }) => name === '榆州市')).toMatchObject({ part: 0, tone: 'open' })
    expect(whole?.bars.find(({ name }) => name === '榆州市')?.said).toMatch(/^1\/\d+项$/)
    expect(compose(snapshot, office, 'public').summary).toBeUndefined()
  })

  test('has its annex tables as a workbook, from the same frozen numbers', async () => {
    const s = await some()
    await issue(s)
    const rows = await rowsOf(
      (await (await bulletinFiles(s.store, office, '2017-06-1', 'internal'))?.tables()) ?? new Uint8Array(),
    )
    expect(rows[1]).toEqual(['指标', '单位', '目标', '累计', '完成率', '序时进度', '已接收县数'])
    expect(rows.find((row) => row[0] === '处置老旧木厂')?.slice(2, 5)).toEqual(['63', '27', '42.9%'])
    expect(await bulletinFiles(s.store, office, '2017-05-1', 'internal')).toBeUndefined()
  })

  test('names cities ahead and behind only where all their figures were received; the public version leaders only', async () => {
    const s = await received(
      { region: '柳泉', indicator: '老旧木厂', period: '2017-05', value: 1 },
      { region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 2 },
      ...wholly('鹭州', '老旧木厂', 20),
      ...wholly('榆州', '老旧木厂', 1),
    )
    const snapshot = await takeSnapshot(s.store, office, june, now ?? (0 as never))
    const text = (version: 'internal' | 'public') => JSON.stringify(compose(snapshot, office, version).parts)
    expect(text('internal')).toMatch(/连续两期亮红灯.*柳泉/)
    expect(text('internal')).toContain('未报齐')
    expect(text('internal')).toMatch(/进展较慢.*榆州市/)
    expect(text('internal')).not.toMatch(/进展较[快慢][^"]*","text":"[^"]*澄州/)
    expect(text('internal')).toMatch(/"澄州市","5\.9%（未齐）"/)
    expect(text('public')).toMatch(/进展较快.*鹭州市/)
    for (const word of ['连续两期', '未报齐', '进展较慢', '逾期', '附表2', '柳泉'])
      expect(text('public')).not.toContain(word)
  })

  test('waits until all is received: says how much is there, what brings the rest in, and prints it where somebody goes on', async () => {
    const s = await some()
    expect(await s.say(wu, '通报', '2017-06')).toMatch(/已接收0\/11个县，还不能成文/)
    expect(await issue(s, {})).toMatch(/已接收0\/11，不能成文/)
    expect(await issuedById(s.store, '2017-06-1')).toBeUndefined()
    const said = await issue(s)
    expect(said).toContain('数据已固定')
    expect(said).toContain('省级收齐数据的县（市、区）为0个，应报11个，有关合计数为不完全统计')
  })

  test('does not pass an older figure off as one of its period', async () => {
    const s = await some()
    const at = parseInstant('2017-08-15T09:00:00+08:00') ?? (0 as never)
    const snapshot = await takeSnapshot(s.store, office, '2017-07' as Period, at)
    const text = JSON.stringify(compose(snapshot, office, 'internal').parts)
    expect(text).toContain('有数据的0项')
    expect(text).toContain('本期没有省级已接收的数；最近一次为截至2017年6月30日，累计27家')
    expect(text).not.toMatch(/截至2017年7月31日[^"]*27家/)
    expect(snapshot.province.filter((one) => one.light === 'green')).toEqual([])
    // June counted for July as well would be red twice by one figure.
    expect(snapshot.counties.filter((one) => one.redTwice)).toEqual([])
  })

  test('writes numbers without commas, as official papers do, in the text as in the annex', async () => {
    const s = await received({ region: '棠浦', indicator: '散锯点', period: '2017-06', value: 1234 })
    const printed = JSON.stringify(
      compose(await takeSnapshot(s.store, office, june, now ?? (0 as never)), office, 'internal'),
    )
    expect(printed).toContain('累计1234家，目标1597家')
    expect(printed).not.toMatch(/\d,\d{3}/)
  })

  test('shows and hands out nothing whose frozen numbers were changed', async () => {
    const s = await some()
    await issue(s)
    await s.store.commit([sql('UPDATE bulletin SET snapshot = replace(snapshot, \'"27"\', \'"72"\')')])
    expect(await s.say(wu, '通报', '2017-06-1')).toContain('与固定时不一致')
    expect(await bulletinFiles(s.store, office, '2017-06-1', 'internal')).toBeUndefined()
  })

  test('adds up whatever was received, and a change of any number is found', async () => {
    const figures = fc.uniqueArray(
      fc.record({
        region: fc.constantFrom(...COUNTIES),
        period: fc.constantFrom('2017-05', '2017-06'),
        value: fc.integer({ min: 0, max: 60 }),
      }),
      { selector: ({ region }) => region, minLength: 1, maxLength: 20 },
    )
    await fc.assert(
      fc.asyncProperty(figures, fc.nat(), async (said, which) => {
        const s = await received(...said.map((one) => ({ ...one, indicator: '散锯点' })))
        const snapshot = await takeSnapshot(s.store, office, june, now ?? (0 as never))
        expect(faultsIn(snapshot, office)).toEqual([])
        const held = snapshot.counties.filter((one) => one.cumulative !== undefined)
        const changed = held[which % held.length]
        const counties = snapshot.counties.map((one) => (one === changed ? { ...one, cumulative: amount(7777) } : one))
        expect(faultsIn({ ...snapshot, counties }, office)).not.toEqual([])
      }),
      { numRuns: runs(50) },
    )
  })

  test('stays as it was issued; a later correction is shown against it, and says which bulletins it touches', async () => {
    const s = await some()
    await issue(s)
    await s.write({ region: '棠浦', indicator: '老旧木厂', period: '2017-06', value: 5, act: 'correction' })
    await s.write({ region: '棠浦', indicator: '老旧木厂', period: '2017-06', value: 5, act: 'accept' })
    await s.write({ region: '棠浦', indicator: '老旧木厂', period: '2017-06', value: 5, act: 'receive' })
    expect(await s.say(wu, '通报', '2017-06-1')).toContain('累计27家')
    const changed = await s.say(wu, '通报', '2017-06 变化')
    expect(changed).toMatch(/全省 \| 老旧木厂 \| 27家 \| 28家/)
    expect(changed).toMatch(/棠浦市 \| 老旧木厂 \| 4家 \| 5家/)
    expect(await touchedBulletins(s.store, '2017-05' as Period)).toEqual(['2017-06-1'])
    expect(await touchedBulletins(s.store, '2017-07' as Period)).toEqual([])
  })

  test('is not issued before its period is over', async () => {
    const s = await some()
    expect(await s.say(wu, '通报', '2017-08')).toContain('还没有结束')
  })
})
