import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeFile } from '../../src/assistant/commands.ts'
import { createAssistant, type Parts } from '../../src/assistant/index.ts'
import type { Channel } from '../../src/channels/channel.ts'
import { plainText } from '../../src/message/card.ts'
import { instant } from '../../src/office/day.ts'
import { messageCard } from '../../src/remind/cards/cards.ts'
import { dryLines, remindJob, type Simulation, simulate } from '../../src/remind/index.ts'
import type { Store } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { isLong } from '../size.ts'
import { expected, laidDown, mayspeak } from './oracle.ts'
import { arrive, office, peopleRows, seeded, world } from './world.ts'

const FROM = '2017-04-18'
const TO = '2018-01-31'
/** What the database is ticked through: the year, or the month in which a month and a quarter are due at once. */
const [FIRST, LAST] = isLong ? [FROM, TO] : ['2017-06-20', '2017-07-25']
/** What is ticked through otherwise than in order. */
const SUMMER = isLong ? '2017-08-31' : '2017-07-12'
const MINUTE = 60_000
const ms = (day: string, clock: string): number => Date.parse(`${day}T${clock}:00+08:00`)

/** Between two ticks of a day; a stage falls on any of them, and is due at each. */
const STEP = (isLong ? 10 : 30) * MINUTE

/** All of the day, night left out: no stage lies there. */
function everyStep(from: string, to: string): number[] {
  const ticks: number[] = []
  for (let at = ms(from, '00:00'); at < ms(to, '24:00'); at += STEP) {
    const clock = new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)
    if (clock >= '07:30' && clock <= '20:00') ticks.push(at)
  }
  return ticks
}

const WORLD = world(20170418)

describe('the planner through a simulated year', () => {
  const simulation = {
    plans: office.plans.filter(({ year }) => year === 2017),
    regions: office.regions,
    calendar: office.calendar,
    moves: [],
    roster: {
      seats: WORLD.seats,
      absences: WORLD.leaves,
      quiet: new Map(),
      names: new Map(),
    },
    reported: new Map(),
    arrivals: WORLD.reports,
    from: FROM,
    to: TO,
  } as unknown as Simulation
  const messages = simulate(simulation)
  const lines = messages.flatMap(dryLines)

  test('plans exactly what the rules lay down, each once', () => {
    const wanted = expected(
      WORLD,
      laidDown().map(({ at }) => at),
    )
    expect(wanted.length).toBeGreaterThan(3_000)
    const planned = lines.map(
      (line) =>
        `${line.at.slice(0, 10)} ${line.rule}/${line.period}/${line.stage} ${line.region} ${line.person} due ${line.due}`,
    )
    expect(planned.sort()).toEqual(wanted)
    expect(new Set(planned).size).toBe(planned.length)
  })

  test('a summary of many who are missing has no row for each: they are counted by city, and unfold', () => {
    const backdrop = { ...simulation, last: new Map(), written: [], attentions: new Map() }
    const summaries = messages.filter(({ parts }) => parts.some((part) => part.kind === 'digest'))
    const most = ({ parts }: (typeof messages)[number]): number =>
      Math.max(...parts.map((part) => (part.kind === 'digest' ? (part.sections[0]?.missing.length ?? 0) : 0)))
    const [largest] = summaries.toSorted((a, b) => most(b) - most(a))
    expect(largest && most(largest)).toBeGreaterThan(80)
    for (const one of summaries.filter((each) => most(each) > 12))
      for (const block of messageCard(one, backdrop).blocks)
        if (block.kind === 'table') expect(block.rows.length).toBeLessThanOrEqual(12)
    const told = largest ? plainText(messageCard(largest, backdrop)) : ''
    expect(told).toMatch(/杭州市1[0-3]、宁波市\d+、[\s\S]*看名单（8\d个）[\s\S]*湖州市：.*长兴县/)
  })

  test('every stage goes out at its hour, spread over ten minutes', () => {
    const at = new Map(laidDown().map((one) => [`${one.rule}/${one.period}/${one.stage}`, one.at]))
    const late = lines.map((line) => Date.parse(line.at) - (at.get(`${line.rule}/${line.period}/${line.stage}`) ?? 0))
    expect(late.every((delay) => delay >= 0 && delay <= 10 * MINUTE)).toBe(true)
    expect(new Set(late).size).toBeGreaterThan(60)
  })

  test('nothing on days off or in quiet hours, though stages fall next to many', () => {
    expect(lines.some(({ at }) => at.startsWith('2017-09-28'))).toBe(true)
    expect(lines.filter(({ at }) => !mayspeak(Date.parse(at)))).toEqual([])
  })

  test('nobody is told of a report that is there', () => {
    const whole = (region: string, period: string) => WORLD.owed(region, period.includes('Q') ? 'quarter' : 'month')
    const done = new Map<string, number>()
    for (const { region, period } of WORLD.reports) {
      const mine = WORLD.reports.filter((one) => one.region === region && one.period === period)
      const all = new Set(mine.flatMap(({ indicators }) => indicators))
      if (whole(region, period).every((id) => all.has(id)))
        done.set(`${region} ${period}`, Math.max(...mine.map(({ at }) => at)))
    }
    const after = lines.filter(
      ({ at, region, period, stage }) =>
        !stage.startsWith('digest') && Date.parse(at) >= (done.get(`${region} ${period}`) ?? Number.POSITIVE_INFINITY),
    )
    expect(done.size).toBeGreaterThan(900)
    expect(after).toEqual([])
  })

  test('what one person is told at one time is one message', () => {
    const together = messages.filter(({ parts }) => parts.length > 1)
    expect(together.length).toBeGreaterThan(10)
    expect(new Set(messages.map(({ person, at }) => `${person} ${at}`)).size).toBe(messages.length)
  })
})

describe('the job on a database, whatever the ticks do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'remind-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  interface Shown {
    key: string
    at: number
  }

  function processOn(path: string, shown: Shown[]) {
    // Nobody pulls the plug here.
    const store = openSqlite(path, { demo: true })
    let now = instant(0)
    const channel: Channel = {
      name: 'test',
      async send({ key }) {
        shown.push({ key, at: now })
        return { ok: true, message: `m-${key}` }
      },
    }
    const faults: unknown[] = []
    const parts: Parts = {
      store,
      plan: office.plan,
      regions: office.regions,
      files: (key, from) => makeFile(key, from, office),
      commands: [],
      fallback: {
        name: '问',
        words: [],
        right: { kind: 'anyone' },
        summary: '',
        run: async () => ({ status: 'answered', writes: [] }),
      },
      jobs: [
        remindJob({
          plans: office.plans.filter(({ year }) => year === 2017),
          regions: office.regions,
          calendar: office.calendar,
        }),
      ],
      channels: [channel],
      clock: () => now,
      id: () => 'x',
      log: (entry) => {
        if (entry['event'] === 'job-failed') faults.push(entry)
      },
    }
    const assistant = createAssistant(parts)
    const tick = async (at: number): Promise<void> => {
      now = instant(at)
      await assistant.tick(now)
    }
    return { store, tick, faults }
  }

  async function planned(store: Store): Promise<string[]> {
    const rows = await store.all<{
      day: string
      rule: string
      period: string
      stage: string
      region: string
      person: string
    }>('SELECT day, rule, period, stage, region, person FROM reminder')
    const due = new Map(laidDown().map((one) => [`${one.rule}/${one.period}`, one.due]))
    return rows
      .map(
        (row) =>
          `${row.day} ${row.rule}/${row.period}/${row.stage} ${row.region} ${row.person} due ${due.get(`${row.rule}/${row.period}`)}`,
      )
      .sort()
  }

  /** Lets reports arrive and ticks come; `each` says how one moment's tick comes. */
  async function run(
    name: string,
    ticks: readonly number[],
    each: (at: number, one: (at: number) => Promise<void>, other: (at: number) => Promise<void>) => Promise<void>,
  ) {
    const shown: Shown[] = []
    const path = join(folder, `${name}.db`)
    const one = processOn(path, shown)
    const other = processOn(path, shown)
    await one.store.commit(peopleRows(WORLD))
    let arrived = 0
    for (const at of ticks) {
      for (let report = WORLD.reports[arrived]; report && report.at <= at; report = WORLD.reports[++arrived])
        await arrive(one.store, report)
      await each(at, one.tick, other.tick)
    }
    const found = await planned(one.store)
    const outbox = await one.store.all<{ key: string; state: string; person: string; sent: number | null }>(
      'SELECT key, state, person, sent FROM outbox',
    )
    one.store.close()
    other.store.close()
    return { found, shown, outbox, faults: [...one.faults, ...other.faults] }
  }

  const ONE = 120_000

  test('one tick at a time: what the rules lay down, and nobody is shown a message twice', {
    timeout: ONE,
  }, async () => {
    const ticks = everyStep(FIRST, LAST)
    const { found, shown, outbox, faults } = await run('plain', ticks, (at, one) => one(at))
    const wanted = expected(WORLD, ticks)
    expect(wanted.length).toBeGreaterThan(isLong ? 3_000 : 700)
    expect(found).toEqual(wanted)
    expect(faults).toEqual([])
    expect(shown.length).toBeGreaterThan(isLong ? 2_500 : 500)
    expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length)
    expect(outbox.filter(({ state }) => state === 'queued' || state === 'failed')).toEqual([])
    const reminders = shown.filter(({ key }) => !key.includes('#'))
    expect(reminders.filter(({ at }) => !mayspeak(at))).toEqual([])
  })

  test('doubled, repeated late and from two processes at once: the same set', { timeout: ONE }, async () => {
    const ticks = everyStep('2017-06-20', SUMMER)
    const chance = seeded(7)
    const { found, shown } = await run('doubled', ticks, async (at, one, other) => {
      await Promise.all([one(at), other(at), ...(chance() < 0.3 ? [other(at)] : [])])
      // An earlier tick that comes after a later one.
      if (chance() < 0.2) await Promise.all([one(at - 10 * MINUTE), other(at - 20 * MINUTE)])
    })
    const wanted = expected(WORLD, ticks)
    expect(wanted.length).toBeGreaterThan(500)
    expect(found).toEqual(wanted)
    expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length)
  })

  test('with ticks dropped and two days of downtime: the set with the missed folded into the latest', {
    timeout: ONE,
  }, async () => {
    const chance = seeded(11)
    const ticks = everyStep('2017-06-20', SUMMER).filter(
      (at) => chance() > 0.4 && !(at > ms('2017-07-04', '08:00') && at < ms('2017-07-06', '10:00')),
    )
    const { found, shown, outbox } = await run('dropped', ticks, (at, one) => one(at))
    const wanted = expected(WORLD, ticks)
    expect(wanted.filter((line) => line.startsWith('2017-07-05'))).toEqual([])
    expect(wanted.some((line) => line.startsWith('2017-07-06 monthly/2017-06/overdue+1'))).toBe(true)
    expect(found).toEqual(wanted)
    expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length)
    expect(outbox.some(({ state }) => state === 'dropped')).toBe(true)
  })

  test('what was missed says so in the latest', { timeout: ONE }, async () => {
    const path = join(folder, 'says.db')
    const one = processOn(path, [])
    await one.store.commit(peopleRows(WORLD))
    await one.tick(ms('2017-06-30', '08:40'))
    await one.tick(ms('2017-07-05', '15:20'))
    const rows = await one.store.all<{ reason: string; stage: string }>(
      `SELECT reason, stage FROM reminder WHERE stage NOT LIKE 'digest%'`,
    )
    expect(rows.length).toBeGreaterThan(80)
    expect(new Set(rows.filter(({ stage }) => stage !== 'T-3').map(({ stage }) => stage))).toEqual(
      new Set(['due-1500']),
    )
    expect(rows.find(({ stage }) => stage === 'due-1500')?.reason).toMatch(
      /原定7月5日（周三）09:00|7月4日（周二）09:00、7月5日（周三）09:00的提醒当时没有发出，并入本次/,
    )
    one.store.close()
  })
})
