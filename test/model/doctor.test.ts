/** What the doctor says of the model, from a real question over real HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkModel } from '../../src/cli/model.ts'
import { whole } from '../office.ts'
import { type Act, scriptedModel } from './server.ts'

let server: Awaited<ReturnType<typeof scriptedModel>>
beforeAll(async () => {
  server = await scriptedModel()
})
afterAll(() => server.close())

/** The last sentence of what it was shown, which is where papers state their goals. */
const lastSentence = ({ provisions }: { provisions: string }): Act => ({
  say: `${/[^。：]*(?=。$)/m.exec(provisions)?.[0] ?? ''}〔1〕。`,
})

test('a model that answers from the provisions is well', async () => {
  server.does(lastSentence)
  const [finding] = await checkModel({ endpoint: { url: server.url, name: 'scripted' }, limitMs: 3_000 }, whole)
  expect(finding).toMatchObject({
    level: 'ok',
    text: expect.stringMatching(/scripted at 127\.0\.0\.1.*lets it through/),
  })
})

const CASES: readonly (readonly [string, Act, string, RegExp])[] = [
  ['a wrong key', { status: 401 }, 'bad', /YAODIAN_MODEL_KEY/],
  ['an address that is not the interface', { raw: '<html>', type: 'text/html' }, 'bad', /YAODIAN_MODEL_URL/],
  ['a model that hangs', { hang: '2017年' }, 'bad', /YAODIAN_MODEL_SECONDS/],
  ['a model that invents', { say: '目标是9999家〔1〕。' }, 'warn', /prompts\/wording\.md/],
]
test.each(CASES)('%s is told with what to mend', async (_, act, level, mend) => {
  server.does(act)
  const model = { endpoint: { url: server.url, name: 'scripted', key: 'sk-secret' }, limitMs: 400 }
  const [finding] = await checkModel(model, whole)
  expect(finding).toMatchObject({ level, mend: expect.stringMatching(mend) })
  expect(JSON.stringify(finding)).not.toContain('sk-secret')
})
