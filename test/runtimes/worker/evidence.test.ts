import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { openWorker } from '../../../src/composition/worker.ts'
import type { Account, Said } from '../../../src/message/incoming.ts'
import { parseInstant } from '../../../src/office/day.ts'
import { sql } from '../../../src/store/index.ts'
import { files } from '../../invented.ts'

const PDF = new TextEncoder().encode('%PDF-1.7 处置情况')
const at = parseInstant('2017-07-03 09:00')

async function contact(bucket: boolean) {
  const store = await freshStore()
  await store.commit([
    sql(`INSERT INTO person (id, name) VALUES ('cx', '柳泉联系人')`),
    sql(`INSERT INTO account (account, person) VALUES ('test:cx', 'cx')`),
    sql(`INSERT INTO post (person, role, region) VALUES ('cx', 'contact', '980522')`),
  ])
  if (at === undefined) throw new Error('no instant')
  const deliveries: Promise<unknown>[] = []
  const { assistant } = openWorker({
    files,
    store,
    ...(bucket && { bucket: env.FILES }),
    channels: [{ name: 'test', send: async ({ key }) => ({ ok: true, message: key }), fetch: async () => PDF }],
    mounts: () => [],
    clock: () => at,
    waitUntil: (delivery) => deliveries.push(delivery),
  })
  const sends = async (id: string, said: Said) => {
    const handled = await assistant.handle({
      id,
      channel: 'test',
      account: 'test:cx' as Account,
      chat: { id: 'chat', kind: 'private' },
      at,
      ...said,
    })
    await Promise.all(deliveries.splice(0))
    return handled
  }
  await sends('1', { kind: 'text', text: '/上报 老旧木厂 12家 截至 6月30日' })
  const file = { name: '处置情况.pdf', bytes: PDF.length, key: 'k', mime: 'application/pdf' }
  return { store, attach: (id: string) => sends(id, { kind: 'file', file }) }
}

test('evidence is kept in R2 once, under the hash of its content', async () => {
  const { store, attach } = await contact(true)
  expect((await attach('2')).status).toBe('attached')
  expect((await attach('3')).status).toBe('repeated')
  const [row] = await store.all('SELECT sha256 FROM evidence')
  const { objects } = await env.FILES.list()
  expect(objects.map(({ key }) => key)).toEqual([`evidence/${row?.['sha256']}`])
  const kept = await env.FILES.get(`evidence/${row?.['sha256']}`)
  expect(await kept?.text()).toBe(new TextDecoder().decode(PDF))
})

test('without a bucket a file is not taken, and nothing says that it was', async () => {
  const { store, attach } = await contact(false)
  expect((await attach('2')).status).toBe('unattached')
  expect(await store.all('SELECT * FROM evidence')).toEqual([])
})
