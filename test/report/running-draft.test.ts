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
