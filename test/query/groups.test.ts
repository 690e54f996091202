/**
 * Counts by city, county and month, and what goes on from them, through the whole office. As of June: 竹坞 and 鸥浦
 * reported; as of May 柳泉, too.
 */
import { beforeAll, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

let o: Awaited<ReturnType<typeof office>>
let minutes = 0

beforeAll(async () => {
  o = await office(await freshStore(), '2017-06-02 10:00')
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家，林下园 2个 截至5月31日')
  await o.says('竹坞', '/上报 老旧木厂 1家，散锯点 20家 截至5月31日')
  await o.until('2017-07-02 10:00')
  await o.says('竹坞', '/上报 散锯点 30家 截至6月30日')
  await o.says('鸥浦', '/上报 散锯点 130家 截至6月30日')
  await o.until('2017-07-03 09:00')
})

/** A talk of its own. @returns the sentence of its last answer */
async function talk(who: string, ...words: string[]): Promise<string> {
  minutes += 31
  await o.until(
    `2017-07-03 ${String(9 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  )
  let said = ''
  for (const one of words) said = await o.says(who, one)
  return said
}

const reporters = async (period: string): Promise<number> =>
  (
    await o.store.first<{ n: number }>(
      "SELECT count(DISTINCT region) AS n FROM cell WHERE period = ? AND figure IS NOT NULL AND indicator != '*'",
      period,
    )
  )?.n ?? 0

test('groups are in the order of how many there are, and stay so in what goes on', async () => {
  const sorted = await talk('澄州', '各县红灯数排一下')
  expect(sorted).toMatch(/亮红灯，按地方计数，从多到少/)
  expect(sorted.indexOf('柳泉县')).toBeGreaterThan(-1)
  expect(await talk('省办', '哪个市红灯最多', '前三名呢')).toMatch(/按市计数，从多到少排前3的|从多到少排前3的/)
  expect(await talk('省办', '哪个市红灯最多', '最少的呢')).toMatch(/从少到多排第1的/)
})

test('how many of those owed came is ranked by itself, from either end', async () => {
  expect(await talk('省办', '各市上报率排个名')).toMatch(/占比，从高到低[\s\S]*澄州市|占比，从高到低[\s\S]*鹭州市/)
  expect(await talk('省办', '各市上报率排个名', '倒数三个')).toMatch(/占比，从低到高排前3的/)
})

test('places are counted by month, and not what each of them has', async () => {
  const [may, june] = [await reporters('2017-05'), await reporters('2017-06')]
  expect([may, june]).toEqual([2, 2])
  const said = await talk('省办', '5月和6月各报了多少个县')
  expect(said).toMatch(/5月11个县（市、区）中有2个：柳泉县、竹坞县/)
  expect(said).toMatch(/6月11个县（市、区）中有2个：鸥浦市、竹坞县/)
})

test('counties of cities are counted: the number of those that lack something', async () => {
  expect(await talk('省办', '哪个市没报的县最多')).toMatch(/按市计数，从多到少排第1的：澄州市5个县（市、区）中有5个/)
  expect(await talk('省办', '未报县数最多的是哪个市')).toMatch(/澄州市5个县（市、区）中有5个/)
})

test('figures that were listed are added where they are asked for again; conditions stay', async () => {
  expect(await talk('省办', '澄州和鹭州老旧木厂多少', '合起来呢')).toMatch(/合计：累计6家/)
  expect(await talk('省办', '各县老旧木厂完成情况', '换成按市看', '合起来呢')).toMatch(/全省处置老旧木厂累计6家/)
})

test('each of two wholes has its rank', async () => {
  const said = await talk('官员', '柳泉散锯点排全市第几、全省第几')
  expect(said).toMatch(/在澄州市\d个县（市、区）中排第\d/)
  expect(said).toMatch(/在全省\d个县（市、区）中排第\d/)
})

test('of each colour how many is told by all, and those of one are picked from them', async () => {
  const said = await talk('柳泉', '我们县几个红几个黄几个绿')
  expect(said).toMatch(/共13项：.*🔴红灯2项/)
  const red = await talk('柳泉', '我们县几个红几个黄几个绿', '红的是哪些')
  expect(red).toMatch(/亮红灯的指标有2项：散锯点企业.*老旧木厂/)
  expect(red).not.toMatch(/林下产业园区/)
})

test('month by month goes on: another indicator, and a quarter as its months', async () => {
  expect(await talk('柳泉', '老旧木厂每个月变化情况', '散锯点呢')).toMatch(/4月[\s\S]*5月[\s\S]*6月/)
  expect(await talk('柳泉', '散锯点逐月走势', '只看二季度的')).toMatch(/2017年4月、5月、6月/)
})

test('最多 with 的 and a number is a superlative, and no bound', async () => {
  const said = await talk('澄州', '每个县还差多少家老旧木厂', '差得最多的两个')
  expect(said).toMatch(/按差额从高到低排前2的：柳泉县/)
  expect(said).not.toMatch(/不超过/)
})

test('what it takes a month is of the months that are left, and no figure of theirs', async () => {
  const said = await talk('官员', '老旧木厂还剩多少家，下半年每月得处置几家')
  expect(said).toMatch(/还差57家/)
  expect(said).toMatch(/每月需/)
  expect(said).not.toMatch(/8月：差额/)
})

test('a place in the ranking that was shown is of that ranking, in its order, and where nobody has it that is said', async () => {
  expect(await talk('省办', '各县散锯点从多到少排', '第三名呢')).toMatch(/^竹坞县 散锯点企业：累计30家/)
  expect(await talk('省办', '各县散锯点从多到少排', '第四名呢')).toMatch(
    /没有这个名次[\s\S]*按累计从高到低排第4的：没有，排得上的只有3个/,
  )
  expect(await talk('澄州', '澄州各县散锯点排名', '第三名呢', '5月底第二名呢')).toMatch(/^竹坞县.*第2/)
  expect(await talk('澄州', '澄州各县散锯点排名', '第三名呢')).toMatch(/没有，排得上的只有2个，另有3个没有数/)
})

test('second behind the rank of one place is the second of those among whom it stands', async () => {
  expect(await talk('澄州', '澄州散锯点在全省排第几', '第三是谁')).toMatch(/全省各市.*第3的：没有，排得上的只有2个/)
})

test('an order goes on for another time and another level', async () => {
  const said = await talk('省办', '各县散锯点从多到少排', '都按5月底排')
  expect(said).toMatch(/按累计从高到低[\s\S]*柳泉县.*60家[\s\S]*竹坞县.*20家/)
})

test('a percentage beside what was added is the share of the goal that is done, with what was added', async () => {
  expect(await talk('省办', '林下园新增完成百分之几')).toMatch(/^全省 林下产业园区：完成率8.3%/)
})
