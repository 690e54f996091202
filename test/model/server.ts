/** An OpenAI-compatible endpoint on loopback that does what a script tells it: real HTTP, real streams. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Said {
  readonly question: string
  readonly provisions: string
  readonly system: string
  readonly authorization: string | undefined
}

/** What the endpoint does with one request. */
export type Act =
  /** streams the text, in pieces of so many bytes, so long apart */
  | { readonly say: string; readonly bytes?: number; readonly apartMs?: number; readonly finish?: string | null }
  /** streams the text and breaks the connection */
  | { readonly cut: string }
  /** streams the text and then nothing, never */
  | { readonly hang: string }
  | { readonly status: number; readonly body?: string; readonly location?: string }
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

async function readSaid(request: IncomingMessage): Promise<Said> {
  let body = ''
  for await (const chunk of request) body += chunk
  const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] }
  const user = messages.find(({ role }) => role === 'user')?.content ?? ''
  return {
    question: /<问题>\n([\s\S]*)\n<\/问题>/.exec(user)?.[1] ?? '',
    provisions: /<条款>\n([\s\S]*)\n<\/条款>/.exec(user)?.[1] ?? '',
    system: messages.find(({ role }) => role === 'system')?.content ?? '',
    authorization: request.headers.authorization,
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const chunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\r\n\r\n`

async function perform(act: Act, response: ServerResponse): Promise<void> {
  if ('status' in act) {
    response.writeHead(act.status, act.location ? { location: act.location } : {})
    return void response.end(act.body ?? '')
  }
  if ('raw' in act) {
    response.writeHead(200, { 'content-type': act.type })
    return void response.end(act.raw)
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  const text = 'say' in act ? act.say : 'cut' in act ? act.cut : act.hang
  const pieces = [...text].map((character) => chunk({ content: character })).join('')
  const opening = `: keep-alive\n\n${chunk({ role: 'assistant', content: '' })}`
  if (!('say' in act)) {
    response.write(opening + pieces)
    if ('hang' in act) return
    // The bytes are out before the connection breaks.
    await wait(30)
    return void response.destroy()
  }
  const end = act.finish === null ? '' : `${chunk({}, act.finish ?? 'stop')}data: [DONE]\n\n`
  const bytes = Buffer.from(opening + pieces + end)
  const size = act.bytes ?? bytes.length
  for (let from = 0; from < bytes.length; from += size) {
    response.write(bytes.subarray(from, from + size))
    if (act.apartMs) await wait(act.apartMs)
  }
  response.end()
}
