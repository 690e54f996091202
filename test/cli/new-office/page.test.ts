/** What the walk's page lets in: pages of this machine, forms of the step that it is at, and nothing that does not read. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Making } from '../../../src/cli/plan/making.ts'
import { walkApp } from '../../../src/cli/plan/page/app.ts'

const desk = mkdtempSync(join(tmpdir(), 'yaodian-walk-page-'))
afterAll(() => rmSync(desk, { recursive: true }))

const PAPER = '某省2026年工作要点\n2026年2月1日\n一、目标\n新建数字车间120个，设备联网率达80%以上。\n'
const LOCAL = 'http://localhost/console/api'
const View = z.object({
  at: z.string().optional(),
  steps: z.array(z.object({ id: z.string(), done: z.boolean() })),
  faults: z.record(z.string(), z.string()),
  asks: z.array(z.object({ name: z.string() })),
})

let offices = 0
const walk = (): { readonly app: Hono; readonly making: Making } => {
  const making = new Making(2026, join(desk, String(++offices)))
  return { making, app: walkApp({ making, files: new Map([['plan.html', '']]), done: () => {}, log: () => {} }) }
}

async function posted(app: Hono, path: string, fields: Readonly<Record<string, string | File>> = {}) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return View.parse(await (await app.request(`${LOCAL}${path}`, { method: 'POST', body })).json())
}

const paper = new File([PAPER], '要点.txt')

test('another host’s page reads nothing, another origin’s form changes nothing', async () => {
  const { app, making } = walk()
  expect((await app.request('http://office.example/console/api/walk')).status).toBe(403)
  expect((await app.request('http://office.example/')).status).toBe(403)
  const foreign = { method: 'POST', body: new FormData(), headers: { origin: 'http://evil.example' } }
  for (const path of ['/walk/paper', '/back/paper', '/write'])
    expect((await app.request(`${LOCAL}${path}`, foreign)).status).toBe(403)
  expect(existsSync(making.folder)).toBe(false)
})

test('an answer that is missing keeps the step, one that does not read is told by its name', async () => {
  const { app } = walk()
  expect(await posted(app, '/walk/paper')).toMatchObject({ at: 'paper', faults: {} })
  expect((await posted(app, '/walk/paper', { paper: '' })).faults['paper']).toMatch(/请选一个文件/)
  const asked = await posted(app, '/walk/paper', { paper })
  expect(asked.asks.map(({ name }) => name)).toEqual(['paper', 'documentNumber', 'issuer'])
  expect(asked.at).toBe('paper')
  expect((await posted(app, '/walk/paper', { paper: '', documentNumber: '', issuer: '某省办' })).at).toBe('goals')
  for (const goals of ['no JSON', '{"a":1}', '[1]'])
    expect((await posted(app, '/walk/goals', { goals })).faults['goals']).toBeDefined()
  expect((await posted(app, '/walk/goals', { goals: '["一 没有这一项"]' })).faults['goals']).toMatch(/至少列一项/)
})

test('a form of a step that the walk has left changes nothing, and nothing is written before all is done', async () => {
  const { app, making } = walk()
  await posted(app, '/walk/paper', { paper, documentNumber: '', issuer: '' })
  const [paperAsk] = (await posted(app, '/walk/paper', { paper: '', documentNumber: '', issuer: '' })).asks
  expect(paperAsk?.name).toBe('goals')
  const before = JSON.stringify(making.state)
  expect((await posted(app, '/walk/roster', { roster: '-' })).at).toBe('goals')
  expect((await posted(app, '/walk/paper', { paper: '' })).at).toBe('goals')
  expect((await posted(app, '/write')).at).toBe('goals')
  expect(JSON.stringify(making.state)).toBe(before)
  expect((await app.request(`${LOCAL}/walk/nowhere`, { method: 'POST', body: new FormData() })).status).toBe(400)
})

test('a step that is gone through again takes those behind it along, their answers stay', async () => {
  const { app, making } = walk()
  await posted(app, '/walk/paper', { paper, documentNumber: '', issuer: '' })
  const keys = (await making.candidates()).map(({ key }) => key)
  expect((await posted(app, '/walk/goals', { goals: JSON.stringify(keys.slice(0, 1)) })).at).toBe('details')
  const { at, steps } = await posted(app, '/back/paper')
  expect(at).toBe('paper')
  expect(steps.every(({ done }) => !done)).toBe(true)
  await posted(app, '/walk/paper', { paper: '', documentNumber: '', issuer: '' })
  expect((await making.chosen()).map(({ key }) => key)).toEqual(keys.slice(0, 1))
})

test('what is handed in twice at once is taken in turn', async () => {
  const { app, making } = walk()
  const form = { paper, documentNumber: '', issuer: '' }
  await Promise.all([posted(app, '/walk/paper', form), posted(app, '/walk/paper', form)])
  expect(making.state.done).toEqual(['paper'])
})
