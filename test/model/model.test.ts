/** The model over real HTTP: what it says, and what becomes of everything that can go wrong with it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Model, ModelFault, openModel } from '../../src/model/index.ts'
import { type Act, scriptedModel } from './server.ts'

let server: Awaited<ReturnType<typeof scriptedModel>>
let now = 0
beforeAll(async () => {
  server = await scriptedModel()
})
afterAll(() => server.close())
beforeEach(() => {
  server.heard.length = 0
  now = 0
})

const KEY = 'sk-very-secret'
const model = (limitMs = 2_000, url = server.url): Model =>
  openModel({ endpoint: { url, name: 'scripted', key: KEY }, limitMs, now: () => now })

const ASKED = { turns: [{ role: 'user', content: '问' }], temperature: 0, maxTokens: 100 } as const

async function ask(asked: Model): Promise<string> {
  try {
    let text = ''
    for await (const piece of asked.ask(ASKED)) text += piece
    return text
  } catch (error) {
    if (error instanceof ModelFault) return `fault ${error.reason}`
    throw error
  }
}

describe('what it says', () => {
  test.each([1, 2, 3, 7, 50, 1_000])('arrives whole when the bytes are cut into pieces of %i', async (bytes) => {
    server.does({ say: '2017年处置僵尸企业300家〔1〕。', bytes })
    expect(await ask(model())).toBe('2017年处置僵尸企业300家〔1〕。')
  })

  test('bears the key to the endpoint, and to no address that the endpoint names', async () => {
    server.does({ status: 307, headers: { location: 'http://127.0.0.1:9/v1/chat/completions' } })
    expect(await ask(model())).toBe('fault refused')
    expect(server.heard.map(({ authorization }) => authorization)).toEqual([`Bearer ${KEY}`])
  })
})

describe('what goes wrong', () => {
  const FAULTS: readonly (readonly [string, Act, string, tries: number])[] = [
    ['a wrong key', { status: 401, body: `Incorrect API key provided: ${KEY}` }, 'refused', 1],
    ['an unknown model', { status: 404 }, 'refused', 1],
    ['too many requests', { status: 429 }, 'busy', 2],
    ['a fault of the server', { status: 500 }, 'server', 2],
    ['a page in place of a stream', { raw: '<html>login</html>', type: 'text/html' }, 'malformed', 1],
    ['an answer without anything in it', { raw: '{"choices":[]}', type: 'application/json' }, 'cut-off', 1],
    ['an answer of another kind', { raw: '{"error":"x"}', type: 'application/json' }, 'malformed', 1],
    ['an event that is no JSON', { raw: 'data: {"choices":[{\n\n', type: 'text/event-stream' }, 'malformed', 1],
    [
      'an event of another kind',
      { raw: 'data: {"error":{"message":"x"}}\n\n', type: 'text/event-stream' },
      'malformed',
      1,
    ],
    ['an end without a reason', { say: '2017年处置僵尸企业', finish: null }, 'cut-off', 1],
    ['an end for want of room', { say: '2017年处置僵尸企业', finish: 'length' }, 'cut-off', 1],
    ['an end by a filter', { say: '2017年', finish: 'content_filter' }, 'cut-off', 1],
    ['a stream without anything', { raw: '', type: 'text/event-stream' }, 'cut-off', 1],
    ['a connection that breaks in mid-sentence', { cut: '2017年处置' }, 'unreachable', 2],
    ['an answer without an end', { say: '好'.repeat(9_000) }, 'too-long', 1],
    ['a line without an end', { raw: `data: ${'x'.repeat(4_200_000)}`, type: 'text/event-stream' }, 'malformed', 1],
  ]
  test.each(FAULTS)('%s is told by one word', async (_, act, reason, tries) => {
    server.does(act)
    expect(await ask(model())).toBe(`fault ${reason}`)
    expect(server.heard).toHaveLength(tries)
  })

  test('a fault never repeats what the server said, which may hold the key', async () => {
    server.does({ status: 401, body: `Incorrect API key provided: ${KEY}` })
    const fault = await model()
      .ask(ASKED)
      .next()
      .catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(ModelFault)
    expect(String(fault) + JSON.stringify(fault)).not.toContain(KEY)
  })

  test('nobody there is told within the limit', async () => {
    expect(await ask(model(2_000, 'http://127.0.0.1:9/v1'))).toBe('fault unreachable')
  })

  test('a second try after a passing fault is taken as the answer', async () => {
    server.does((_, nth) => (nth === 1 ? { status: 503 } : { say: '好。' }))
    expect(await ask(model())).toBe('好。')
  })

  test.each([
    ['says nothing at all', ''],
    ['stops in mid-sentence', '2017年处置'],
  ])('a server that %s is left when the time is over', async (_, hang) => {
    server.does({ hang })
    const started = performance.now()
    expect(await ask(model(300))).toBe('fault timeout')
    expect(performance.now() - started).toBeLessThan(1_500)
  })
})

describe('an endpoint that fails again and again', () => {
  test('is left alone after five failures, and tried with one question after half a minute', async () => {
    const asked = model()
    server.does({ status: 401 })
    for (let n = 0; n < 5; n++) expect(await ask(asked)).toBe('fault refused')
    expect(await ask(asked)).toBe('fault resting')
    expect(server.heard).toHaveLength(5)

    now = 31_000
    expect(await ask(asked)).toBe('fault refused')
    expect(await ask(asked)).toBe('fault resting')

    now = 62_000
    server.does({ say: '好。' })
    expect([await ask(asked), await ask(asked)]).toEqual(['好。', '好。'])
  })

  test('is not blamed when the listener leaves early', async () => {
    const asked = model()
    server.does({ say: '一二三四五六七八九十' })
    for (let n = 0; n < 8; n++) for await (const _ of asked.ask(ASKED)) break
    expect(await ask(asked)).toBe('一二三四五六七八九十')
  })
})

test('the fifth answer at once is not asked for, and counts as no failure', async () => {
  const asked = model()
  server.does({ say: '好的。', bytes: 40, apartMs: 20 })
  const five = await Promise.all(Array.from({ length: 5 }, () => ask(asked)))
  expect(five.sort()).toEqual([...Array.from({ length: 4 }, () => '好的。'), 'fault full'].sort())
  expect(await ask(asked)).toBe('好的。')
})
