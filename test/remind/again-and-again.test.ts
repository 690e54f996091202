/** A wish for every week is not taken for one of today, and a period that is whole is no word on the others. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const open = async () => office(await freshStore(), '2017-07-03 09:00')

test.each(['每周一早上9点催一下没报的', '每个工作日早上催一遍没交的县', '每天下午3点提醒没报的县'])(
  '%s: a coordinator is told that it is set once only, and nothing is shown as if it were',
  async (words) => {
    const { says } = await open()
    expect(await says('澄州', words)).toMatch(/^没有安排：这里一次只定一个时间.*还没有发出任何消息.*提醒时间表/s)
    expect(await says('澄州', '好')).not.toMatch(/已催报/)
  },
)

test.each(['每个月4号提醒我报数', '每天早上8点叫我'])('%s: nor is a contact', async (words) => {
  const { says } = await open()
  expect(await says('柳泉', words)).toMatch(/^没有安排/)
})

test('周三早上9点催一下没报的 is one time', async () => {
  const { says } = await open()
  expect(await says('澄州', '周三早上9点催一下没报的')).toMatch(/确认后将于7月5日（周三）09:00发出/)
})

test('that June is whole says nothing of April and May, where they are asked for or reminded of', async () => {
  const { says } = await open()
  await says('柳泉', '/零报告 6月')
  const told = /^2017年6月已报齐，别的还没有\n柳泉县2017年6月已报齐。没报齐的：.*2017年5月/
  expect(await says('澄州', '催一下柳泉6月的')).toMatch(told)
  expect(await says('柳泉', '明天再提醒我报数')).toMatch(told)
})
