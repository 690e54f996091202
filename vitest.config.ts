import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'

const MIGRATIONS = new URL('src/store/migrations', import.meta.url).pathname

/** What the assistant does, held to on both runtimes from the same files: `#fresh-store` is SQLite here, D1 there. */
const BOTH = [
  'test/runtimes/both/**/*.test.ts',
  'test/ask/{answers,refusals,commands}.test.ts',
  'test/assistant/{handle,deliver}.test.ts',
  'test/learn/**/*.test.ts',
  'test/library/**/*.test.ts',
  'test/people/bind.test.ts',
  'test/progress/{answers,commands,handout,heldout,outlook,sheets}.test.ts',
  'test/query/questions.test.ts',
  'test/remind/{closing,commands,remind,wish}.test.ts',
  'test/report/{report,review,checks,evidence,monthly}.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/runtimes/worker/**'],
          testTimeout: 20_000,
        },
      },
      {
        // D1 in local workerd
        plugins: [
          cloudflareTest(async () => ({
            miniflare: {
              compatibilityDate: '2026-04-01',
              compatibilityFlags: ['nodejs_compat'],
              d1Databases: ['DB'],
              r2Buckets: ['FILES'],
              bindings: { MIGRATIONS: await readD1Migrations(MIGRATIONS) },
            },
          })),
        ],
        assetsInclude: ['**/*.docx', '**/*.doc', '**/*.pdf'],
        test: { name: 'worker', include: ['test/runtimes/worker/**/*.test.ts', ...BOTH], testTimeout: 20_000 },
      },
    ],
  },
})
