import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { Groups } from '../../../src/channels/feishu/groups.ts'
import type { Account, Incoming } from '../../../src/message/incoming.ts'
import { instant } from '../../../src/office/day.ts'

const said = (kind: 'group' | 'private'): Incoming => ({
  id: `in-${kind}`,
  channel: 'feishu',
  account: 'feishu:ou_wang' as Account,
  chat: { id: `chat-${kind}`, kind },
  at: instant(0),
  kind: 'text',
  text: '在吗',
})

test('a chat of several in which somebody spoke is one to the next process, too', async () => {
  const store = await freshStore()
  const groups = new Groups(store)
  await groups.note([said('group'), said('private')])
  await new Groups(store).note([said('group')])
  const next = new Groups(store)
  expect(await next.has('chat-group')).toBe(true)
  expect(await next.has('chat-private')).toBe(false)
})
