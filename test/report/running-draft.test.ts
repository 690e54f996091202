/** A contact's June in the chat: one running draft, doubtful figures asked about singly, corrections that know what they correct. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../office.ts'

const figures = async (o: Awaited<ReturnType<typeof office>>) =>
  (
    await o.store.all<{ act: string; indicator: string; value: string }>(
      `SELECT act, indicator, cumulative AS value FROM ledger ORDER BY sequence`,
    )
  ).map(({ act, indicator, value }) => `${act} ${indicator} ${value}`)

describe('a line with one doubtful figure', () => {
  test('keeps what reads as a draft and asks about the other, whose unit is one tap', async () => {
    const o = await office(await freshStore())
    const said = await o.says('长兴', '小微园3个，高企2家，科技型25家，用能0.5万吨')
    expect(said).toContain('还没有记录')
    expect(said).toMatch(/3家[\s\S]*2家[\s\S]*25家/)
    expect(said).toMatch(/还差一项：腾出用能空间的单位[\s\S]*0\.5万吨标煤/)
    expect(await figures(o)).toEqual([])
    await o.presses('长兴', '0.5万吨标煤')
    expect(await o.says('长兴', '提交全部')).toContain('已记录')
    expect((await figures(o)).toSorted()).toEqual([
      'report energy-space 0.5',
      'report hightech-firms 2',
      'report small-firm-parks 3',
      'report tech-smes 25',
    ])
  })

  test('said to the command, with the day, records what reads at once', async () => {
    const o = await office(await freshStore())
    const said = await o.says('长兴', '/上报 小微园1个，高企2家，用能0.5万吨 截至6月30日')
    expect(said).toContain('已记录')
    expect(said).toContain('还差一项：腾出用能空间的单位')
    expect(await figures(o)).toEqual(['report small-firm-parks 1', 'report hightech-firms 2'])
    await o.presses('长兴', '0.5万吨标煤')
    expect(await figures(o)).toContain('report energy-space 0.5')
  })

  test('a correction of what was kept is not undone by the tap that answers for the other', async () => {
    const o = await office(await freshStore())
    await o.says('长兴', '小微园3个，高企2家，用能0.5万吨')
    await o.says('长兴', '小微园是2个')
    await o.presses('长兴', '0.5万吨标煤')
    await o.says('长兴', '提交全部')
    expect(await figures(o)).toContain('report small-firm-parks 2')
    expect(await figures(o)).toContain('report energy-space 0.5')
  })
})

test('a figure that waits since days is changed by its name, though another was said since', async () => {
  const o = await office(await freshStore(), '2017-07-01 09:00')
  await o.says('长兴', '高企2家')
  await o.until('2017-07-03 09:00')
  await o.says('长兴', '低小散一共90家')
  expect(await o.says('长兴', '高企改成4')).toMatch(/高新技术企业[\s\S]*4家[\s\S]*前面写的：低小散企业90家/)
  await o.says('长兴', '提交全部')
  expect((await figures(o)).toSorted()).toEqual(['report hightech-firms 4', 'report low-small-scattered 90'])
})

describe('a reminder', () => {
  test('is the form itself with the last values in it, and fills in one tap', async () => {
    const o = await office(await freshStore(), '2017-06-01 09:00')
    await o.says('长兴', '/上报 僵尸企业 9家 截至5月31日')
    await o.until('2017-07-03 10:00')
    const reminder = o.hears('长兴').at(-1) ?? ''
    expect(reminder).toContain('请上报：长兴县2017年6月')
    expect(reminder).toContain('僵尸企业累计（家）：9')
    await o.fills('长兴', { 'zombie-firms': '11' })
    expect(await figures(o)).toEqual(['report zombie-firms 9', 'report zombie-firms 11'])
  })

  test('left as it stood after something newer was reported, it takes nothing back', async () => {
    const o = await office(await freshStore(), '2017-06-01 09:00')
    await o.says('长兴', '/上报 僵尸企业 9家 截至5月31日')
    await o.until('2017-07-03 10:00')
    expect(o.hears('长兴').at(-1)).toContain('请上报：长兴县2017年6月')
    await o.says('长兴', '/上报 僵尸企业 12家 截至6月30日')
    const form = await o.fills('长兴', { 'small-firm-parks': '1' })
    expect(form).toContain('已记录')
    expect(await figures(o)).toEqual(['report zombie-firms 9', 'report zombie-firms 12', 'report small-firm-parks 1'])
  })

  test('knows what was written and not handed in: one press reports it', async () => {
    const o = await office(await freshStore())
    await o.says('长兴', '小微园1个，高企2家')
    await o.until('2017-07-04 10:00')
    const reminder = o.hears('长兴').at(-1) ?? ''
    expect(reminder).toMatch(/您写好了2项，点一下就报：小微企业园区、高新技术企业/)
    expect(reminder).not.toContain('小微企业园区累计')
    await o.presses('长兴', '提交这2项')
    expect((await figures(o)).toSorted()).toEqual(['report hightech-firms 2', 'report small-firm-parks 1'])
  })
})

describe('right after a receipt', () => {
  test.each(['报错了，是11家', '改成11家', '不对，11家', '应该是11家', '写错了 11'])(
    '%s corrects what was just recorded',
    async (words) => {
      const o = await office(await freshStore())
      await o.says('长兴', '/上报 僵尸企业 10家 截至6月30日')
      expect(await o.says('长兴', words)).toMatch(/10 → 11家/)
      expect(await figures(o)).toEqual(['report zombie-firms 10', 'correction zombie-firms 11'])
    },
  )

  test('an amount stands in the unit a person would say, the base unit beside it', async () => {
    const o = await office(await freshStore())
    expect(await o.says('长兴', '/上报 存量土地 399亩 截至6月30日')).toContain('399亩（0.0399万亩）')
    expect(await o.says('长兴', '/上报 标准厂房 6.1万平方米 截至6月30日')).toContain('6.1万平方米')
  })
})

describe('the running draft', () => {
  test('shows what waits with each message, and one press hands in all', async () => {
    const o = await office(await freshStore())
    await o.says('长兴', '小微园1个')
    expect(await o.says('长兴', '高企2家')).toMatch(/草稿里共2项[\s\S]*小微企业园区1家/)
    const third = await o.says('长兴', '小微园2个')
    expect(third).toMatch(/草稿里共2项[\s\S]*高新技术企业2家/)
    await o.presses('长兴', '提交全部（2项）')
    expect((await figures(o)).toSorted()).toEqual(['report hightech-firms 2', 'report small-firm-parks 2'])
  })

  test('with one that wants a reason hands in the others and asks for that one', async () => {
    const o = await office(await freshStore())
    await o.says('长兴', '小微园1个，盘活存量建设用地30亩')
    const answer = await o.says('长兴', '提交全部')
    expect(answer).toMatch(/已记录[\s\S]*等您一句话[\s\S]*存量建设用地/)
    expect(await figures(o)).toEqual(['report small-firm-parks 1'])
    expect(await o.says('长兴', '土地手续还在办理')).toContain('已记录')
    expect(await figures(o)).toHaveLength(2)
  })
})
