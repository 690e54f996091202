import type { D1Database, D1Migration, R2Bucket } from '@cloudflare/workers-types'

declare global {
  namespace Cloudflare {
    interface Env {
      readonly DB: D1Database
      readonly FILES: R2Bucket
      readonly MIGRATIONS: D1Migration[]
    }
  }
}
