/** A contact's June in the chat: one running draft, doubtful figures asked about singly, corrections that know what they correct. */
import { describe, expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'
import { test } from '../size.ts'

const figures = async (o: Awaited<ReturnType<typeof office>>) =>
  (
    await o.store.all<{ act: string; indicator: string; value: string }>(
      `SELECT act, indicator, cumulative AS value FROM ledger ORDER BY sequence`,
    )
  ).map(({ act, indicator, value }) => `${act} ${indicator} ${value}`)

describe('a line with one doubtful figure', () => {
  test('keeps what reads as a draft and asks about the other, whose unit is one tap', async () => {
    const o = await office(await freshStore())
    const said = await o.says('柳泉', '林下园3个，龙企2家，林产型25家，用柴0.5万吨')
    expect(said).toContain('还没有记录')
    expect(said).toMatch(/3家[\s\S]*2家[\s\S]*25家/)
    expect(said).toMatch(/还差一项：腾出用柴空间的单位[\s\S]*0\.5万吨标煤/)
    expect(await figures(o)).toEqual([])
    await o.presses('柳泉', '0.5万吨标煤')
    expect(await o.says('柳泉', '提交全部')).toContain('已记录')
    expect((await figures(o)).toSorted()).toEqual([
      'report forest-leaders 2',
      'report forest-parks 3',
      'report fuelwood-space 0.5',
      'report timber-smes 25',
    ])
  })

  test('said to the command, with the day, records what reads at once', async () => {
    const o = await office(await freshStore())
    const said = await o.says('柳泉', '/上报 林下园1个，龙企2家，用柴0.5万吨 截至6月30日')
    expect(said).toContain('已记录')
    expect(said).toContain('还差一项：腾出用柴空间的单位')
    expect(await figures(o)).toEqual(['report forest-parks 1', 'report forest-leaders 2'])
    await o.presses('柳泉', '0.5万吨标煤')
    expect(await figures(o)).toContain('report fuelwood-space 0.5')
  })

  onBoth('a correction of what was kept is not undone by the tap that answers for the other', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', '林下园3个，龙企2家，用柴0.5万吨')
    await o.says('柳泉', '林下园是2个')
    await o.presses('柳泉', '0.5万吨标煤')
    await o.says('柳泉', '提交全部')
    expect(await figures(o)).toContain('report forest-parks 2')
    expect(await figures(o)).toContain('report fuelwood-space 0.5')
  })
})

test('a figure that waits since days is changed by its name, though another was said since', async () => {
  const o = await office(await freshStore(), '2017-07-01 09:00')
  await o.says('柳泉', '龙企2家')
  await o.until('2017-07-03 09:00')
  await o.says('柳泉', '散锯点一共90家')
  expect(await o.says('柳泉', '龙企改成4')).toMatch(/林业龙头企业[\s\S]*4家[\s\S]*前面写的：散锯点企业90家/)
  await o.says('柳泉', '提交全部')
  expect((await figures(o)).toSorted()).toEqual(['report forest-leaders 4', 'report stray-saws 90'])
})

describe('a reminder', () => {
  test('is the form itself with the last values in it, and fills in one tap', async () => {
    const o = await office(await freshStore(), '2017-06-01 09:00')
    await o.says('柳泉', '/上报 老旧木厂 9家 截至5月31日')
    await o.until('2017-07-03 10:00')
    const reminder = o.hears('柳泉').at(-1) ?? ''
    expect(reminder).toContain('请上报：柳泉县2017年6月')
    expect(reminder).toContain('老旧木厂累计（家）：9')
    await o.fills('柳泉', { 'idle-mills': '11' })
    expect(await figures(o)).toEqual(['report idle-mills 9', 'report idle-mills 11'])
  })

  test('left as it stood after something newer was reported, it takes nothing back', async () => {
    const o = await office(await freshStore(), '2017-06-01 09:00')
    await o.says('柳泉', '/上报 老旧木厂 9家 截至5月31日')
    await o.until('2017-07-03 10:00')
    expect(o.hears('柳泉').at(-1)).toContain('请上报：柳泉县2017年6月')
    await o.says('柳泉', '/上报 老旧木厂 12家 截至6月30日')
    const form = await o.fills('柳泉', { 'forest-parks': '1' })
    expect(form).toContain('已记录')
    expect(await figures(o)).toEqual(['report idle-mills 9', 'report idle-mills 12', 'report forest-parks 1'])
  })

  test('knows what was written and not handed in: one press reports it', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', '林下园1个，龙企2家')
    await o.until('2017-07-04 10:00')
    const reminder = o.hears('柳泉').at(-1) ?? ''
    expect(reminder).toMatch(/您写好了2项，点一下就报：林下产业园区、林业龙头企业/)
    expect(reminder).not.toContain('林下产业园区累计')
    await o.presses('柳泉', '提交这2项')
    expect((await figures(o)).toSorted()).toEqual(['report forest-leaders 2', 'report forest-parks 1'])
  })
})

describe('right after a receipt', () => {
  test.each(['报错了，是11家', '改成11家', '不对，11家', '应该是11家', '写错了 11'])(
    '%s corrects what was just recorded',
    async (words) => {
      const o = await office(await freshStore())
      await o.says('柳泉', '/上报 老旧木厂 10家 截至6月30日')
      expect(await o.says('柳泉', words)).toMatch(/10 → 11家/)
      expect(await figures(o)).toEqual(['report idle-mills 10', 'correction idle-mills 11'])
    },
  )

  test('an amount stands in the unit a person would say, the base unit beside it', async () => {
    const o = await office(await freshStore())
    expect(await o.says('柳泉', '/上报 存量林地 399亩 截至6月30日')).toContain('399亩（0.0399万亩）')
    expect(await o.says('柳泉', '/上报 标准苗棚 6.1万平方米 截至6月30日')).toContain('6.1万平方米')
  })
})

describe('the running draft', () => {
  test('shows what waits with each message, and one press hands in all', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', '林下园1个')
    expect(await o.says('柳泉', '龙企2家')).toMatch(/草稿里共2项[\s\S]*林下产业园区1家/)
    const third = await o.says('柳泉', '林下园2个')
    expect(third).toMatch(/草稿里共2项[\s\S]*林业龙头企业2家/)
    await o.presses('柳泉', '提交全部（2项）')
    expect((await figures(o)).toSorted()).toEqual(['report forest-leaders 2', 'report forest-parks 2'])
  })

  test('with one that wants a reason hands in the others and asks for that one', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', '林下园1个，盘活存量低产林地30亩')
    const answer = await o.says('柳泉', '提交全部')
    expect(answer).toMatch(/已记录[\s\S]*等您一句话[\s\S]*存量低产林地/)
    expect(await figures(o)).toEqual(['report forest-parks 1'])
    expect(await o.says('柳泉', '土地手续还在办理')).toContain('已记录')
    expect(await figures(o)).toHaveLength(2)
  })
})
