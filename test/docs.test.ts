/** The documents must not fall behind the code: every setting, folder and command is named in them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SETTINGS } from '../src/config.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const readme = read('README.md')

describe('the documents', () => {
  test('README names every setting', () => {
    expect(SETTINGS.length).toBeGreaterThan(4)
    expect(SETTINGS.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })

  test('README names every command of the command line', () => {
    const commands = [...read('src/main.cli.ts').matchAll(/\.command\('([a-z]+)/g)].map(([, name]) => name)
    expect(commands.length).toBeGreaterThan(5)
    expect(commands.filter((name) => !readme.includes(name ?? ''))).toEqual([])
  })

  test('the architecture names every folder of src/, and no other', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const text = read('docs/architecture.md')
    expect(folders.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([])
    const named = [...text.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name ?? '')
    expect(named.filter((name) => !existsSync(join(ROOT, 'src', name)))).toEqual([])
  })

  test('every link between the documents leads somewhere', () => {
    const pages = [
      'README.md',
      'README.zh-CN.md',
      'CONTRIBUTING.md',
      'docs/architecture.md',
      'docs/workers.md',
      'docs/scale.md',
      'data/README.md',
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
})
