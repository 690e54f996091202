import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'

const MIGRATIONS = new URL('src/store/migrations', import.meta.url).pathname

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
        test: { name: 'worker', include: ['test/runtimes/worker/**/*.test.ts'], testTimeout: 20_000 },
      },
    ],
  },
})
