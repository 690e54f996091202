/** Bundles Workers as `wrangler deploy` would, and runs them in a workerd of their own, without an account. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { D1Database } from '@cloudflare/workers-types'
import { Miniflare } from 'miniflare'
import { unstable_splitSqlQuery } from 'wrangler'
import { steadyWorkerd } from '../workerd.ts'

const ROOT = join(import.meta.dirname, '../../..')
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
const MIGRATIONS = join(ROOT, 'src/store/migrations')

/** @param entry path of the Worker's root in the repository @returns the bundled module's path */
export function bundle(entry: string): string {
  const out = join(ROOT, 'var', entry.replace(/\W+/g, '-'))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [WRANGLER, 'deploy', entry, '--dry-run', '--outdir', out],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    },
  )
  if (status !== 0) throw new Error(`wrangler could not bundle ${entry}: ${stdout}${stderr}`)
  const module = readdirSync(out).find((name) => name.endsWith('.js'))
  if (!module) throw new Error(`no module in ${out}`)
  return join(out, module)
}

/** One workerd, an isolate a name, all on one D1 database with its migrations applied. */
export async function isolates(module: string, names: readonly string[], bindings: Record<string, string> = {}) {
  steadyWorkerd()
  const workerd = new Miniflare({
    handleRuntimeStdio: (out: Readable, err: Readable) => {
      out.resume()
      err.resume()
    },
    workers: names.map((name) => ({
      name,
      modules: [{ type: 'ESModule' as const, path: module }],
      modulesRoot: ROOT,
      compatibilityDate: '2026-04-01',
      compatibilityFlags: ['nodejs_compat'],
      bindings,
      d1Databases: { DB: 'office' },
    })),
  })
  const db = await workerd.getD1Database('DB', names[0])
  await migrate(db as unknown as D1Database)
  return { workerd, db }
}

async function migrate(db: D1Database): Promise<void> {
  for (const name of readdirSync(MIGRATIONS).sort()) {
    const statements = unstable_splitSqlQuery(readFileSync(join(MIGRATIONS, name), 'utf8'))
    await db.batch(statements.map((statement) => db.prepare(statement)))
  }
}
