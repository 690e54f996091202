/** What the Worker's root imports that is no file of the repository. */

/** `data/` as `data.bundle.ts` writes it, by paths relative to it; there after the first `wrangler` build. */
declare module '*/var/data.json' {
  const files: Readonly<Record<string, string>>
  export default files
}

/** Character maps of Chinese fonts by their names, in base64. */
declare module '*/var/cmaps.json' {
  const maps: Readonly<Record<string, string>>
  export default maps
}

declare module 'cloudflare:workers' {
  /** bindings, settings and secrets, also before the first call */
  export const env: Readonly<Record<string, unknown>>
  /** keeps the call that is under way alive */
  export function waitUntil(work: Promise<unknown>): void
}
