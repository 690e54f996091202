/** A month closes: the province's coordinator is handed the draft of its bulletin, once. */

import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const drafts = (heard: readonly string[]) => heard.filter((one) => /通报草稿/.test(one) && !one.startsWith('📎'))

test('five working days after the last day to report the draft comes with its file, once, and to the province alone', async () => {
  const { says, until, hears, files } = await office(await freshStore(), '2017-07-03 09:00')
  await says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
  await until('2017-07-12 08:59')
  expect(drafts(hears('省办'))).toEqual([])
  await until('2017-07-12 09:00')
  expect(drafts(hears('省办'))).toEqual([
    expect.stringMatching(/^2017年6月上报已截止：通报草稿[\s\S]*\[数据不齐，仍要成文\]/),
  ])
  expect(files('省办').map(({ name }) => name)).toEqual(['通报草稿（内部）2017-06.docx'])
  expect(drafts(hears('澄州'))).toEqual([])
  await until('2017-07-13 12:00')
  expect(drafts(hears('省办'))).toHaveLength(1)
})

test('a moved deadline moves the closing', async () => {
  const { says, presses, until, hears } = await office(await freshStore(), '2017-07-03 09:00')
  await says('省办', '/截止 6月月报 7月7日 原因：系统维护')
  await presses('省办', '确认调整并通知')
  await until('2017-07-12 12:00')
  expect(drafts(hears('省办'))).toEqual([])
  await until('2017-07-14 09:00')
  expect(drafts(hears('省办'))).toHaveLength(1)
})
