/** The arrows between the folders of src/, held as a table. Each rule is shown to catch a planted fault. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasSqlOnValue, tablesIn } from '../bench/ratchet/count.ts'
import { told } from './told.ts'

const SRC = join(import.meta.dirname, '../src')

/** The table "The folders of `src/`": folder → folders that it may import from, itself always; undefined for everything. */
function foldersIn(document: string): Map<string, readonly string[] | undefined> {
  const [, table = ''] = /^## The folders of `src\/`\n([\s\S]*?)^## /m.exec(document) ?? []
  const rows = [...table.matchAll(/^\| `([a-z]+)` \| [^|]+ \| ([^|]+) \|$/gm)]
  return new Map(
    rows.map(([, folder = '', may = '']) => [
      folder,
      may === 'everything' ? undefined : may === 'nothing' ? [] : may.split(', '),
    ]),
  )
}

const FOLDERS = foldersIn(readFileSync(join(import.meta.dirname, '../docs/architecture.md'), 'utf8'))
type Arrows = Readonly<Record<string, readonly string[]>>
const ARROWS: Arrows = Object.fromEntries([...FOLDERS].flatMap(([folder, may]) => (may ? [[folder, may]] : [])))

/** Entered by their door only; the rest are open shelves. */
const DOORS = [
  'bulletin',
  'language',
  'request',
  'query',
  'ask',
  'learn',
  'library',
  'guide',
  'report',
  'remind',
  'progress',
  'documents',
  'people',
  'store',
  'model',
  'health',
  'privacy',
]

/** package → below which folders it may be imported */
const KEPT: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(hono|@hono\/)/, ['web', 'channels']],
  [/^@larksuiteoapi\//, ['channels/feishu']],
  [/^better-sqlite3$/, ['store']],
  [/^node:/, ['store']],
]

/** Who reads or writes another's table all the same, and why; nobody else may. */
const GUESTS: Readonly<Record<string, readonly [tables: readonly string[], why: string]>> = {
  privacy: [
    [
      'inbox',
      'outbox',
      'person',
      'account',
      'post',
      'ledger',
      'evidence',
      'wording',
      'verdict',
      'pending',
      'handover',
      'waiting_document',
    ],
    'all that is held of a person, and what goes when its time is over, stands in one place',
  ],
}

const NOT_IN_THE_CORE =
  /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bMath\.random\(|\brandomUUID\b|\bgetRandomValues\b|\bprocess\.env\b/

interface Source {
  readonly path: string
  readonly text: string
}

const sources: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(SRC, path), 'utf8') }))

/** Composition roots: the files in src/ itself, and the folders that may import everything. */
const isRoot = (path: string): boolean =>
  !path.includes('/') || (FOLDERS.has(folderOf(path)) && !(folderOf(path) in ARROWS))
/** Files that meet the outside of a runtime say so in their name: `page.node.ts`. */
const isBound = (path: string): boolean => /\.(node|worker|cli)\.ts$/.test(path)
const folderOf = (path: string): string => path.split('/')[0] ?? ''

/** Imports of every form: static, type-only, re-exports, lazy. */
const importsOf = (text: string): string[] =>
  [...text.matchAll(/^(?:import|export)\s(?:[^'"]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  )

const target = (path: string, specifier: string): string => posix.normalize(posix.join(dirname(path), specifier))

/** `web store`: an import of the first folder from the second. */
const importing = (all: readonly Source[]): Set<string> =>
  new Set(
    all.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => `${folderOf(path)} ${folderOf(target(path, specifier))}`),
    ),
  )

/** Arrows that no import uses. */
function deadIn(arrows: Arrows, all: readonly Source[]): string[] {
  const used = importing(all)
  return Object.entries(arrows)
    .flatMap(([from, to]) => to.map((folder) => `${from} ${folder}`))
    .filter((arrow) => !used.has(arrow))
}

function faults(all: readonly Source[], arrows: Arrows = ARROWS): string[] {
  return all.flatMap(({ path, text }) => {
    if (isRoot(path)) return []
    const found: string[] = []
    const from = folderOf(path)
    for (const specifier of importsOf(text)) {
      if (!specifier.startsWith('.')) {
        const kept = KEPT.find(([name]) => name.test(specifier))
        if (kept && !kept[1].some((folder) => path.startsWith(`${folder}/`)) && !isBound(path))
          found.push(`${path} imports ${specifier}`)
        continue
      }
      const to = target(path, specifier)
      const folder = folderOf(to)
      if (folder === from) continue
      if (!arrows[from]?.includes(folder)) found.push(`${path} → ${to}`)
      else if (DOORS.includes(folder) && to !== `${folder}/index.ts`) found.push(`${path} → ${to}, not by the door`)
    }
    if (!isBound(path) && NOT_IN_THE_CORE.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''))) {
      found.push(`${path} reads a clock, chance or the environment`)
    }
    return found
  })
}

const migrations: readonly string[] = readdirSync(join(SRC, 'store/migrations')).map((name) =>
  readFileSync(join(SRC, 'store/migrations', name), 'utf8'),
)
const namedBy = (pattern: RegExp): string[] =>
  migrations.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name))
/** Under a name for a while is what takes another table's place. */
const passing = namedBy(/^ALTER TABLE (\w+) RENAME TO/gm)
const tables = [...new Set(namedBy(/^CREATE TABLE (\w+)/gm))].filter((name) => !passing.includes(name))

/** `remind outbox`: a folder with SQL on a table. */
const askingIn = (all: readonly Source[]): string[] => [
  ...new Set(
    all.flatMap(({ path, text }) => {
      const folder = path.includes('/') ? folderOf(path) : 'roots'
      return tablesIn(text, tables).map((table) => `${folder} ${table}`)
    }),
  ),
]
const asking = askingIn(sources)

/** Tables whose SQL stands in no folder or in several, which are named: whose is it? */
const unowned = (pairs: readonly string[]): string[] =>
  tables.flatMap((table) => {
    const folders = [...new Set(pairs)].filter((pair) => pair.endsWith(` ${table}`) && !allowed.has(pair))
    return folders.length === 1 ? [] : [`${table}: ${folders.map((pair) => pair.split(' ')[0]).join(', ')}`]
  })

/** Files with SQL on whatever table they are given, and why; nobody else may. */
const ON_ANY: Readonly<Record<string, string>> = {
  'store/schema.node.ts': 'compares the rows that the schema itself brings',
  'store/change-log/taken-up.node.ts': 'takes out what somebody slipped into whichever table',
  'store/change-log/triggers.ts': 'logs the changes of all tables that are worth it',
  'store/seal.ts': 'looks at the seals of whatever is sealed',
  'privacy/person.ts': 'reads and erases by the catalogue of holdings',
}
const onAny = (all: readonly Source[]): string[] =>
  all.filter(({ text }) => hasSqlOnValue(text)).map(({ path }) => path)

const allowed = new Set(Object.entries(GUESTS).flatMap(([from, [guest]]) => guest.map((table) => `${from} ${table}`)))

describe('tables', () => {
  test('the SQL of each stands in one folder, its owner’s, but for few guests', () => {
    expect(tables.length).toBeGreaterThan(25)
    expect(unowned(asking)).toEqual([])
    expect(unowned(asking.filter((pair) => pair !== 'learn vouched'))).toEqual(['vouched: '])
  })

  test('needs as many places as the recipe tells, the log of changes among them', () => {
    const naming = [...sources.map(({ path, text }) => [path, text]), ...migrations.map((text) => ['migration', text])]
    const places = (table: string) =>
      naming.flatMap(([path = '', text = '']) => (new RegExp(`\\b${table}\\b`).test(text) ? [path] : [])).sort()
    const logged = ['guide/rows.ts', 'migration', 'privacy/holdings.ts', 'store/logged.ts']
    expect(places('handover_answer')).toEqual(logged)
    expect(places('feishu_group')).toEqual(['channels/feishu/groups.ts', ...logged.slice(1)])
    expect(told('table', 'places')).toBe(logged.length)
  })

  test('no guest is named who does not come', () => {
    const absent = (pairs: readonly string[]): string[] => [...allowed].filter((one) => !pairs.includes(one))
    expect(absent(asking)).toEqual([])
    expect(absent(asking.filter((pair) => !pair.startsWith('privacy ')))).toEqual([...allowed])
  })

  test.each([
    ['a slice that reads the roster itself', 'learn/x.ts', "const q = 'SELECT id FROM person'"],
    ['a channel that writes the inbox', 'channels/x.ts', "const q = 'INSERT INTO inbox (id) VALUES (?)'"],
    ['a root that keeps a setting', 'x.ts', "const q = 'UPDATE setting SET value = ?'"],
    ['a join on the ledger', 'bulletin/x.ts', "const q = 'SELECT 1 FROM bulletin JOIN cell ON 1'"],
    ['a second table after a comma', 'bulletin/x.ts', "const q = 'SELECT 1 FROM bulletin b, cell c'"],
    ['a table on the next line', 'bulletin/x.ts', 'const q = `SELECT 1 FROM\n  cell`'],
    ['a change that gives way', 'learn/x.ts', "const q = 'UPDATE OR IGNORE person SET name = ?'"],
    ['a table with its schema', 'learn/x.ts', "const q = 'SELECT id FROM main.person'"],
    ['SQL in small letters', 'learn/x.ts', "const q = 'select id from person'"],
    ['a table in the next literal', 'learn/x.ts', "const q = 'SELECT id FROM ' +\n  'person'"],
  ])('%s is caught', (_, path, text) => {
    expect(unowned([...asking, ...askingIn([{ path, text }])])).toHaveLength(1)
  })

  test('SQL names its table, but for what works on any', () => {
    expect(onAny(sources).sort()).toEqual(Object.keys(ON_ANY).sort())
  })

  test.each([
    ['a table put into a text', `const q = \`SELECT 1 FROM $\{table}\``],
    ['a table added to a text', `const q = 'DELETE FROM ' + table`],
    ['one added to small letters', "const q = 'delete from ' + table"],
    ['parts that are joined', "const q = ['SELECT 1 FROM', table].join(' ')"],
    ['a table put in on the next line', `const q = \`INSERT INTO\n  $\{table} (id)\``],
  ])('%s is caught', (_, text) => {
    expect(onAny([{ path: 'remind/x.ts', text }])).toHaveLength(1)
  })
})

/** Folders without a line in the table. */
function unplaced(all: readonly Source[]): string[] {
  const folders = new Set(all.filter(({ path }) => !isRoot(path)).map(({ path }) => folderOf(path)))
  return [...folders].filter((folder) => !(folder in ARROWS))
}

/** `a → b → a` */
function ringsIn(arrows: Arrows): string[] {
  const reaches = (from: string, seen: readonly string[] = []): string[] =>
    seen.includes(from)
      ? [[...seen, from].join(' → ')]
      : (arrows[from] ?? []).flatMap((to) => reaches(to, [...seen, from]))
  return Object.keys(arrows).flatMap((folder) => reaches(folder))
}

const drawers = (all: readonly Source[]): string[] =>
  all.map(({ path }) => path).filter((path) => /(^|\/)(utils?|helpers?|common|misc|types)(\/|\.ts$)/.test(path))

describe('the architecture', () => {
  test('src/ holds what people wrote: what the build makes ready lies in dist/ alone', () => {
    const made = /(?:^|\/)(?:data\.json|demo-[^/]*\.db)/
    expect(readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => made.test(path))).toEqual([])
    expect(
      ['data.json', 'demo-0123456789ab.db', 'channels/console/page/tsconfig.json'].map((path) => made.test(path)),
    ).toEqual([true, true, false])
  })

  test('the table is that of the document: folders alone, each of which is there', () => {
    const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect([...FOLDERS.keys()].sort()).toEqual(folders.map(({ name }) => name).sort())
    expect([...FOLDERS].filter(([, may]) => !may).map(([folder]) => folder)).toEqual([
      'runtime',
      'composition',
      'demo',
      'build',
      'cli',
    ])
    expect(
      Object.values(ARROWS)
        .flat()
        .filter((folder) => !FOLDERS.has(folder)),
    ).toEqual([])
    expect(
      new Set(foldersIn('## The folders of `src/`\n| `a` | x | b, c |\n| `d` | y | nothing |\n## More\n')),
    ).toEqual(
      new Set([
        ['a', ['b', 'c']],
        ['d', []],
      ]),
    )
  })

  test('an arrow that the document loses is missed, one that it has too many is seen', () => {
    const document = '## The folders of `src/`\n| `report` | x | office |\n## More\n'
    const arrows = { report: foldersIn(document).get('report') ?? [] }
    const text = "import { a } from '../ledger/index.ts'"
    expect(faults([{ path: 'report/x.ts', text }], arrows)).toEqual(['report/x.ts → ledger/index.ts'])
    expect(deadIn(arrows, [{ path: 'report/x.ts', text }])).toEqual(['report office'])
  })

  test('no arrow is allowed that no import uses', () => {
    expect(deadIn(ARROWS, sources)).toEqual([])
    expect(deadIn({ web: ['health', 'store'] }, sources)).toEqual(['web store'])
  })

  test('every folder of src/ has its arrows in the table', () => {
    expect(sources.length).toBeGreaterThan(400)
    expect(unplaced(sources)).toEqual([])
    expect(unplaced([{ path: 'attic/x.ts', text: '' }])).toEqual(['attic'])
  })

  test('imports follow the arrows, slices are entered by their door, packages stay in their place', () => {
    expect(faults(sources)).toEqual([])
  })

  test('the arrows have no ring', () => {
    expect(ringsIn(ARROWS)).toEqual([])
    expect(ringsIn({ ...ARROWS, office: ['store'], installation: ['office'] })).toContain(
      'office → store → installation → office',
    )
  })

  test('no drawer for odds and ends', () => {
    expect(drawers(sources)).toEqual([])
    expect(drawers(['report/utils/x.ts', 'ask/types.ts'].map((path) => ({ path, text: '' })))).toHaveLength(2)
  })

  test.each([
    ['an arrow that is not in the table', 'office/x.ts', "import { Store } from '../store/index.ts'"],
    ['a type import against the arrows', 'ledger/x.ts', "import type { Card } from '../report/index.ts'"],
    ['a lazy import against the arrows', 'office/x.ts', "const a = import('../ask/index.ts')"],
    ['a re-export against the arrows', 'office/x.ts', "export { a } from '../ask/index.ts'"],
    ['a slice not entered by its door', 'assistant/x.ts', "import { a } from '../report/checks.ts'"],
    ['hono in the core', 'report/x.ts', "import { Hono } from 'hono'"],
    ['a web server in the store', 'store/x.ts', "import { serve } from '@hono/node-server'"],
    [
      "a platform's SDK in another channel",
      'channels/webhook/x.ts',
      "import { Client } from '@larksuiteoapi/node-sdk'",
    ],
    ["a platform's SDK outside its channel", 'assistant/x.ts', "import { Client } from '@larksuiteoapi/node-sdk'"],
    ['a database outside the store', 'ledger/x.ts', "import Database from 'better-sqlite3'"],
    ['a node module in the core', 'ask/x.ts', "import { readFileSync } from 'node:fs'"],
    ['a clock in the core', 'remind/x.ts', 'const now = Date.now()'],
    ["the host's day in the core", 'remind/x.ts', 'const now = new Date()'],
    ["a process's clock in the core", 'remind/x.ts', 'const now = performance.now()'],
    ['chance in the core', 'remind/x.ts', 'const r = Math.random()'],
    ['an id by chance in the core', 'remind/x.ts', 'const id = crypto.randomUUID()'],
    ['the environment in the core', 'ask/x.ts', 'const k = process.env.KEY'],
  ])('%s is caught', (_, path, text) => {
    expect(faults([{ path, text }])).toHaveLength(1)
  })
})
