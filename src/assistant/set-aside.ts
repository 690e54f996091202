/** 搁置: what messages were set aside, and one more try of one of them. */
import type { Asked, Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import { listSetAside, retry } from './pending.ts'
import { setAsideInput } from './presses.ts'
import * as text from './text.ts'

const MOST = 10

export const setAsideCommand = command({
  name: '搁置',
  words: ['set-aside'],
  right: { kind: 'role', roles: ['admin'] },
  summary: '看看没能处理的消息，再试一次',
  example: () => '/搁置',
  input: setAsideInput,
  run: (asked, { again }) => (again === undefined ? list(asked) : tryAgain(asked, again)),
})

async function list({ store }: Asked): Promise<Outcome> {
  const all = await listSetAside(store, MOST)
  return { status: 'answered', writes: [], reply: all.length ? text.listOfSetAside(all) : text.noneSetAside() }
}

async function tryAgain({ store }: Asked, id: string): Promise<Outcome> {
  const row = await store.first(`SELECT 1 FROM pending WHERE id = ? AND state = 'set-aside'`, id)
  return row
    ? { status: 'trying-again', writes: [retry(id)], reply: text.tryingAgain() }
    : { status: 'nothing', writes: [], reply: text.notSetAside() }
}
