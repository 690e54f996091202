/** The web app of both runtimes: health, security headers, and whatever the root mounts. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { type Health, type Metrics, whole } from '../health/index.ts'
import { TEXT } from './text.ts'

/** What the web app serves. */
export interface WebOptions {
  /** apps with their own paths, in the order in which they are asked: channels, console, dashboard */
  readonly mounts: readonly Hono[]
  /** how the office stands, without names or texts: anybody may ask */
  readonly health?: () => Promise<Health>
  /** numbers at /metrics, for whoever collects them; not there without them */
  readonly metrics?: Metrics
  /** of a request's body, where not 6 MB */
  readonly largestBytes?: number
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

// The largest thing that any mounted app takes, a file of 5 MB, with room to spare; each app sets its own below.
const LARGEST_BYTES = 6 * 1024 * 1024

const METRICS = 'text/plain; version=0.0.4; charset=utf-8'

/**
 * The app of both runtimes: safe headers, /healthz, /metrics where wanted, then what is mounted. Larger bodies than 6 MB,
 * or as set, are refused unread; a fault is logged and answered 500 without its words.
 */
export function webApp({ mounts, health, metrics, largestBytes = LARGEST_BYTES, log }: WebOptions): Hono {
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
      // Whoever terminates TLS decides on it; the app itself speaks plain HTTP on loopback.
      strictTransportSecurity: false,
    }),
  )
  app.use(bodyLimit({ maxSize: largestBytes, onError: (c) => c.json({ error: TEXT.tooLarge }, 413) }))
  // 503 where the work is not done; what will soon need a person is told with 200.
  app.get('/healthz', async (c) => {
    const found = (await health?.()) ?? whole({})
    return c.json(found, found.status === 'failed' ? 503 : 200)
  })
  // Whether requests may be sent here; what only a person can mend makes it no less ready.
  app.get('/readyz', async (c) => {
    const { database } = ((await health?.()) ?? whole({})).parts
    const ready = database?.state !== 'failed'
    return c.json({ ready }, ready ? 200 : 503)
  })
  if (metrics)
    app.get('/metrics', async (c) =>
      c.text(metrics.text((await health?.()) ?? whole({})), 200, { 'content-type': METRICS }),
    )
  for (const mount of mounts) app.route('/', mount)
  app.notFound((c) => c.json({ error: TEXT.notFound }, 404))
  app.onError((error, c) => {
    log({ event: 'web-failed', path: c.req.path, error: error.stack ?? error.message })
    return c.json({ error: TEXT.failed }, 500)
  })
  return app
}
