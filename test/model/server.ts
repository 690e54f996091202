/** An OpenAI-compatible endpoint on loopback that does what a script tells it: real HTTP, real streams. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Said {
  readonly question: string
  readonly provisions: string
  readonly system: string
  readonly authorization: string | undefined
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** the request's JSON */
  readonly body: Readonly<Record<string, unknown>>
}

interface Streamed {
  /** pieces of so many bytes, so long apart */
  readonly bytes?: number
  readonly apartMs?: number
  /** thoughts in a field of their own, before the answer */
  readonly thinks?: string
  readonly field?: 'reasoning' | 'reasoning_content'
  /** null: the reason is left out */
  readonly finish?: string | null
  /** false: without [DONE] */
  readonly done?: boolean
  /** tokens of the question and of the answer, in a last event without choices */
  readonly usage?: readonly [number, number]
}

/** What the endpoint does with one request. */
export type Act =
  /** streams the text */
  | ({ readonly say: string } & Streamed)
  /** one JSON instead of a stream */
  | { readonly whole: string; readonly thinks?: string; readonly finish?: string | null; readonly type?: string }
  /** streams the text and breaks the connection */
  | { readonly cut: string }
  /** streams the text and then nothing, never */
  | { readonly hang: string }
  /** takes the question and sends nothing, never */
  | { readonly mute: true }
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** a body of some other kind, as it stands */
  | { readonly raw: string; readonly type: string }

export type Script = (said: Said, nth: number) => Act

export async function scriptedModel() {
  let script: Script = () => ({ status: 500 })
  const heard: Said[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const said = await readSaid(request)
      heard.push(said)
      await perform(script(said, heard.length), response)
    })().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    /** what was asked, in order */
    heard,
    does(next: Script | Act) {
      script = typeof next === 'function' ? next : () => next
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export async function readSaid(request: IncomingMessage): Promise<Said> {
  let text = ''
  for await (const chunk of request) text += chunk
  const body = JSON.parse(text) as { messages: { role: string; content: string }[] }
  const { messages } = body
  const user = messages.find(({ role }) => role === 'user')?.content ?? ''
  return {
    question: /<问题>\n([\s\S]*)\n<\/问题>/.exec(user)?.[1] ?? '',
    provisions: /<条款>\n([\s\S]*)\n<\/条款>/.exec(user)?.[1] ?? '',
    system: messages.find(({ role }) => role === 'system')?.content ?? '',
    authorization: request.headers.authorization,
    path: request.url ?? '',
    headers: request.headers,
    body,
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const event = (data: object): string =>
  `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', ...data })}\r\n\r\n`

const chunk = (delta: object, finish: string | null = null): string =>
  event({ choices: [{ index: 0, delta, finish_reason: finish }] })

const OPENING = `: keep-alive\n\n${chunk({ role: 'assistant', content: '' })}`

const piecesOf = (text: string, field = 'content'): string =>
  [...text].map((character) => chunk({ [field]: character })).join('')

export async function perform(act: Act, response: ServerResponse): Promise<void> {
  if ('status' in act) {
    response.writeHead(act.status, act.headers ?? {})
    return void response.end(act.body ?? '')
  }
  if ('raw' in act) {
    response.writeHead(200, { 'content-type': act.type })
    return void response.end(act.raw)
  }
  if ('mute' in act) return
  if ('whole' in act) return void whole(act, response)
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  if ('say' in act) return stream(act, response)
  response.write(OPENING + piecesOf('cut' in act ? act.cut : act.hang))
  if ('hang' in act) return
  // The bytes are out before the connection breaks.
  await wait(30)
  response.destroy()
}

function whole({ whole, thinks, finish, type }: Extract<Act, { whole: string }>, response: ServerResponse): void {
  const message = { role: 'assistant', content: whole, ...(thinks && { reasoning_content: thinks }) }
  const choice = { index: 0, message, ...(finish === null ? {} : { finish_reason: finish ?? 'stop' }) }
  response.writeHead(200, { 'content-type': type ?? 'application/json' })
  response.end(
    JSON.stringify({ object: 'chat.completion', choices: [choice], usage: { prompt_tokens: 7, completion_tokens: 3 } }),
  )
}

async function stream(act: { readonly say: string } & Streamed, response: ServerResponse): Promise<void> {
  const { say, thinks = '', field = 'reasoning_content', usage, bytes: size, apartMs } = act
  const end = act.finish === null ? '' : chunk({}, act.finish ?? 'stop')
  const used = usage ? event({ choices: [], usage: { prompt_tokens: usage[0], completion_tokens: usage[1] } }) : ''
  const done = (act.done ?? act.finish !== null) ? 'data: [DONE]\n\n' : ''
  const bytes = Buffer.from(OPENING + piecesOf(thinks, field) + piecesOf(say) + end + used + done)
  for (let from = 0; from < bytes.length; from += size ?? bytes.length) {
    response.write(bytes.subarray(from, from + (size ?? bytes.length)))
    if (apartMs) await wait(apartMs)
  }
  response.end()
}
