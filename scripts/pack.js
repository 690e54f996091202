/**
 * `npm run pack:offline [FOLDER]`: what an office without a net needs, in one folder and one .tgz beside it. It runs
 * on the same system, processor and version of Node as here: `node dist/main.node.js`; nothing is installed.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale, bundler, EXTERNAL, ofLastBuild } from './build.js'
import { DIST, ROOT, STAMP, stale } from './sources.js'

const OWN = ['data', 'prompts', 'deploy', 'docs', 'LICENSE', 'README.md', 'README.zh-CN.md']

/** Of a package, what the built program loads; a package that is not named here goes whole. */
/** @type {Readonly<Record<string, readonly string[]>>} */
const LOADED = {
  'better-sqlite3': ['package.json', 'LICENSE', 'lib', 'build/Release/better_sqlite3.node'],
  'pdfjs-dist': [
    'package.json',
    'LICENSE',
    'legacy/build/pdf.mjs',
    'legacy/build/pdf.worker.mjs',
    'cmaps',
    'standard_fonts',
  ],
}

/** In place of 32 MB that draw pages: pdf.js asks for these names when it is loaded, and reads text without them. */
const CANVAS = 'node_modules/@napi-rs/canvas/index.js'
const NO_CANVAS = 'for (const name of ["DOMMatrix", "ImageData", "Path2D"]) exports[name] = class {}\n'

/** Needed while it is installed, not while it runs. */
const INSTALLERS = new Set(['prebuild-install'])

/** @param {string} folder @returns {Record<string, any>} */
const manifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** The packages that are loaded from node_modules, with those that they need. @returns {Set<string>} */
function closure() {
  const found = new Set(/** @type {string[]} */ ([]))
  const visit = (/** @type {string} */ name) => {
    if (found.has(name)) return
    found.add(name)
    for (const one of Object.keys(manifest(join(ROOT, 'node_modules', name))['dependencies'] ?? {}))
      if (!INSTALLERS.has(one)) visit(one)
  }
  EXTERNAL.forEach(visit)
  return found
}

/** @param {string} path below the project @param {string} into */
function copy(path, into) {
  const from = join(ROOT, path)
  if (!existsSync(from)) throw new Error(`${path} is missing: run npm ci`)
  mkdirSync(dirname(join(into, path)), { recursive: true })
  cpSync(from, join(into, path), { recursive: true, filter: (one) => !one.endsWith('.map') })
}

/** @param {string} into a folder that is made anew */
export function pack(into) {
  rmSync(into, { recursive: true, force: true })
  for (const path of OWN) copy(path, into)
  const isNew = ofLastBuild()
  for (const path of readdirSync(DIST, { recursive: true, encoding: 'utf8' }).map((one) => one.replaceAll('\\', '/')))
    if (isNew(path) && !path.endsWith('.map')) copy(join('dist', path), into)
  const packages = closure()
  for (const name of packages) for (const part of LOADED[name] ?? ['.']) copy(join('node_modules', name, part), into)
  mkdirSync(dirname(join(into, CANVAS)), { recursive: true })
  writeFileSync(join(into, CANVAS), NO_CANVAS)
  const { name, version, license } = manifest(ROOT)
  const engines = { node: process.versions.node.replace(/\..*/, '.x') }
  const told = { name, version, license, private: true, type: 'module', engines, os: [process.platform] }
  writeFileSync(join(into, 'package.json'), `${JSON.stringify({ ...told, cpu: [process.arch] }, null, 2)}\n`)
}

async function main() {
  const esbuild = await bundler()
  if (esbuild) await buildIfStale(esbuild)
  else if (stale() === 'missing' || !existsSync(STAMP)) throw new Error(`${DIST} is missing: run npm ci`)
  const { name, version } = manifest(ROOT)
  const node = process.versions.node.replace(/\..*/, '')
  const into = resolve(
    process.argv[2] ?? join('var', `${name}-${version}-${process.platform}-${process.arch}-node${node}`),
  )
  pack(into)
  const archive = `${into}.tgz`
  const { status } = spawnSync('tar', ['-czf', archive, '-C', into, '.'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('tar failed')
  console.log(
    `${archive}\nUnpack it there, with Node ${node}: mkdir -p /opt/yaodian && tar -xzf ${basename(archive)} -C /opt/yaodian`,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
