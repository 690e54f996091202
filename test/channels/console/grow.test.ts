/** A message that grows in the console: what the browser is told, and that nothing comes after the whole. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { UploadedFiles } from '../../../src/channels/console/attachments.ts'
import { consoleChannel } from '../../../src/channels/console/channel.ts'
import { Transcript } from '../../../src/channels/console/transcript.ts'
import { say } from '../../../src/message/card.ts'
import type { Account } from '../../../src/message/incoming.ts'
import { instant } from '../../../src/office/day.ts'

const WANG = 'console:wang' as Account

async function opened() {
  const transcript = new Transcript(await freshStore())
  const channel = consoleChannel({ transcript, attachments: new UploadedFiles(), now: () => instant(0) })
  const first = { key: 're:1', account: WANG, card: say('正在查阅…'), urgent: false, grows: true }
  await channel.send(first)
  const whole = { key: 're:1:whole', account: WANG, card: say('处置63家。'), urgent: false, replaces: 're:1' }
  return {
    transcript,
    channel,
    first,
    whole,
    bodies: async () => (await transcript.page(WANG, 10)).map(({ body }) => body),
  }
}

test('is on its way from the start, shows more with each step, and ends as an ordinary card', async () => {
  const { channel, whole, bodies } = await opened()
  expect(await bodies()).toEqual([{ kind: 'card', card: say('正在查阅…'), growing: '' }])
  await channel.grow?.('re:1', '处置“63家”。', 1)
  expect(await bodies()).toEqual([{ kind: 'card', card: say('正在查阅…'), growing: '处置“63家”。' }])
  await channel.send(whole)
  expect(await bodies()).toEqual([{ kind: 'card', card: say('处置63家。') }])
})

test('a step that comes after the whole changes nothing, nor does a repeat of the first message', async () => {
  const { transcript, channel, first, whole, bodies } = await opened()
  await channel.send(whole)
  const before = await transcript.latest()
  await channel.grow?.('re:1', '处置', 2)
  await channel.grow?.('re:unknown', '处置', 1)
  await channel.send(first)
  expect(await bodies()).toEqual([{ kind: 'card', card: say('处置63家。') }])
  expect(await transcript.latest()).toBe(before)
})
