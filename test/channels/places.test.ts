/** How many places outside its own folder a messenger needs, and that each is held to the contract. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { expect, test } from 'vitest'
import { MESSENGERS } from '../../src/channels/messengers.ts'
import { told } from '../told.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts'))

/** Sources outside a messenger's folder that import from it. */
const importing = (name: string): string[] =>
  sources
    .filter((path) => !path.startsWith(`src/channels/${name}/`))
    .filter((path) => new RegExp(`from '[^']*/${name}/[^']*'|import\\('[^']*/${name}/`).test(read(path)))
    .sort()

test('the plain webhook stands in its folder, an import and a line', () => {
  expect(importing('webhook')).toEqual(['src/channels/messengers.ts'])
  // The import, and the line in which it is listed.
  const naming = read('src/channels/messengers.ts').match(/^.*\bwebhook\b.*$/gm) ?? []
  expect(naming).toHaveLength(2)
  expect(told('platform', 'lines')).toBe(2)
  expect(told('platform', 'files')).toBe(readdirSync(join(ROOT, 'src/channels/webhook')).length)
  expect(naming[1]).toMatch(/^export const MESSENGERS = /)
})

test('outside it is named in its documents alone', () => {
  const settings = [...read('src/channels/webhook/settings.ts').matchAll(/\bWEBHOOK_[A-Z]+/g)].map(([name]) => name)
  expect(new Set(settings)).toEqual(new Set(['WEBHOOK_URL', 'WEBHOOK_SECRET']))
  const elsewhere = sources.filter((path) => !path.startsWith('src/channels/webhook/'))
  expect(elsewhere.filter((path) => settings.some((name) => read(path).includes(`'${name}'`)))).toEqual([])
  for (const name of settings) for (const page of ['README.md', 'docs/webhook.md']) expect(read(page)).toContain(name)
})

test('Feishu needs a line more for what a machine alone carries, and its own command', () => {
  expect(importing('feishu')).toEqual([
    'src/channels/messengers.ts',
    'src/cli/feishu.ts',
    'src/composition/office.node.ts',
  ])
})

interface Source {
  readonly path: string
  readonly text: string
}

/** Those that people speak on; `api` is a word of programming, too. */
const PLATFORMS = Object.entries(MESSENGERS).flatMap(([name, { accounts }]) => (accounts ? [name] : []))

/** Platforms that a source names, as a word of the code or of a text: `feishu`, `'feishu:ou_1'`. */
function namedIn({ path, text }: Source): string[] {
  const found = new Set<string>()
  const isNamed = (said: string): void => {
    for (const name of PLATFORMS) if (said === name || said.startsWith(`${name}:`)) found.add(name)
  }
  new Visitor({
    Identifier: ({ name }) => isNamed(name),
    Literal: ({ value }) => void (typeof value === 'string' && isNamed(value)),
    TemplateElement: ({ value }) => isNamed(value.raw),
  }).visit(parseSync(path, text).program)
  return [...found].map((name) => `${path} ${name}`)
}

/** Who names one all the same, and why: a new platform needs none of these. */
const NAMING: Readonly<Record<string, string>> = {
  'src/composition/office.node.ts feishu': 'what a machine alone carries',
  'src/cli/feishu.ts feishu': 'a command of its own, with its check for the doctor',
  'src/cli/feishu.ts webhook': 'its mode, as `FEISHU_MODE` calls it',
  'src/cli/operate/doctor.ts feishu': 'the same check',
  'src/cli/text.ts feishu': 'what that command says',
  'src/main.cli.ts feishu': 'that command',
  'src/main.worker.ts webhook': 'the value of `FEISHU_MODE`',
  'src/people/accounts.ts feishu': 'whose ids the column `open_id` of a roster holds',
}

test('no other source names a platform: whatever is of each is asked of what they declare', () => {
  expect(PLATFORMS).toEqual(Object.keys(MESSENGERS).filter((name) => !(name in WITHOUT_CONTRACT)))
  const own = ['src/channels/messengers.ts', ...Object.keys(MESSENGERS).map((name) => `src/channels/${name}/`)]
  const shared = sources.filter((path) => !own.some((one) => path.startsWith(one)))
  expect(shared.flatMap((path) => namedIn({ path, text: read(path) })).sort()).toEqual(Object.keys(NAMING).sort())
})

test.each([
  ['a table by platform', 'const FORMS = { feishu: /^ou_/ }'],
  ['a list of them', "const all = ['webhook'].map(behind)"],
  ['an account put together', `const account = \`feishu:$\{id}\``],
  ['the settings of one', 'const used = config().messengers.webhook'],
])('%s is seen', (_, text) => {
  expect(namedIn({ path: 'src/cli/x.ts', text })).toHaveLength(1)
  expect(namedIn({ path: 'src/cli/x.ts', text: `// ${text}` })).toEqual([])
})

/** Messengers that the contract does not fit, and why. */
const WITHOUT_CONTRACT: Readonly<Record<string, string>> = {
  api: 'a program is answered in the response to its call: it has no card to press, no file, nothing to take back, and nothing is sent to it later (api.test.ts)',
}

/** Tests by their paths below test/channels → their text. */
const tests = new Map(
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => [path, readFileSync(join(import.meta.dirname, path), 'utf8')]),
)

/** Messengers for which no test in the folder of their name calls the contract. */
const uncontracted = (names: readonly string[], all: ReadonlyMap<string, string>): string[] =>
  names.filter((name) => ![...all].some(([path, text]) => path.startsWith(`${name}/`) && CALLS_CONTRACT.test(text)))
const CALLS_CONTRACT = /^channelContract\(/m

test('each messenger is held to the contract, or it is said why not', () => {
  expect(uncontracted(Object.keys(MESSENGERS), tests)).toEqual(Object.keys(WITHOUT_CONTRACT))
})

test('a platform whose test only imports the contract, or that has none, is seen', () => {
  const some = new Map([
    ['held/contract.test.ts', "channelContract('held', open, { tellWhoLeft: true })"],
    ['said/contract.test.ts', "import { channelContract } from '../../contracts/channel.ts'\n// channelContract(open)"],
  ])
  expect(uncontracted(['held', 'said', 'bare'], some)).toEqual(['said', 'bare'])
})
