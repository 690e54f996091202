/** Whatever people do in whatever order, and at the same moment: the figures stay sound and nothing is lost. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { audit, trailsOf } from '../../src/ledger/index.ts'
import { compare } from '../../src/office/amount.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import type { Store } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { runs } from '../size.ts'
import { chat, seat, type Who } from './chat.ts'

const REGIONS = { 柳泉: '980522', 苇渡: '980521' } as const
const MILLS = 'idle-mills' as IndicatorId
type Chat = Awaited<ReturnType<typeof chat>>

/** Something that somebody does; yields how it ended and the message by which it did. */
interface Step {
  readonly what: string
  readonly run: (c: Chat) => Promise<{ status: string; id: string }>
}

const month = fc.integer({ min: 7, max: 9 })
const value = fc.integer({ min: 0, max: 30 })
const contact = fc.constantFrom<Who>('柳泉', '柳泉二', '苇渡')
const county = fc.constantFrom('柳泉', '苇渡')

const says = (who: Who, text: string): Step => ({ what: `${who}：${text}`, run: (c) => c.says(who, text) })

/** Presses 批准 or 不予批准 for the first correction that is asked for. */
const settle = (decision: 'grant' | 'deny'): Step => ({
  what: decision,
  async run(c) {
    const row = await c.store.first<{ request: string }>('SELECT request FROM cell WHERE request IS NOT NULL LIMIT 1')
    const values = { figure: row?.request ?? '', decision }
    return c.send('省办', { kind: 'action', command: '批准更正', values })
  },
})

const sure = (command: string, period: string): Step => ({
  what: `${command} ${period}`,
  run: (c) => c.send('省办', { kind: 'action', command, values: { period, sure: 'yes' } }),
})

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(contact, value, month).map(([who, v, m]) => says(who, `/上报 老旧木厂 ${v}家 截至${m}月底`)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(contact, value, month)
      .map(([who, v, m]) => says(who, `/上报 老旧木厂 当月新增${v}家 截至${m}月底`)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(contact, value, month)
      .map(([who, v, m]) => says(who, `/更正 老旧木厂 ${v}家 截至${m}月底 备注 重新核对`)),
  },
  { weight: 3, arbitrary: contact.map((who) => says(who, '/确认 情况属实')) },
  { weight: 4, arbitrary: contact.map((who) => says(who, '/撤回')) },
  { weight: 1, arbitrary: fc.tuple(contact, month).map(([who, m]) => says(who, `/零报告 ${m}月`)) },
  { weight: 3, arbitrary: fc.tuple(county, month).map(([where, m]) => says('澄州', `/通过 ${where} ${m}月`)) },
  {
    weight: 3,
    arbitrary: fc.tuple(county, month).map(([where, m]) => says('澄州', `/退回 ${where} ${m}月 老旧木厂 请核实`)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(county, value, month)
      .map(([where, v, m]) => says('澄州', `/代报 ${where} 老旧木厂 ${v}家 截至${m}月底`)),
  },
  { weight: 3, arbitrary: month.map((m) => sure('接收', `2017-0${m}`)) },
  { weight: 1, arbitrary: month.map((m) => sure('锁定', `2017-0${m}`)) },
  { weight: 4, arbitrary: fc.constantFrom(settle('grant'), settle('deny')) },
)

/** The long way that chance seldom goes: what is locked is not taken back, but corrected on request. */
const SELDOM: Step[] = [
  says('柳泉', '/上报 老旧木厂 12家 截至7月底'),
  sure('锁定', '2017-07'),
  says('柳泉', '/撤回'),
  says('柳泉', '/更正 老旧木厂 13家 截至7月底 备注 重新核对'),
  settle('deny'),
  says('柳泉', '/更正 老旧木厂 14家 截至7月底 备注 重新核对'),
  settle('grant'),
]

/** What holds in each cell, worked out from the raw rows in another way than the ledger does: by what became of each figure. */
async function oracle(store: Store): Promise<Map<string, string>> {
  const rows = await store.all<
    Record<'region' | 'indicator' | 'period' | 'act' | 'figure' | 'cumulative' | 'id', string>
  >("SELECT * FROM ledger WHERE indicator != '*' ORDER BY region, sequence")
  const fates = new Map<string, { id: string; cumulative: string; fate: 'new' | 'passed' | 'asked' | 'out' }[]>()
  for (const row of rows) {
    const cell = `${row.region} ${row.indicator} ${row.period}`
    const figures = fates.get(cell) ?? []
    fates.set(cell, figures)
    const own = figures.find((one) => one.id === row.figure)
    const standing = figures.findLast((one) => one.fate === 'new' || one.fate === 'passed')
    switch (row.act) {
      case 'report':
      case 'nil':
      case 'correction':
        figures.push({ id: row.id, cumulative: row.cumulative, fate: 'new' })
        break
      case 'request':
        for (const one of figures) if (one.fate === 'asked') one.fate = 'out'
        figures.push({ id: row.id, cumulative: row.cumulative, fate: 'asked' })
        break
      case 'undo':
      case 'deny':
        if (own) own.fate = 'out'
        break
      case 'accept':
        for (const one of figures) if (one.fate !== 'asked') one.fate = one === standing ? 'passed' : 'out'
        break
      case 'return':
        if (standing?.fate === 'passed') standing.fate = 'out'
        for (const one of figures) if (one.fate === 'new') one.fate = 'out'
        break
      case 'grant':
        for (const one of figures) one.fate = one === own ? 'passed' : 'out'
        break
    }
  }
  const standing = [...fates].flatMap(([cell, figures]): [string, string][] => {
    const one = figures.findLast(({ fate }) => fate === 'new' || fate === 'passed')
    return one ? [[cell, one.cumulative]] : []
  })
  return new Map(standing)
}

const held = async (store: Store): Promise<Map<string, string>> => {
  const rows = await store.all<Record<'region' | 'indicator' | 'period' | 'cumulative', string>>(
    'SELECT region, indicator, period, cumulative FROM cell WHERE figure IS NOT NULL',
  )
  return new Map(rows.map((row) => [`${row.region} ${row.indicator} ${row.period}`, row.cumulative]))
}

const sorted = (map: Map<string, string>) => [...map].sort()

async function checkSound({ store }: Chat): Promise<void> {
  expect((await audit(store)).faults).toEqual([])
  expect(sorted(await held(store))).toEqual(sorted(await oracle(store)))
  for (const region of Object.values(REGIONS)) {
    const trail = (await trailsOf(store, region as RegionKey, [MILLS], 2017)).get(MILLS) ?? []
    trail.slice(1).forEach((one, index) => {
      expect(compare(one.cumulative, trail[index]?.cumulative ?? one.cumulative)).toBeGreaterThanOrEqual(0)
    })
  }
}

/** Endings that write to the ledger. */
const WRITING = new Set(['recorded', 'undone', 'accepted', 'returned', 'received', 'locked', 'granted', 'denied'])

/** Every message that was answered as done has its rows, traced to it or to the draft that it confirmed. */
async function checkNothingLost({ store }: Chat, ended: readonly { status: string; id: string }[]): Promise<number> {
  const traced = new Set(
    [
      ...(await store.all<{ message: string }>('SELECT DISTINCT message FROM ledger')),
      ...(await store.all<{ message: string }>("SELECT message FROM draft_end WHERE how = 'confirmed'")),
    ].map((row) => row.message),
  )
  const done = ended.filter((one) => WRITING.has(one.status))
  for (const one of done) expect(traced, one.status).toContain(`test:${one.id}`)
  return done.length
}

const LATE = { now: '2017-10-09T09:00' }
const seen = new Map<string, number>()
const note = (all: readonly { status: string }[]) => {
  for (const { status } of all) seen.set(status, (seen.get(status) ?? 0) + 1)
}

describe('any interleaving of report, correction, undo, review and lock', () => {
  test('keeps the checks true, the chain valid and what holds equal to what the raw ledger says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50 }), async (steps) => {
        const c = await chat(LATE)
        const ended: { status: string; id: string }[] = []
        for (const one of steps) {
          const before = await held(c.store)
          const closed = await c.store.all<{ period: string }>("SELECT period FROM cell WHERE state = 'locked'")
          const end = await one.run(c)
          ended.push(end)
          // What is locked changes by review or by a granted request, never by a report, a correction or an undo.
          if (['recorded', 'undone'].includes(end.status)) {
            const after = await held(c.store)
            for (const [cell, cumulative] of before)
              if (closed.some(({ period }) => cell.endsWith(period))) expect(after.get(cell), one.what).toBe(cumulative)
          }
        }
        await checkSound(c)
        await checkNothingLost(c, ended)
        note(ended)
        c.store.close()
      }),
      { numRuns: runs(300), seed: 20170418, examples: [[SELDOM]] },
    )
    // The premise: the runs did reach what they are to prove something about.
    for (const status of [...WRITING, 'blocked', 'draft', 'refused'])
      expect(seen.get(status) ?? 0, status).toBeGreaterThan(0)
  }, 120_000)
})

describe('at the same moment', () => {
  test('two counties, and two contacts of one county, lose nothing', async () => {
    let written = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 8 }),
        async (groups) => {
          const c = await chat(LATE)
          const ended: { status: string; id: string }[] = []
          for (const group of groups) ended.push(...(await Promise.all(group.map((one) => one.run(c)))))
          await checkSound(c)
          written += await checkNothingLost(c, ended)
          c.store.close()
        },
      ),
      { numRuns: runs(200), seed: 20170419 },
    )
    expect(written).toBeGreaterThan(runs(500))
  }, 120_000)

  test('two contacts who report different indicators are both on record', async () => {
    const c = await chat(LATE)
    const both = await Promise.all([
      c.says('柳泉', '/上报 老旧木厂 14家 截至9月底'),
      c.says('柳泉二', '/上报 散锯点 150家 截至9月底'),
      c.says('苇渡', '/上报 老旧木厂 15家 截至9月底'),
    ])
    expect(both.map((one) => one.status)).toEqual(['recorded', 'recorded', 'recorded'])
    expect([...(await held(c.store)).values()].sort()).toEqual(['14', '15', '150'])
  })

  test('two processes on one database file lose nothing either', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yaodian-'))
    const stores = [openSqlite(join(folder, 'office.db')), openSqlite(join(folder, 'office.db'))] as const
    await seat(stores[0])
    const one = await chat({ ...LATE, store: stores[0], name: 'a' })
    const other = await chat({ ...LATE, store: stores[1], name: 'b' })
    const indicators = ['落后土窑', '散锯点', '老旧木厂', '林下园区', '龙企', '林产型中小企业']
    const ended = await Promise.all(
      indicators.flatMap((name, n) => [
        one.says('柳泉', `/上报 ${name} ${20 + n}家 截至8月底`),
        other.says('柳泉二', `/上报 ${name} ${60 + n}家 截至9月底`),
      ]),
    )
    expect(ended.map((end) => end.status)).not.toContain('failed')
    const recorded = ended.filter((end) => end.status === 'recorded').map((end) => `test:${end.id}`)
    const rows = await stores[0].all<{ message: string }>('SELECT DISTINCT message FROM ledger')
    expect(rows.map((row) => row.message).sort()).toEqual(recorded.sort())
    const drafts = await stores[0].all<{ id: string }>('SELECT id FROM draft')
    expect(recorded.length + drafts.length).toBe(ended.length)
    expect(recorded.length).toBeGreaterThan(3)
    expect((await audit(stores[0])).faults).toEqual([])
    for (const store of stores) store.close()
    rmSync(folder, { recursive: true })
  })

  test('of two who state the same figure differently the later one is a correction of the first', async () => {
    const c = await chat(LATE)
    await Promise.all([
      c.says('柳泉', '/上报 老旧木厂 14家 截至9月底'),
      c.says('柳泉二', '/上报 老旧木厂 15家 截至9月底'),
    ])
    const acts = await c.store.all<{ act: string; replaces: string | null }>(
      'SELECT act, replaces FROM ledger ORDER BY sequence',
    )
    expect(acts.map((row) => row.act)).toEqual(['report', 'correction'])
    expect(acts[1]?.replaces).not.toBeNull()
  })
})
