import { expect, test } from 'vitest'
import type { Message } from '../../../src/channels/console/transcript.ts'
import type { Instant } from '../../../src/office/day.ts'
import { LIUQUAN, smallConsole, ZHUWU } from './small.ts'

type Office = ReturnType<typeof smallConsole>

interface Event {
  readonly event: string
  readonly id?: string
  readonly data: string
}

/** Reads a stream until `enough` says so, then breaks the connection, as a browser that goes away. */
async function listen({ app }: Office, after: number, enough: (events: Event[]) => boolean): Promise<Event[]> {
  const leaving = new AbortController()
  const headers = after > 0 ? { 'last-event-id': String(after) } : {}
  const response = await app.request('http://localhost/console/api/events', { headers, signal: leaving.signal })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const events: Event[] = []
  let rest = ''
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  while (reader && !enough(events)) {
    const { value, done } = await reader.read()
    if (done) break
    const parts = (rest + value).split('\n\n')
    rest = parts.pop() ?? ''
    events.push(...parts.map(read))
  }
  await reader?.cancel()
  leaving.abort()
  return events
}

const read = (text: string): Event =>
  Object.fromEntries(text.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2))) as unknown as Event

const messagesIn = (events: readonly Event[]): Message[] =>
  events.filter(({ event }) => event === 'changes').flatMap(({ data }) => JSON.parse(data) as Message[])

const send = (office: Office, key: string, account = LIUQUAN) =>
  office.channel.send({ key, account, card: { title: key, blocks: [] }, urgent: false })

test('what happens while somebody listens comes at once, for every person of the demo', async () => {
  const office = smallConsole()
  const heard = listen(office, 0, (events) => messagesIn(events).length >= 2)
  await send(office, 'a')
  await send(office, 'b', ZHUWU)
  expect(messagesIn(await heard).map(({ id, account }) => [id, account])).toEqual([
    ['a', LIUQUAN],
    ['b', ZHUWU],
  ])
})

test('after a break the stream goes on where it stopped: nothing lost, nothing twice', async () => {
  const office = smallConsole()
  for (const key of ['a', 'b', 'c']) await send(office, key)
  const first = await listen(office, 0, (events) => messagesIn(events).length >= 3)
  const last = Number(first.filter(({ event }) => event === 'changes').at(-1)?.id)
  for (const key of ['d', 'e']) await send(office, key)
  const second = await listen(office, last, (events) => messagesIn(events).length >= 2)
  expect(messagesIn([...first, ...second]).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('more than one batch comes whole and in order', async () => {
  const office = smallConsole()
  for (let n = 0; n < 250; n++) await send(office, `m${n}`)
  const events = await listen(office, 0, (so) => messagesIn(so).length >= 250)
  expect(messagesIn(events).map(({ id }) => id)).toEqual(Array.from({ length: 250 }, (_, n) => `m${n}`))
})

test('the clock is told at the start and when it has moved', async () => {
  const office = smallConsole()
  const clocks = (events: readonly Event[]) => events.filter(({ event }) => event === 'clock')
  const heard = listen(office, 0, (events) => clocks(events).length >= 2)
  await office.api('/clock', { to: 'next-morning' })
  expect(clocks(await heard).at(-1)?.data).toMatch(/"name":"2017年6月2日"/)
})

test('a browser without a stream that asks from time to time gets the same', async () => {
  const office = smallConsole()
  for (const key of ['a', 'b']) await send(office, key)
  const first = await office.api('/changes?after=0')
  await send(office, 'c')
  const second = await office.api(`/changes?after=${first.changed}`)
  expect([...first.messages, ...second.messages].map((message) => message.id)).toEqual(['a', 'b', 'c'])
  expect((await office.api(`/changes?after=${second.changed}`)).messages).toEqual([])
})

test('a broken number to go on from is taken as the beginning', async () => {
  const office = smallConsole()
  await send(office, 'a')
  for (const after of ['', 'x', '-5', '1e999', '0.5']) {
    expect((await office.api(`/changes?after=${after}`)).messages, after).toHaveLength(1)
  }
})

test('who says something is known from then on: not who was only told, nor whom the demo speaks for', async () => {
  const { transcript, ...office } = smallConsole()
  await send({ transcript, ...office }, 'told', ZHUWU)
  for (const id of ['demo:1', 'own'])
    await transcript.said({ id, account: LIUQUAN, at: 0 as Instant, body: { kind: 'text', text: id } })
  const acted = async () => [await transcript.hasActed(LIUQUAN, 'demo:'), await transcript.hasActed(ZHUWU, 'demo:')]
  expect(await acted()).toEqual([true, false])
  await transcript.said({ id: 'demo:2', account: ZHUWU, at: 0 as Instant, body: { kind: 'text', text: '2' } })
  expect(await acted()).toEqual([true, false])
})
