/** What goes on from a list, and what is asked by itself though it names nothing. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const afterWhoLacks = async () => {
  const o = await office(await freshStore(), '2017-07-03 09:00')
  await o.says('柳泉', '/上报 老旧木厂 10家 截至6月30日')
  expect(await o.says('澄州', '谁还没报')).toMatch(/5个县还没报齐/)
  return o
}

test('what waits for review is not looked for among those who reported nothing', async () => {
  const o = await afterWhoLacks()
  expect(await o.says('澄州', '待审核')).toMatch(/^待审核：柳泉县，1项/)
})

test('nor what was asked of it in passing', async () => {
  expect(await (await afterWhoLacks()).says('澄州', '没审的呢')).toMatch(
    /柳泉县老旧木厂6月已提交（待审）|^待审核：柳泉县，1项[\s\S]*老旧木厂/,
  )
})

test('another place or month goes on with the list', async () => {
  const o = await afterWhoLacks()
  expect(await o.says('澄州', '5月的呢')).toMatch(/5月：5个县.*未报齐/)
})

test('behind those who reported it is still of those', async () => {
  const o = await afterWhoLacks()
  await o.says('澄州', '哪些县报了')
  expect(await o.says('澄州', '待审核的呢')).toMatch(/柳泉县老旧木厂/)
})
