/** Serves the page and its files from memory. */
import { Hono } from 'hono'
import { etag } from 'hono/etag'

/** Content types by the endings of the page's files; other files are not served. */
export const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/**
 * Serves files of a page at `/console/NAME`, and one of them at `/`.
 *
 * @param first which file is shown at `/`
 */
export function pages(files: ReadonlyMap<string, string>, first = 'index.html'): Hono {
  const app = new Hono()
  const serve = (name: string): Response | undefined => {
    const text = files.get(name)
    const type = TYPES[name.split('.').at(-1) ?? '']
    if (text === undefined || type === undefined) return undefined
    return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-cache' } })
  }
  app.get('/', etag(), (c) => serve(first) ?? c.notFound())
  app.get('/console/:name', etag(), (c) => serve(c.req.param('name')) ?? c.notFound())
  return app
}
