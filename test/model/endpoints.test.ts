/** The endpoints that offices have, each with its manners, over real HTTP and on both runtimes. */
import { describe, expect, test } from 'vitest'
import { type ChatRequest, type Endpoint, ModelFault, openModel } from '../../src/model/index.ts'
import type { Act, Said } from './server.ts'
import { stage } from './stage.ts'

const ASKED: ChatRequest = { turns: [{ role: 'user', content: '问' }], temperature: 0, maxTokens: 100 }
const SHAPE = { name: 'answer', schema: { type: 'object', properties: { n: { type: 'integer' } } } }
const WANTED: ChatRequest = { ...ASKED, schema: SHAPE }
const THOUGHTS = '好的，用户问的是僵尸企业。是500家吗？不是。'

interface Given extends Partial<Omit<Endpoint, 'url'>> {
  readonly limitMs?: number
  readonly further?: readonly Endpoint[]
}

function open(url: string, { limitMs = 3_000, further, ...endpoint }: Given = {}) {
  const log: Record<string, unknown>[] = []
  let now = 0
  const model = openModel({
    endpoint: { url, name: 'qwen3-32b', ...endpoint },
    ...(further && { further }),
    limitMs,
    now: () => now,
    log: (entry) => log.push(entry),
  })
  async function pieces(asked = ASKED): Promise<string[]> {
    const said: string[] = []
    try {
      for await (const piece of model.ask(asked)) said.push(piece)
      return said
    } catch (error) {
      if (error instanceof ModelFault) return [`fault ${error.reason}`]
      throw error
    }
  }
  return {
    log,
    pieces,
    ask: async (asked = ASKED) => (await pieces(asked)).join(''),
    later(ms: number): void {
      now += ms
    },
  }
}

const bodies = (heard: readonly Said[]) => heard.map(({ body }) => body)

describe('what is sent', () => {
  test.each([
    ['https://api.deepseek.com/v1', 'deepseek-flash', { thinking: { type: 'disabled' } }],
    ['https://dashscope.aliyuncs.com/compatible-mode/v1', 'qwen-plus', { enable_thinking: false }],
    ['http://127.0.0.1:11434/v1', 'qwen3:8b', { reasoning_effort: 'none' }],
    ['http://10.0.0.8/v1', 'qwen3-32b', { chat_template_kwargs: { enable_thinking: false, thinking: false } }],
    ['https://api.deepseek.com.example/v1', 'x', { chat_template_kwargs: { enable_thinking: false, thinking: false } }],
  ])('switches thinking off in the way of %s', async (url, name, expected) => {
    const { switchOf } = await import('../../src/model/thinking.ts')
    expect(switchOf({ url, name })).toEqual(expected)
  })

  test.each([
    [{ enable_thinking: false }],
    [{ thinking: { type: 'disabled' } }],
    [{ chat_template_kwargs: { enable_thinking: false } }],
  ])('of what the office says about thinking is that alone: %o', async (body) => {
    const { url, heard } = await stage({ say: '好。' })
    expect(await open(url, { body }).ask()).toBe('好。')
    const [sent] = bodies(await heard())
    expect(sent).toMatchObject(body)
    expect(Object.keys(sent ?? {}).filter((field) => /think|chat_template/.test(field))).toEqual(Object.keys(body))
    expect(sent?.['chat_template_kwargs']).toEqual(
      'chat_template_kwargs' in body ? { enable_thinking: false } : undefined,
    )
  })

  test('is merged with what was set, and null takes a field away', async () => {
    const { url, heard } = await stage({ say: '好。' })
    await open(url, { body: { temperature: null, top_p: 0.8, stream_options: { continuous: true } } }).ask()
    const [sent] = bodies(await heard())
    expect(sent).toMatchObject({
      top_p: 0.8,
      stream_options: { include_usage: true, continuous: true },
      max_tokens: 100,
    })
    expect(sent).not.toHaveProperty('temperature')
  })

  test('bears the headers that were set, which win over its own', async () => {
    const { url, heard } = await stage({ say: '好。' })
    await open(url, { key: 'sk-1', headers: { 'X-Gateway-Key': 'g-2', authorization: 'plain' } }).ask()
    expect((await heard())[0]?.headers).toMatchObject({ 'x-gateway-key': 'g-2', authorization: 'plain' })
  })

  test('goes to the address that was set, its query with it', async () => {
    const { url, heard } = await stage({ say: '好。' })
    await open(`${url}?api-version=3`).ask()
    expect((await heard())[0]?.path).toMatch(/\/v1\/chat\/completions\?api-version=3$/)
  })

  test('key and headers follow no redirect', async () => {
    const elsewhere = await stage({ say: '好。' })
    const location = `${elsewhere.url}/chat/completions`
    const { url, heard } = await stage({ status: 307, headers: { location } })
    expect(await open(url, { key: 'sk-1', headers: { 'x-gateway-key': 'g-2' } }).ask()).toBe('fault refused')
    expect([(await heard()).length, (await elsewhere.heard()).length]).toEqual([1, 0])
  })
})

describe('thoughts are dropped', () => {
  const ALOUD: readonly (readonly [string, string, string])[] = [
    ['between tags', `<think>\n${THOUGHTS}\n</think>\n\n好。`, '好。'],
    ['whose opening tag is missing', `${THOUGHTS}\n</think>\n\n好。`, '好。'],
    ['that are empty', '<think>\n\n</think>\n\n好。', '好。'],
    ['in two parts, up to the last tag', `<think>${THOUGHTS}</think>再想想。</think>好。`, '好。'],
    ['that never end', `<think>${THOUGHTS}`, 'fault cut-off'],
  ]
  test.each(ALOUD)('%s, in a stream', async (_, say, expected) => {
    const { url } = await stage({ say, bytes: 90 })
    expect(await open(url).ask()).toBe(expected)
  })
  test.each(ALOUD)('%s, in one JSON', async (_, whole, expected) => {
    const { url } = await stage({ whole })
    expect(await open(url).ask()).toBe(expected)
  })

  test.each(['reasoning', 'reasoning_content'] as const)(
    'in the field %s, and the answer still comes bit by bit',
    async (field) => {
      const { url } = await stage({ say: '一二三', thinks: THOUGHTS, field, bytes: 120, apartMs: 1 })
      const { pieces, log } = open(url)
      expect(await pieces()).toEqual(['一', '二', '三'])
      expect(log[0]).toMatchObject({ thoughtCharacters: THOUGHTS.length })
    },
  )

  test('and an endpoint that says none is shown as it speaks from the second answer on', async () => {
    const { url } = await stage({ say: '一二三', bytes: 120, apartMs: 1 })
    const { pieces } = open(url)
    expect([await pieces(), await pieces()]).toEqual([['一二三'], ['一', '二', '三']])
  })

  test('and one that begins to think aloud later loses that answer, not the next', async () => {
    const { url } = await stage({ say: '好。' }, { say: `${THOUGHTS}</think>好。` })
    const { ask } = open(url)
    expect([await ask(), await ask(), await ask()]).toEqual(['好。', 'fault malformed', '好。'])
  })

  test('and one that was cut off in its thoughts is not taken for one that has none', async () => {
    const { url } = await stage({ say: THOUGHTS, finish: 'length' }, { say: `${THOUGHTS}</think>好。` })
    const { ask } = open(url)
    expect([await ask(), await ask()]).toEqual(['fault cut-off', '好。'])
  })

  test('and an object that was asked for is shown from its first brace on', async () => {
    const { url } = await stage({ say: '{"n":1}', bytes: 120, apartMs: 1 })
    expect((await open(url).pieces(WANTED)).length).toBeGreaterThan(1)
    const aloud = await stage({ say: `${THOUGHTS}</think>{"n":1}`, bytes: 120, apartMs: 1 })
    expect(await open(aloud.url).ask(WANTED)).toBe('{"n":1}')
  })
})

describe('an answer counts as whole', () => {
  const ENDS: readonly (readonly [string, Act, string])[] = [
    ['without a reason, when the stream ended properly', { say: '好。', finish: null, done: true }, '好。'],
    ['with an empty reason', { say: '好。', finish: '' }, '好。'],
    ['with another server’s word for it', { say: '好。', finish: 'eos_token' }, '好。'],
    ['in one JSON', { whole: '好。' }, '好。'],
    ['in one JSON without a reason', { whole: '好。', finish: null }, '好。'],
    ['in one JSON that calls itself text', { whole: '好。', type: 'text/plain' }, '好。'],
    ['without [DONE]', { say: '好。', done: false }, '好。'],
    [
      'when the tokens come without choices',
      {
        raw: `data: {"choices":[{"delta":{"content":"好。"},"finish_reason":"stop"}]}\n\ndata: {"usage":{"prompt_tokens":1}}\n\ndata: [DONE]`,
        type: 'text/event-stream',
      },
      '好。',
    ],
    [
      'not when it is an error in a frame of its own',
      { raw: '{"code":401,"message":"无权限"}', type: 'application/json' },
      'fault malformed',
    ],
    ['not when it just stops', { say: '好。', finish: null }, 'fault cut-off'],
    ['not when one JSON was cut', { whole: '好', finish: 'length' }, 'fault cut-off'],
    ['not when it is all thoughts', { say: '', thinks: THOUGHTS }, 'fault cut-off'],
    ['not when the server says that it broke', { say: '好', finish: 'insufficient_system_resource' }, 'fault cut-off'],
  ]
  test.each(ENDS)('%s', async (_, act, expected) => {
    const { url } = await stage(act)
    expect(await open(url).ask()).toBe(expected)
  })
})

describe('an option that is refused', () => {
  const refusal = (message: string, status = 400): Act => ({ status, body: JSON.stringify({ error: { message } }) })
  const CASES: readonly (readonly [string, string, (body: Readonly<Record<string, unknown>>) => unknown, unknown])[] = [
    [
      'json_schema',
      'This response_format type is unavailable now',
      (b) => b['response_format'],
      { type: 'json_object' },
    ],
    [
      'thinking',
      'Unrecognized request argument supplied: chat_template_kwargs',
      (b) => b['chat_template_kwargs'],
      undefined,
    ],
    ['temperature', "Unsupported value: 'temperature' does not support 0", (b) => b['temperature'], undefined],
    ['max_tokens', "Use 'max_completion_tokens' instead of 'max_tokens'", (b) => b['max_completion_tokens'], 100],
    ['stream_options', 'stream_options: Extra inputs are not permitted', (b) => b['stream_options'], undefined],
    ['stream', 'stream is not supported here', (b) => b['stream'], false],
  ]
  test.each(CASES)('%s is left out, and from then on', async (option, message, see, expected) => {
    const { url, heard } = await stage(refusal(message), { say: '{"n":1}' })
    const { ask, log } = open(url)
    expect([await ask(WANTED), await ask(WANTED)]).toEqual(['{"n":1}', '{"n":1}'])
    const sent = bodies(await heard())
    expect(sent).toHaveLength(3)
    expect(see(sent[0] ?? {})).not.toEqual(expected)
    expect([see(sent[1] ?? {}), see(sent[2] ?? {})]).toEqual([expected, expected])
    expect(log.map((entry) => entry['without'])).toEqual([[option], [option]])
  })

  test('after another is left out too', async () => {
    const { url, heard } = await stage(
      refusal('response_format json_schema is not supported', 422),
      refusal('response_format json_object is not supported'),
      refusal('unknown field: stream_options'),
      { say: '{"n":1}' },
    )
    const { ask } = open(url)
    expect(await ask(WANTED)).toBe('{"n":1}')
    const last = bodies(await heard()).at(-1)
    expect(last).not.toHaveProperty('response_format')
    expect(last).not.toHaveProperty('stream_options')
    expect(last).toMatchObject({ stream: true, temperature: 0, max_tokens: 100 })
  })

  test('without being named is found in three more tries', async () => {
    const { url, heard } = await stage(refusal('bad request'), refusal('bad request'), refusal('bad request'), {
      whole: '{"n":1}',
    })
    expect(await open(url).ask(WANTED)).toBe('{"n":1}')
    expect(Object.keys(bodies(await heard())[3] ?? {}).sort()).toEqual(['messages', 'model', 'stream'])
  })

  test('is not held against it when the request was at fault', async () => {
    const { url, heard } = await stage(...Array.from({ length: 4 }, () => refusal('Model Not Exist')), { say: '好。' })
    const { ask } = open(url)
    expect([await ask(), await ask()]).toEqual(['fault refused', '好。'])
    const sent = bodies(await heard())
    expect(sent).toHaveLength(5)
    expect(sent[4]).toEqual(sent[0])
  })

  test('is never one that the office set', async () => {
    const { url, heard } = await stage(refusal('unknown field: store'))
    expect(await open(url, { body: { store: false } }).ask()).toBe('fault refused')
    expect(bodies(await heard()).every((body) => body['store'] === false)).toBe(true)
  })
})

describe('an endpoint that is busy', () => {
  test('is asked again after the time that it names', async () => {
    const { url, heard } = await stage({ status: 429, headers: { 'retry-after': '1' } }, { say: '好。' })
    const started = Date.now()
    expect(await open(url).ask()).toBe('好。')
    expect(Date.now() - started).toBeGreaterThan(900)
    expect(await heard()).toHaveLength(2)
  })

  test('is not waited for beyond the limit', async () => {
    const date = 'Sun, 29 Nov 2026 10:00:00 GMT'
    for (const headers of [{ 'retry-after': '30' }, { 'retry-after': 'Sun, 29 Nov 2026 10:00:30 GMT', date }]) {
      const { url, heard } = await stage({ status: 429, headers }, { say: '好。' })
      const started = Date.now()
      expect(await open(url).ask()).toBe('fault busy')
      expect(Date.now() - started).toBeLessThan(900)
      expect(await heard()).toHaveLength(1)
    }
  })
})

describe('of several endpoints', () => {
  const two = async (first: Act, second: Act) => {
    const [one, other] = [await stage(first), await stage(second)]
    const further = [{ url: other.url, name: 'deepseek-v3.1', key: 'sk-other' }]
    return { one, other, ...open(one.url, { key: 'sk-one', further, limitMs: 1_500 }) }
  }

  test('the first that answers is the only one asked', async () => {
    const { ask, other } = await two({ say: '一。' }, { say: '二。' })
    expect(await ask()).toBe('一。')
    expect(await other.heard()).toEqual([])
  })

  test.each<[string, Act]>([
    ['refuses', { status: 401 }],
    ['fails', { status: 500 }],
    ['is busy for long', { status: 429, headers: { 'retry-after': '60' } }],
    ['sends a page', { raw: '<html>', type: 'text/html' }],
    ['breaks off before it has said anything', { cut: '' }],
  ])('the second answers when the first %s', async (_, act) => {
    const { ask, one, other, log } = await two(act, { say: '二。' })
    expect(await ask()).toBe('二。')
    const keys = [...(await one.heard()), ...(await other.heard())].map(({ authorization }) => authorization)
    expect([...new Set(keys)]).toEqual(['Bearer sk-one', 'Bearer sk-other'])
    expect(log.map(({ event }) => event)).toEqual(['model-failed', 'model-asked'])
  })

  test('one that does not even begin is left at half the time', async () => {
    const { ask } = await two({ mute: true }, { say: '二。' })
    const started = Date.now()
    expect(await ask()).toBe('二。')
    const took = Date.now() - started
    expect(took).toBeGreaterThan(700)
    expect(took).toBeLessThan(1_400)
  })

  test('one that has begun has all the time', async () => {
    const { ask, other } = await two({ say: '一二三', bytes: 300, apartMs: 300 }, { say: '二。' })
    expect(await ask()).toBe('一二三')
    expect(await other.heard()).toEqual([])
  })

  test('one that failed five times is passed over for half a minute', async () => {
    const { ask, one, later } = await two({ status: 401 }, { say: '二。' })
    for (let n = 0; n < 7; n++) expect(await ask()).toBe('二。')
    expect(await one.heard()).toHaveLength(5)
    later(31_000)
    expect(await ask()).toBe('二。')
    expect(await one.heard()).toHaveLength(6)
  })
})

test('the log has tokens and time, and neither texts nor keys nor paths', async () => {
  const { url } = await stage({ say: '机密答复', usage: [1_200, 34] })
  const { ask, log } = open(url, { key: 'sk-secret', headers: { 'x-gateway-key': 'g-secret' } })
  expect(await ask({ ...ASKED, turns: [{ role: 'user', content: '机密问题' }] })).toBe('机密答复')
  expect(log).toEqual([
    {
      event: 'model-asked',
      host: new URL(url).host,
      model: 'qwen3-32b',
      promptTokens: 1_200,
      completionTokens: 34,
      ms: 0,
    },
  ])
})
