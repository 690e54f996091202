/** The console's web app: the chat page and what it talks to. Demo only: pages of this machine, no sign-in. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import type { ZodType } from 'zod'
import type { Account, Said } from '../../message/incoming.ts'
import { StoreUnavailable } from '../../store/index.ts'
import type { Arrival } from '../inbound/index.ts'
import { FILE_LIMIT_BYTES } from './attachments.ts'
import { TimeMachine } from './clock.ts'
import { localPagesOnly } from './guard.ts'
import type { ConsoleOptions } from './options.ts'
import { pages } from './pages.ts'
import { asAccount, Destination, Posted, PostedFile, Seen, saidIn, shownOf } from './posted.ts'
import { viewSource } from './source.ts'
import { changesSince, stream } from './stream.ts'
import { TEXT } from './text.ts'
import type { Mine } from './transcript.ts'

export { Attachments } from './attachments.ts'
export { consoleChannel } from './channel.ts'
export type { ConsoleOptions, Persona } from './options.ts'
export { Transcript } from './transcript.ts'

const MESSAGE_LIMIT_BYTES = 1024 * 1024
const PAGE_OF_MESSAGES = 50

const limit = (maxSize: number, error: string) => bodyLimit({ maxSize, onError: (c) => c.json({ error }, 413) })

/**
 * The page at `/`, its files and its interface under `/console`. To be mounted at the root of `webApp`.
 *
 * Errors are answered as `{ error }` with one sentence for the person at the page.
 */
export function consoleApp(options: ConsoleOptions): Hono {
  const { transcript, attachments, people } = options
  const machine = new TimeMachine(options.clock, options.log)
  const app = new Hono()

  const known = (account: string | undefined): Account | undefined =>
    people.find((persona) => persona.account === account)?.account

  /** Shows what was said, has it handled, and tells how it went. */
  const take = async (c: Context, account: Account, id: string, said: Said, shown?: Mine, replyTo?: string) => {
    const at = machine.now()
    const chat = { id: account, kind: 'private' } as const
    const base = { id, channel: 'console', account, chat, at, ...(replyTo !== undefined && { replyTo }) }
    const arrival: Arrival =
      said.kind === 'recall'
        ? { kind: 'recalled', id, message: said.message, chat, at, by: account }
        : { kind: 'said', messages: [{ ...base, ...said }] }
    // Where the transcript takes nothing the ledger takes nothing either; the assistant says so in its own words.
    if (shown) await transcript.said({ id, account, at, body: shown }).catch(unlessUnavailable)
    const heard = await options.hear(arrival)
    if (arrival.kind === 'recalled' && !heard.reply) await transcript.recall(arrival.message, account)
    return c.json(heard)
  }

  app.onError((error, c) => {
    options.log({ event: 'console-failed', error: error.stack ?? error.message })
    const gone = error instanceof StoreUnavailable
    return c.json({ error: gone ? TEXT.notStored : TEXT.notTaken }, gone ? 503 : 500)
  })
  // By path, since other apps are mounted beside this one and have callers of their own.
  app.use('/', localPagesOnly)
  app.use('/console/*', localPagesOnly)
  app.route('/', pages(options.page))

  const api = new Hono()
  api.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })

  api.get('/state', async (c) => {
    const unseen = await transcript.unseen()
    return c.json({
      changed: await transcript.latest(),
      clock: await machine.view(),
      people: await Promise.all(
        people.map(async (persona) => ({
          ...persona,
          unseen: unseen.get(persona.account) ?? 0,
          last: await transcript.last(persona.account),
        })),
      ),
    })
  })

  api.get('/messages', async (c) => {
    const account = known(c.req.query('account'))
    if (!account) return c.json({ error: TEXT.unknownPersona }, 404)
    const before = Number(c.req.query('before')) || undefined
    return c.json({
      messages: await transcript.page(account, PAGE_OF_MESSAGES, before),
      suggestions: await options.suggestions(account),
    })
  })

  api.get('/changes', async (c) => c.json(await changesSince(counted(c.req.query('after')), transcript, machine)))

  api.get('/events', (c) => {
    const after = counted(c.req.header('last-event-id') ?? c.req.query('after'))
    const broken = async (error: Error) => options.log({ event: 'stream-broken', error: error.stack ?? error.message })
    return streamSSE(c, (sse) => stream(sse, transcript, machine, after), broken)
  })

  api.get('/source', async (c) => {
    const name = c.req.query('document')
    const document = (await options.documents()).find(
      (one) => one.id === name || one.number === name || one.title === name,
    )
    if (!document) return c.json({ error: TEXT.unknownDocument }, 404)
    return c.json(viewSource(document, c.req.query('section')))
  })

  api.post('/messages', limit(MESSAGE_LIMIT_BYTES, TEXT.tooLarge), async (c) => {
    const posted = await body(c, Posted)
    if (!posted) return c.json({ error: TEXT.unreadable }, 400)
    const account = known(posted.account)
    if (!account) return c.json({ error: TEXT.unknownPersona }, 404)
    const replyTo = posted.kind === 'text' ? posted.replyTo : undefined
    return take(c, account, posted.id, saidIn(posted), shownOf(posted), replyTo)
  })

  api.post('/files', limit(FILE_LIMIT_BYTES, TEXT.fileTooLarge), async (c) => {
    const posted = PostedFile.safeParse(c.req.query()).data
    if (!posted) return c.json({ error: TEXT.unreadable }, 400)
    const account = known(posted.account)
    if (!account) return c.json({ error: TEXT.unknownPersona }, 404)
    const content = new Uint8Array(await c.req.arrayBuffer())
    attachments.put(posted.id, content)
    const file = { name: posted.name, bytes: content.byteLength, key: posted.id, mime: mimeOf(c) }
    const shown = { kind: 'file', name: file.name, bytes: file.bytes } as const
    return take(c, account, posted.id, { kind: 'file', file }, shown, posted.replyTo)
  })

  /** What the assistant handed over, to those in whose conversation it stands. */
  api.get('/files', async (c) => {
    const account = known(c.req.query('account'))
    const message = account && (await transcript.one(c.req.query('message') ?? '', account))
    if (message?.body.kind !== 'handed') return c.json({ error: TEXT.noSuchFile }, 404)
    const content = attachments.get(message.id)
    if (!content) return c.json({ error: TEXT.fileGone }, 410)
    return c.body(content.slice().buffer, 200, {
      'content-type': message.body.mime,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(message.body.name)}`,
    })
  })

  api.post('/seen', limit(MESSAGE_LIMIT_BYTES, TEXT.tooLarge), async (c) => {
    const seen = await body(c, Seen)
    if (!seen) return c.json({ error: TEXT.unreadable }, 400)
    await transcript.markSeen(asAccount(seen.account))
    return c.json({ ok: true })
  })

  api.post('/clock', limit(MESSAGE_LIMIT_BYTES, TEXT.tooLarge), async (c) => {
    const destination = await body(c, Destination)
    if (!destination) return c.json({ error: TEXT.unreadable }, 400)
    const before = await transcript.latest()
    const error = await machine.move(destination)
    if (error) return c.json({ error, clock: await machine.view() }, 409)
    return c.json({ clock: await machine.view(), before })
  })

  app.route('/console/api', api)
  return app
}

/** Where to go on from; what is no count is the beginning. */
function counted(text: string | undefined): number {
  const number = Number(text)
  return Number.isSafeInteger(number) && number > 0 ? number : 0
}

const mimeOf = (c: Context): string => c.req.header('content-type') ?? 'application/octet-stream'

async function body<T>(c: Context, shape: ZodType<T>): Promise<T | undefined> {
  const json: unknown = await c.req.json().catch(() => undefined)
  return shape.safeParse(json).data
}

function unlessUnavailable(error: unknown): void {
  if (!(error instanceof StoreUnavailable)) throw error
}
