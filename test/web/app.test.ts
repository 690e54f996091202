import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { type Health, type HealthPart, whole } from '../../src/health/health.ts'
import { type WebOptions, webApp } from '../../src/web/app.ts'

const mounted = new Hono()
mounted.post('/webhook', async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)))
mounted.get('/broken', () => {
  throw new Error('secret detail')
})

const logged: unknown[] = []
const app = (options: Partial<WebOptions> = {}) =>
  webApp({ mounts: [mounted], log: (entry) => logged.push(entry), ...options })

describe('health', () => {
  test('answers 200 when the office works', async () => {
    expect((await app().request('/healthz')).status).toBe(200)
  })

  const standing = (state: HealthPart['state']): Health =>
    whole({ disk: { state, value: 1, unit: 'bytes', text: '磁盘还有0 MB', mend: '扩容' } })

  test.each([
    ['ok', 200],
    ['degraded', 200],
    ['failed', 503],
  ] as const)('that is %s is answered with %i, the parts and what to do', async (state, code) => {
    const response = await app({ health: async () => standing(state) }).request('/healthz')
    expect(response.status).toBe(code)
    expect(await response.json()).toEqual(standing(state))
  })
})

describe('readiness', () => {
  const part = (state: HealthPart['state']): HealthPart => ({ state, value: 1, unit: 'ms', text: '' })
  test.each([
    ['whole', { database: part('ok') }, 200],
    ['short of a backup and of disk', { database: part('ok'), backup: part('degraded'), disk: part('failed') }, 200],
    ['without its database', { database: part('failed') }, 503],
  ] as const)('of an office that is %s', async (_, parts, code) => {
    expect((await app({ health: async () => whole(parts) }).request('/readyz')).status).toBe(code)
  })
})

test.each(['/healthz', '/readyz', '/nothing', '/broken'])('%s carries the security headers', async (path) => {
  const { headers } = await app().request(path)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  const policy = headers.get('content-security-policy')
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
})

test('a fault inside is answered with a sentence, never with the error', async () => {
  const response = await app().request('/broken')
  expect(response.status).toBe(500)
  expect(await response.text()).not.toMatch(/secret/)
  expect(JSON.stringify(logged)).toMatch(/secret/)
})

test('what nobody serves is said to be missing', async () => {
  expect((await app().request('/nothing')).status).toBe(404)
})

test('a body of 5 MB passes, one of 7 MB is refused', async () => {
  const post = (mb: number) => app().request('/webhook', { method: 'POST', body: new Uint8Array(mb * 1024 * 1024) })
  expect(await (await post(5)).text()).toBe(String(5 * 1024 * 1024))
  expect((await post(7)).status).toBe(413)
})
