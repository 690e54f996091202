/** The settings of the language model: what they become, and what is said of those that cannot be used. */
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../src/config/index.ts'

const URL_AND_NAME = { YAODIAN_MODEL_URL: 'https://gateway.example/llm/v1', YAODIAN_MODEL_NAME: 'qwen3-32b' }
const modelOf = (environment: Record<string, string>) => readConfig({ ...URL_AND_NAME, ...environment }).model

describe('the model’s settings', () => {
  test('are one endpoint', () => {
    expect(readConfig({}).model).toBeUndefined()
    expect(modelOf({})).toEqual({
      endpoint: { url: 'https://gateway.example/llm/v1', name: 'qwen3-32b' },
      limitMs: 15_000,
    })
  })

  test('have a body and headers as JSON', () => {
    const endpoint = modelOf({
      YAODIAN_MODEL_KEY: ' sk-1 ',
      YAODIAN_MODEL_BODY: '{"chat_template_kwargs":{"enable_thinking":false}}',
      YAODIAN_MODEL_HEADERS: '{"X-Gateway-Key":"g-2"}',
    })?.endpoint
    expect(endpoint).toMatchObject({
      key: 'sk-1',
      body: { chat_template_kwargs: { enable_thinking: false } },
      headers: { 'X-Gateway-Key': 'g-2' },
    })
  })

  test.each([
    ['https://gateway.example/v1/', 'https://gateway.example/v1'],
    ['https://gateway.example/v1/chat/completions', 'https://gateway.example/v1'],
    ['https://gateway.example/v1/chat/completions?api-version=3', 'https://gateway.example/v1?api-version=3'],
  ])('take the address %s as pages give it', (url, expected) => {
    expect(modelOf({ YAODIAN_MODEL_URL: url })?.endpoint.url).toBe(expected)
  })

  test('may name further endpoints, which share the name and never the keys', () => {
    const model = modelOf({
      YAODIAN_MODEL_KEY: 'sk-1',
      YAODIAN_MODEL_HEADERS: '{"X-Gateway-Key":"g-1"}',
      YAODIAN_MODEL_URL_2: 'http://10.0.0.8:8000/v1',
      YAODIAN_MODEL_URL_3: 'https://api.deepseek.com',
      YAODIAN_MODEL_NAME_3: 'deepseek-flash',
      YAODIAN_MODEL_KEY_3: 'sk-3',
    })
    expect(model?.further).toEqual([
      { url: 'http://10.0.0.8:8000/v1', name: 'qwen3-32b' },
      { url: 'https://api.deepseek.com', name: 'deepseek-flash', key: 'sk-3' },
    ])
  })

  const WRONG: readonly (readonly [string, Record<string, string>, RegExp])[] = [
    ['a name that is missing', { YAODIAN_MODEL_NAME: '' }, /^YAODIAN_MODEL_NAME：设了/],
    [
      'an address with a password',
      { YAODIAN_MODEL_URL: 'https://u:secret@x.example/v1' },
      /^YAODIAN_MODEL_URL：.*HEADERS/,
    ],
    ['an address that is none', { YAODIAN_MODEL_URL_2: 'secret' }, /^YAODIAN_MODEL_URL_2：应为地址/],
    ['a body that is no JSON', { YAODIAN_MODEL_BODY: '{secret' }, /^YAODIAN_MODEL_BODY：应为 JSON/],
    ['a body that is no object', { YAODIAN_MODEL_BODY: '["secret"]' }, /^YAODIAN_MODEL_BODY：应为 JSON 对象/],
    ['a body with the messages', { YAODIAN_MODEL_BODY: '{"messages":["secret"]}' }, /^YAODIAN_MODEL_BODY：里面不能有/],
    [
      'a header of several lines',
      { YAODIAN_MODEL_HEADERS: '{"x-key":"secret\\nx: y"}' },
      /^YAODIAN_MODEL_HEADERS\.x-key：/,
    ],
    ['a header that HTTP sets', { YAODIAN_MODEL_HEADERS_2: '{"Host":"secret"}' }, /^YAODIAN_MODEL_HEADERS_2/],
    ['a key with a space', { YAODIAN_MODEL_KEY: 'secret secret' }, /^YAODIAN_MODEL_KEY：/],
  ]
  test.each(WRONG)('%s is named with what is expected, and not repeated', (_, environment, expected) => {
    const more = 'YAODIAN_MODEL_HEADERS_2' in environment ? { YAODIAN_MODEL_URL_2: 'http://10.0.0.8/v1' } : {}
    let said: unknown
    try {
      modelOf({ ...more, ...environment })
    } catch (error) {
      said = error
    }
    expect(said).toBeInstanceOf(ConfigError)
    expect((said as ConfigError).message).toMatch(expected)
    expect((said as ConfigError).message).not.toContain('secret')
  })
})
