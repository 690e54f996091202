/** What is put right while a report is made: within one message, of another month, of one figure among several; and what is then given up. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../office.ts'

type Desk = Awaited<ReturnType<typeof office>>

interface Row {
  readonly indicator: string
  readonly asOf: string
  readonly value: string
}

/** May is on record; it is July. */
async function july(): Promise<Desk> {
  const o = await office(await freshStore(), '2017-06-05 09:00')
  await o.says('长兴', '/上报 僵尸企业 5家，低小散 60家，高企 8家，小微园 2个 截至5月31日')
  await o.until('2017-07-03 09:00')
  return o
}

/** What waits, draft by draft in the order of their names: `zombie-firms 06-30 7`; `?` stands for what is asked. */
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
    ['僵尸8,不对 7,低小散70', ['low-small-scattered 06-30 70', 'zombie-firms 06-30 7']],
    ['高企9，错了，10，僵尸6', ['hightech-firms 06-30 10', 'zombie-firms 06-30 6']],
    ['僵尸6，低小散70，哦不，是72', ['low-small-scattered 06-30 72', 'zombie-firms 06-30 6']],
    ['用能6000吨标煤，等等，是6300吨标煤', ['energy-space 06-30 0.63']],
    ['6月底淘汰落后产能8家（不对，9家）', ['outdated-capacity-firms 06-30 9']],
  ])('%s: the last one stands, of the month that is owed', async (words, rows) => {
    const o = await july()
    expect(await o.says('长兴', words)).toContain('请确认')
    expect(await waiting(o)).toEqual(rows)
  })

  test('is none where by how much it was wrong is told, what is not so, or where two stand side by side', async () => {
    const o = await july()
    await o.says('长兴', '低小散6月底是70家，不是72家')
    expect(await waiting(o)).toEqual(['low-small-scattered 06-30 70'])
    await o.says('长兴', '高企6月底10家，重复了2家')
    expect(await waiting(o)).toContain('hightech-firms 06-30 10')
    expect(await o.says('长兴', '/上报 高企 9家，10家')).toContain('有两个数')
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
    await o.says('长兴', '/上报 万元工业增加值用水量')
    expect(await o.says('长兴', words)).not.toContain('下降不明确')
    expect(await waiting(o)).toEqual([`water-per-output 06-30 ${value}`])
  })

  test('is turned round by a word, and by none stays as it was', async () => {
    const o = await july()
    await o.says('长兴', '用水下降4%')
    await o.says('长兴', '不对，是3.5%')
    expect(await waiting(o)).toEqual(['water-per-output 06-30 -3.5'])
    await o.says('长兴', '不对，是涨了3.5%')
    expect(await waiting(o)).toEqual(['water-per-output 06-30 3.5'])
  })

  test.each(['用水那个写0好了', '用水量无新增', '僵尸6，用水无新增'])(
    'is asked for where nothing was told of it: %s',
    async (words) => {
      const o = await july()
      expect(await o.says('长兴', words)).toContain('没有零报告')
      expect(await waiting(o)).toContain('water-per-output 06-30 ?')
      await o.says('长兴', '同比降了百分之四点二')
      expect(await waiting(o)).toContain('water-per-output 06-30 -4.2')
    },
  )

  test('may be none at all where that is said of it', async () => {
    const o = await july()
    await o.says('长兴', '信息经济增速 0%')
    expect(await waiting(o)).toEqual(['information-economy-growth 06-30 0'])
  })
})

describe('a figure of another month than the one that waits', () => {
  test('is put right on record, with why; what waits stays', async () => {
    const o = await july()
    await o.says('长兴', '低小散70')
    expect(await o.says('长兴', '5月多报了2家低小散，应该是58，有两家重复')).toContain('请确认')
    expect(await waiting(o)).toEqual(['low-small-scattered 05-31 58', 'low-small-scattered 06-30 70'])
  })

  test('is asked for where only that it was wrong is said', async () => {
    const o = await july()
    await o.says('长兴', '僵尸6月底是4家')
    expect(await o.says('长兴', '那就是5月报多了，法院那家还没受理')).toContain('截至5月31日已报5家，应该是多少')
    expect(await o.says('长兴', '4')).toMatch(/更正：5家 → 4家/)
    await o.says('长兴', '全部确认')
    await o.says('长兴', '全部确认')
    const ledger = await o.store.all('SELECT act, cumulative, period, reason FROM ledger')
    expect(ledger).toContainEqual({ act: 'correction', cumulative: '4', period: '2017-05', reason: '法院那家还没受理' })
  })

  test('of several of one indicator is the one whose month is said', async () => {
    const o = await july()
    await o.says('长兴', '科小 4月10家 5月15家 6月22家')
    await o.says('长兴', '5月的改成16')
    expect(await waiting(o)).toEqual(['tech-smes 04-30 10', 'tech-smes 05-31 16', 'tech-smes 06-30 22'])
  })

  test('that only says when it was moves what waits', async () => {
    const o = await july()
    await o.says('长兴', '科小20')
    await o.says('长兴', '日期不对，是5月底的')
    expect(await waiting(o)).toEqual(['tech-smes 05-31 20'])
  })
})

test('what is named is found in an older draft than the newest', async () => {
  const o = await july()
  await o.says('长兴', '僵尸6')
  await o.says('长兴', '用能 5200')
  await o.says('长兴', '吨标煤')
  await o.says('长兴', '科小31，高企10')
  await o.says('长兴', '僵尸改成16')
  expect(await waiting(o)).toContain('zombie-firms 06-30 16')
  expect(await waiting(o)).toHaveLength(4)
})

describe('不改了', () => {
  test.each(['算了不改了', '低小散别改了', '不更正了，60没错'])(
    'gives up the correction alone, and takes nothing back: %s',
    async (words) => {
      const o = await july()
      await o.says('长兴', '高企10')
      await o.says('长兴', '5月的低小散改成58')
      expect(await waiting(o)).toHaveLength(2)
      expect(await o.says('长兴', words)).toMatch(/不改了，台账没有变化[\s\S]*高新技术企业10家还等您确认/)
      expect(await waiting(o)).toEqual(['hightech-firms 06-30 10'])
      expect(await isMay(o)).toEqual([])
    },
  )

  test('gives a draft back as it stood before it was put right', async () => {
    const o = await july()
    await o.says('长兴', '科小20，高企10')
    await o.says('长兴', '科小改成22')
    expect(await waiting(o)).toContain('tech-smes 06-30 22')
    expect(await o.says('长兴', '还是不改了')).toContain('请确认')
    expect(await waiting(o)).toEqual(['hightech-firms 06-30 10', 'tech-smes 06-30 20'])
  })

  test('beside a yes is a yes', async () => {
    const o = await july()
    await o.says('长兴', '高企10')
    expect(await o.says('长兴', '不改了，交吧')).toContain('已记录')
  })
})

describe('a dash in the place of a number', () => {
  test.each([
    '僵尸 6家\n小微园 —\n用水 —',
    '1、僵尸：6\n2、小微园：/\n3、用水：-',
    '| 指标 | 累计 |\n|---|---|\n| 僵尸企业 | 6 |\n| 小微园 | — |\n| 用水量 | - |',
    '僵尸6，小微园 没有，用水 空',
  ])('is nothing new of a count, and asks for a rate: %j', async (words) => {
    const o = await july()
    expect(await o.says('长兴', words)).toMatch(/小微企业园区（无新增） \| 2 → 2家/)
    expect(await waiting(o)).toEqual(['small-firm-parks 06-30 0', 'water-per-output 06-30 ?', 'zombie-firms 06-30 6'])
  })

  test('a cell that is empty tells nothing, and is asked for', async () => {
    const o = await july()
    await o.says('长兴', '| 指标 | 累计 |\n|---|---|\n| 僵尸企业 | 6 |\n| 小微园 |  |')
    expect(await waiting(o)).not.toContain('small-firm-parks 06-30 0')
  })
})

test('what is recorded and what waits are both told where the month is asked for', async () => {
  const o = await july()
  await o.says('长兴', '/上报 低小散 70家 截至6月30日')
  await o.says('长兴', '高企10')
  const told = await o.says('长兴', '我们6月份报了多少了')
  expect(told).toContain('已报1项，等您确认的有1项')
  expect(told).toMatch(/高新技术企业累计10家，截至6月30日，还没有提交\n低小散企业累计70家，截至6月30日，已报/)
})
