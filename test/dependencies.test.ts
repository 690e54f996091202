/** What the product is made of that others wrote: each package with a licence on the list, each named with its use. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** All of them may be used, changed and passed on within a product, with their notices. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'WTFPL',
  'Zlib',
])

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
})
type Packages = z.output<typeof Lock>['packages']

/** `MIT AND Zlib` asks for both, `(MIT OR GPL-3.0-or-later)` for one of them. */
const mayBeUsed = (licence: string): boolean =>
  licence.split(' AND ').every((all) =>
    all
      .replace(/[()]/g, '')
      .split(' OR ')
      .some((one) => LICENCES.has(one)),
  )

/** What is installed, by its own word; undefined where it is of another system. */
function installed(path: string) {
  const file = join(ROOT, path, 'package.json')
  return existsSync(file)
    ? z.object({ version: z.string(), license: z.string().optional() }).parse(JSON.parse(readFileSync(file, 'utf8')))
    : undefined
}

interface Weighed {
  readonly name: string
  readonly at: string
  readonly mendedIn: string
  readonly holds: string
}

/** The lines of docs/security.md that need to be weighed anew. @param versions by name, each that ships */
function stale(weighed: readonly Weighed[], versions: ReadonlyMap<string, readonly string[]>): string[] {
  return weighed.flatMap(({ name, at, mendedIn, holds }) => {
    const there = versions.get(name) ?? []
    if (there.join() !== at) return [`${name}: weighed at ${at}, there is ${there.join() || 'none'}`]
    return !holds.startsWith('mended') || isAtLeast(at, mendedIn) ? [] : [`${name}: ${at} is older than ${mendedIn}`]
  })
}

const isAtLeast = (version: string, least: string): boolean =>
  version.localeCompare(least, 'en', { numeric: true }) >= 0

const unfit = (packages: Packages): string[] =>
  Object.entries(packages).flatMap(([path, { license, dev }]) =>
    path === '' || dev || (license !== undefined && mayBeUsed(license)) ? [] : [`${path}: ${license}`],
  )

describe('dependencies', () => {
  const { packages } = Lock.parse(JSON.parse(read('package-lock.json')))

  test('every package that ships has a licence on the list', () => {
    expect(Object.values(packages).filter(({ dev }) => !dev).length).toBeGreaterThan(50)
    expect(unfit(packages)).toEqual([])
  })

  test.each([
    ['without a licence', {}],
    ['under the GPL', { license: 'GPL-3.0-only' }],
    ['under two of which one is not on the list', { license: 'MIT AND SSPL-1.0' }],
  ])('a package %s is caught', (_, one) => {
    expect(unfit({ ...packages, 'node_modules/new': one })).toHaveLength(1)
  })

  test('what is installed is what the lock file says, under the licence that it says', () => {
    const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev)
    const unlike = shipped.flatMap(([path, { version, license, optional }]) => {
      const own = installed(path)
      if (!own) return optional ? [] : [`${path}: not installed`]
      return own.version === version && own.license === license ? [] : [`${path}: ${own.version}, ${own.license}`]
    })
    expect(unlike).toEqual([])
    expect(shipped.filter(([path]) => installed(path)).length).toBeGreaterThan(100)
  })

  describe('advisories', () => {
    const rows = [
      ...read('docs/security.md').matchAll(
        /^\| `([^`]+)` \| ([\d.]+) \| ([^|]+) \| (?:SQLite )?([\d.]+) \| ([^|]+) \|$/gm,
      ),
    ]
    const weighed = rows.map(
      ([, name = '', at = '', , mendedIn = '', holds = '']): Weighed => ({ name, at, mendedIn, holds }),
    )
    const versions = new Map<string, string[]>()
    for (const [path, { version, dev }] of Object.entries(packages)) {
      const name = path.replace(/^.*node_modules\//, '')
      if (path !== '' && !dev && version) versions.set(name, [...(versions.get(name) ?? []), version])
    }
    const bundled = 'better-sqlite3'

    test('each was weighed at the version that ships, which is none that it holds of', () => {
      expect(weighed.length).toBeGreaterThan(10)
      expect(rows.map(([, , , what]) => what).filter((what = '') => !/CVE-\d{4}-\d+/.test(what))).toEqual([])
      expect(
        stale(
          weighed.filter(({ name }) => name !== bundled),
          versions,
        ),
      ).toEqual([])
    })

    test('that of SQLite by the version that is built in', () => {
      const [one] = weighed.filter(({ name }) => name === bundled)
      const built = String(new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get())
      expect(one && isAtLeast(built, one.mendedIn)).toBe(true)
      expect(one?.at).toBe(versions.get(bundled)?.join())
    })

    test.each([
      ['another version than was weighed', { at: '4.10.39' }],
      ['a version older than what mends it', { mendedIn: '4.10.100', holds: 'mended' }],
      ['a package that does not ship', { name: 'left-pad' }],
    ])('%s is caught', (_, change) => {
      const one = { name: 'pdfjs-dist', at: '4.10.38', mendedIn: '4.2.67', holds: 'mended', ...change }
      expect(stale([one], versions)).toHaveLength(1)
    })
  })

  test('docs/security.md names each that the product itself asks for, and no other', () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')))
    const section = read('docs/security.md').split('## Dependencies')[1]?.split('\n## ')[0] ?? ''
    const named = [...section.matchAll(/^\| `([^`]+)` \| (?![\d.]+ \|)/gm)].map(([, name]) => name)
    expect(named.toSorted()).toEqual(Object.keys(dependencies).toSorted())
  })
})
