/** Which tests reach the office whose data ships: by what they and the test files that they import read or start. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** They read it and hand on the tests' own office instead, start the program with that, or make whatever they are asked for. */
export const HANDING_ON: readonly string[] = [
  'test/data.ts',
  'test/frozen.ts',
  'test/built.ts',
  'test/faults/cycles/process.ts',
  'test/faults/poisoned-office.ts',
]

/** What reads `data/` as it is: its files, by one path or joined of folders, the loader on Node, the program, its command line. Desks are given their data. */
const READS =
  /\bshippedFiles\b|\/src\/composition\/(?:data|office)\.node\.ts'|\bdata(?:\/|', *')(?:plans|regions|calendar|demo)\b|'data', *\w|\b(?:ROOT|DIST)\b[^}]*\} from '[^']*\/program\.ts'|(?:built|bundle)\('src\/main|\/src\/(?:main\.\w+|cli\/[\w/]+)\.ts|\/var\/data\.json'/

/**
 * @param test path in the repository
 * @returns those of its files that read the shipped office, itself among them
 */
export const readersOf = (test: string): string[] =>
  [...reachedFrom(test)].filter((path) => !HANDING_ON.includes(path) && READS.test(textOf(path)))

export const readsShipped = (text: string): boolean => READS.test(text)

export const allTests = (): string[] =>
  readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts'))
    .sort()

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Below `test/` alone: what the sources read is what they are given. */
function reachedFrom(test: string): Set<string> {
  const reached = new Set<string>()
  const open = [test]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    open.push(...importsOf(path))
  }
  return reached
}

function importsOf(path: string): string[] {
  const started = [...textOf(path).matchAll(/(?:built|bundle)\('(test\/[^']+\.ts)'/g)].map(([, entry = '']) => entry)
  const imported = [...textOf(path).matchAll(/from '(\.[^']+\.ts)'/g)].map(([, to = '']) =>
    normalize(join(dirname(path), to)),
  )
  return [...started, ...imported].filter((to) => to.startsWith('test/') && existsSync(join(ROOT, to)))
}
