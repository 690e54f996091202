/**
 * What the ledger is asked beyond what stands in it: a figure that is only supposed, what it would take, of which day
 * figures are, how many times one is the other, what came in and who came first. Of one ledger: 柳泉 has May, 竹坞 has June too.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

let o: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  o = await office(await freshStore(), '2017-06-02 15:00')
  await o.says('竹坞', '/上报 老旧木厂 2家，散锯点 40家 截至5月31日')
  await o.until('2017-06-03 15:00')
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家，林下园 2个 截至5月31日')
  await o.until('2017-07-01 10:00')
  await o.says('竹坞', '/上报 老旧木厂 3家，散锯点 60家 截至6月30日')
  await o.until('2017-07-03 09:00')
})

let talks = 0
/** Nothing said before is meant: each begins a talk of its own. */
async function asks(who: string, ...words: string[]): Promise<string> {
  talks += 31
  const at = talks % (12 * 60)
  const clock = `${String(9 + Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
  await o.until(`2017-07-${talks < 12 * 60 ? '03' : '04'} ${clock}`)
  let said = ''
  for (const one of words) said = await o.says(who, one)
  return said.split('亮灯和计算规则')[0] ?? ''
}
const figures = (): Promise<{ readonly n: number } | undefined> =>
  o.store.first<{ n: number }>('SELECT count(*) AS n FROM ledger')

describe('a figure that is only supposed', () => {
  test('counts in what is asked of it, is said to be one, and leaves the ledger as it is', async () => {
    const before = await figures()
    const said = await asks('柳泉', '假如我们再报3家老旧木厂，完成率是多少')
    expect(said).toMatch(/^假设/)
    expect(said).toMatch(/假设柳泉县6月老旧木厂再报3家/)
    expect(said).toMatch(/累计8家/)
    expect(said).toMatch(/没有记录任何数/)
    expect(await figures()).toEqual(before)
  })

  test('of several places it is in the sum of their city, with what the others carry', async () => {
    const said = await asks('澄州', '如果柳泉报80 竹坞报70 我们市散锯点就多少')
    expect(said).toMatch(/澄州市.*累计150家/)
    expect(said).toMatch(/含假设的数/)
  })

  test('stands in the place of a figure of its month, and is held against the month before', async () => {
    expect(await asks('竹坞', '要是六月散锯点报65家 比五月多几家')).toMatch(/新增25家/)
  })

  test('behind 的话 it is one, too', async () => {
    expect(await asks('柳泉', '散锯点报到90家的话，比竹坞多几家')).toMatch(/累计90家.*竹坞县的60家.*多30家/)
  })

  test('is not taken on by what goes on from it, which says so once', async () => {
    const [supposing, after] = ['假如我们再报3家老旧木厂，累计多少', '完成率呢']
    const said = await asks('柳泉', supposing, after)
    expect(said).toMatch(/累计5家/)
    expect(said).toContain('不含前面假设的数')
    expect(await asks('柳泉', supposing, after, '那竹坞呢')).not.toContain('假设')
  })

  test.each([
    [['那报70呢'], /假设柳泉县6月散锯点企业累计70家.*累计70家/],
    [['那竹坞呢'], /假设竹坞县6月散锯点企业累计80家.*竹坞县.*累计80家/],
    [['那竹坞报70家呢', '要是90家呢'], /假设竹坞县6月散锯点企业累计90家/],
    [['换成老旧木厂7家'], /假设柳泉县6月老旧木厂累计7家.*老旧木厂.*累计7家/],
    [['那少报3家呢'], /假设柳泉县6月散锯点企业少报3家.*累计57家/],
    [['那报75的话排第几'], /假设柳泉县6月散锯点企业累计75家.*第2/],
  ])('behind it %j supposes another, and reports nothing', async (words, hears) => {
    const before = await figures()
    expect(await asks('柳泉', '如果我们散锯点报80家，累计多少', ...words)).toMatch(hears)
    expect(await figures()).toEqual(before)
    expect(await o.store.all('SELECT * FROM draft')).toEqual([])
  })

  test('of one place in the sum of another that sum is asked again', async () => {
    expect(await asks('澄州', '如果柳泉散锯点报80家，全市累计多少', '那竹坞呢')).toMatch(
      /^假设：澄州市[\s\S]*假设竹坞县6月散锯点企业累计80家.*澄州市.*累计140家/,
    )
  })

  test('without a word that asks, a figure behind it is reported', async () => {
    expect(await asks('柳泉', '如果我们散锯点报80家，累计多少', '报70家')).toMatch(/60 → 70家/)
    await o.presses('柳泉', '放弃')
  })

  test('below zero it is refused with the reason, and one that can be takes its place', async () => {
    const said = ['假如柳泉散锯点报-5家，完成率多少', '那报40家呢']
    expect(await asks('柳泉', ...said.slice(0, 1))).toMatch(/^累计数不会小于0，没有按它算/)
    expect(await asks('柳泉', ...said)).toMatch(/假设柳泉县6月散锯点企业累计40家/)
  })

  test('what names no figure supposes none', async () => {
    const said = await asks('官员', '数据没问题的话帮我看看柳泉散锯点多少')
    expect(said).toMatch(/累计60家/)
    expect(said).not.toMatch(/假设/)
  })

  test('a report that begins with a condition of another kind is still a report', async () => {
    expect(await asks('柳泉', '如果没问题，就报老旧木厂6家')).toMatch(/5 → 6家/)
    await o.presses('柳泉', '放弃')
  })
})

describe('what it would take', () => {
  test('for a light is the least figure that has it, and supposing that figure shows the light', async () => {
    const said = await asks('柳泉', '散锯点要到多少家才能亮绿灯')
    const least = Number(/累计要到(\d+)家/.exec(said)?.[1])
    expect(least).toBeGreaterThan(60)
    expect(await asks('柳泉', `假如散锯点报${least}家，亮什么灯`)).toMatch(/绿灯/)
    expect(await asks('柳泉', `假如散锯点报${least - 1}家，亮什么灯`)).not.toMatch(/绿灯/)
  })

  test('of a whole it is the sum that has it', async () => {
    expect(await asks('澄州', '全市散锯点到多少家才亮黄灯')).toMatch(/澄州市.*累计要到\d+家，比现在的120家多\d+家/)
  })

  test('how many have a light is asked of those that are there', async () => {
    expect(await asks('官员', '能亮绿灯的县有几个，散锯点')).not.toMatch(/累计要到/)
  })
})

describe('of which day figures are', () => {
  test('of one figure, of the one that an amount names, and of each county', async () => {
    expect(await asks('官员', '柳泉散锯点是哪天的数')).toMatch(/柳泉县.*截至5月31日/)
    expect(await asks('柳泉', '我那个60是几号的数')).toMatch(/1项累计为60[\s\S]*散锯点[\s\S]*截至5月31日/)
    const each = await asks('澄州', '五个县分别报到几月了')
    expect(each).toMatch(/竹坞县 \| 截至日6月30日/)
    expect(each).toMatch(/柳泉县 \| 截至日5月31日/)
  })

  test('until when is to be reported is another question', async () => {
    expect(await asks('柳泉', '6月的数几号截止')).toMatch(/7月5日/)
  })
})

describe('one in relation to another', () => {
  test('as a multiple, and by how many per cent it is more', async () => {
    expect(await asks('官员', '五月柳泉散锯点是竹坞的几倍')).toMatch(/是它的1\.5倍/)
    expect(await asks('官员', '五月柳泉散锯点比竹坞多百分之几')).toMatch(/多50%/)
    expect(await asks('官员', '竹坞六月比五月 散锯点涨了百分之几')).toMatch(/增长50%/)
  })

  test('a rate that is named differs in points', async () => {
    expect(await asks('官员', '柳泉散锯点完成率比竹坞差几个百分点')).toMatch(/个百分点/)
  })
})

describe('what is counted, and in which order', () => {
  test('only what was reported for the month, and what goes on from it', async () => {
    expect(await asks('澄州', '我们市散锯点多少', '只算报了六月的')).toMatch(/只算本期报了的：累计60家/)
    expect(await asks('澄州', '我们市散锯点多少', '只算报了六月的', '完成率多少')).toMatch(/只算本期报了的/)
    expect(await asks('澄州', '我们市散锯点多少')).toMatch(/累计120家/)
  })

  test('by size where that is said, and by the rate again', async () => {
    const said = await asks('省办', '各县老旧木厂排名', '不要率，就按家数')
    expect(said).toMatch(/按累计从高到低：柳泉县累计5家.*竹坞县累计3家/)
  })
})

describe('who came first, and what came', () => {
  test('whether one was before the other is told with both moments', async () => {
    expect(await asks('官员', '竹坞是不是比柳泉先报的五月')).toMatch(
      /^是先报的[\s\S]*竹坞县上报时间6月2日[\s\S]*柳泉县上报时间6月3日/,
    )
    expect(await asks('柳泉', '我们五月比竹坞先报吗')).toMatch(/^不是先报的/)
    expect(await asks('柳泉', '竹坞是不是比我们先报的6月')).toMatch(/^是先报的/)
  })

  test('how many came on a day, whether any did, and when somebody last reported', async () => {
    expect(await asks('省办', '7月1号收到几条')).toMatch(/上报1次（2项）/)
    expect(await asks('省办', '今天有新报上来的吗')).toMatch(/7月4日.*没有上报过/)
    expect(await asks('官员', '柳泉上次是什么时候报的')).toMatch(/6月3日 15:00/)
  })

  test('收到 alone is thanks', async () => {
    expect(await asks('柳泉', '收到')).not.toMatch(/上报/)
  })
})
