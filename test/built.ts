/** One file of a root and all that it imports, for processes that a test starts: a start costs a third of one through tsx. */
import { readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { DIST } from './program.ts'

const ROOT = join(import.meta.dirname, '..')

/** In the repository, so that packages which stay outside are found. */
const FOLDER = join(ROOT, 'var/built')

/**
 * Each source goes on finding what lies beside it: data, migrations, pages. Only the data that the build made ready
 * lies in dist/: reading it anew is a third of a start, and where it is not of these very files it is read anew all the same.
 */
const places: Plugin = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\/(src|test)\/.*\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replace("inProgram('data.json')", JSON.stringify(join(DIST, 'data.json'))),
    }))
  },
}

/** One a process, whichever of its test files asks. */
const made = new Map<string, Promise<string>>()

/**
 * @param entry path of the root in the repository
 * @returns the path of a module that runs by itself; packages stay where they are
 */
export function built(entry: string): Promise<string> {
  const known = made.get(entry) ?? bundled(entry)
  made.set(entry, known)
  return known
}

/** It takes its place whole: another process may be starting from the one before. */
async function bundled(entry: string): Promise<string> {
  const path = join(FOLDER, `${entry.replace(/\W+/g, '-')}.mjs`)
  const half = `${path}.${process.pid}`
  await build({
    entryPoints: [join(ROOT, entry)],
    outfile: half,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.20',
    packages: 'external',
    plugins: [places],
    logLevel: 'error',
  })
  renameSync(half, path)
  return path
}
