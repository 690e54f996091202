/** Server-Sent Events as far as chat completions use them: the data of each event, however the bytes are cut. */
import { ModelFault } from './fault.ts'

/** A thinking model sends some MB of events; what has no end must not fill the memory. */
const MOST_CHARACTERS = 4_000_000

/** @throws ModelFault `malformed` when it goes on beyond any measure */
export async function* dataOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  let size = 0
  for await (const bytes of chunksOf(body)) {
    const text = decoder.decode(bytes, { stream: true })
    size += text.length
    if (size > MOST_CHARACTERS) throw new ModelFault('malformed', 'endless')
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    yield* lines.flatMap(dataIn)
  }
  yield* dataIn(rest)
}

// Each event of a chat completion is one line; comments and other fields keep the connection alive.
const dataIn = (line: string): string[] => (line.startsWith('data:') ? [line.slice(5).trim()] : [])

/** By reader: not every runtime's stream can be iterated. Leaving early closes the connection. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
