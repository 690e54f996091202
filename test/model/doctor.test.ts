/** What the doctor says of the model, from real questions over real HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DoctorFinding } from '../../src/cli/operate/finding.ts'
import { checkModel } from '../../src/cli/operate/model.ts'
import type { Endpoint } from '../../src/model/index.ts'
import { whole } from '../invented.ts'
import { replyTo } from './replies.ts'
import { type Act, type Said, type Script, scriptedModel } from './server.ts'

let server: Awaited<ReturnType<typeof scriptedModel>>
beforeAll(async () => {
  server = await scriptedModel()
})
afterAll(() => server.close())

const THOUGHTS = '要处置20家，已处置12家，二十减十二。'

/** The last sentence of what it was shown, which is where papers state their goals; else what was asked for. */
const answerTo = ({ provisions, body }: Said): string => {
  if (provisions) return replyTo(provisions, [[`${/(?<=^P\S+ )[^。：\n]{20,}(?=。$)/m.exec(provisions)?.[0] ?? ''}。`]])
  return /JSON/.test(JSON.stringify(body['messages'])) ? '{"n": 12}' : '8'
}

async function found(script: Script | Act, more: Partial<Endpoint> = {}, limitMs = 3_000): Promise<DoctorFinding[]> {
  server.does(script)
  server.heard.length = 0
  return checkModel({ endpoint: { url: server.url, name: 'scripted', ...more }, limitMs }, whole)
}

test('a model that answers from the provisions is well', async () => {
  // Half of the time allowed is told as slow, which a busy machine would be.
  const findings = await found((said) => ({ say: answerTo(said) }), {}, 60_000)
  expect(findings.map(({ level }) => level)).toEqual(['ok', 'ok', 'ok'])
  expect(findings.map(({ text }) => text).join('\n')).toMatch(
    /scripted（127\.0\.0\.1:\d+） .*秒作答.*用 chat_template_kwargs 关掉了先思考\n.*能给 JSON（json_schema）\n.*通过核对/,
  )
})

const refusal = (name: string): Act => ({
  status: 400,
  body: JSON.stringify({ error: { message: `unknown ${name}` } }),
})

test('what an endpoint refuses is named, and what it takes instead', async () => {
  const findings = await found((said) => {
    if ('temperature' in said.body) return refusal('temperature')
    const format = said.body['response_format'] as { type?: string } | undefined
    return format?.type === 'json_schema' ? refusal('response_format') : { whole: answerTo(said) }
  })
  expect(findings.map(({ level }) => level)).toEqual(['ok', 'ok', 'ok', 'ok'])
  expect(findings.map(({ text }) => text).join('\n')).toMatch(
    /一次给全文.*\n.*不认 temperature，不带它问\n.*JSON（json_object）\n/,
  )
})

test.each<[string, (body: Said['body']) => boolean, string]>([
  ['thinking', (body) => 'thinking' in body, '{"thinking":{"type":"disabled"}}'],
  ['enable_thinking', (body) => body['enable_thinking'] === false, '{"enable_thinking":false}'],
  ['reasoning_effort', (body) => body['reasoning_effort'] === 'none', '{"reasoning_effort":"none"}'],
])('the switch that stops a model thinking is found by trying: %s', async (_, stops, body) => {
  const findings = await found((said) => ({ say: answerTo(said), ...(!stops(said.body) && { thinks: THOUGHTS }) }))
  expect(findings[0]).toMatchObject({
    level: 'warn',
    text: expect.stringContaining(`先思考再作答（${THOUGHTS.length}字`),
    mend: expect.stringContaining(`设 YAODIAN_MODEL_BODY='${body}'`),
  })
})

test('a model that thinks whatever is said is told as such', async () => {
  const [finding] = await found((said) => ({ say: `${THOUGHTS}</think>${answerTo(said)}` }))
  expect(finding).toMatchObject({ level: 'warn', mend: expect.stringMatching(/已知的开关都关不掉/) })
  expect(server.heard.length).toBeLessThan(8)
})

test('of two endpoints each is looked at, and the plan’s question is answered by either', async () => {
  const other = await scriptedModel()
  other.does((said) => ({ say: answerTo(said) }))
  server.does({ status: 401 })
  const model = {
    endpoint: { url: server.url, name: 'first' },
    further: [{ url: other.url, name: 'second' }],
    limitMs: 3_000,
  }
  const findings = await checkModel(model, whole)
  other.close()
  expect(findings.map(({ level, text }) => `${level} ${text.replace(/（.*/, '')}`).slice(0, 2)).toEqual([
    'bad 模型：first',
    'ok 模型：second',
  ])
  expect(findings.at(-1)).toMatchObject({ level: 'ok', text: expect.stringContaining('通过核对') })
})

const CASES: readonly (readonly [string, Act, string, RegExp])[] = [
  ['a wrong key', { status: 401 }, 'bad', /YAODIAN_MODEL_KEY/],
  ['an address that is not the interface', { raw: '<html>', type: 'text/html' }, 'bad', /YAODIAN_MODEL_URL/],
  ['a model that hangs', { hang: '2017年' }, 'bad', /YAODIAN_MODEL_SECONDS/],
  ['a model that invents', { say: replyTo('P1.1 目标', [['目标是9999家。', '目标']]) }, 'warn', /prompts\/answer\.md/],
]
test.each(CASES)('%s is told with what to mend, and its key is not', async (_, act, level, mend) => {
  const findings = await found(
    act,
    { key: 'sk-secret', headers: { 'x-key': 'g-secret' }, body: { app: 'b-secret' } },
    400,
  )
  expect(findings.at(-1)).toMatchObject({ level, mend: expect.stringMatching(mend) })
  expect(JSON.stringify(findings)).not.toMatch(/-secret/)
})
