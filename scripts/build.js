/**
 * `npm run build`: src/ → dist/, which runs on Node without the development tools; `npm ci` does it by itself (`prepare`).
 * `--check` says whether dist/ is what the sources say; `--if-stale` builds where a source is newer or the demo lacks.
 */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DIST, ROOT, STAMP, stale } from './sources.js'

/** @typedef {typeof import('esbuild')} Esbuild */

/** What is started by itself, from `npm` or as a thread: the composition roots, what the build itself runs, and every `*.thread.node.ts`. */
const ROOTS = ['main.node.ts', 'main.cli.ts', 'build/prepare.node.ts']
const THREAD = /\.thread\.node\.ts$/

/** Files that are read where the program lies, at the same place below dist/ as below src/. */
const ASSETS = /^(?:store\/migrations|channels\/console\/page)\/[^/]+\.(?:sql|html|css|js|svg)$/

/** As src/demo/snapshot.node.ts names it. */
const DEMO = /^demo-[0-9a-f]{12}\.db$/

/** Native, or with files of their own beside them; they are loaded from node_modules. */
export const EXTERNAL = ['better-sqlite3', 'pdfjs-dist']

/** Packages of before modules call `require`, which modules lack. */
const BANNER =
  "import{createRequire as require_}from'node:module';import{fileURLToPath as path_}from'node:url';import{dirname as folder_}from'node:path';" +
  'const require=require_(import.meta.url),__filename=path_(import.meta.url),__dirname=folder_(__filename);'

const SRC = join(ROOT, 'src')
const files = () => readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))

/** @returns {Promise<Esbuild | undefined>} undefined in production, where it is not installed */
export async function bundler() {
  try {
    return await import('esbuild')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/**
 * Path below dist/ → bytes, of all that comes from src/. What several roots share, and what is imported on first use,
 * lies in chunks of its own, named by content.
 * @param {Esbuild} esbuild @returns {Promise<Map<string, Uint8Array>>}
 */
async function outputs(esbuild) {
  const all = files()
  const { outputFiles } = await esbuild.build({
    entryPoints: [...ROOTS, ...all.filter((path) => THREAD.test(path))].map((path) => join(SRC, path)),
    absWorkingDir: ROOT,
    outbase: SRC,
    outdir: DIST,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    // Names stay as they are: a trace that somebody sends us can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: BANNER },
    logLevel: 'warning',
    write: false,
  })
  return new Map([
    ...outputFiles.map(
      (file) => /** @type {const} */ ([relative(DIST, file.path).replaceAll('\\', '/'), file.contents]),
    ),
    ...all
      .filter((path) => ASSETS.test(path))
      .map((path) => /** @type {const} */ ([path, readFileSync(join(SRC, path))])),
  ])
}

/** @returns {string[]} what the build before this one made */
const before = () => (existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, 'utf8')).outputs : [])

/** @returns {(path: string) => boolean} whether a path below dist/ is of the last build: what the one before it made lies there, too */
export function ofLastBuild() {
  const made = new Set([...before(), 'data.json', 'build.json'])
  return (path) => made.has(path) || DEMO.test(path)
}

/** @param {string} path below dist/ @param {Uint8Array} bytes */
function isThere(path, bytes) {
  const at = join(DIST, path)
  return existsSync(at) && readFileSync(at).equals(bytes)
}

/**
 * Takes its place whole, so that two builds at once, or a start meanwhile, see no half of it.
 * @param {string} path below dist/ @param {Uint8Array} bytes
 */
function place(path, bytes) {
  const at = join(DIST, path)
  mkdirSync(dirname(at), { recursive: true })
  writeFileSync(`${at}.${process.pid}`, bytes)
  renameSync(`${at}.${process.pid}`, at)
}

/** @param {readonly string[]} args */
function prepare(...args) {
  const { status } = spawnSync(process.execPath, [join(DIST, 'build', 'prepare.node.js'), ...args], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('dist/build/prepare.node.js failed')
}

/**
 * What the build before this one made stays, since a process that runs may still load from it; the demo's past does
 * not, since another program may say other things.
 * @param {Esbuild} esbuild
 * @param {{ readonly demo?: boolean }} [how] demo: plays the demo's past in, too (seconds)
 */
export async function build(esbuild, { demo = false } = {}) {
  const began = new Date()
  const made = await outputs(esbuild)
  const changed = [...made].filter(([path, bytes]) => !isThere(path, bytes))
  for (const [path, bytes] of changed) place(path, bytes)
  if (changed.length > 0) clear(new Set([...made.keys(), ...before(), 'data.json', 'build.json']))
  prepare(...(demo ? ['--demo'] : []))
  place('build.json', Buffer.from(JSON.stringify({ outputs: [...made.keys()] })))
  // What is edited while it is built is newer than it.
  utimesSync(STAMP, began, began)
}

/** With the demo's past, unless all of it is there. @param {Esbuild} esbuild */
export async function buildIfStale(esbuild) {
  if (stale() || !readdirSync(DIST).some((name) => DEMO.test(name))) await build(esbuild, { demo: true })
}

/** @param {ReadonlySet<string>} kept paths below dist/ */
function clear(kept) {
  for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
    const path = relative(DIST, join(entry.parentPath, entry.name)).replaceAll('\\', '/')
    if (entry.isFile() && !kept.has(path)) rmSync(join(DIST, path), { force: true })
  }
}

/** @param {Esbuild} esbuild @returns {Promise<string[]>} paths below dist/ that a build would change */
async function differing(esbuild) {
  return [...(await outputs(esbuild))].flatMap(([path, bytes]) => (isThere(path, bytes) ? [] : [path]))
}

async function main() {
  const esbuild = await bundler()
  if (process.argv.includes('--check')) {
    const paths = esbuild ? await differing(esbuild) : []
    for (const path of paths) console.error(`dist/${path} is not what the sources say: npm run build`)
    if (paths.length > 0) process.exitCode = 1
  } else if (esbuild && process.argv.includes('--if-stale')) await buildIfStale(esbuild)
  else if (esbuild) await build(esbuild, { demo: true })
  else if (existsSync(STAMP)) console.log('dist/ stays as it is: esbuild, which makes it, is not installed')
  else
    console.log('dist/ is not made: esbuild is not installed. Bring dist/ along, or run npm ci with development tools')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
