/** The documents must not fall behind the code: every setting, folder and command is named in them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SETTINGS } from '../src/config/index.ts'
import { told } from './told.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const readme = read('README.md')
const SEVERAL = '## Words with several meanings'

describe('the documents', () => {
  test('README names every setting', () => {
    expect(SETTINGS.length).toBeGreaterThan(4)
    expect(SETTINGS.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })

  test('README leads to every page of docs/', () => {
    const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))
    expect(pages.length).toBeGreaterThan(6)
    expect(pages.filter((name) => !readme.includes(`](docs/${name})`))).toEqual([])
  })

  test('README names every command of the command line', () => {
    const commands = [...read('src/main.cli.ts').matchAll(/\.command\('([a-z]+)/g)].map(([, name]) => name)
    expect(commands.length).toBeGreaterThan(5)
    expect(commands.filter((name) => !readme.includes(name ?? ''))).toEqual([])
  })

  test('the architecture names every folder of src/, and no other', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const text = read('docs/architecture.md')
    expect(folders.length).toBeGreaterThan(15)
    expect(folders.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([])
    const named = [...text.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name ?? '')
    expect(named.length).toBeGreaterThan(15)
    expect(named.filter((name) => !existsSync(join(ROOT, 'src', name)))).toEqual([])
  })

  test('every file that the architecture names below src/ is there', () => {
    const files = [...read('docs/architecture.md').matchAll(/`([a-z-]+(?:\/[a-z.-]+)+\.ts)`/g)].map(
      ([, path]) => path ?? '',
    )
    const sources = files.filter((path) => !path.startsWith('test/'))
    expect(sources.length).toBeGreaterThan(10)
    expect(sources.filter((path) => !existsSync(join(ROOT, 'src', path)))).toEqual([])
  })

  test('every file that the recipes name is there', () => {
    const named = [...read('CONTRIBUTING.md').matchAll(/`((?:src|test|bench|data|scripts)\/[\w./-]+\.\w+)`/g)]
    const paths = named.map(([, path]) => path ?? '').filter((path) => !path.includes('NAME'))
    expect(paths.length).toBeGreaterThan(10)
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  test('a recipe tells its number in words, and one that tells none is an error', () => {
    const text = '**A new lamp** is two places and a line.\n'
    expect(told('lamp', 'places', text)).toBe(2)
    expect(() => told('lamp', 'files', text)).toThrow('no number of files')
    expect(() => told('pump', 'places', text)).toThrow('pump')
  })

  test('data/README names every field of an indicator, and no other', () => {
    const plan = readdirSync(join(ROOT, 'test/fixtures/offices/lanhai/plans'))[0] ?? ''
    const sheet: unknown = parse(read(`test/fixtures/offices/lanhai/plans/${plan}/indicators.yaml`))
    const fields = new Set(Array.isArray(sheet) ? sheet.flatMap((one: object) => Object.keys(one)) : [])
    const [, table = ''] = /\| field \| what \|\n([\s\S]*?)\n\n/.exec(read('data/README.md')) ?? []
    const told = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => ticked(cell))
    expect(fields.size).toBeGreaterThan(10)
    expect(told.sort()).toEqual([...fields].sort())
  })

  test('every link between the documents leads somewhere', () => {
    const pages = [
      ...['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'data/README.md'],
      ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
    ]
    const targets = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => join(ROOT, page, '..', link ?? '')),
    )
    expect(targets.length).toBeGreaterThan(10)
    expect(targets.filter((path) => !existsSync(path))).toEqual([])
  })

  test('every script that README tells to run exists', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts)
    const told = [...readme.matchAll(/npm (?:run (?:-s )?)?(start|test|[a-z:]+)/g)].map(([, name]) => name ?? '')
    expect(told).toContain('start')
    expect(told).toContain('test')
    expect(told.filter((name) => name !== 'ci' && !scripts.includes(name))).toEqual([])
  })

  test('each code term of the glossary is exported where the glossary says', () => {
    const [oneMeaning = ''] = read('docs/glossary.md').split(SEVERAL)
    const rows = [...oneMeaning.matchAll(/^\| [^|]+ \| ([^|]+) \| ([^|]+) \|/gm)]
    const terms = rows.flatMap(([, terms = '', files = '']) => {
      const paths = ticked(files)
      return ticked(terms).map((term, at) => [term, paths[at] ?? paths[0] ?? ''] as const)
    })
    expect(terms.length).toBeGreaterThan(35)
    const isThere = ([term, path]: readonly [string, string]) =>
      existsSync(join(ROOT, 'src', path)) &&
      new RegExp(`export (?:abstract )?(?:interface|type|class|const|function|async function) ${term}\\b`).test(
        read(`src/${path}`),
      )
    expect(terms.filter((term) => !isThere(term))).toEqual([])
    expect(isThere(['Nonsense', 'office/plan.ts'])).toBe(false)
  })
})

describe('words with several meanings', () => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
  const types = sources.flatMap((path) =>
    [...read(`src/${path}`).matchAll(/^export (?:abstract )?(?:interface|type|class) (\w+)/gm)].map(
      ([, name = '']) => `${name} ${path}`,
    ),
  )
  const [, told = ''] = read('docs/glossary.md').split(SEVERAL)
  const rows = [...told.matchAll(/^\| `(\w+)` \| `([^`]+)` \|/gm)].map(([, name = '', path = '']) => `${name} ${path}`)

  const nameIn = (one: string): string => one.split(' ')[0] ?? ''
  const folderIn = (one: string): string => one.split(/[ /]/)[1] ?? ''
  /** Types that so many folders export: `Cell ledger/cell.ts` for each. */
  const shared = (all: readonly string[], folders: number): string[] => {
    const homes = new Map<string, string[]>()
    for (const one of all) homes.set(nameIn(one), [...(homes.get(nameIn(one)) ?? []), one])
    return [...homes.values()].filter((some) => new Set(some.map(folderIn)).size >= folders).flat()
  }

  test('no type has the name of three others', () => {
    expect(types.length).toBeGreaterThan(500)
    expect(shared(types, 4)).toEqual([])
    expect(shared(['A a/x.ts', 'A b/x.ts', 'B a/x.ts', 'B a/y.ts'], 2)).toEqual(['A a/x.ts', 'A b/x.ts'])
  })

  test('what is told apart is there', () => {
    expect(rows.length).toBeGreaterThan(15)
    expect(rows.filter((one) => !types.includes(one))).toEqual([])
  })
})

const ticked = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
