/** Who may talk to the console: pages of this machine that came from the console itself. */
import type { MiddlewareHandler } from 'hono'
import { TEXT } from './text.ts'

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Refuses every other host name, so that a foreign page whose name was pointed at 127.0.0.1 (DNS rebinding)
 * reads nothing, and every change that another origin sends (cross-site forms and fetches).
 */
export const localPagesOnly: MiddlewareHandler = async (c, next) => {
  const url = new URL(c.req.url)
  if (!LOCAL.has(url.hostname)) return c.json({ error: TEXT.foreignHost }, 403)
  const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD'
  if (changes && !sameOrigin(c.req.raw.headers, url)) return c.json({ error: TEXT.foreignOrigin }, 403)
  return next()
}

function sameOrigin(headers: Headers, url: URL): boolean {
  const origin = headers.get('origin')
  if (origin !== null) return URL.canParse(origin) && new URL(origin).host === url.host
  // Browsers always name the origin of a POST; what has neither header is a program on this machine.
  const site = headers.get('sec-fetch-site')
  return site === null || site === 'same-origin'
}
