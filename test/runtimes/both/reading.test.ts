/** A question that a model reads, on each runtime: the rows that wait for its words, whatever the platform does meanwhile. */
import { expect, test } from 'vitest'
import type { Delivery, Sent } from '../../../src/channels/channel.ts'
import { chat } from '../../model/chat.ts'
import { replyTo } from '../../model/replies.ts'
import { stage } from '../../model/stage.ts'

const ZOMBIES = '2017年要处置多少家僵尸企业？'
const FOUND = '2017年处置僵尸企业300家'
const isWhole = ({ key }: Delivery): boolean => key.endsWith(':whole')
const taken: Sent = { ok: true, message: '' }

test('words that hold take the place of the message that came at once', async () => {
  const deaf = await stage({ say: '好。' })
  await (await chat({ url: deaf.url })).asks(ZOMBIES)
  const [request] = await deaf.heard()
  const { url } = await stage({ say: replyTo(request?.provisions ?? '', [['2017年要处置僵尸企业300家。', FOUND]]) })
  const { asks, shown, seen } = await chat({ url })
  await asks(ZOMBIES)
  expect(seen[0]).toBe('正在查阅…')
  expect(shown()).toEqual([expect.stringContaining('2017年要处置僵尸企业300家。')])
  expect(shown()[0]).toContain('本段文字由人工智能生成')
})

/** Its words stand in no paper, so what was found is said. */
const asked = async () => chat({ url: (await stage({ say: '好。' })).url })

test('what was found takes the place of the message that came at once', async () => {
  const { asks, shown, seen } = await asked()
  await asks(ZOMBIES)
  expect(seen[0]).toBe('正在查阅…')
  expect(shown()).toEqual([expect.stringContaining(FOUND)])
})

test('a first message that the platform refused never comes after it', async () => {
  const { asks, shown, platform, later } = await asked()
  platform.next = (delivery) => (isWhole(delivery) ? taken : { ok: false, retry: true, error: 'rate limit' })
  await asks(ZOMBIES)
  platform.next = () => taken
  await later(600_000)
  expect(shown()).toEqual([expect.stringContaining(FOUND)])
})

test('it waits for a first message whose fate is not known', async () => {
  const { asks, shown, platform, later } = await asked()
  platform.next = (delivery) =>
    isWhole(delivery) ? taken : { ok: false, retry: true, unknown: true, error: 'connection broke' }
  await asks(ZOMBIES)
  expect(shown()).toEqual([])
  platform.next = () => taken
  await later(60_000)
  await later(60_000)
  expect(shown()).toEqual([expect.stringContaining(FOUND)])
})
