/**
 * Test files for workerd as one bundle: some hundred modules for it to ask for, not two thousand. One by one they take
 * vitest's process 8 s of the processor to compile and to hand over, before the first test runs; this takes two.
 */
import { join, relative } from 'node:path'
import { build, type Plugin } from 'vite'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'var/worker')

/** What vitest and workerd give, each of which must stay the one that there is; and pdf.js, which looks for its other half beside itself. */
const GIVEN = [/^vitest/, /^@vitest\//, /^cloudflare:/, /^node:/, /^pdfjs-dist\//]

interface Bundling {
  /** as `import.meta.env.MODE` says */
  readonly mode: string
  /** what a test imports as a file beside others, `?inline` or `?url` */
  readonly assets: string[]
  /** for what tests import beside code */
  readonly plugins: Plugin[]
}

/** Each test file of a project is taken from the bundle of all, which is made when the first one is asked for. */
export function bundled(how: Bundling): Plugin {
  let entries: Promise<ReadonlySet<string>> = Promise.resolve(new Set())
  let made: Promise<unknown> | undefined
  return {
    name: 'bundled',
    enforce: 'pre',
    configureVitest({ vitest, project }) {
      // Who watches changes files, of which a bundle knows nothing.
      if (vitest.config.watch) return
      entries = project.globTestFiles().then(({ testFiles }) => new Set([...testFiles, ...project.config.setupFiles]))
    },
    async load(id) {
      const all = await entries
      if (!all.has(id)) return undefined
      made ??= bundle([...all], how)
      await made
      return `import ${JSON.stringify(join(FOLDER, `${nameOf(id)}.js`))}`
    },
  }
}

const nameOf = (path: string): string => relative(ROOT, path).replace(/\.ts$/, '')

const bundle = (paths: readonly string[], { mode, assets, plugins }: Bundling) =>
  build({
    configFile: false,
    root: ROOT,
    mode,
    logLevel: 'error',
    plugins,
    assetsInclude: assets,
    ssr: { target: 'webworker', noExternal: true, resolve: { conditions: ['workerd', 'worker', 'module', 'import'] } },
    build: {
      ssr: true,
      outDir: FOLDER,
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      target: 'es2022',
      rolldownOptions: {
        input: Object.fromEntries(paths.map((path) => [nameOf(path), path])),
        external: GIVEN,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
