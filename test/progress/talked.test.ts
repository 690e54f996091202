/**
 * Questions on the ledger as they are said in talk, and what goes on from their answers: asked of one ledger, by those
 * who would ask. What is not understood of them is named beside the answer. Mended on: keeps, and measures nothing.
 */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

async function ledger() {
  const o = await office(await freshStore(), '2017-07-01 09:00')
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家，林下园 2个，龙企 8家 截至5月31日')
  await o.says('竹坞', '/上报 老旧木厂 2家，散锯点 40家 截至5月31日')
  await o.says('竹坞', '/上报 老旧木厂 3家，散锯点 60家，林下园 1个 截至6月30日')
  await o.until('2017-07-03 09:00')
  return o
}

/** Without the rules folded below, which say numbers of their own. */
const answer = (card: string): string => card.split('亮灯和计算规则')[0] ?? ''

type Step = readonly [who: string, says: string, ...told: readonly RegExp[]]

const ALONE: readonly Step[] = [
  ['官员', '柳泉五月交上来的是哪些数', /柳泉县/, /5月/, /老旧木厂.*5家/, /散锯点.*60家/, /8家/],
  ['澄州', '六月竹坞都填了点啥', /竹坞县/, /6月/, /老旧木厂.*3家/, /散锯点.*60家/],
  ['柳泉', '我们五月的数翻出来看看', /柳泉县/, /5月/, /5家/, /60家/],
  ['省办', '五月份澄州总共多少，各项都要', /澄州市/, /5月/, /7家/, /100家/],
  ['省办', '桐塍从来没交过吧', /桐塍区/, /没有?报|未报|尚无上报/],
  ['澄州', '五月几个县排排队', /竹坞县/, /柳泉县/, /5月/, /完成率|名/],
  ['省办', '各市木厂排个座次', /各市/, /澄州市/, /老旧木厂/],
  ['官员', '全省五月底散锯点拢共几家', /全省/, /100家/, /5月31日/],
  ['柳泉', '帮我瞅一眼我县散锯点干到哪了', /柳泉县/, /60家/],
  ['澄州', '领导等着要 竹坞散锯点多少来着', /竹坞县/, /60家/],
  ['柳泉', '隔壁竹坞龙企报了没', /竹坞县/, /未报|没报|尚无上报/],
  ['官员', '上半年散锯点这块干得咋样', /全省/, /散锯点/, /120家/],
  ['澄州', '我们市六月交了几家', /澄州市/, /6月/, /1\/5|1个|1家/],
  ['柳泉', '我县六月一次也没交过？', /柳泉县/, /6月/, /没报|未报|尚无上报/],
  ['澄州', '竹坞的木厂是3家对吧', /^是/, /竹坞县/, /3家/],
  ['官员', '木厂离63还有多远', /全省/, /55家/],
  ['澄州', '柳泉跟竹坞五月散锯点差几家', /20家/],
  ['省办', '澄州龙企才8家？', /^是/, /澄州市/, /8家/],
  ['柳泉', '六月的呢我看看有没有', /柳泉县/, /6月/],
  ['省办', '那竹坞的散锯点六月多了多少来着', /竹坞县/, /20家/],
]

describe('a question in talk is answered', () => {
  test.each(ALONE.map(([who, says, ...told]) => ({ who, says, told })))('$who: $says', async ({ who, says, told }) => {
    const said = answer(await (await ledger()).says(who, says))
    for (const one of told) expect(said).toMatch(one)
  })
})

const CHAINS: readonly (readonly Step[])[] = [
  [
    ['澄州', '竹坞散锯点多少', /竹坞县/, /60家/],
    ['澄州', '柳泉那边', /柳泉县/, /散锯点/, /60家/],
    ['澄州', '五月底的时候', /柳泉县/, /散锯点/, /5月31日/, /60家/],
  ],
  [
    ['省办', '五月木厂各县排个名', /5月/, /老旧木厂/, /竹坞县/],
    ['省办', '按家数排', /5月/, /老旧木厂/, /柳泉县.*5家/],
    ['省办', '还是看完成率吧', /5月/, /完成率/, /竹坞县.*66\.7%/],
    ['省办', '散锯点也这么排一下', /5月/, /散锯点/, /竹坞县/, /完成率/],
  ],
  [
    ['官员', '全省木厂处置多少了', /全省/, /8家/],
    ['官员', '五月呢', /5月31日/, /7家/],
    ['官员', '那六月多的这一家 是竹坞的吧', /竹坞县/, /1家|3家/],
  ],
  [
    ['澄州', '六月谁没交', /6月/, /桐塍区/, /柳泉县/],
    ['澄州', '五月', /5月/, /桐塍区/],
    ['澄州', '林下园的呢', /5月/, /林下产业园区/],
  ],
  [
    ['省办', '澄州散锯点完成率多少', /澄州市/, /完成率/],
    ['省办', '各县的拉出来', /竹坞县/, /柳泉县/, /完成率/],
    ['省办', '最慢的是谁', /柳泉县/, /33\.1%/],
  ],
  [
    ['柳泉', '我们县散锯点进度怎么样', /柳泉县/, /33\.1%/],
    ['柳泉', '跟竹坞比呢', /竹坞县/, /柳泉县/],
    ['柳泉', '木厂的比一下', /老旧木厂/, /竹坞县/, /柳泉县/],
  ],
  [
    ['澄州', '竹坞六月报的数看一下', /竹坞县/, /6月/, /60家/],
    ['澄州', '五月的', /竹坞县/, /5月/, /40家/],
    ['澄州', '柳泉', /柳泉县/, /5月/, /60家/],
  ],
  [
    ['官员', '哪几个县有红灯', /红灯/],
    ['官员', '澄州的有哪些', /澄州市/, /红灯/],
    ['官员', '几个', /澄州市/, /红灯/, /\d+个/],
  ],
  [
    ['省办', '澄州五月报了几个县', /澄州市/, /5月/, /2/],
    ['省办', '六月呢', /澄州市/, /6月/, /1/],
    ['省办', '都是哪几个', /澄州市/, /6月/, /竹坞县/],
  ],
  [
    ['柳泉', '散锯点离任务还差多少', /柳泉县/, /121家/],
    ['柳泉', '那一个月要干几家', /柳泉县/, /散锯点/, /每月|每30天|月均/],
    ['柳泉', '竹坞的呢', /竹坞县/, /散锯点/],
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
    ['澄州', '澄州老旧木厂现在几家', '那六月涨了三家 都是竹坞的喽'],
    ['澄州', '五月散锯点多少', '六月多的20家是竹坞的吧'],
  ])('%s: %s / %s', async (who, first, then) => {
    const o = await ledger()
    await o.says(who, first)
    expect(await o.says(who, then)).not.toMatch(/请确认|还没有记录/)
  })
})
