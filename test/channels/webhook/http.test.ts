/** The plain webhook over real HTTP, on Node: the runtime's own fetch, a server on either side. */
import { createServer, type Server } from 'node:http'
import { text as whole } from 'node:stream/consumers'
import { serve } from '@hono/node-server'
import { afterEach, expect, test } from 'vitest'
import { webhookChannel } from '../../../src/channels/webhook/channel.ts'
import { openWebhook } from '../../../src/channels/webhook/index.ts'
import { sign } from '../../../src/channels/webhook/signature.ts'
import { say } from '../../../src/message/card.ts'
import type { Account } from '../../../src/message/incoming.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import { channelOffice } from '../office.ts'
import { CONFIG } from './other-side.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      closing.push(() => server.close())
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/yaodian`)
    }),
  )

test('what is signed for one address follows no redirect', async () => {
  let elsewhere = 0
  const other = await listening(
    createServer((_, response) => {
      elsewhere++
      response.end('{}')
    }),
  )
  const url = await listening(createServer((_, response) => response.writeHead(307, { location: other }).end()))
  const channel = webhookChannel({ ...CONFIG, url, now: () => Date.now(), log: () => {} })
  const sent = await channel.send({ key: 'k', account: 'webhook:a' as Account, card: say('请上报'), urgent: false })
  expect(sent).toMatchObject({ ok: false, error: 'HTTP 307' })
  expect(elsewhere).toBe(0)
})

test('a question over HTTP is answered by a post to the address', async () => {
  const posted: { readonly text: string; readonly to: unknown }[] = []
  const chat = createServer(async (request, response) => {
    posted.push(JSON.parse(await whole(request)))
    response.end(JSON.stringify({ message: `m${posted.length}` }))
  })
  const url = await listening(chat)
  const store = openSqlite(':memory:')
  const office = channelOffice(store, (parts) => [openWebhook({ ...CONFIG, url }, parts)])
  const [messenger] = office.messengers
  const app = messenger?.routes?.(messenger.hear)
  if (!app) throw new Error('nobody listens')
  const door = await new Promise<string>((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}/webhook`),
    )
    closing.push(() => server.close())
  })

  const said = { kind: 'text', from: 'zhang', at: new Date().toISOString(), text: '2017年要处置多少家老旧木厂？' }
  const body = JSON.stringify(said)
  const signed = await sign(CONFIG.secret, 'm1', Date.now(), new TextEncoder().encode(body))
  const answer = await fetch(door, { method: 'POST', body, headers: { ...signed } })
  expect(answer.status).toBe(200)
  await office.delivered()
  expect(posted).toMatchObject([{ to: { person: 'zhang' }, text: expect.stringContaining('63家') }])
})
