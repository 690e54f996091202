/** What the product is made of that others wrote: each package with a licence on the list, each named with its use. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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
  packages: z.record(z.string(), z.object({ license: z.string().optional(), dev: z.boolean().optional() })),
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

  test('docs/security.md names each that the product itself asks for, and no other', () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')))
    const section = read('docs/security.md').split('## Dependencies')[1]?.split('\n## ')[0] ?? ''
    const named = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name)
    expect(named.toSorted()).toEqual(Object.keys(dependencies).toSorted())
  })
})
