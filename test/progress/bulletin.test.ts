/** The bulletin: frozen numbers, each number printed is one of them, the public version names nobody behind. */
import { inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bulletinFiles, compose, issuedById, takeSnapshot, touchedBulletins } from '../../src/bulletin/index.ts'
import { plainText } from '../../src/message/card.ts'
import { readPress } from '../../src/message/declare.ts'
import { parseInstant } from '../../src/office/day.ts'
import type { Period } from '../../src/office/period.ts'
import { rowsOf } from '../../src/tables/workbook.ts'
import { office, type Said, small, wu } from './small.ts'

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

const some = () =>
  received(
    { region: '长兴', indicator: '僵尸企业', period: '2017-05', value: 1 },
    { region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 2 },
    { region: '海宁', indicator: '僵尸企业', period: '2017-06', value: 4 },
    { region: '义乌', indicator: '僵尸企业', period: '2017-06', value: 20, at: '2017-07-06T10:00:00+08:00' },
    { region: '上虞', indicator: '僵尸企业', period: '2017-06', value: 1 },
    { region: '海宁', indicator: '标准厂房', period: '2017-06', value: '12.5' },
  )

const issue = async (s: Awaited<ReturnType<typeof some>>) => {
  const base = s.asked(wu, '/通报 2017-06')
  const press = readPress(s.command('通报'), { do: 'freeze', period: june })
  if (!press) throw new Error('no press of 通报')
  const outcome = await press.run({ ...base, text: '' })
  await s.store.commit(outcome.writes)
  return outcome.reply ? plainText(outcome.reply) : ''
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
    await s.write({ region: '安吉', indicator: '僵尸企业', period: '2017-06', value: 3 })
    const snapshot = await takeSnapshot(s.store, office, june, now ?? (0 as never))
    expect(snapshot.province.find((one) => one.indicator === 'zombie-firms')).toMatchObject({
      cumulative: '27',
      reported: 4,
    })
  })

  test('tells discipline: missing, late, corrected; and who is red two periods running', async () => {
    const s = await some()
    await s.write({ region: '海宁', indicator: '僵尸企业', period: '2017-06', value: 5, act: 'correction' })
    const { discipline, counties } = await takeSnapshot(s.store, office, june, now ?? (0 as never))
    const names = (keys: readonly string[]) => keys.map((key) => office.regions.find(key)?.short)
    expect(discipline.owing).toBe(89)
    expect(discipline.missing).toHaveLength(89)
    expect(names(discipline.late)).toEqual(['义乌'])
    expect(names(discipline.corrected)).toEqual(['海宁'])
    expect(names(counties.filter((one) => one.redTwice).map((one) => one.region))).toEqual(['长兴'])
  })

  test('prints numbers of its snapshot only, in the file as in the preview', async () => {
    const s = await some()
    const said = await issue(s)
    expect(said).toContain('通报 2017-06-1：数据已固定')
    const issued = await issuedById(s.store, '2017-06-1')
    if (!issued) throw new Error('issued')
    const file = await bulletinFiles(s.store, office, '2017-06-1', 'internal')
    const printed = documentText((await file?.text()) ?? new Uint8Array())
    expect(printed).toContain('关于2017年1—6月去产能和“腾笼换鸟”\n工作进展情况的通报')
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
      .replace(/的?\d+项|\d+个/g, '')
    const numbers = [...bare.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map((match) => match[0].replaceAll(',', ''))
    expect(numbers.length).toBeGreaterThan(40)
    expect(numbers.filter((one) => !frozen.has(one))).toEqual([])
  })

  test('has its annex tables as a workbook, from the same frozen numbers', async () => {
    const s = await some()
    await issue(s)
    const rows = await rowsOf(
      (await (await bulletinFiles(s.store, office, '2017-06-1', 'internal'))?.tables()) ?? new Uint8Array(),
    )
    expect(rows[1]).toEqual(['指标', '单位', '目标', '累计', '完成率', '序时进度', '已接收县数'])
    expect(rows.find((row) => row[0] === '处置僵尸企业')?.slice(2, 5)).toEqual(['300', '27', '9%'])
    expect(await bulletinFiles(s.store, office, '2017-05-1', 'internal')).toBeUndefined()
  })

  test('for the public names leaders only', async () => {
    const s = await some()
    const snapshot = await takeSnapshot(s.store, office, june, now ?? (0 as never))
    const text = (version: 'internal' | 'public') => JSON.stringify(compose(snapshot, office, version))
    expect(text('internal')).toMatch(/连续两期亮红灯.*长兴/)
    expect(text('internal')).toContain('未报齐')
    expect(text('public')).toMatch(/进展较快.*金华市（71\.4%）/)
    for (const word of ['连续两期', '未报齐', '进展较慢', '逾期', '附表2', '长兴'])
      expect(text('public')).not.toContain(word)
  })

  test('stays as it was issued; a later correction is shown against it, and says which bulletins it touches', async () => {
    const s = await some()
    await issue(s)
    await s.write({ region: '海宁', indicator: '僵尸企业', period: '2017-06', value: 5, act: 'correction' })
    await s.write({ region: '海宁', indicator: '僵尸企业', period: '2017-06', value: 5, act: 'accept' })
    await s.write({ region: '海宁', indicator: '僵尸企业', period: '2017-06', value: 5, act: 'receive' })
    expect(await s.say(wu, '通报', '2017-06-1')).toContain('累计27家')
    const changed = await s.say(wu, '通报', '2017-06 变化')
    expect(changed).toMatch(/全省 \| 僵尸企业 \| 27家 \| 28家/)
    expect(changed).toMatch(/海宁市 \| 僵尸企业 \| 4家 \| 5家/)
    expect(await touchedBulletins(s.store, '2017-05' as Period)).toEqual(['2017-06-1'])
    expect(await touchedBulletins(s.store, '2017-07' as Period)).toEqual([])
  })

  test('is not issued before its period is over', async () => {
    const s = await some()
    expect(await s.say(wu, '通报', '2017-08')).toContain('还没有结束')
  })
})
