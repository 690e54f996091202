import { describe, expect, test } from 'vitest'
import { isWhatItSays } from '../../src/report/commands/evidence.ts'
import { chat, ground } from './chat.ts'

const pdf = (text = '') => new TextEncoder().encode(`%PDF-1.4 ${text}`)

const attached = async ({ store }: Awaited<ReturnType<typeof chat>>) =>
  store.all<{ message: string; name: string; person: string; bytes: number; sha256: string }>(
    'SELECT message, name, person, bytes, sha256 FROM evidence ORDER BY at, sha256',
  )

describe('a file', () => {
  test('within ten minutes of an update is kept with it: hash, size, who', async () => {
    const c = await chat()
    const report = await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    c.at('2017-07-03T09:09')
    const heard = await c.sends('柳泉', '清单.pdf', pdf())
    expect(heard.status).toBe('attached')
    const [row] = await attached(c)
    expect(row).toMatchObject({ message: `test:${report.id}`, name: '清单.pdf', person: '柳泉', bytes: pdf().length })
    expect(heard.text).toContain(row?.sha256)
    expect(c.files.kept.get(row?.sha256 ?? '')).toEqual(pdf())
    const { text } = await c.says('澄州', '/审核')
    expect(text).toMatch(/老旧木厂 .*\| 1$/m)
    expect(text).toContain('老旧木厂：佐证：清单.pdf')
  })

  test('sent again is kept again where it is no longer whole, and is not attached twice', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await c.sends('柳泉', '清单.pdf', pdf())
    const [row] = await attached(c)
    c.files.kept.delete(row?.sha256 ?? '')
    expect((await c.sends('柳泉', '清单.pdf', pdf())).status).toBe('repeated')
    expect(c.files.kept.get(row?.sha256 ?? '')).toEqual(pdf())
    expect(await attached(c)).toHaveLength(1)
  })

  test('later than that is taken only as a reply, to the report or to the card about it', async () => {
    const c = await chat()
    const report = await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    c.at('2017-07-03T09:11')
    expect((await c.sends('柳泉', '清单.pdf', pdf())).status).toBe('unattached')
    expect((await c.sends('柳泉', '清单.pdf', pdf(), report.id)).status).toBe('attached')
    expect((await c.sends('柳泉', '照片.pdf', pdf('2'), `m-re:test:${report.id}`)).status).toBe('attached')
    expect(await attached(c)).toHaveLength(2)
  })

  test('says which report has it, and which others were made just before', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await c.says('柳泉', '/上报 散锯点 100家 截至6月底')
    const { text } = await c.sends('柳泉', '清单.pdf', pdf())
    expect(text).toMatch(/附给：柳泉县散锯点企业。/)
    expect(text).toMatch(/10分钟内还报过：柳泉县老旧木厂[^；]*。/)
  })

  test('whose name says of what it is goes with that report, though another is newer', async () => {
    const c = await chat()
    const report = await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await c.says('柳泉', '/上报 散锯点 100家 截至6月底')
    const { text } = await c.sends('柳泉', '老旧木厂关停照片.pdf', pdf())
    expect(text).toMatch(/附给：柳泉县老旧木厂[^；]*。/)
    expect(text).toMatch(/10分钟内还报过：柳泉县散锯点企业/)
    expect((await attached(c)).map(({ message }) => message)).toEqual([`test:${report.id}`])
  })

  test('behind a line that says of what it is goes with that report', async () => {
    const c = await chat()
    const report = await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await c.says('柳泉', '/上报 散锯点 100家 截至6月底')
    await c.says('柳泉', '下面这张是老旧木厂的')
    await c.sends('柳泉', 'IMG_0012.pdf', pdf())
    expect((await attached(c)).map(({ message }) => message)).toEqual([`test:${report.id}`])
  })

  test('whose name is of both, or of neither, goes with the newest', async () => {
    for (const name of ['清单.pdf', '老旧木厂和散锯点.pdf']) {
      const c = await chat()
      await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
      await c.says('柳泉', '/上报 散锯点 100家 截至6月底')
      expect((await c.sends('柳泉', name, pdf())).text).toMatch(/附给：柳泉县散锯点企业。/)
    }
  })

  test('for a draft goes with the figure once that is confirmed', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 5家 截至6月底')
    expect((await c.sends('柳泉', '清单.pdf', pdf())).status).toBe('attached')
    await c.says('柳泉', '确认 法院程序')
    expect((await c.says('澄州', '/审核')).text).toMatch(/老旧木厂 .*\| 1$/m)
  })

  test('sent twice is kept once', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await c.sends('柳泉', '清单.pdf', pdf())
    expect((await c.sends('柳泉', '清单副本.pdf', pdf())).status).toBe('repeated')
    expect(await attached(c)).toHaveLength(1)
  })

  test.each([
    ['程序.exe', new Uint8Array([0x4d, 0x5a])],
    ['程序.pdf', new Uint8Array([0x4d, 0x5a])],
    ['没有扩展名', pdf()],
    ['太大.pdf', new Uint8Array(20 * 1024 * 1024 + 1).fill(0x25)],
  ])('%s is refused with what to do', async (name, content) => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const heard = await c.sends('柳泉', name, content)
    expect(heard.status).toBe('refused')
    expect(heard.text).toMatch(/请/)
    expect(await attached(c)).toEqual([])
    expect(c.files.kept.size).toBe(0)
  })

  test('is not attached to another county’s report', async () => {
    const c = await chat()
    const report = await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    expect((await c.sends('苇渡', '清单.pdf', pdf(), report.id)).status).toBe('refused')
    expect(await attached(c)).toEqual([])
  })

  test('whose content the platform no longer has is asked for again', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const file = { name: '清单.pdf', bytes: 9, key: 'gone', mime: 'application/pdf' }
    expect((await c.send('柳泉', { kind: 'file', file })).status).toBe('unattached')
  })
})

test('what a file is shows in its first bytes', () => {
  expect(isWhatItSays('a.pdf', pdf())).toBe(true)
  expect(isWhatItSays('a.PDF', pdf())).toBe(true)
  expect(isWhatItSays('a.png', pdf())).toBe(false)
  expect(isWhatItSays('a.csv', pdf())).toBe(true)
  expect(isWhatItSays('a.xlsx', new Uint8Array([0x50, 0x4b, 3, 4]))).toBe(true)
})

describe('佐证', () => {
  test('lists what is reported without a file where the indicator demands one', async () => {
    const indicators = ground.plan.indicators.map((one) => ({ ...one, evidence: one.id === 'idle-mills' }))
    const c = await chat({ ground: { ...ground, plan: { ...ground.plan, indicators } } })
    expect((await c.says('柳泉', '/佐证')).text).toContain('佐证齐全')
    await c.says('柳泉', '/上报 老旧木厂 12家，散锯点 100家 截至6月底')
    expect((await c.says('柳泉', '/佐证')).text).toContain('2017年6月缺佐证：老旧木厂。')
    await c.sends('柳泉', '清单.pdf', pdf())
    expect((await c.says('柳泉', '/佐证')).text).toContain('佐证齐全')
  })
})
