import type { D1Database, D1Migration } from '@cloudflare/workers-types'

declare global {
  namespace Cloudflare {
    interface Env {
      readonly DB: D1Database
      readonly MIGRATIONS: D1Migration[]
    }
  }
}
