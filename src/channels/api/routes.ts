/**
 * `POST /api/v1/ask|progress|deadlines` and `POST /mcp`, for programs with a token: docs/api.md.
 * What is asked goes the way of every message, read-only: kept in the inbox, within the flood limit, cut off where it hangs.
 */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { type Card, plainText } from '../../message/card.ts'
import { ENDINGS, type Ending } from '../../message/ending.ts'
import { endingOf } from '../../message/inbox.ts'
import { inboxId } from '../../message/incoming.ts'
import type { Wire } from '../../message/input.ts'
import { instant } from '../../office/day.ts'
import type { Hear } from '../inbound/index.ts'
import type { MessengerParts } from '../messenger.ts'
import { type Client, clientOf } from './clients.ts'
import { answerRpc } from './mcp.ts'
import { TOOLS } from './requests.ts'
import { type AwaitedAnswers, CHANNEL } from './waiting.ts'

const LARGEST_BYTES = 32 * 1024
/** A language model's own limit is 20 s. */
const LONGEST_MS = 30_000

/** An answer to a program: HTTP status and body. */
export interface Answered {
  readonly code: 200 | 429 | 503 | 504
  readonly body:
    | {
        readonly status: Ending
        /** the very same request may be answered otherwise later */
        readonly again: boolean
        readonly title: string
        readonly text: string
        readonly card: Card
      }
    | { readonly error: string }
}

/**
 * The routes of the API, to be mounted at the root. 401 without a known token, 403 to pages of the web, 400 for what
 * does not read, 413 for what is too large, 405 for other methods on `/mcp`, 429 beyond thirty a minute, 503 where
 * nothing could be stored, 504 where no answer came in time.
 */
export function apiRoutes(hear: Hear, waiting: AwaitedAnswers, parts: MessengerParts): Hono {
  const app = new Hono()
  const asClient = askedBy(parts)
  const run = asking(hear, waiting, parts)
  const limit = bodyLimit({ maxSize: LARGEST_BYTES, onError: (c) => c.json({ error: 'too large' }, 413) })

  for (const tool of TOOLS)
    app.post(
      `/api/v1/${tool.name}`,
      limit,
      asClient(async (c, client) => {
        const given = tool.input.safeParse(await jsonOf(c))
        if (!given.success) return c.json({ error: z.prettifyError(given.error) }, 400)
        const { code, body } = await run(client, tool.command, tool.values(given.data))
        return c.json(body, code, code === 429 ? { 'retry-after': '60' } : {})
      }),
    )

  app.post(
    '/mcp',
    limit,
    asClient(async (c, client) => {
      const answered = await answerRpc(await jsonOf(c), (command, values) => run(client, command, values))
      return answered === undefined ? c.body(null, 202) : c.json(answered)
    }),
  )
  // No stream is offered, and no session is held.
  app.on(['GET', 'DELETE'], '/mcp', (c) => c.json({ error: 'POST only' }, 405, { allow: 'POST' }))
  return app
}

/** Work for whoever shows a token that is known; all others are refused. */
const askedBy =
  ({ store, log }: MessengerParts) =>
  (work: (c: Context, client: Client) => Promise<Response>) =>
  async (c: Context) => {
    // Programs ask, not pages: a page that an operator has open holds no token of its own.
    if (c.req.header('origin') !== undefined) return c.json({ error: 'not for web pages' }, 403)
    const token = /^Bearer (\S{20,200})$/.exec(c.req.header('authorization') ?? '')?.[1]
    const client = token === undefined ? undefined : await clientOf(store, token)
    if (client) return work(c, client)
    log({ event: 'api-refused', status: 401 })
    return c.json({ error: 'a token is needed: Authorization: Bearer …' }, 401, { 'www-authenticate': 'Bearer' })
  }

/** A program's question as a message of the one in whose name it asks. */
const asking =
  (hear: Hear, waiting: AwaitedAnswers, { store, now, id: fresh }: MessengerParts) =>
  async ({ name, account }: Client, command: string, values: Wire): Promise<Answered> => {
    const id = fresh()
    const answer = waiting.answerTo(id, LONGEST_MS)
    const said = { kind: 'action', id, channel: CHANNEL, account, chat: { id: name, kind: 'private' } } as const
    const { status: told, reply } = await hear({
      kind: 'said',
      messages: [{ ...said, at: instant(now()), command, values, readsOnly: true }],
    })
    if (reply) return { code: 503, body: { error: plainText(reply) } }
    const card = await answer
    if (!card) return { code: 504, body: { error: 'no answer in time' } }
    // What took long was acknowledged before it ended; by its answer it has.
    const status = told === 'underway' ? ((await endingOf(store, inboxId({ channel: CHANNEL, id }))) ?? told) : told
    if (status === 'too-many') return { code: 429, body: { error: plainText(card) } }
    return { code: 200, body: { status, again: ENDINGS[status].again, title: card.title, text: plainText(card), card } }
  }

/** @returns undefined where it is no JSON */
const jsonOf = (c: Context): Promise<unknown> => c.req.json<unknown>().catch(() => undefined)
