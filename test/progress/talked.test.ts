/**
 * Questions on the ledger as they are said in talk, and what goes on from their answers: asked of one ledger, by those
 * who would ask. What is not understood of them is named beside the answer. Mended on: keeps, and measures nothing.
 */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../office.ts'

async function ledger() {
  const o = await office(await freshStore(), '2017-07-01 09:00')
  await o.says('长兴', '/上报 僵尸企业 5家，低小散 60家，小微园 2个，高企 8家 截至5月31日')
  await o.says('安吉', '/上报 僵尸企业 2家，低小散 40家 截至5月31日')
  await o.says('安吉', '/上报 僵尸企业 3家，低小散 60家，小微园 1个 截至6月30日')
  await o.until('2017-07-03 09:00')
  return o
}

/** Without the rules folded below, which say numbers of their own. */
const answer = (card: string): string => card.split('亮灯和计算规则')[0] ?? ''

type Step = readonly [who: string, says: string, ...told: readonly RegExp[]]

const ALONE: readonly Step[] = [
  ['官员', '长兴五月交上来的是哪些数', /长兴县/, /5月/, /僵尸企业.*5家/, /低小散.*60家/, /8家/],
  ['湖州', '六月安吉都填了点啥', /安吉县/, /6月/, /僵尸企业.*3家/, /低小散.*60家/],
  ['长兴', '我们五月的数翻出来看看', /长兴县/, /5月/, /5家/, /60家/],
  ['省办', '五月份湖州总共多少，各项都要', /湖州市/, /5月/, /7家/, /100家/],
  ['省办', '吴兴从来没交过吧', /吴兴区/, /没有?报|未报|尚无上报/],
  ['湖州', '五月几个县排排队', /安吉县/, /长兴县/, /5月/, /完成率|名/],
  ['省办', '各市僵尸排个座次', /各市/, /湖州市/, /僵尸企业/],
  ['官员', '全省五月底低小散拢共几家', /全省/, /100家/, /5月31日/],
  ['长兴', '帮我瞅一眼我县低小散干到哪了', /长兴县/, /60家/],
  ['湖州', '领导等着要 安吉低小散多少来着', /安吉县/, /60家/],
  ['长兴', '隔壁安吉高企报了没', /安吉县/, /未报|没报|尚无上报/],
  ['官员', '上半年低小散这块干得咋样', /全省/, /低小散/, /120家/],
  ['湖州', '我们市六月交了几家', /湖州市/, /6月/, /1\/5|1个|1家/],
  ['长兴', '我县六月一次也没交过？', /长兴县/, /6月/, /没报|未报|尚无上报/],
  ['湖州', '安吉的僵尸是3家对吧', /^是/, /安吉县/, /3家/],
  ['官员', '僵尸离300还有多远', /全省/, /292家/],
  ['湖州', '长兴跟安吉五月低小散差几家', /20家/],
  ['省办', '湖州高企才8家？', /^是/, /湖州市/, /8家/],
  ['长兴', '六月的呢我看看有没有', /长兴县/, /6月/],
  ['省办', '那安吉的低小散六月多了多少来着', /安吉县/, /20家/],
]

describe('a question in talk is answered', () => {
  test.each(ALONE.map(([who, says, ...told]) => ({ who, says, told })))('$who: $says', async ({ who, says, told }) => {
    const said = answer(await (await ledger()).says(who, says))
    for (const one of told) expect(said).toMatch(one)
  })
})

const CHAINS: readonly (readonly Step[])[] = [
  [
    ['湖州', '安吉低小散多少', /安吉县/, /60家/],
    ['湖州', '长兴那边', /长兴县/, /低小散/, /60家/],
    ['湖州', '五月底的时候', /长兴县/, /低小散/, /5月31日/, /60家/],
  ],
  [
    ['省办', '五月僵尸各县排个名', /5月/, /僵尸企业/, /安吉县/],
    ['省办', '按家数排', /5月/, /僵尸企业/, /长兴县.*5家/],
    ['省办', '还是看完成率吧', /5月/, /完成率/, /安吉县.*66\.7%/],
    ['省办', '低小散也这么排一下', /5月/, /低小散/, /安吉县/, /完成率/],
  ],
  [
    ['官员', '全省僵尸处置多少了', /全省/, /8家/],
    ['官员', '五月呢', /5月31日/, /7家/],
    ['官员', '那六月多的这一家 是安吉的吧', /安吉县/, /1家|3家/],
  ],
  [
    ['湖州', '六月谁没交', /6月/, /吴兴区/, /长兴县/],
    ['湖州', '五月', /5月/, /吴兴区/],
    ['湖州', '小微园的呢', /5月/, /小微企业园区/],
  ],
  [
    ['省办', '湖州低小散完成率多少', /湖州市/, /完成率/],
    ['省办', '各县的拉出来', /安吉县/, /长兴县/, /完成率/],
    ['省办', '最慢的是谁', /长兴县/, /33\.1%/],
  ],
  [
    ['长兴', '我们县低小散进度怎么样', /长兴县/, /33\.1%/],
    ['长兴', '跟安吉比呢', /安吉县/, /长兴县/],
    ['长兴', '僵尸的比一下', /僵尸企业/, /安吉县/, /长兴县/],
  ],
  [
    ['湖州', '安吉六月报的数看一下', /安吉县/, /6月/, /60家/],
    ['湖州', '五月的', /安吉县/, /5月/, /40家/],
    ['湖州', '长兴', /长兴县/, /5月/, /60家/],
  ],
  [
    ['官员', '哪几个县有红灯', /红灯/],
    ['官员', '湖州的有哪些', /湖州市/, /红灯/],
    ['官员', '几个', /湖州市/, /红灯/, /\d+个/],
  ],
  [
    ['省办', '湖州五月报了几个县', /湖州市/, /5月/, /2/],
    ['省办', '六月呢', /湖州市/, /6月/, /1/],
    ['省办', '都是哪几个', /湖州市/, /6月/, /安吉县/],
  ],
  [
    ['长兴', '低小散离任务还差多少', /长兴县/, /121家/],
    ['长兴', '那一个月要干几家', /长兴县/, /低小散/, /每月|每30天|月均/],
    ['长兴', '安吉的呢', /安吉县/, /低小散/],
  ],
]

describe('what goes on keeps what is not said anew', () => {
  test.each(CHAINS.map((chain) => ({ chain, name: chain.map(([, says]) => says).join(' / ') })))(
    '$name',
    async ({ chain }) => {
      const o = await ledger()
      for (const [who, says, ...told] of chain) {
        const said = answer(await o.says(who, says))
        for (const one of told) expect(said, says).toMatch(one)
      }
    },
  )
})

describe('who asks about the figures of others reports nothing', () => {
  test.each([
    ['湖州', '湖州僵尸企业现在几家', '那六月涨了三家 都是安吉的喽'],
    ['湖州', '五月低小散多少', '六月多的20家是安吉的吧'],
  ])('%s: %s / %s', async (who, first, then) => {
    const o = await ledger()
    await o.says(who, first)
    expect(await o.says(who, then)).not.toMatch(/请确认|还没有记录/)
  })
})
