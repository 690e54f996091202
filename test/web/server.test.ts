/** The port, held by people who send half of a request or nothing. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openServer } from '../../src/web/server.node.ts'

const LIMITS = { headMs: 300, wholeMs: 600, lookMs: 50, connections: 5 }
/** A crowded machine is late. */
const SOON = { timeout: 10_000, interval: 20 }

const open: { server?: Server; sockets: Socket[] } = { sockets: [] }
afterEach(() => {
  for (const socket of open.sockets.splice(0)) socket.destroy()
  open.server?.close()
})

async function listening(): Promise<string> {
  const server = openServer(async (request) => new Response((await request.text()).length.toString()), LIMITS)
  open.server = server
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function raw(url: string, sent: string): { heard: () => string; closed: () => boolean } {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  open.sockets.push(socket)
  let heard = ''
  let closed = false
  socket.on('data', (bytes) => {
    heard += bytes
  })
  socket.on('close', () => {
    closed = true
  })
  socket.on('error', () => {})
  socket.write(sent)
  return { heard: () => heard, closed: () => closed }
}

test.each([
  ['half of a head', 'POST / HTTP/1.1\r\nHost: a\r\nContent-'],
  ['half of a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc'],
])('%s is not waited for without end', async (_, sent) => {
  const url = await listening()
  const half = raw(url, sent)
  expect(await (await fetch(url, { method: 'POST', body: 'whole' })).text()).toBe('5')
  await expect.poll(half.closed, SOON).toBe(true)
  expect(half.heard()).toMatch(/^HTTP\/1\.1 408/)
})

test('who holds all places makes others wait for seconds, not for ever', async () => {
  const url = await listening()
  const halves = Array.from({ length: 20 }, () => raw(url, 'GET / HTTP/1.1\r\n'))
  await expect.poll(() => halves.filter(({ closed }) => closed()).length, SOON).toBe(20)
  expect(halves.filter(({ heard }) => heard() === '').length).toBeGreaterThanOrEqual(15)
  expect(await (await fetch(url, { method: 'POST', body: 'whole' })).text()).toBe('5')
})
