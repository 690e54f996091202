import { availableParallelism } from 'node:os'
import { defineConfig, type Plugin } from 'vitest/config'
import { SlowFirst } from './test/order.ts'
import { ready } from './test/ready.ts'
import { bundled } from './test/runtimes/bundled.ts'
import { Compared } from './test/runtimes/compared.ts'
import { steadyWorkerd } from './test/runtimes/workerd.ts'

steadyWorkerd()

const MIGRATIONS = new URL('src/store/migrations', import.meta.url).pathname

/**
 * What the assistant does, held to on both runtimes from the same files: `#fresh-store` is SQLite here, D1 there. D1 has
 * to run each statement, not to hear each sentence: that it does is told by compared.ts.
 */
const ON_D1 = [
  'test/runtimes/{worker,both}/**/*.test.ts',
  'test/assistant/{deliver,intake}.test.ts',
  'test/channels/{api/api,feishu/groups,inbound,webhook/contract,webhook/webhook}.test.ts',
  'test/guide/handover.test.ts',
  'test/health/alerts.test.ts',
  'test/learn/**/*.test.ts',
  'test/ledger/signs.test.ts',
  'test/library/**/*.test.ts',
  'test/model/endpoints.test.ts',
  'test/people/bind.test.ts',
  'test/privacy/retention.test.ts',
  'test/progress/{answers,commands,handout,sheets,today}.test.ts',
  'test/remind/{commands,goes-on,remind,what-is-open,wish}.test.ts',
  'test/report/{evidence,report,running-draft,second-thoughts}.test.ts',
]

/** On D1 by night only: each statement that they make is made by another. */
const BY_NIGHT = [
  'test/ask/{answers,refusals,commands}.test.ts',
  'test/ask/reader/read.test.ts',
  'test/assistant/handle.test.ts',
  'test/assistant/interpreter/said.test.ts',
  'test/guide/{contacts,meaning,rules}.test.ts',
  'test/progress/{heldout,outlook}.test.ts',
  'test/query/questions.test.ts',
  'test/remind/closing.test.ts',
  'test/report/{review,checks,monthly,supposed}.test.ts',
]

/**
 * Vitest's own process is mostly idle, so both cores of a small machine are for workers. On Node two more are for tests
 * that wait (order.ts); in workerd nothing waits, and each one more reads all sources again.
 */
const WORKERS = Math.max(2, availableParallelism() - 1)
const WITH_WAITING = WORKERS + 2
/** `single` is a part of another run, which has the other core: each worker more imports all sources again. */
const BY_MODE: Readonly<Record<string, number>> = { quick: WORKERS, single: 1 }

const ASSETS = ['**/*.docx', '**/*.doc', '**/*.pdf', '**/*.xls', '**/*.rtf', '**/*.bcmap']

/** Left out of `npm run test:quick`: what starts processes, servers and browsers, or plays for seconds. */
const NOT_QUICK = [
  'test/{bounds,browser,channels,evaluation,faults,model,runtime,runtimes}/**',
  'test/ask/reader/{oracle,replay}.test.ts',
  'test/ask/verify/{confirmed,hostile,made}.test.ts',
  'test/assistant/interpreter/{recorded,supposed}.test.ts',
  'test/documents/{lossless,search,files}*',
  'test/library/**',
  'test/health/doctor.test.ts',
  'test/progress/{bulletin,handout,heldout}.test.ts',
  'test/query/picked.property.test.ts',
  'test/query/query.property.test.ts',
  'test/language/bounds.test.ts',
  'test/offices/**',
  'test/remind/{agenda,closing,processes,year}.test.ts',
  'test/report/{interleavings,evidence}.test.ts',
  'test/request/{answers,say.property,sets,weights}.test.ts',
  'test/{any-office,built,demo,passing,walk}.test.ts',
  'test/cli/init.test.ts',
]

/** Vitest leaves out what lists other files by `import.meta.glob(`, and does not see it where the call says its type. */
const listsAnew: Plugin = {
  name: 'lists-anew',
  configureVitest: ({ experimental_defineCacheKeyGenerator: define }) =>
    define(({ sourceCode }) => (sourceCode.includes('import.meta.glob') ? false : undefined)),
}

const onNode = (mode: string) => ({
  mode,
  plugins: [listsAnew, ready],
  test: {
    name: 'node',
    globalSetup: ['test/model/staged.ts'],
    setupFiles: ['test/seeded.ts'],
    include: ['test/**/*.test.ts'],
    exclude: ['test/runtimes/worker/**', ...(mode === 'quick' ? NOT_QUICK : [])],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    isolate: false,
    maxWorkers: BY_MODE[mode] ?? WITH_WAITING,
    sequence: { groupOrder: 0 },
    // What was compiled for one run is there for the next: a file by itself takes two thirds of the processor's time.
    experimental: { fsModuleCache: true, fsModuleCachePath: 'var/modules' },
  },
})

/** D1 in local workerd. Loading what starts it takes two seconds: not in a run of Node's tests alone. */
async function inWorkerd(mode: string) {
  const { cloudflareTest, readD1Migrations } = await import('@cloudflare/vitest-pool-workers')
  const miniflare = async () => ({
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['nodejs_compat'],
    d1Databases: ['DB'],
    r2Buckets: ['FILES'],
    bindings: { MIGRATIONS: await readD1Migrations(MIGRATIONS) },
  })
  return {
    mode,
    plugins: [
      bundled({ mode, assets: ASSETS, plugins: [ready] }),
      cloudflareTest(async () => ({ miniflare: await miniflare() })),
    ],
    test: {
      name: 'worker',
      globalSetup: ['test/model/staged.ts'],
      setupFiles: ['test/seeded.ts'],
      include: mode === 'long' ? [...ON_D1, ...BY_NIGHT] : ON_D1,
      testTimeout: 60_000,
      hookTimeout: 60_000,
      isolate: false,
      maxWorkers: WORKERS,
      sequence: { groupOrder: 1 },
    },
  }
}

const IS_NODE_ALONE = /--project[ =]node\b/.test(process.argv.join(' '))

/** `test` plays a part, `long` all of it (test/size.ts), `quick` no more than what is checked while writing. */
export default defineConfig(async ({ mode }) => ({
  test: {
    sequence: { sequencer: SlowFirst },
    reporters: ['default', new Compared()],
    projects: [onNode(mode), ...(IS_NODE_ALONE ? [] : [await inWorkerd(mode)])],
  },
}))
