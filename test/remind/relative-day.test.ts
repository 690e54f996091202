/** A deadline moved by a length of time: reckoned from the day that is known, and on to a working day as its rule says. */
import { expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { movedBy } from '../../src/office/deadline.ts'
import { office, whole } from '../invented.ts'
import { test } from '../size.ts'

const open = async () => office(await freshStore(), '2017-07-03 09:00')
const day = (text: string) => text as Parameters<typeof movedBy>[0]

// 6月 is due on Wednesday, 5 July
onBoth.each([
  ['6月的截止往后延一天', '7月6日'],
  ['截止日期推迟两个工作日', '7月7日'],
  ['6月上报截止放宽一周', '7月12日'],
  ['截止日期往后挪3天', '7月10日'],
  ['截止日期提早一天', '7月4日'],
  ['6月截止日期提前1天', '7月4日'],
  ['截止日期顺延到下周四', '7月13日'],
])('%s', async (words, due) => {
  const { says } = await open()
  expect(await says('省办', words)).toMatch(new RegExp(`^调整截止日期[\\s\\S]*新截止[\\s\\S]*${due}`))
})

test('what is shown is moved on from the day that was shown', async () => {
  const { says } = await open()
  await says('省办', '截止日期推迟一天')
  expect(await says('省办', '再往后推一天')).toMatch(/新截止[\s\S]*7月7日/)
})

test.each([
  ['多给两天', '7月10日'],
  ['提前一天', '7月6日'],
])('behind a day that was shown, %s is reckoned from it', async (words, due) => {
  const { says } = await open()
  await says('省办', '截止日期改到7月7号，因为停电')
  expect(await says('省办', words)).toMatch(new RegExp(`新截止[\\s\\S]*${due}[\\s\\S]*停电`))
})

test('a contact asks for so many days more, and the application names the day', async () => {
  const { says, hears } = await open()
  expect(await says('柳泉', '申请延期两天，因为数据还在核')).toMatch(/申请延到7月7日/)
  expect(hears('澄州').at(-1)).toMatch(/申请延到[\s\S]*7月7日/)
})

test.each([
  ['next-workday', 3, '2017-07-10'],
  ['next-workday', -4, '2017-06-30'],
  ['previous-workday', 3, '2017-07-07'],
  ['none', 3, '2017-07-08'],
  ['statutory-only', 3, '2017-07-08'],
] as const)('by a rule that says %s a day moved by %i falls on %s', (shift, n, to) => {
  expect(movedBy(day('2017-07-05'), { n, unit: 'day' }, shift, whole.calendar)).toBe(to)
})
