/** A report that cannot stand waits as a draft of parts: what is said next completes it, in any order, and is shown first. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

type Desk = Awaited<ReturnType<typeof office>>

interface Row {
  readonly indicator: string
  readonly value: string
}

const ledger = (o: Desk) =>
  o.store.all<{ indicator: string; value: string; reason: string | null }>(
    'SELECT indicator, cumulative AS value, reason FROM ledger ORDER BY sequence',
  )

/** What waits, whole. */
const waiting = async (o: Desk): Promise<Row[]> => {
  const drafts = await o.store.all<{ content: string }>('SELECT content FROM draft WHERE open = 1')
  return drafts.flatMap(({ content }) => (JSON.parse(content) as { items: Row[] }).items)
}

/** Says one thing after the other; each is heard with what is expected of it. */
async function talk(steps: readonly (readonly [says: string, hears: RegExp])[]): Promise<Desk> {
  const o = await office(await freshStore())
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家，龙企 8家 截至5月31日')
  for (const [says, hears] of steps) expect(await o.says('柳泉', says), says).toMatch(hears)
  return o
}
const BEFORE = 3

describe('a contact is asked for what lacks, by its name, and what is said next is that', () => {
  test.each([
    ['盘活存量地这个月新增320', '亩啊，当然是亩', /新增 320亩/],
    ['淘汰落后土窑涉及企业报8.5家', '哦有一家算半年的，那算9家', /累计：9家/],
    ['标准苗棚6月5.2', '是万平方米', /5\.2万平方米/],
    ['/上报 林产型中小微', '50家', /林产型中小微企业[\s\S]*50家/],
    ['/上报 6月 7家', '落后土窑', /落后土窑[\s\S]*7家/],
    ['7月林业龙头企业9家', '六月的', /2017年6月/],
  ])('%s; then %s', async (first, then, shown) => {
    const o = await talk([
      [first, /还差一项/],
      [then, shown],
    ])
    expect(await ledger(o)).toHaveLength(BEFORE)
    await o.says('柳泉', '好')
    expect(await ledger(o)).toHaveLength(BEFORE + 1)
  })

  test('a yes alone completes nothing: what lacks is said again', async () => {
    const o = await talk([
      ['存量林地320', /还差一项：存量低产林地的单位/],
      ['好', /还差一项：存量低产林地的单位/],
      ['交', /还差一项：存量低产林地的单位/],
    ])
    expect(await ledger(o)).toHaveLength(BEFORE)
  })

  test('a question in between is answered, and leaves it open', async () => {
    await talk([
      ['标准苗棚6月5.2', /还差一项/],
      ['6月什么时候截止', /7月5日/],
      ['这个怎么算', /口径|累计和当月/],
      ['万平方米', /5\.2万平方米/],
    ])
    await talk([
      ['标准苗棚6月5.2', /还差一项/],
      ['好的谢谢', /还差一项|没有/],
      ['万平方米', /5\.2万平方米/],
    ])
  })

  test('what was said of another indicator in between is not taken for it', async () => {
    const o = await talk([
      ['龙企9.5家', /还差一项/],
      ['那散锯点呢，报了多少', /散锯点/],
      ['19家', /^(?!.*林业龙头企业)/],
    ])
    expect(await ledger(o)).toHaveLength(BEFORE)
  })

  test('of several figures those that stand are filed, and the one that lacks waits', async () => {
    const o = await talk([
      ['散锯点70家，存量林地320', /累计：60 → 70家[\s\S]*还差一项：存量低产林地/],
      ['好', /已记录[\s\S]*还差一项：存量低产林地/],
      ['亩', /请确认[\s\S]*320亩/],
      ['好', /已记录/],
    ])
    expect((await ledger(o)).slice(BEFORE).map(({ indicator }) => indicator)).toEqual(['stray-saws', 'poor-woodland'])
  })
})

describe('a figure that a check blocks', () => {
  test('is put right by how it is counted, in words or in one tap', async () => {
    await talk([
      ['林业龙头企业累计4家', /还差一项：林业龙头企业.*不能比[\s\S]*是本期新增4家/],
      ['是本月新增的', /请确认[\s\S]*新增 4家/],
    ])
    const o = await talk([['林业龙头企业累计4家', /还差一项/]])
    await o.presses('柳泉', '是本期新增4家')
    expect(await waiting(o)).toMatchObject([{ indicator: 'forest-leaders', mode: 'increment', value: '4' }])
  })

  test('may have the figure before it put right instead, with why', async () => {
    const o = await talk([
      ['林业龙头企业累计4家', /不能比截至5月31日的8家小/],
      ['之前那5家里有一家重复了', /原因：之前那5家里有一家重复了/],
      ['那就更正5月的，改成4', /更正：8家 → 4家[\s\S]*2017年5月/],
      ['确认更正', /已记录/],
    ])
    expect((await ledger(o)).at(-1)).toEqual({
      indicator: 'forest-leaders',
      value: '4',
      reason: '之前那5家里有一家重复了',
    })
  })

  test('keeps the others of its message from nothing', async () => {
    const o = await talk([
      ['6月落后土窑11家，散锯点92家，木厂累计2家', /11家[\s\S]*92家[\s\S]*还差一项：老旧木厂/],
      ['散锯点改成95，其他提交', /已记录[\s\S]*11家[\s\S]*95家[\s\S]*还差一项：老旧木厂/],
    ])
    expect((await ledger(o)).slice(BEFORE).map(({ value }) => value)).toEqual(['11'])
    expect(await waiting(o)).toMatchObject([{ indicator: 'stray-saws', value: '95' }])
  })
})

describe('a draft that was shown', () => {
  const FIRST = '6月龙企9家，林小20家'

  test.each([
    ['第一个不要了', ['timber-smes']],
    ['第一个撤了，还没核实', ['timber-smes']],
    ['最后一个不要', ['forest-leaders']],
    ['第二个先不报', ['forest-leaders']],
  ])('%s: what it points to is taken out, and the rest waits', async (drop, left) => {
    const o = await talk([
      [FIRST, /请确认/],
      [drop, /请确认/],
    ])
    expect((await waiting(o)).map(({ indicator }) => indicator)).toEqual(left)
    expect(await ledger(o)).toHaveLength(BEFORE)
  })

  test('交第二个 files the second, also after the first was taken out', async () => {
    const o = await talk([
      ['6月落后土窑13家，散锯点97家', /请确认/],
      ['第一个撤了，还没核实', /请确认/],
      ['交第二个', /已记录/],
    ])
    expect((await ledger(o)).slice(BEFORE)).toMatchObject([{ indicator: 'stray-saws', value: '97' }])
  })

  test('the same in another unit changes nothing, and says so', async () => {
    const o = await talk([
      ['用柴空间6月累计腾出1.2万吨标煤', /请确认/],
      ['应该是12000吨，是不是一回事', /一回事/],
    ])
    expect(await waiting(o)).toMatchObject([{ value: '1.2' }])
  })

  test('a number that may be is asked about, and changes nothing', async () => {
    const o = await talk([
      ['用柴空间6月累计腾出1.2万吨标煤', /请确认/],
      ['不过能监中心说可能是1200吨', /报哪个数[\s\S]*1\.2万吨标煤|(数没有动|没有改动)/],
    ])
    expect(await waiting(o)).toMatchObject([{ value: '1.2' }])
    expect(await ledger(o)).toHaveLength(BEFORE)
  })

  test('a fall keeps its sign when its unit is said', async () => {
    const o = await talk([
      ['用水量下降4.6', /-4\.6%/],
      ['%', /-4\.6%/],
    ])
    expect(await waiting(o)).toMatchObject([{ value: '-4.6' }])
  })

  test('a reason that nobody asked for is kept where it is said to be one', async () => {
    const o = await talk([
      ['落后土窑还是12家', /请确认/],
      ['确实没新增，企业还在走程序', /收到，数没有动/],
      ['原因是企业还在走程序', /原因：企业还在走程序/],
    ])
    expect((await waiting(o)).map(({ indicator }) => indicator)).toEqual(['old-kilns'])
    await o.says('柳泉', '提交')
    expect((await ledger(o)).at(-1)).toMatchObject({ value: '12', reason: '企业还在走程序' })
  })

  test('是的，with another number beside it is no yes', async () => {
    const o = await talk([
      ['6月龙企9家', /请确认/],
      ['是的，12', /请确认[\s\S]*12家/],
    ])
    expect(await ledger(o)).toHaveLength(BEFORE)
  })

  test('what only tells something is left unread, and no paper is quoted', async () => {
    const o = await talk([
      ['6月龙企9家', /请确认/],
      ['有一栋还没竣工', /^(?!.*〔)[\s\S]*(等您确认|还没有记录)/],
    ])
    expect(await ledger(o)).toHaveLength(BEFORE)
    expect(await waiting(o)).toMatchObject([{ indicator: 'forest-leaders', value: '9' }])
  })
})

describe('whatever is said after a report', () => {
  const PARTS = { name: '存量林地', number: '320', unit: '亩', mode: '新增', day: '6月' } as const
  const WHOLE = '/上报 存量林地6月新增320亩'
  /** a first message that names the indicator and its number, and what of it comes later, one by one */
  const splits = fc
    .tuple(fc.subarray(['unit', 'mode'] as const, { minLength: 1 }), fc.boolean())
    .map(([later, isTurned]) => ({ later: isTurned ? [...later].reverse() : [...later] }))

  const rowOf = async (o: Desk) =>
    (await o.store.all<{ content: string }>('SELECT content FROM draft WHERE open = 1')).flatMap(({ content }) =>
      (JSON.parse(content) as { items: { indicator: string; value: string; mode: string; asOf: string }[] }).items.map(
        ({ indicator, value, mode, asOf }) => ({ indicator, value, mode, asOf }),
      ),
    )

  test('a figure said in parts, in any order, is the figure that is said at once', { timeout: 120_000 }, async () => {
    const whole = await office(await freshStore())
    await whole.says('柳泉', WHOLE)
    const expected = await rowOf(whole)
    expect(expected).toHaveLength(1)
    await fc.assert(
      fc.asyncProperty(splits, async ({ later }) => {
        const o = await office(await freshStore())
        const has = (part: 'unit' | 'mode') => (later.includes(part) ? '' : PARTS[part])
        await o.says('柳泉', `${PARTS.name}${PARTS.day}${has('mode')}${PARTS.number}${has('unit')}`)
        for (const part of later) await o.says('柳泉', part === 'mode' ? '是新增的' : PARTS[part])
        expect(await rowOf(o)).toEqual(expected)
      }),
      { numRuns: 8 },
    )
  })

  const SAYINGS = [
    '亩',
    '12',
    '12家',
    '累计的',
    '是新增的',
    '第一个不要了',
    '6月的',
    '龙企',
    '那就30亩',
    '不对，是7家',
    '应该是3家',
  ]

  test('nothing is recorded of it without a yes', { timeout: 120_000 }, async () => {
    const says = fc.array(fc.constantFrom(...SAYINGS), { minLength: 1, maxLength: 5 })
    const first = fc.constantFrom('存量林地320', '龙企8.5家', '龙企9家，存量林地320', '/上报 6月 7家')
    await fc.assert(
      fc.asyncProperty(first, says, async (report, then) => {
        const o = await office(await freshStore())
        await o.says('柳泉', report)
        for (const one of then) await o.says('柳泉', one)
        expect(await ledger(o)).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})

describe('what is wrong and not yet right', () => {
  test('waits for the right number, whatever is said in between, and takes it for the figure that was named', async () => {
    const o = await talk([
      ['上个月散锯点又整了9家，木厂多1家', /还没有记录/],
      ['散锯点好像不是9，我翻下表再说', /哪里不对[\s\S]*散锯点企业应该是/],
      ['翻到了，19家', /新增 19家[\s\S]*新增 1家/],
      ['嗯，送市里吧', /^已记录[\s\S]*79家/],
    ])
    expect((await ledger(o)).slice(BEFORE)).toMatchObject([{ value: '79' }, { value: '6' }])
  })

  test('files nothing by a yes that comes before it', async () => {
    const o = await talk([
      ['6月木厂8家', /还没有记录/],
      ['不对', /哪里不对/],
      ['那就报吧', /还没有记录/],
    ])
    expect(await ledger(o)).toHaveLength(BEFORE)
  })

  test('is the number that is said to be right, not what it is too high by', async () => {
    const o = await talk([
      ['6月木厂8家', /还没有记录/],
      ['老旧木厂那8家报多了，有一家法院还没裁定，按7家算', /5 → 7家/],
    ])
    expect(await waiting(o)).toMatchObject([{ value: '7' }])
  })

  test('of two drafts is the one that is named', async () => {
    const o = await talk([
      ['六月份我们又处置了2家老旧木厂', /还没有记录/],
      ['散锯点也新增整治了15家', /还没有记录/],
      ['木厂那2家里面有1家五月已经算过了', /5 → 6家/],
    ])
    expect((await waiting(o)).map(({ value }) => value).toSorted()).toEqual(['1', '15'])
  })
})

describe('what was recorded', () => {
  test('is taken back in part where a part is named, and not at all where that is denied', async () => {
    const o = await talk([
      ['/上报 老旧木厂 8家，龙企 9家 截至6月30日', /^已记录/],
      ['龙企那个能不能先撤回来', /要撤回这条上报吗？\n柳泉县：林业龙头企业9家（截至6月30日）\n\[撤销\]/],
      ['别撤别撤，搞错了', /^(?!已撤回)/],
    ])
    expect(await ledger(o)).toHaveLength(BEFORE + 2)
  })

  test('is told of, and not reported again, where it is asked about', async () => {
    const o = await talk([['木厂5家对吗', /^是\n[\s\S]*累计5家/]])
    expect(await ledger(o)).toHaveLength(BEFORE)
    expect(await waiting(o)).toEqual([])
  })
})
