/** What the console's page talks to: JSON below `/console/api`, and a stream of what changes. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import type { ZodType } from 'zod'
import type { Account, Said } from '../../message/incoming.ts'
import type { Instant } from '../../office/day.ts'
import { StoreUnavailable } from '../../store/index.ts'
import type { Arrival } from '../inbound/index.ts'
import { FILE_LIMIT_BYTES } from './attachments.ts'
import { TimeMachine } from './clock.ts'
import type { ConsoleOptions } from './options.ts'
import { asAccount, Destination, Posted, PostedFile, Seen, saidIn, shownOf } from './posted.ts'
import { viewSource } from './source.ts'
import { changesSince, stream } from './stream.ts'
import { TEXT } from './text.ts'
import type { Mine } from './transcript.ts'

const MESSAGE_LIMIT_BYTES = 1024 * 1024
const PAGE_OF_MESSAGES = 50

const limit = (maxSize: number, error: string) => bodyLimit({ maxSize, onError: (c) => c.json({ error }, 413) })

/** The console's interface for its page, to be mounted at `/console/api`. Nothing of it is kept by the browser. */
export function consoleApi(options: ConsoleOptions): Hono {
  const machine = new TimeMachine(options.clock, options.log)
  const api = new Hono()
  api.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  addViews(api, options, machine)
  addTalk(api, options, machine)
  addFiles(api, options, machine)
  addClock(api, options, machine)
  return api
}

/** What is to be seen: people, changes as they come, papers. */
function addViews(api: Hono, { transcript, people, documents, log }: ConsoleOptions, machine: TimeMachine): void {
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

  api.get('/changes', async (c) => c.json(await changesSince(counted(c.req.query('after')), transcript, machine)))

  api.get('/events', (c) => {
    const after = counted(c.req.header('last-event-id') ?? c.req.query('after'))
    const broken = async (error: Error) => log({ event: 'stream-broken', error: error.stack ?? error.message })
    return streamSSE(c, (sse) => stream(sse, transcript, machine, after), broken)
  })

  api.get('/source', async (c) => {
    const name = c.req.query('document')
    const document = (await documents()).find((one) => one.id === name || one.number === name || one.title === name)
    if (!document) return c.json({ error: TEXT.unknownDocument }, 404)
    return c.json(viewSource(document, c.req.query('section')))
  })
}

/** What one of the people says and reads. */
function addTalk(api: Hono, options: ConsoleOptions, machine: TimeMachine): void {
  const { transcript } = options
  api.get('/messages', async (c) => {
    const account = known(options, c.req.query('account'))
    if (!account) return c.json({ error: TEXT.unknownPersona }, 404)
    const before = Number(c.req.query('before')) || undefined
    return c.json({
      messages: await transcript.page(account, PAGE_OF_MESSAGES, before),
      suggestions: await options.suggestions(account),
    })
  })

  api.post('/messages', limit(MESSAGE_LIMIT_BYTES, TEXT.tooLarge), async (c) => {
    const posted = await body(c, Posted)
    if (!posted) return c.json({ error: TEXT.unreadable }, 400)
    const account = known(options, posted.account)
    if (!account) return c.json({ error: TEXT.unknownPersona }, 404)
    const replyTo = posted.kind === 'text' ? posted.replyTo : undefined
    const told = { id: posted.id, account, said: saidIn(posted), shown: shownOf(posted), replyTo }
    return take(c, options, machine.now(), told)
  })

  api.post('/seen', limit(MESSAGE_LIMIT_BYTES, TEXT.tooLarge), async (c) => {
    const seen = await body(c, Seen)
    if (!seen) return c.json({ error: TEXT.unreadable }, 400)
    await transcript.markSeen(asAccount(seen.account))
    return c.json({ ok: true })
  })
}

/** Files of theirs, and what the assistant handed over. */
function addFiles(api: Hono, options: ConsoleOptions, machine: TimeMachine): void {
  const { transcript, attachments } = options
  api.post('/files', limit(FILE_LIMIT_BYTES, TEXT.fileTooLarge), async (c) => {
    const posted = PostedFile.safeParse(c.req.query()).data
    if (!posted) return c.json({ error: TEXT.unreadable }, 400)
    const account = known(options, posted.account)
    if (!account) return c.json({ error: TEXT.unknownPersona }, 404)
    const content = new Uint8Array(await c.req.arrayBuffer())
    attachments.put(posted.id, content)
    const file = { name: posted.name, bytes: content.byteLength, key: posted.id, mime: mimeOf(c) }
    const shown = { kind: 'file', name: file.name, bytes: file.bytes } as const
    const told = { id: posted.id, account, said: { kind: 'file', file }, shown, replyTo: posted.replyTo } as const
    return take(c, options, machine.now(), told)
  })

  /** What the assistant handed over, to those in whose conversation it stands. */
  api.get('/files', async (c) => {
    const account = known(options, c.req.query('account'))
    const message = account && (await transcript.one(c.req.query('message') ?? '', account))
    if (message?.body.kind !== 'handed') return c.json({ error: TEXT.noSuchFile }, 404)
    const content = attachments.get(message.id)
    if (!content) return c.json({ error: TEXT.fileGone }, 410)
    return c.body(content.slice().buffer, 200, {
      'content-type': message.body.mime,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(message.body.name)}`,
    })
  })
}

function addClock(api: Hono, { transcript }: ConsoleOptions, machine: TimeMachine): void {
  api.post('/clock', limit(MESSAGE_LIMIT_BYTES, TEXT.tooLarge), async (c) => {
    const destination = await body(c, Destination)
    if (!destination) return c.json({ error: TEXT.unreadable }, 400)
    const before = await transcript.latest()
    const error = await machine.move(destination)
    if (error) return c.json({ error, clock: await machine.view() }, 409)
    return c.json({ clock: await machine.view(), before })
  })
}

const known = ({ people }: ConsoleOptions, account: string | undefined): Account | undefined =>
  people.find((persona) => persona.account === account)?.account

interface Taken {
  readonly id: string
  readonly account: Account
  readonly said: Said
  /** as it stands in the transcript; undefined: it does not */
  readonly shown?: Mine | undefined
  readonly replyTo?: string | undefined
}

/** Shows what was said, has it handled, and tells how it went. */
async function take(
  c: Context,
  { transcript, hear }: ConsoleOptions,
  at: Instant,
  { id, account, said, shown, replyTo }: Taken,
): Promise<Response> {
  const chat = { id: account, kind: 'private' } as const
  const base = { id, channel: 'console', account, chat, at, ...(replyTo !== undefined && { replyTo }) }
  const arrival: Arrival =
    said.kind === 'recall'
      ? { kind: 'recalled', id, message: said.message, chat, at, by: account }
      : { kind: 'said', messages: [{ ...base, ...said }] }
  // Where the transcript takes nothing the ledger takes nothing either; the assistant says so in its own words.
  if (shown) await transcript.said({ id, account, at, body: shown }).catch(unlessUnavailable)
  const heard = await hear(arrival)
  if (arrival.kind === 'recalled' && !heard.reply) await transcript.recall(arrival.message, account)
  return c.json(heard)
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
