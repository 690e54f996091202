/**
 * What is told of all is so of all: nothing is said to be clear that was not looked at, what never came is late, and the
 * best and worst are told by completion. April was due on 5 May: 竹坞 in time, 柳泉 four days late, all others never.
 */
import { beforeAll, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { at, type Day } from '../../src/office/day.ts'
import { answerTo, cardOf, ledgerQuery } from '../../src/query/index.ts'
import { office, whole } from '../invented.ts'

let o: Awaited<ReturnType<typeof office>>
let minutes = 0

beforeAll(async () => {
  o = await office(await freshStore(), '2017-05-04 09:00')
  await o.says('竹坞', '/零报告 4月')
  await o.until('2017-05-09 09:00')
  await o.says('柳泉', '/零报告 4月')
  await o.until('2017-06-02 09:00')
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家，林下园 2个，龙企 8家 截至5月31日')
  await o.says('竹坞', '/上报 老旧木厂 2家，散锯点 40家 截至5月31日')
  await o.until('2017-07-02 09:00')
  await o.says('竹坞', '/上报 老旧木厂 3家，散锯点 60家，林下园 1个 截至6月30日')
  await o.says('鸥浦', '/零报告 6月')
  await o.until('2017-07-12 09:00')
})

/** A talk of its own. @returns the last answer, without the rules folded below */
async function talk(who: string, ...words: string[]): Promise<string> {
  minutes += 31
  await o.until(
    `2017-07-${12 + Math.floor(minutes / 480)} ${String(9 + Math.floor((minutes % 480) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  )
  let said = ''
  for (const one of words) said = await o.says(who, one)
  return said.split('亮灯和计算规则')[0] ?? ''
}

test('what waits for review is in counties: of cities it is counted in theirs', async () => {
  const waiting = await talk('省办', '待审的有多少')
  const [, all] = /(\d+)项待审核/.exec(waiting) ?? []
  expect(Number(all)).toBeGreaterThan(20)
  for (const words of ['各市还有多少没审', '哪些市没审完']) {
    const said = await talk('省办', words)
    expect(said, words).not.toMatch(/^没有/)
    expect(said, words).toContain(`澄州市 | `)
    expect(said, words).toContain('鹭州市 | ')
  }
  expect(await talk('省办', '哪个市待审的最多')).toMatch(/^待审核最多的：澄州市，/)
  expect(await talk('省办', '澄州市还有多少没审')).toMatch(/待审核/)
})

test('overdue and still missing is late, as long as today; who reported late is told apart', async () => {
  const late = await talk('省办', '谁迟报了')
  expect(late).not.toMatch(/^没有/)
  expect(late).toMatch(/桐塍区/)
  expect(late).toMatch(/柳泉县/)
  expect(late).toMatch(/还没报/)
  expect(await talk('省办', '逾期的有哪些县')).toMatch(/桐塍/)
  expect(await talk('省办', '柳泉县4月迟报了吗')).toMatch(/^迟报了/)
  expect(await talk('省办', '桐塍区4月迟报了吗')).toMatch(/^还没报，已经逾期/)
  expect(await talk('省办', '桐塍区4月木厂晚了几天')).toMatch(/还没报/)
  expect(await talk('省办', '竹坞县4月迟报了吗')).toMatch(/^没有迟报/)
})

test('what goes on from a question is asked of that alone, and never said to be clear', async () => {
  await o.says('柳泉', '/上报 龙企 9家 截至6月30日')
  expect(await talk('柳泉', '龙企6月报了没')).toMatch(/没有还没报的|都报|已报|报了/)
  expect(await talk('柳泉', '龙企6月报了没', '现在等我确认的还有吗')).not.toMatch(/报齐|都报|还没报|没有没报/)
  expect(await talk('柳泉', '龙企6月报了没', '那几个比率的是今天吗')).not.toMatch(/报齐|都报|龙头企业 \|/)
  // what names a month or place still goes on
  expect(await talk('柳泉', '龙企6月报了没', '5月呢')).toMatch(/5月/)
})

test('behind what was done a question that fills its own frame is asked by itself', async () => {
  expect(await talk('省办', '锁定了没')).toMatch(/^锁定情况/)
  expect(await talk('省办', '锁定了没', '澄州市老旧木厂多少')).toMatch(/^澄州市 老旧木厂：累计8家/)
  expect(await talk('省办', '锁定了没', '澄州市老旧木厂多少', '鹭州市呢')).toMatch(/^鹭州市 老旧木厂/)
  // a month alone goes on with what was done
  expect(await talk('省办', '锁定了没', '5月呢')).toMatch(/^锁定情况|5月.*锁定/)
})

test('of what nobody can tell yet nothing is said to be none', async () => {
  expect(await talk('省办', '二季度竹木经济增速超过10%的县')).toMatch(/^还不能判断\n[^\n]*：11个尚无上报，不能判断：/)
})

test('what is so of some is not told as of all', async () => {
  const titleOf = async (measure: string, to: unknown) => {
    const query = ledgerQuery.parse({
      measures: ['reported'],
      of: 'owed',
      whom: { parts: whole.regions.province.key, level: 'county' },
      when: ['2017-04'],
      claim: { measure, op: '=', to, holds: 'some' },
    })
    const now = at('2017-07-12' as Day, '09:00')
    const result = await answerTo(query, whole, { store: o.store, now, person: undefined, isGroup: false })
    return cardOf(result, { ...whole, isGroup: false }).title
  }
  expect(await titleOf('reported', true)).toBe('有已报的')
  expect(await titleOf('lateDays', 0)).toBe('有按时上报的')
})

test('the best and the worst over several indicators are told by how many keep pace', async () => {
  const worst = await talk('省办', '哪个市完成最差')
  expect(worst).toMatch(/^(?:落后|亮黄灯或红灯)最多的：/)
  expect(worst).toMatch(/澄州市(?:13项中)?有?8项/)
  // of one indicator by its rate, as ever
  expect(await talk('省办', '老旧木厂哪个市完成最差')).toMatch(/完成率|%/)
  expect(await talk('省办', '老旧木厂完成率', '哪个市最差')).toMatch(/%/)
  expect(await talk('省办', '完成最好的县')).toMatch(/^亮绿灯最多的：竹坞县/)
})

test('what is asked of others by another measure leaves the condition before behind, and hidden is not none', async () => {
  expect(await talk('官员', '审核通过的有几项')).toMatch(/^不公开/)
  const gap = await talk('省办', '待审核的有哪些', '各县木厂差额最大的')
  expect(gap).not.toMatch(/待审核，|待审核的/)
  expect(await talk('官员', '全省亮绿灯的有几项')).toMatch(/^没有亮绿灯的/)
})
