/** What is put right while a report is made: within one message, of another month, of one figure among several; and what is then given up. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

type Desk = Awaited<ReturnType<typeof office>>

interface Row {
  readonly indicator: string
  readonly asOf: string
  readonly value: string
}

/** May is on record; it is July. */
async function july(): Promise<Desk> {
  const o = await office(await freshStore(), '2017-06-05 09:00')
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家，龙企 8家，林下园 2个 截至5月31日')
  await o.until('2017-07-03 09:00')
  return o
}

/** What waits, draft by draft in the order of their names: `idle-mills 06-30 7`; `?` stands for what is asked. */
async function waiting(o: Desk): Promise<string[]> {
  const drafts = await o.store.all<{ content: string }>('SELECT content FROM draft WHERE open = 1')
  const rows = drafts.flatMap(({ content }) => {
    const { items, parts = [] } = JSON.parse(content) as { items: Row[]; parts?: Partial<Row>[] }
    return [...items, ...parts]
  })
  return rows.map(({ indicator, asOf = '', value = '?' }) => `${indicator} ${asOf.slice(5)} ${value}`).toSorted()
}

const isMay = (o: Desk) => o.store.all('SELECT act FROM ledger WHERE period <> ?', '2017-05')

describe('a number that is put right in the same breath', () => {
  test.each([
    ['木厂8,不对 7,散锯点70', ['stray-saws 06-30 70', 'idle-mills 06-30 7']],
    ['龙企9，错了，10，木厂6', ['forest-leaders 06-30 10', 'idle-mills 06-30 6']],
    ['木厂6，散锯点70，哦不，是72', ['stray-saws 06-30 72', 'idle-mills 06-30 6']],
    ['用柴6000吨标煤，等等，是6300吨标煤', ['fuelwood-space 06-30 0.63']],
    ['6月底淘汰落后产能8家（不对，9家）', ['old-kilns 06-30 9']],
  ])('%s: the last one stands, of the month that is owed', async (words, rows) => {
    const o = await july()
    expect(await o.says('柳泉', words)).toContain('请确认')
    expect(await waiting(o)).toEqual(rows.toSorted())
  })

  test('is none where by how much it was wrong is told, what is not so, or where two stand side by side', async () => {
    const o = await july()
    await o.says('柳泉', '散锯点6月底是70家，不是72家')
    expect(await waiting(o)).toEqual(['stray-saws 06-30 70'])
    await o.says('柳泉', '龙企6月底10家，重复了2家')
    expect(await waiting(o)).toContain('forest-leaders 06-30 10')
    expect(await o.says('柳泉', '/上报 龙企 9家，10家')).toContain('有两个数')
  })
})

describe('the way that a rate goes', () => {
  test.each([
    ['降了4.2个点', '-4.2'],
    ['同比下降3.6%', '-3.6'],
    ['上升1.1%', '1.1'],
    ['-3.3', '-3.3'],
  ])('is heard in an answer: %s', async (words, value) => {
    const o = await july()
    await o.says('柳泉', '/上报 万元林业产值用水量')
    expect(await o.says('柳泉', words)).not.toContain('下降不明确')
    expect(await waiting(o)).toEqual([`water-per-output 06-30 ${value}`])
  })

  test('is turned round by a word, and by none stays as it was', async () => {
    const o = await july()
    await o.says('柳泉', '用水下降4%')
    await o.says('柳泉', '不对，是3.5%')
    expect(await waiting(o)).toEqual(['water-per-output 06-30 -3.5'])
    await o.says('柳泉', '不对，是涨了3.5%')
    expect(await waiting(o)).toEqual(['water-per-output 06-30 3.5'])
  })

  test.each(['用水那个写0好了', '用水量无新增', '木厂6，用水无新增'])(
    'is asked for where nothing was told of it: %s',
    async (words) => {
      const o = await july()
      expect(await o.says('柳泉', words)).toContain('没有零报告')
      expect(await waiting(o)).toContain('water-per-output 06-30 ?')
      await o.says('柳泉', '同比降了百分之四点二')
      expect(await waiting(o)).toContain('water-per-output 06-30 -4.2')
    },
  )

  test('may be none at all where that is said of it', async () => {
    const o = await july()
    await o.says('柳泉', '竹木经济增速 0%')
    expect(await waiting(o)).toEqual(['bamboo-economy-growth 06-30 0'])
  })
})

describe('a figure of another month than the one that waits', () => {
  test('is put right on record, with why; what waits stays', async () => {
    const o = await july()
    await o.says('柳泉', '散锯点70')
    expect(await o.says('柳泉', '5月多报了2家散锯点，应该是58，有两家重复')).toContain('请确认')
    expect(await waiting(o)).toEqual(['stray-saws 05-31 58', 'stray-saws 06-30 70'])
  })

  test('is asked for where only that it was wrong is said', async () => {
    const o = await july()
    await o.says('柳泉', '木厂6月底是3家')
    expect(await o.says('柳泉', '那就是5月报多了，法院那家还没受理')).toContain('截至5月31日已报5家，应该是多少')
    expect(await o.says('柳泉', '4')).toMatch(/更正：5家 → 4家/)
    await o.says('柳泉', '全部确认')
    await o.says('柳泉', '全部确认')
    const ledger = await o.store.all('SELECT act, cumulative, period, reason FROM ledger')
    expect(ledger).toContainEqual({ act: 'correction', cumulative: '4', period: '2017-05', reason: '法院那家还没受理' })
  })

  test('of several of one indicator is the one whose month is said', async () => {
    const o = await july()
    await o.says('柳泉', '林小 4月10家 5月15家 6月22家')
    await o.says('柳泉', '5月的改成16')
    expect(await waiting(o)).toEqual(['timber-smes 04-30 10', 'timber-smes 05-31 16', 'timber-smes 06-30 22'])
  })

  test('that only says when it was moves what waits', async () => {
    const o = await july()
    await o.says('柳泉', '林小20')
    await o.says('柳泉', '日期不对，是5月底的')
    expect(await waiting(o)).toEqual(['timber-smes 05-31 20'])
  })
})

test('what is named is found in an older draft than the newest', async () => {
  const o = await july()
  await o.says('柳泉', '木厂6')
  await o.says('柳泉', '用柴 5200')
  await o.says('柳泉', '吨标煤')
  await o.says('柳泉', '林小31，龙企10')
  await o.says('柳泉', '木厂改成16')
  expect(await waiting(o)).toContain('idle-mills 06-30 16')
  expect(await waiting(o)).toHaveLength(4)
})

describe('不改了', () => {
  test.each(['算了不改了', '散锯点别改了', '不更正了，60没错'])(
    'gives up the correction alone, and takes nothing back: %s',
    async (words) => {
      const o = await july()
      await o.says('柳泉', '龙企10')
      await o.says('柳泉', '5月的散锯点改成58')
      expect(await waiting(o)).toHaveLength(2)
      expect(await o.says('柳泉', words)).toMatch(/不改了，台账没有变化[\s\S]*林业龙头企业10家还等您确认/)
      expect(await waiting(o)).toEqual(['forest-leaders 06-30 10'])
      expect(await isMay(o)).toEqual([])
    },
  )

  test('gives a draft back as it stood before it was put right', async () => {
    const o = await july()
    await o.says('柳泉', '林小20，龙企10')
    await o.says('柳泉', '林小改成22')
    expect(await waiting(o)).toContain('timber-smes 06-30 22')
    expect(await o.says('柳泉', '还是不改了')).toContain('请确认')
    expect(await waiting(o)).toEqual(['forest-leaders 06-30 10', 'timber-smes 06-30 20'])
  })

  test('beside a yes is a yes', async () => {
    const o = await july()
    await o.says('柳泉', '龙企10')
    expect(await o.says('柳泉', '不改了，交吧')).toContain('已记录')
  })
})

describe('a dash in the place of a number', () => {
  test.each([
    '木厂 6家\n林下园 —\n用水 —',
    '1、木厂：6\n2、林下园：/\n3、用水：-',
    '| 指标 | 累计 |\n|---|---|\n| 老旧木厂 | 6 |\n| 林下园 | — |\n| 用水量 | - |',
    '木厂6，林下园 没有，用水 空',
  ])('is nothing new of a count, and asks for a rate: %j', async (words) => {
    const o = await july()
    expect(await o.says('柳泉', words)).toMatch(/林下产业园区（无新增） \| 2 → 2家/)
    expect(await waiting(o)).toEqual(['forest-parks 06-30 0', 'idle-mills 06-30 6', 'water-per-output 06-30 ?'])
  })

  test('a cell that is empty tells nothing, and is asked for', async () => {
    const o = await july()
    await o.says('柳泉', '| 指标 | 累计 |\n|---|---|\n| 老旧木厂 | 6 |\n| 林下园 |  |')
    expect(await waiting(o)).not.toContain('forest-parks 06-30 0')
  })
})

test('what is recorded and what waits are both told where the month is asked for', async () => {
  const o = await july()
  await o.says('柳泉', '/上报 散锯点 70家 截至6月30日')
  await o.says('柳泉', '龙企10')
  const told = await o.says('柳泉', '我们6月份报了多少了')
  expect(told).toContain('已报1项，等您确认的有1项')
  expect(told).toMatch(/林业龙头企业累计10家，截至6月30日，还没有提交\n散锯点企业累计70家，截至6月30日，已报/)
})
