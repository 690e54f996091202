/** Where a model is asked, and what goes there and nowhere else. */

/** An OpenAI-compatible endpoint of a language model, with all that is sent there and nowhere else. */
export interface Endpoint {
  /** up to `/v1`: https://api.deepseek.com/v1; a query (`?api-version=…`) is kept */
  readonly url: string
  /** deepseek-flash */
  readonly name: string
  /** a local model needs none */
  readonly key?: string
  /** keys of a gateway and the like; they win over the headers sent anyway */
  readonly headers?: Readonly<Record<string, string>>
  /** merged into each request (JSON Merge Patch, RFC 7396): null takes a field away. Never given up at a refusal. */
  readonly body?: Readonly<Record<string, unknown>>
}

/** The host of an endpoint, for logs. Path and query may hold keys and are left out. */
export const hostOf = ({ url }: Endpoint): string => new URL(url).host

/** The address of chat completions: `https://…/v1` → `https://…/v1/chat/completions`, a query kept. */
export function addressOf({ url }: Endpoint): string {
  const address = new URL(url)
  address.pathname = `${address.pathname.replace(/(?<!\/)\/+$/, '')}/chat/completions`
  return address.href
}

/** The headers of a request. Those that the endpoint is set with win over ours, over the key as well. */
export function headersOf({ key, headers = {} }: Endpoint): Headers {
  const all = new Headers({ 'content-type': 'application/json', accept: 'text/event-stream, application/json' })
  if (key !== undefined) all.set('authorization', `Bearer ${key}`)
  for (const [name, value] of Object.entries(headers)) all.set(name, value)
  return all
}
