/** A gateway whose certificate an authority of the province signed: refused as it is, trusted when the start says so. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { built } from '../built.ts'
import { perform } from './server.ts'

const run = promisify(execFile)

let server: Server
let folder: string
let authority: string
let asking: string
const heard: (string | undefined)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yaodian-'))
  const ca = await generate([{ name: 'commonName', value: '测试省政务云' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  })
  const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: ca.private, cert: ca.cert },
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  })
  authority = join(folder, 'ca.pem')
  await writeFile(authority, ca.cert)
  server = createServer({ cert, key }, (request, response) => {
    heard.push(request.headers.authorization)
    void perform({ say: '好。' }, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  asking = await built('test/model/asking.ts')
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

async function asked(environment: Readonly<Record<string, string>>): Promise<string> {
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const { stdout } = await run(process.execPath, [asking, url], {
    env: { ...process.env, ...environment },
    timeout: 20_000,
  })
  return stdout.trim()
}

test('an authority that nobody named is not trusted, and gets neither question nor key', async () => {
  expect(await asked({ NODE_EXTRA_CA_CERTS: '' })).toBe('fault certificate')
  expect(heard).toEqual([])
})

test('an authority named at the start is trusted', async () => {
  expect(await asked({ NODE_EXTRA_CA_CERTS: authority })).toBe('好。')
  expect(heard).toEqual(['Bearer sk-1'])
})
