/** A question taken in by an endpoint that may refuse an option or be busy; what it refuses is remembered. */
import { addressOf, type Endpoint, headersOf } from './endpoint.ts'
import { ModelFault } from './fault.ts'
import { startOf } from './reply.ts'
import { blamed, bodyOf, type ChatRequest, type Param } from './request.ts'
import { keepsThoughtsApart } from './thinking.ts'

/** Waits after a 429 that names no time, in ms; then somebody else may have the place. */
const WAITS_MS = [1_000, 2_000, 4_000]

/** Enough of a refusal for the name of the option that it refuses. */
const REFUSAL_CHARACTERS = 2_000

/** An endpoint, and what was learned of it since the process began. */
export interface KnownEndpoint {
  readonly endpoint: Endpoint
  /** options that it refused */
  without: ReadonlySet<Param>
  /** whether what it says can be shown as it comes: no answer so far held thoughts */
  plain: boolean
}

/** An endpoint of which nothing is known yet, so that every option is tried on it. */
export const unknown = (endpoint: Endpoint): KnownEndpoint => ({
  endpoint,
  without: new Set(),
  plain: keepsThoughtsApart(endpoint),
})

/** How long an answer is waited for, and what ends the waiting. */
export interface Within {
  readonly signal: AbortSignal
  /** @returns what is left of the time, in ms */
  readonly leftMs: () => number
  /** called at the first sign of an answer */
  readonly alive?: () => void
}

/**
 * Asks until the endpoint takes the question: without the options that it refuses, and when it has room.
 * @throws ModelFault when it does not take it; whatever fetch throws when nobody is there or the time is over
 */
export async function admitted(
  known: KnownEndpoint,
  asked: ChatRequest,
  { signal, leftMs }: Within,
): Promise<Response> {
  let without = known.without
  const waits = [...WAITS_MS]
  for (;;) {
    const response = await post(known.endpoint, bodyOf(known.endpoint, asked, without), signal)
    if (response.status === 200) {
      known.without = new Set([...known.without, ...without])
      return response
    }
    const isRefusal = response.status === 400 || response.status === 422
    if (!isRefusal) await response.body?.cancel().catch(() => {})
    const refused = isRefusal ? blamed(known.endpoint, asked, without, await startOf(response, REFUSAL_CHARACTERS)) : []
    const wait = response.status === 429 ? (retryAfter(response.headers) ?? waits.shift()) : undefined
    if (wait !== undefined && wait < leftMs()) await sleep(wait, signal)
    else if (refused.length > 0) without = new Set([...without, ...refused])
    else throw new ModelFault(refusal(response.status), String(response.status))
  }
}

async function post(endpoint: Endpoint, body: object, signal: AbortSignal): Promise<Response> {
  return fetch(addressOf(endpoint), {
    method: 'POST',
    headers: headersOf(endpoint),
    body: JSON.stringify(body),
    // Key and headers go to nobody but the address that was set.
    redirect: 'manual',
    signal,
  })
}

/** @returns ms, from seconds or from a date as seen from the server's own */
function retryAfter(headers: Headers): number | undefined {
  const said = headers.get('retry-after')
  if (said === null) return undefined
  const ms = /^\d+(?:\.\d+)?$/.test(said)
    ? Number(said) * 1_000
    : Date.parse(said) - Date.parse(headers.get('date') ?? '')
  // A time that is over still is no reason to ask without end.
  return Number.isNaN(ms) ? undefined : Math.max(ms, WAITS_MS[0] ?? 0)
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', give)
      resolve()
    }, ms)
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
}

const refusal = (status: number) => (status === 429 ? 'busy' : status >= 500 ? 'server' : 'refused')
