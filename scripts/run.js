/**
 * `node scripts/run.js main.node …`: runs the built program, made anew where its sources are newer.
 * Without esbuild (production) it is run as it is.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DIST, stale } from './sources.js'

const entry = join(DIST, `${process.argv[2]}.js`)
const why = stale()
if (why) {
  const { build, bundler } = await import('./build.js')
  const esbuild = await bundler()
  if (esbuild) await build(esbuild)
  else if (why === 'missing') {
    console.error('dist/ is missing, and esbuild is not installed to make it: run npm ci, or bring dist/ along')
    process.exit(1)
  } else if (why === 'code') console.error('dist/ is older than its sources; without esbuild it runs as it is')
}
process.argv.splice(1, 2, entry)
await import(pathToFileURL(entry).href)
