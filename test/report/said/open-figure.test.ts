/** A contact's talk around an open figure: built on an answer, agreed to with a rest, put right, asked after. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../../invented.ts'

type Desk = Awaited<ReturnType<typeof office>>

/** What was filed after May, in the order of the plan. */
const filed = async ({ store }: Desk) =>
  (
    await store.all<{ indicator: string; value: string; period: string }>(
      `SELECT indicator, cumulative AS value, period FROM ledger WHERE region = '980522' AND period > '2017-05'`,
    )
  )
    .map(({ indicator, value, period }) => `${period} ${indicator} ${value}`)
    .toSorted()

async function july(): Promise<Desk> {
  const o = await office(await freshStore(), '2017-07-01 09:00')
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家，林下园 2个，龙企 8家 截至5月31日')
  await o.says('竹坞', '/上报 老旧木厂 6家 截至6月30日')
  await o.until('2017-07-03 09:00')
  return o
}

/** A turn's words, and what the answer has to hold. */
type Turn = readonly [words: string, shows?: RegExp]

/** What stands in the ledger at the end, and that nothing stood there before the last turn. */
const TALKS: readonly (readonly [title: string, turns: readonly Turn[], ends: readonly string[]])[] = [
  [
    'what is said on top of an answer is a draft of that figure',
    [['木厂五月份我们报的是几'], ['那再往上添2家', /5 → 7家/], ['嗯 就存这个']],
    ['2017-06 idle-mills 7'],
  ],
  [
    'a number behind an answer is a draft of what was asked about',
    [['散锯点五月我们报了多少'], ['现在66了', /60 → 66家/], ['可以 记下来吧']],
    ['2017-06 stray-saws 66'],
  ],
  [
    'held against a neighbour’s it is one’s own',
    [['竹坞6月老旧木厂几家'], ['他们才6 咱们都9家了', /柳泉县[\s\S]*5 → 9家/], ['记吧']],
    ['2017-06 idle-mills 9'],
  ],
  [
    'a yes beside what is put off, which is of another indicator',
    [['木厂7家'], ['就这么交 散锯点的我晚点弄']],
    ['2017-06 idle-mills 7'],
  ],
  [
    'a yes beside what is put off, which is of the draft',
    [['木厂7家，龙企9家'], ['交吧 龙企那个先等等', /已记录[\s\S]*林业龙头企业/]],
    ['2017-06 idle-mills 7'],
  ],
  [
    'a yes behind a word that the others stay',
    [['散锯点82 林下园3'], ['散锯点里头扣两家', /60 → 80家/], ['别的不动 交上去吧']],
    ['2017-06 forest-parks 3', '2017-06 stray-saws 80'],
  ],
  [
    'a yes that says again what it comes to',
    [['六月新增木厂3家', /5 → 8家/], ['对的 合计8家']],
    ['2017-06 idle-mills 8'],
  ],
  [
    'a yes to one number is of that figure alone',
    [['木厂7家，龙企9家'], ['7家没错', /已记录[\s\S]*林业龙头企业/]],
    ['2017-06 idle-mills 7'],
  ],
  [
    'another indicator beside what waits is one more figure',
    [['木厂8家'], ['龙企呢 当月2家', /8 → 10家/], ['两个都交']],
    ['2017-06 forest-leaders 10', '2017-06 idle-mills 8'],
  ],
  [
    'what was nothing new and is one more is added to the last',
    [['上个月没有新增 全部零报告'], ['不对 龙企多2家', /8 → 10家/], ['龙企没有别的了', /没有提交|等您确认/]],
    [],
  ],
  [
    'of two numbers that are at odds one is put right, and why',
    [['林下园累计3新增2', /不符/], ['那就新增1，上次写多了', /2 → 3家/], ['行']],
    ['2017-06 forest-parks 3'],
  ],
  [
    'what fits a sum is a check of it and changes nothing',
    [['五月散锯点我们报的几家'], ['再加23', /60 → 83家/], ['打错 是25 那就是85对吧', /60 → 85家/], ['对']],
    ['2017-06 stray-saws 85'],
  ],
  [
    'as many as wait are filed',
    [['木厂7家，龙企9家，散锯点66家'], ['龙企先拿掉 没公示'], ['那两个先报上去']],
    ['2017-06 idle-mills 7', '2017-06 stray-saws 66'],
  ],
  [
    'the good ones of a line are filed while one lacks its unit',
    [
      ['木厂7家，标准苗棚3.2，龙企9家', /还差一项[\s\S]*标准苗棚/],
      ['前面两个先交', /已记录/],
    ],
    ['2017-06 forest-leaders 9', '2017-06 idle-mills 7'],
  ],
  [
    'reported today is of the month that is owed',
    [['今天报一下 木厂7家', /截至6月30日/], ['对']],
    ['2017-06 idle-mills 7'],
  ],
  [
    'questions and doubts beside a draft do nothing to it',
    [
      ['木厂8家'],
      ['凭啥退我的数'],
      ['这项能不能不报啊'],
      ['好 那个是多少来着'],
      ['嗯 我再问问'],
      ['交吧 等等 先别'],
      ['可以 不过要改成9家', /5 → 9家/],
    ],
    [],
  ],
]

test.each(TALKS)('%s', async (_, turns, ends) => {
  const o = await july()
  for (const [n, [words, shows]] of turns.entries()) {
    if (n === turns.length - 1) expect(await filed(o), `before ${words}`).toEqual([])
    const reply = await o.says('柳泉', words)
    if (shows) expect(reply, words).toMatch(shows)
  }
  expect(await filed(o)).toEqual(ends)
})

test('which of two is meant is asked with a button each', async () => {
  const o = await july()
  await o.says('柳泉', '木厂7家，龙企9家')
  expect(await o.says('柳泉', '扣掉1家')).toMatch(/\[老旧木厂\] \[林业龙头企业\]/)
  expect(await o.presses('柳泉', '老旧木厂')).toMatch(/5 → 6家/)
  expect(await filed(o)).toEqual([])
})

test('behind a receipt, how many it is now is asked of what was recorded', async () => {
  const o = await july()
  await o.says('柳泉', '/上报 老旧木厂 7家 截至6月30日')
  const reply = await o.says('柳泉', '那现在一共几户')
  expect(reply.split('\n')[0]).toMatch(/老旧木厂累计7家/)
})

test('what only sounds like a yes files nothing', async () => {
  const o = await july()
  await o.says('柳泉', '木厂8家，散锯点66家')
  const words = [
    '发吧 等等',
    '行 等会儿',
    '好的 可是数不太对',
    '让科长交',
    '人家早交了',
    '是不是该交了',
    '不确定那家先不算',
  ]
  for (const one of words) {
    await o.says('柳泉', one)
    expect(await filed(o), one).toEqual([])
  }
})

test('a number that nobody understood keeps the next yes from filing what stood before', async () => {
  const o = await july()
  await o.says('柳泉', '老旧木厂七家')
  expect(await o.says('柳泉', '七家里头有一家不确定')).toContain('没看明白')
  expect(await o.says('柳泉', '行')).toContain('等您确认')
  expect(await filed(o)).toEqual([])
  expect(await o.says('柳泉', '行')).toContain('已记录')
  expect(await filed(o)).toEqual(['2017-06 idle-mills 7'])
})
