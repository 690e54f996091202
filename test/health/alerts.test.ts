/** The administrator's days: what comes by message when something is not well, and when it is well again. */
import { describe, expect, test as onBoth } from 'vitest'
import { setAside } from '../../src/assistant/pending.ts'
import { healthOf, type Incidents, type Senses, tellAbsence, tellIncidents, withCried } from '../../src/health/index.ts'
import { say } from '../../src/message/card.ts'
import { post } from '../../src/message/outgoing.ts'
import { clockOf, instant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { markTick } from '../../src/runtime/clock.ts'
import { sql } from '../../src/store/index.ts'
import { small } from '../assistant/small.ts'
import { test } from '../size.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const GB = 1024 ** 3

/** An office that ticks each minute, with an administrator; `world` is what can go wrong around it. */
async function day() {
  const office = await small()
  const { store, now } = office
  await store.commit([
    sql(`INSERT INTO person (id, name) VALUES ('ma', '马工')`),
    sql(`INSERT INTO account (account, person) VALUES ('test:ma', 'ma')`),
    sql(`INSERT INTO post (person, role, region) VALUES ('ma', 'admin', '980000')`),
  ])
  const world = {
    freeBytes: 9 * GB,
    backedUpMs: HOUR as number | undefined,
    backupFault: '',
    tickSinceMs: 1_000,
    damaged: false,
    lostMs: undefined as number | undefined,
    auditFaults: 0 as number | undefined,
  }
  const senses: Senses = {
    store,
    now,
    tick: () => ({ sinceMs: world.tickSinceMs }),
    freeBytes: async () => world.freeBytes,
    isDamaged: () => world.damaged,
    lostMs: () => world.lostMs,
    auditFaults: () => world.auditFaults,
    backedUp: async () => ({ sinceMs: world.backedUpMs, ...(world.backupFault && { failed: world.backupFault }) }),
    aside: async () => (await store.all(`SELECT 1 FROM pending WHERE state = 'set-aside'`)).length,
  }
  const health = healthOf(senses)
  let known: Incidents | undefined
  const looks = async (count: number, apart: number): Promise<void> => {
    for (let look = 0; look < count; look++) {
      office.later(apart)
      await markTick(store, now())
      known = await tellIncidents(store, await health(), now(), known)
      await office.assistant.deliver(now())
    }
  }
  /** What the process knew is gone, what the database says is not. */
  const restart = (): void => {
    known = undefined
  }
  /** Nothing could be written, and that was told past the outbox. */
  const cried = async (): Promise<void> => {
    known = await withCried(store, known, now())
  }
  const minutes = (count: number) => looks(count, MINUTE)
  const quarters = (count: number) => looks(count, 15 * MINUTE)
  return { ...office, world, minutes, quarters, restart, cried, hears: () => office.hears('ma'), health }
}

describe('the administrator', () => {
  test('hears nothing on a day when all is well', async () => {
    const { minutes, hears } = await day()
    await minutes(30)
    expect(hears()).toEqual([])
  })

  test('whose account is not known yet is sent nothing that could not arrive, while another can be reached', async () => {
    const { store, world, minutes, hears } = await day()
    await store.commit([
      sql(`INSERT INTO person (id, name, phone) VALUES ('zhou', '周工', '13800000001')`),
      sql(`INSERT INTO post (person, role, region) VALUES ('zhou', 'admin', '980000')`),
    ])
    world.freeBytes = GB / 2
    await minutes(2)
    expect(hears()).toHaveLength(1)
    expect(await store.all(`SELECT person FROM outbox WHERE key LIKE 'alert:%'`)).toEqual([{ person: 'ma' }])
  })

  onBoth('hears once that the disk is nearly full, with what to do, and once that there is room again', async () => {
    const { world, minutes, hears } = await day()
    world.freeBytes = GB / 2
    await minutes(40)
    expect(hears()).toEqual([expect.stringMatching(/需要处理：磁盘快满了[\s\S]*还有512 MB[\s\S]*怎么办：[\s\S]*扩容/)])
    world.freeBytes = 9 * GB
    await minutes(20)
    expect(hears()).toHaveLength(2)
    expect(hears()[1]).toMatch(/已恢复：磁盘快满了[\s\S]*前后共\d+分钟/)
    world.freeBytes = GB / 2
    await minutes(1)
    expect(hears()).toHaveLength(3)
  })

  test('hears once of what goes on over a restart, and after it that it is over', async () => {
    const { world, minutes, restart, hears } = await day()
    world.freeBytes = GB / 4
    await minutes(3)
    restart()
    await minutes(10)
    expect(hears()).toHaveLength(1)
    world.freeBytes = 9 * GB
    await minutes(3)
    restart()
    await minutes(10)
    expect(hears()).toEqual([expect.stringContaining('需要处理'), expect.stringContaining('已恢复')])
  })

  test('hears each day at most once more of what lasts, by day, whenever it began and however often the office starts', async () => {
    const { world, quarters, hears, restart, now } = await day()
    const heardAt: number[] = []
    world.freeBytes = GB / 2
    for (let hour = 0; hour < 4 * 24; hour++) {
      const before = hears().length
      await quarters(4)
      for (let n = before; n < hears().length; n++) heardAt.push(now())
      if (hour % 7 === 0) restart()
    }
    expect(hears()).toEqual([
      expect.stringContaining('需要处理：磁盘快满了'),
      ...Array(heardAt.length - 1).fill(
        expect.stringMatching(/还没有恢复：磁盘快满了，已\d+(\.\d+)?小时[\s\S]*怎么办/),
      ),
    ])
    expect(heardAt.length).toBeGreaterThanOrEqual(4)
    for (const [n, at] of heardAt.entries()) {
      const before = heardAt[n - 1]
      if (before === undefined) continue
      expect(at - before).toBeGreaterThanOrEqual(24 * HOUR)
      expect(clockOf(instant(at - HOUR)) >= '08:00' && clockOf(instant(at)) <= '18:00').toBe(true)
    }
    world.freeBytes = 9 * GB
    await quarters(120)
    expect(hears()).toHaveLength(heardAt.length + 1)
    expect(hears().at(-1)).toContain('已恢复：磁盘快满了')
  })

  test('hears of an audit’s faults once over a start after which no audit has been made yet, and then that it is over', async () => {
    const { world, minutes, restart, hears } = await day()
    world.auditFaults = 2
    await minutes(3)
    restart()
    world.auditFaults = undefined
    await minutes(60)
    expect(hears()).toEqual([expect.stringContaining('需要处理：台账核对不符')])
    world.auditFaults = 0
    await minutes(7)
    expect(hears()).toHaveLength(2)
    expect(hears()[1]).toContain('已恢复：台账核对不符')
  })

  test('hears of a platform that is gone, and not of the messages that wait for it beside', async () => {
    const { world, minutes, hears, channel, store, now } = await day()
    channel.next = () => ({ ok: false, retry: true, error: 'ECONNREFUSED' })
    const to = { kind: 'person', person: 'wu' as PersonId } as const
    await store.commit([post({ key: 'r', to, card: say('请上报'), due: now() }, now())])
    for (let minute = 0; minute < 40; minute++) {
      world.lostMs = minute * MINUTE
      await minutes(1)
    }
    expect(await store.all(`SELECT key FROM outbox WHERE key LIKE 'alert:outbox:%'`)).toEqual([])
    world.lostMs = undefined
    channel.next = () => ({ ok: true, message: '' })
    await minutes(20)
    expect(hears()).toEqual([expect.anything(), expect.stringContaining('已恢复：与聊天平台的连接断了')])
  })

  test('hears that a database which took nothing does again, and nothing of the minute’s work that failed with it', async () => {
    const { world, minutes, cried, hears } = await day()
    await cried()
    world.tickSinceMs = 4 * MINUTE
    await minutes(3)
    expect(hears()).toEqual([])
    world.tickSinceMs = 0
    await minutes(4)
    expect(hears()).toEqual([expect.stringMatching(/^已恢复：数据库有问题/)])
    await minutes(20)
    expect(hears()).toHaveLength(1)
  })

  test('is not told each time that a disk at its limit has a little room', async () => {
    const { world, minutes, hears } = await day()
    for (let turn = 0; turn < 10; turn++) {
      world.freeBytes = turn % 2 === 0 ? GB / 2 : 2 * GB
      await minutes(2)
    }
    expect(hears()).toHaveLength(1)
  })

  test('hears when the minute’s work does not come, and what the log is to be asked for', async () => {
    const { world, minutes, hears } = await day()
    world.tickSinceMs = 4 * MINUTE
    await minutes(3)
    expect(hears()).toEqual([expect.stringMatching(/需要处理：定时任务没有按时完成[\s\S]*job-failed/)])
  })

  test('hears of a night without a backup, but not while the very first one is being made', async () => {
    const { world, minutes, hears } = await day()
    world.backedUpMs = undefined
    await minutes(10)
    expect(hears()).toEqual([])
    world.backedUpMs = 27 * HOUR
    await minutes(40)
    expect(hears()).toEqual([expect.stringMatching(/需要处理：没有按时备份[\s\S]*27小时前[\s\S]*backup-failed/)])
  })

  test('hears in the morning that the night’s backup could not be made, though yesterday’s is there', async () => {
    const { world, minutes, hears } = await day()
    world.backupFault = 'ENOSPC'
    await minutes(40)
    expect(hears()).toEqual([expect.stringMatching(/没有按时备份[\s\S]*没有做成（磁盘满了，ENOSPC）[\s\S]*空间够不够/)])
    world.backupFault = ''
    await minutes(10)
    expect(hears()).toHaveLength(2)
  })

  test('hears that the database is damaged, and from what to restore it', async () => {
    const { world, minutes, hears } = await day()
    world.damaged = true
    await minutes(2)
    expect(hears()).toEqual([expect.stringMatching(/需要处理：数据库有问题[\s\S]*从最近的备份恢复/)])
  })

  test('hears that no message can come in, that they can again, and of what the night’s audit found', async () => {
    const { world, minutes, hears } = await day()
    world.lostMs = 4 * MINUTE
    await minutes(2)
    expect(hears()).toEqual([expect.stringMatching(/需要处理：与聊天平台的连接断了/)])
    world.lostMs = undefined
    await minutes(30)
    expect(hears()[1]).toMatch(/已恢复：与聊天平台的连接断了/)
    world.auditFaults = 2
    await minutes(10)
    expect(hears()[2]).toMatch(/需要处理：台账核对不符[\s\S]*yaodian audit verify/)
    expect(hears()).toHaveLength(3)
  })

  test('hears of what the audit found, though somebody wrote into the database that it was told', async () => {
    const { world, minutes, hears, store, now } = await day()
    await minutes(2)
    const told = JSON.stringify({ since: now(), told: true })
    await store.commit([sql(`INSERT INTO setting (name, value) VALUES ('alert.audit', ?)`, told)])
    world.auditFaults = 2
    await minutes(2)
    expect(hears()).toEqual([expect.stringMatching(/需要处理：台账核对不符/)])
  })

  test.each(['x', '[]', '{"since":"now","told":true}', ''])(
    'hears of what the audit found after a start, though somebody wrote %j where it is kept what was told',
    async (value) => {
      const { world, minutes, hears, restart, store } = await day()
      await store.commit([sql(`INSERT INTO setting (name, value) VALUES ('alert.audit', ?)`, value)])
      restart()
      world.auditFaults = 2
      await minutes(2)
      expect(hears()).toEqual([expect.stringMatching(/需要处理：台账核对不符/)])
    },
  )

  test('hears of an outbox older than ten minutes when somebody else cannot be reached', async () => {
    const { minutes, hears, channel, store, now } = await day()
    channel.next = ({ account }) =>
      account === 'test:wu' ? { ok: false, retry: true, error: '503' } : { ok: true, message: '' }
    const to = { kind: 'person', person: 'wu' as PersonId } as const
    await store.commit([post({ key: 'r', to, card: say('请上报'), due: now() }, now())])
    await minutes(5)
    expect(hears()).toEqual([])
    await minutes(15)
    expect(hears()).toEqual([expect.stringMatching(/需要处理：有消息发不出去[\s\S]*1条消息等着发出/)])
    channel.next = () => ({ ok: true, message: '' })
    await minutes(30)
    expect(hears()).toHaveLength(2)
    expect(hears()[1]).toMatch(/已恢复：有消息发不出去/)
  })

  test('is not told late of what is over: what could not be said while it lasted is not said at all', async () => {
    const { world, minutes, hears, channel, store } = await day()
    channel.next = () => ({ ok: false, retry: true, error: 'ECONNREFUSED' })
    world.freeBytes = GB / 2
    await minutes(2)
    // The premise: it was tried in vain.
    expect(await store.first(`SELECT state FROM outbox WHERE key LIKE 'alert:disk:%:ma'`)).toEqual({ state: 'queued' })
    world.freeBytes = 9 * GB
    await minutes(7)
    channel.next = () => ({ ok: true, message: '' })
    await minutes(20)
    expect(hears()).toEqual([])
    expect(await store.all(`SELECT state FROM outbox WHERE key LIKE 'alert:disk:%'`)).toEqual(
      Array(2).fill({ state: 'dropped' }),
    )
  })

  test('hears when no message is set aside any more; that one was, the message itself has told', async () => {
    const { minutes, hears, store, incoming, now } = await day()
    await store.commit([setAside(incoming('chen', { kind: 'text', text: '怪' }), 'time', now())])
    await minutes(10)
    expect(hears()).toEqual([])
    await store.commit([sql('DELETE FROM pending')])
    await minutes(10)
    expect(hears()).toEqual([expect.stringMatching(/已恢复：有消息被搁置/)])
  })

  test('hears after a start for how long nobody was there, once; a restart of seconds is not told', async () => {
    const { minutes, hears, later, store, now, assistant } = await day()
    const starts = async () => {
      await tellAbsence(store, now())
      await tellAbsence(store, now())
      await assistant.deliver(now())
    }
    await minutes(1)
    later(20_000)
    await starts()
    expect(hears()).toEqual([])
    later(2 * HOUR)
    await starts()
    expect(hears()).toEqual([expect.stringMatching(/服务停过，已恢复[\s\S]*停了2小时/)])
  })
})

test('each trouble that is told says what is found and what to do, and doctor says the same words', async () => {
  const { world, health, minutes, hears } = await day()
  Object.assign(world, { freeBytes: GB / 2, backedUpMs: 27 * HOUR, tickSinceMs: 4 * MINUTE })
  Object.assign(world, { lostMs: 4 * MINUTE, auditFaults: 1 })
  await minutes(40)
  // What comes of it is not told beside it.
  world.damaged = true
  await minutes(2)
  const troubled = Object.values((await health()).parts).filter(({ state }) => state !== 'ok')
  expect(troubled).toHaveLength(6)
  for (const { text, mend } of troubled) {
    expect(hears().join('\n')).toContain(text.slice(0, 6))
    expect(hears().join('\n')).toContain(`怎么办：${mend}`)
  }
})
