/** The reason that a check asks for, as people give it: with its label or without. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const waiting = async () => {
  const o = await office(await freshStore(), '2017-07-03 09:00')
  expect(await o.says('柳泉', '/上报 老旧木厂 2家 截至6月30日')).toMatch(/原因（必填/)
  return o
}

test.each(['设备上月才到', '原因：设备上月才到', '理由是设备上月才到', '原因 设备上月才到'])(
  'is printed once behind its word, and filed with a yes: %s',
  async (said) => {
    const o = await waiting()
    expect(await o.says('柳泉', said)).toMatch(/⚠ 原因：设备上月才到\n/)
    expect(await o.says('柳泉', '对')).toMatch(/已记录/)
    expect(await o.says('澄州', '/审核')).toMatch(/填报原因：设备上月才到\n/)
  },
)

test('a word in it that might name other indicators does not keep it from being the reason', async () => {
  const o = await waiting()
  expect(await o.says('柳泉', '原因：企业停产多')).toMatch(/⚠ 原因：企业停产多\n/)
})

test('typed into the field of the form it has no label either', async () => {
  const o = await waiting()
  await o.fills('柳泉', { reason: '原因：设备上月才到' })
  expect(await o.says('澄州', '/审核')).toMatch(/填报原因：设备上月才到\n/)
})

test('a question for it is none', async () => {
  const o = await waiting()
  expect(await o.says('柳泉', '原因要写什么')).not.toMatch(/⚠ 原因：/)
})
