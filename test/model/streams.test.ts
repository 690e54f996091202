/** What an endpoint sends is anything at all, in any pieces: an answer or a fault of the model's, in time, never ours. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Model, ModelFault, openModel } from '../../src/model/index.ts'
import { casesOf } from '../generated.ts'
import { scriptedModel } from './server.ts'

const { cases, areDocumented } = casesOf('test/model/streams.test.ts')

const LIMIT_MS = 2_000

let server: Awaited<ReturnType<typeof scriptedModel>>
beforeAll(async () => {
  server = await scriptedModel()
})
afterAll(() => server.close())

/** A fresh one each time: what failed five times is left alone. */
const open = (): Model =>
  openModel({
    endpoint: { url: server.url, name: 'scripted', key: 'sk-very-secret' },
    limitMs: LIMIT_MS,
    now: () => performance.now(),
  })

async function heard(model: Model): Promise<string | ModelFault> {
  try {
    let text = ''
    for await (const piece of model.ask({ turns: [{ role: 'user', content: '问' }], temperature: 0, maxTokens: 100 }))
      text += piece
    return text
  } catch (error) {
    if (error instanceof ModelFault) return error
    throw error
  }
}

const event = (delta: unknown, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ delta, finish_reason: finish }] })}\n\n`
const GOOD = `${event({ content: '处置' })}${event({ content: '30家' })}${event({}, 'stop')}data: [DONE]\n\n`
/** A good stream with pieces of its own left out, said twice or spoilt, or nothing like one. */
const spoilt = fc.oneof(
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...GOOD.split('\n\n'),
          'data: {',
          'data: null',
          'data: []',
          'event: x',
          ': ping',
          'data: [DONE]',
        ),
        fc.jsonValue({ stringUnit: 'binary' }).map((value) => `data: ${JSON.stringify(value)}`),
        fc.record({ choices: fc.jsonValue(), usage: fc.jsonValue() }).map((value) => `data: ${JSON.stringify(value)}`),
      ),
      { maxLength: 8 },
    )
    .map((events) => events.map((one) => `${one}\n\n`).join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
)
const types = fc.constantFrom('text/event-stream', 'application/json', 'text/plain', 'text/html', '')

describe('a stream of anything', () => {
  test('is an answer or one of the known faults', { timeout: 120_000 }, async () => {
    server.does({ raw: GOOD, type: 'text/event-stream' })
    expect(await heard(open())).toBe('处置30家')
    const told = { answers: 0, faults: 0 }
    await fc.assert(
      fc.asyncProperty(spoilt, types, async (raw, type) => {
        server.does({ raw, type })
        const began = performance.now()
        const said = await heard(open())
        told[typeof said === 'string' ? 'answers' : 'faults']++
        expect(performance.now() - began).toBeLessThan(10 * LIMIT_MS)
        // What the server said may hold the key.
        if (said instanceof ModelFault) expect(said.message).not.toContain('sk-')
      }),
      cases(1_000),
    )
    expect(told.faults).toBeGreaterThan(10)
  })
})

areDocumented()
