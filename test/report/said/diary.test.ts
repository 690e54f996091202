/** A contact's June on a phone, told as it was typed: no slash, no form, somebody else's slips. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../../invented.ts'

type Desk = Awaited<ReturnType<typeof office>>

/** What stands on record, the corrections among it. */
const ledger = async ({ store }: Desk) =>
  (
    await store.all<{ indicator: string; value: string; period: string; reason: string | null }>(
      'SELECT indicator, cumulative AS value, period, reason FROM ledger ORDER BY sequence',
    )
  ).map(({ indicator, value, period, reason }) => [period, indicator, value, ...(reason ? [reason] : [])].join(' '))

const firstLine = (reply: string): string => reply.split('\n')[0] ?? ''

async function june(): Promise<Desk> {
  const o = await office(await freshStore(), '2017-06-05 09:00')
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家，龙企 8家 截至5月31日')
  await o.until('2017-07-03 09:00')
  return o
}

test('Monday morning: what was added is taken for that, lowered, asked after, held, and filed when the chief has seen it', async () => {
  const o = await june()
  const before = await ledger(o)
  // below the last figure it can only be what was added
  expect(await o.says('柳泉', '散锯点 14家')).toMatch(/60 → 74家[\s\S]*按本期新增理解[\s\S]*\[确认\] \[确是累计数\]/)
  expect(await o.says('柳泉', '哎 里面有三家五月就销号了')).toMatch(/60 → 71家/)
  expect(firstLine(await o.says('柳泉', '那现在总共是多少'))).toBe('散锯点企业累计71家，截至6月30日，还没有提交')
  expect(firstLine(await o.says('柳泉', '别急着交 科长要过目'))).toBe('好，先不交，草稿留着')
  expect(await ledger(o)).toEqual(before)
  expect(await o.says('柳泉', '科长看过了 交吧')).toContain('已记录')
  expect(await ledger(o)).toEqual([...before, '2017-06 stray-saws 71'])
})

test('a number just below the last is no month’s work, and is asked about', async () => {
  const o = await june()
  const asked = await o.says('柳泉', '散锯点 58家')
  expect(asked).toMatch(/不能比截至5月31日的60家小/)
  expect(asked).not.toContain('118家')
})

test('a number that is the whole after all is no increment: the month before it is asked about', async () => {
  const o = await june()
  await o.says('柳泉', '散锯点 8家')
  expect(await o.says('柳泉', '是累计')).toMatch(/不能比截至5月31日的60家小/)
  expect(await o.says('柳泉', '对')).not.toContain('已记录')
  await o.says('柳泉', '散锯点 9家')
  await o.presses('柳泉', '确是累计数')
  expect(await o.says('柳泉', '对')).not.toContain('已记录')
})

test('filing that is only spoken of files nothing', async () => {
  const o = await june()
  const before = await ledger(o)
  await o.says('柳泉', '老旧木厂9家')
  for (const words of ['提交前给我看下', '你确定是9？', '领导不让交', '还没到交的时候']) {
    expect(await o.says('柳泉', words), words).not.toContain('已记录')
  }
  expect(await ledger(o)).toEqual(before)
})

test('a line with five things: the one that lacks its unit gets it, nothing falls to the documents', async () => {
  const o = await june()
  await o.says('柳泉', '六月底的一道报：木厂7家，龙企还是8，用柴4600')
  expect(await o.says('柳泉', '吨嘛 别的也没这么大')).toMatch(/4,600吨标煤/)
  expect(firstLine(await o.says('柳泉', '木厂你给我写几家'))).toBe('老旧木厂累计7家，截至6月30日，还没有提交')
  expect(await o.says('柳泉', '这个月真是累得够呛')).toMatch(/^收到，数没有动/)
  expect(await o.says('柳泉', '龙企另外说')).not.toContain('林业龙头企业（')
  expect(await o.says('柳泉', '没错 都交')).toContain('已记录')
  const filed = (await ledger(o)).filter((one) => one.startsWith('2017-06'))
  expect(filed).toEqual(['2017-06 idle-mills 7', '2017-06 fuelwood-space 0.46'])
})

test('a wrong May is put right with why, and June is the whole that was said', async () => {
  const o = await june()
  expect(await o.says('柳泉', '5月的散锯点报多了，应该是58')).toMatch(/60 → 58家[\s\S]*2017年5月/)
  expect(await o.says('柳泉', '当时有两家统计重了')).toMatch(/原因：当时有两家统计重了/)
  expect(await o.says('柳泉', '那六月就是66')).toMatch(/→ 66家[\s\S]*2017年6月/)
  expect(await o.says('柳泉', '全部确认')).toContain('已记录')
  await o.until('2017-07-03 09:05')
  // June was not of that kind: it is shown once more, and agreed to
  expect(await o.says('柳泉', '对')).toMatch(/散锯点企业66家/)
  await o.until('2017-07-03 09:06')
  expect(await o.says('柳泉', '对')).toContain('已记录')
  const filed = (await ledger(o)).filter((one) => one.includes('stray-saws'))
  expect(filed.slice(1)).toEqual(
    expect.arrayContaining([
      '2017-05 stray-saws 58 当时有两家统计重了',
      expect.stringMatching(/^2017-06 stray-saws 66/),
    ]),
  )
})

test('what is not understood changes nothing, and says in a line what waits', async () => {
  const o = await june()
  const before = await ledger(o)
  await o.says('柳泉', '龙企11家')
  for (const words of ['你晓得的呀那个啥', '隔壁老王也这么讲', '我去翻翻红头文件']) {
    const reply = await o.says('柳泉', words)
    expect(reply.split('\n').length, words).toBeLessThanOrEqual(3)
    expect(firstLine(reply).length, words).toBeLessThanOrEqual(40)
  }
  expect(await ledger(o)).toEqual(before)
  expect(await o.says('柳泉', '对')).toContain('已记录')
})

test('a neighbour’s figure is nobody’s of ours, also below our last', async () => {
  const o = await june()
  const before = await ledger(o)
  expect(await o.says('柳泉', '顺手把竹坞的也报一下 处木3家 他们人请假了')).toMatch(/竹坞/)
  expect(await o.says('柳泉', '对')).not.toContain('已记录')
  expect(await ledger(o)).toEqual(before)
})
