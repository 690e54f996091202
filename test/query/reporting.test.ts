/** What is asked of reporting and review across periods, through the whole office: never, always, when, how far. */
import { beforeAll, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

let o: Awaited<ReturnType<typeof office>>
let minutes = 0

beforeAll(async () => {
  o = await office(await freshStore(), '2017-06-02 10:00')
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家，林下园 2个 截至5月31日')
  await o.until('2017-06-03 10:00')
  await o.says('竹坞', '/上报 老旧木厂 1家，散锯点 20家 截至5月31日')
  await o.until('2017-07-02 10:00')
  await o.says('竹坞', '/上报 散锯点 30家 截至6月30日')
  await o.says('鸥浦', '/上报 散锯点 130家 截至6月30日')
  await o.until('2017-07-03 09:00')
})

/** A talk of its own. @returns the last answer */
async function talk(who: string, ...words: string[]): Promise<string> {
  minutes += 31
  await o.until(
    `2017-07-03 ${String(9 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  )
  let said = ''
  for (const one of words) said = await o.says(who, one)
  return said
}

test('never and always are of every period that is owed and of all that is owed for it', async () => {
  // 竹坞, 鸥浦 and 柳泉 reported something
  expect(await talk('省办', '从没报过的县有多少')).toMatch(/^8个县（市、区）4月、5月、6月一项都没报过/)
  expect(await talk('澄州', '澄州哪些县从没报过')).toMatch(/3个.*桐塍区、麦塍区、苇渡县/)
  expect(await talk('省办', '每月都报齐的市有哪些')).toMatch(/^没有4月、5月、6月每期都报齐的/)
})

test('how far review has come is told of the figure that stands, whichever period it is of', async () => {
  expect(await talk('柳泉', '木厂5家审过了吗')).toMatch(/^柳泉县 老旧木厂：已提交（待审）\n柳泉县2017年5月/)
})

test('when one reported a month that is over is asked of the reports, and of an open one of the deadline', async () => {
  expect(await talk('柳泉', '我5月几号报的')).toMatch(/散锯点企业 \| 6月2日 10:00/)
  expect(await talk('柳泉', '我们6月几号报')).toContain('6月截止：7月5日')
})
