/** One file of a root and all that it imports, for processes that a test starts: a start costs a third of one through tsx. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'

const ROOT = join(import.meta.dirname, '..')

/** In the repository, so that packages which stay outside are found. */
const FOLDER = join(ROOT, 'var/built')

/** Each source goes on finding what lies beside it: data, migrations, pages. */
const places: Plugin = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\/(src|test)\/.*\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
    }))
  },
}

/**
 * @param entry path of the root in the repository
 * @returns the path of a module that runs by itself; packages stay where they are
 */
export async function built(entry: string): Promise<string> {
  const outfile = join(FOLDER, `${entry.replace(/\W+/g, '-')}.mjs`)
  await build({
    entryPoints: [join(ROOT, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.20',
    packages: 'external',
    plugins: [places],
    logLevel: 'error',
  })
  return outfile
}
