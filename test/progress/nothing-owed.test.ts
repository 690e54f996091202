/** Asked for a period of which nothing is owed: from when on it is, and of a plan without a schedule that nothing is. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { shippedOffice } from '../../src/composition/live-office.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { files, office } from '../invented.ts'
import { officeOf } from '../office.ts'

test('before the first period of the schedule it is said when that is', async () => {
  const { says } = await office(await freshStore())
  expect(await says('柳泉', '/期限 2月')).toBe('2017年2月没有应报的指标\n2017年从4月开始上报。')
})

test('a plan without a schedule says that nothing is reported, whatever is asked', async () => {
  const bare = new Map([...files].filter(([path]) => !path.endsWith('schedule.yaml')))
  const shipped = shippedOffice(loadOffice(bare), bare)
  const unscheduled = { shipped, files: bare, cast: { 柳泉: ['contact', '柳泉县'] } } as const
  const { says } = await officeOf(unscheduled, await freshStore(), '2017-07-03 09:00')
  expect(await says('柳泉', '6月的数什么时候报')).toBe('2017年6月没有应报的指标\n2017年没有安排上报。')
  expect(await says('柳泉', '/我的')).toBe('本期没有应报的指标\n2017年没有安排上报。')
})
