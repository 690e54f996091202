/** Leave on a day on which one's report is due: said and shown before it is taken. */
import { expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'
import { test } from '../size.ts'

const open = async () => office(await freshStore(), '2017-07-03 09:00')
const away = async ({ store }: Awaited<ReturnType<typeof open>>) => store.all('SELECT * FROM leave')

onBoth('plain words that take leave over a due day show what is due, and take it after a yes', async () => {
  const o = await open()
  const shown = await o.says('柳泉', '我5号公休一天')
  expect(shown).toMatch(/^请假：7月5日[\s\S]*7月5日（周三）是2017年6月月度进度上报的截止日，还没报齐[\s\S]*由某某代/)
  expect(await away(o)).toEqual([])
  expect(await o.says('柳泉', '由竹坞联系人代')).toMatch(/期间由竹坞联系人代/)
  await o.says('柳泉', '确认')
  expect(await away(o)).toHaveLength(1)
})

test('what is shown is changed by the next words, and shown anew', async () => {
  const o = await open()
  await o.says('柳泉', '我5号公休一天')
  expect(await o.says('柳泉', '改成6号到7号')).toMatch(/^请假：7月6日（周四）至7月7日（周五）(?![\s\S]*截止日)/)
  expect(await o.says('柳泉', '算了')).toMatch(/^已放弃|不再办|没有办/)
  expect(await away(o)).toEqual([])
})

test('leave on other days is taken at once, and so is leave when all is reported or by a coordinator', async () => {
  const o = await open()
  expect(await o.says('柳泉', '我周四周五休假')).toMatch(/^已记录请假/)
  expect(await o.says('澄州', '我周三请一天假')).toMatch(/^已记录请假/)
})

test('a command takes it at once, and says what is due', async () => {
  const o = await open()
  expect(await o.says('柳泉', '/请假 7月5日')).toMatch(/^已记录请假[\s\S]*是2017年6月月度进度上报的截止日/)
  expect(await away(o)).toHaveLength(1)
})
