/** What watches the process from outside: the container's health check as it stands in the Dockerfile, and systemd's unit. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const ROOT = join(import.meta.dirname, '../..')
const ANALYZE = '/usr/bin/systemd-analyze'
const command = /HEALTHCHECK[^\n]*\\\n\s*CMD (\[.*\])/.exec(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))?.[1]
const [, ...args] = z
  .array(z.string())
  .min(3)
  .parse(JSON.parse(command ?? '[]'))

/** @returns the exit status of the health check against a process that answers so */
async function checked(answer: string | undefined): Promise<number> {
  const server = createServer((_, response) => response.writeHead(503).end(answer))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = (): Promise<void> => new Promise((done) => server.close(() => done()))
  if (answer === undefined) await stop()
  const check = spawn(process.execPath, args, { env: { PORT: String(port) } })
  const [status] = (await once(check, 'exit')) as [number]
  server.closeAllConnections()
  if (answer !== undefined) await stop()
  return status
}

test('the container is unhealthy where a restart helps, or nothing answers, and else healthy', async () => {
  expect(await checked('{"status":"failed","restart":false}')).toBe(0)
  expect(await checked('{"status":"failed","restart":true}')).toBe(1)
  expect(await checked(undefined)).toBe(1)
}, 30_000)

test.skipIf(!existsSync(ANALYZE))('the unit is one that systemd reads without a word', () => {
  const { status, stdout, stderr } = spawnSync(ANALYZE, ['verify', join(ROOT, 'deploy/yaodian.service')], {
    encoding: 'utf8',
  })
  expect({ status, said: `${stdout}${stderr}`.split('\n').filter((line) => line.includes('yaodian.service')) }).toEqual(
    {
      status: 0,
      said: [],
    },
  )
})

test('systemd kills a service that its watchdog does not hear of, and restarts it however often it ended', () => {
  const unit = readFileSync(join(ROOT, 'deploy/yaodian.service'), 'utf8')
  for (const line of [
    'WatchdogSec=120',
    'WatchdogSignal=SIGKILL',
    'NotifyAccess=all',
    'Restart=always',
    'StartLimitIntervalSec=0',
  ])
    expect(unit.split('\n')).toContain(line)
})
