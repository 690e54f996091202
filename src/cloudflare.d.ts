/** What the Worker's root imports that is no file of the repository. */

/** `data/` as `data.bundle.ts` writes it, by paths relative to it; there after the first `wrangler` build. */
declare module '*/var/data.json' {
  const files: Readonly<Record<string, string>>
  export default files
}

declare module 'cloudflare:workers' {
  /** bindings, settings and secrets, also before the first call */
  export const env: Readonly<Record<string, unknown>>
  /** keeps the call that is under way alive */
  export function waitUntil(work: Promise<unknown>): void
}
