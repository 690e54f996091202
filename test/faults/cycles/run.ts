/** The drill: people work, the office is ended at random moments in either way and started again; then the audit. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadOffice } from '../../../src/office/load/index.ts'
import { sql } from '../../../src/store/index.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import { Chance } from '../../channels/feishu/sim/chance.ts'
import { type Sim, startFeishu } from '../../channels/feishu/sim/index.ts'
import { frozenReady } from '../../frozen.ts'
import { buildIfStale, freePort } from '../../program.ts'
import { type Found, look } from './audit.ts'
import { type Cut, cut } from './cut.ts'
import { type Record, work } from './people.ts'
import { pause, type Running, startOffice, type Way } from './process.ts'
import { type BackedUp, backedUp, restoredFaults } from './restore.ts'

export interface Drill extends Found {
  readonly cycles: number
  readonly kills: number
  /** ended by SIGTERM: exit codes, and how long it took at most, ms */
  readonly ends: { readonly codes: readonly (number | null)[]; readonly longestMs: number }
  readonly sent: number
  /** messages acknowledged before the backup that was made in the midst of it, all found where it was restored */
  readonly restored: number
  /** copies of what a kill left, their log cut off or overwritten, and commits lost with it */
  readonly cuts: number
  readonly lostCommits: number
  /** how long answers that a process left behind took from when the next was up, ms, ascending */
  readonly drains: readonly Drained[]
  /** faults of the platform that struck */
  readonly struck: Readonly<globalThis.Record<string, number>>
}

const PEOPLE = 20
const MINUTE_MS = 60_000
/** For how long a process works before it is ended. */
const RUN_MS = { least: 1_000, spread: 6_000 }
/** In the short form it is ended after some messages, however slow the machine, and moments later in the midst of the next. */
const SHORT = { messages: 5, spreadMs: 300, longestMs: 10_000 }
/** The host's, with summer time and without, none of them the office's. */
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Chatham']
/** Some do not even come up. */
const STILLBORN = 0.15
/** In each such cycle a call hangs. */
const HANG_EACH = 3
/** Of what one kill left: at the start it writes much, so that a single cut may lose no message. */
const CUTS_EACH = 3
const LAST_MS = 150_000
/** Within which what was left behind is out after a start; far more than it takes, and less than a lease; a call that hangs takes half of it. */
const DRAIN_MS = 20_000

export interface Plan {
  readonly cycles: number
  /** the same gives the same moments and faults; what the machine makes of them differs */
  readonly seed: number
  readonly short?: boolean
  readonly say?: (line: string) => void
  /** no further cycle is begun after this, ms since the epoch */
  readonly until?: number
}

export async function drill({
  cycles,
  seed,
  short = false,
  say = () => {},
  until = Number.POSITIVE_INFINITY,
}: Plan): Promise<Drill> {
  buildIfStale()
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-cycles-'))
  const path = join(folder, 'office.db')
  const sim = await startFeishu({ seed, redeliveryFactor: 15 })
  const chance = new Chance(seed)
  const port = await freePort()
  const people = await enlisted(sim, path)
  const kept: Record = { said: [], confirmed: [] }
  let over = false
  const working = people.map((person, at) => work(sim, person, new Chance(seed + at + 1), () => over, kept))
  misbehave(sim)
  const drains: Drained[] = []
  const cuts: Cut[] = []
  const codes: (number | null)[] = []
  let longestMs = 0
  let left: string[] = []
  let running: Running | undefined
  let backup: BackedUp | undefined
  try {
    let done = 0
    for (let cycle = 0; cycle < cycles && Date.now() < until; cycle++, done++) {
      const way: Way = cycle % 2 === 0 ? 'longconn' : 'webhook'
      running = startOffice(sim, way, path, port, { TZ: chance.pick(ZONES) ?? 'UTC' })
      if (chance.hits(STILLBORN)) await pause(chance.below(900))
      else {
        await running.up
        let works = true
        const drained = drain(sim, path, left, () => works).then((one) => one && drains.push(one))
        if (chance.hits(0.2)) sim.revokeTokens()
        if (cycle % HANG_EACH === 0) hang(sim, (cycle / HANG_EACH) % 2 === 1)
        const pausing = short ? worked(kept, chance) : pause(RUN_MS.least + chance.below(RUN_MS.spread))
        if (cycle + 1 >= cycles / 2) backup ??= await backedUp(folder, path, kept)
        await pausing
        // The last one leaves something behind, which the platform then takes without a fault of its own.
        const signal = chance.hits(0.5) || cycle + 1 === cycles ? 'SIGKILL' : 'SIGTERM'
        // Half of all kills fall while something is on its way out, where most could go wrong.
        if (signal === 'SIGKILL' && (short || chance.hits(0.5))) await sending(path)
        const ended = await running.end(signal)
        works = false
        await drained
        if (signal === 'SIGTERM') {
          codes.push(ended.code)
          longestMs = Math.max(longestMs, ended.ms)
        }
      }
      await running.end('SIGKILL')
      for (let times = 0; times < CUTS_EACH; times++) {
        const one = await cut(path, chance)
        if (one) cuts.push(one)
      }
      left = await waiting(path)
      say(`${cycle + 1}/${cycles}  ${way}  sent ${kept.said.length}  left behind ${left.length}`)
    }
    over = true
    await Promise.all(working)
    sim.faults.clear()
    running = startOffice(sim, 'longconn', path, port)
    await running.up
    const drained = await drain(sim, path, left)
    if (drained) drains.push(drained)
    const late =
      left.length > 0 && !drained ? left.map((key) => `late: ${key} is not out ${DRAIN_MS} ms after a start`) : []
    await delivered(sim)
    const backlog = await unfinished(path)
    for (const late = Date.now() + LAST_MS + 500 * backlog; (await unfinished(path)) > 0 && Date.now() < late; )
      await pause(200)
    await sim.quiet(300, LAST_MS)
    codes.push((await running.end('SIGTERM')).code)
    const { kills, struck } = { kills: done + 1 - codes.length, struck: sim.counters.faults }
    const found = await look(sim, path, kept)
    const [first] = people
    backup ??= await backedUp(folder, path, kept)
    const faults = [...late, ...found.faults, ...cuts.flatMap((one) => one.faults)]
    if (first) faults.push(...(await restoredFaults(sim, first.user, backup, port)))
    if (faults.length > 0 && process.env['FAULTS_LOG']) copyFileSync(`${path}.log`, process.env['FAULTS_LOG'])
    return {
      ...found,
      faults,
      restored: backup.acknowledged.length,
      cycles: done,
      kills,
      ends: { codes, longestMs },
      sent: kept.said.length,
      cuts: cuts.length,
      lostCommits: cuts.reduce((sum, { lost }) => sum + lost, 0),
      drains: drains.sort((a, b) => a.ms - b.ms),
      struck,
    }
  } finally {
    over = true
    await running?.end('SIGKILL')
    await sim.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function worked({ said }: Record, chance: Chance): Promise<void> {
  const known = (): number => said.filter(({ sent }) => sent.delivery?.state === 'done').length
  const enough = known() + 1 + chance.below(SHORT.messages)
  for (const late = Date.now() + SHORT.longestMs; known() < enough && Date.now() < late; ) await pause(10)
  await pause(chance.below(SHORT.spreadMs))
}

/** What the platform has still to bring, it brings now; 40 minutes are less than it knows repeats by their keys. */
async function delivered(sim: Sim): Promise<void> {
  for (let round = 0; round < 5; round++) {
    await sim.advance(8 * MINUTE_MS)
    const isDone = await sim.settled(5_000).then(
      () => true,
      () => false,
    )
    if (isDone) return
  }
}

async function enlisted(sim: Sim, path: string) {
  const { regions, plan } = loadOffice(frozenReady())
  const counties = regions.counties(plan.issued)
  const store = openSqlite(path)
  const people = Array.from({ length: PEOPLE }, (_, at) => ({
    user: sim.users.addUser({ name: `县联系人${at}` }),
    region: counties[at]?.key ?? '',
  }))
  await store.commit(
    people.flatMap(({ user, region }) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', user.name, user.name),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `feishu:${user.openId}`, user.name),
      sql(`INSERT INTO post (person, role, region) VALUES (?, 'contact', ?)`, user.name, region),
    ]),
  )
  store.close()
  return people
}

function misbehave({ faults }: Sim): void {
  Object.assign(faults.events, { duplicate: 0.05, concurrent: 0.05, reorder: 0.1, newEventId: 0.05 })
  faults.calls({ api: 'im.message', fault: { kind: 'status', status: 503 }, rate: 0.02 })
  faults.calls({ api: 'im.message', fault: { kind: 'cut', after: true }, rate: 0.02 })
  faults.calls({ api: 'im.message', fault: { kind: 'limit', resetSeconds: 1 }, rate: 0.01 })
  // As over a real network: a process is killed while it waits to hear whether a message was taken.
  faults.calls({ api: 'im.message', fault: { kind: 'slow', ms: 150 }, rate: 0.5 })
}

/** One call is accepted and never answered, before its effect or after: whoever made it gives up after 10 s. */
const hang = ({ faults }: Sim, after: boolean): unknown =>
  faults.calls({ api: 'im.message', fault: { kind: 'hang', after }, times: 1 })

/** Answers that were committed and are not out. */
async function waiting(path: string): Promise<string[]> {
  const store = openSqlite(path, { readonly: true })
  try {
    const rows = await store.all<{ key: string }>(
      `SELECT key FROM outbox WHERE state IN ('queued', 'leased') AND key LIKE 're:%'`,
    )
    return rows.map(({ key }) => key)
  } finally {
    store.close()
  }
}

/** Waits for a moment, a second at most, in which a message is on its way to the platform. */
async function sending(path: string): Promise<void> {
  const store = openSqlite(path, { readonly: true })
  try {
    const isSending = (): Promise<unknown> =>
      store.first(`SELECT 1 FROM outbox WHERE state = 'leased' AND tried IS NOT NULL`)
    for (const late = Date.now() + 1_000; !(await isSending()) && Date.now() < late; ) await pause(5)
  } finally {
    store.close()
  }
}

/** What is still to be handled or said. */
async function unfinished(path: string): Promise<number> {
  const store = openSqlite(path, { readonly: true })
  try {
    const row = await store.first<{ n: number }>(
      `SELECT (SELECT count(*) FROM outbox WHERE state IN ('queued', 'leased'))
            + (SELECT count(*) FROM pending WHERE state <> 'set-aside') AS n`,
    )
    return row?.n ?? 0
  } finally {
    store.close()
  }
}

interface Drained {
  readonly ms: number
  /** what the platform did meanwhile: refused one of them, or left a call without an answer */
  readonly met: 'nothing' | 'refused' | 'hung'
}

/** @returns undefined where nothing was left behind, or it was ended before that was out */
async function drain(
  sim: Sim,
  path: string,
  keys: readonly string[],
  works = (): boolean => true,
): Promise<Drained | undefined> {
  if (keys.length === 0) return undefined
  const began = performance.now()
  const said = (): string => readFileSync(`${path}.log`, 'utf8')
  const before = said().length
  const hangs = (): number => sim.counters.faults['call hang'] ?? 0
  const hungBefore = hangs()
  const isRefused = (): boolean =>
    said()
      .slice(before)
      .split('\n')
      .some((line) => line.includes('"not-sent"') && keys.some((key) => line.includes(`"${key}"`)))
  for (const late = began + DRAIN_MS; performance.now() < late && works(); await pause(50)) {
    const still = await waiting(path)
    if (!keys.some((key) => still.includes(key)))
      return {
        ms: Math.round(performance.now() - began),
        met: hangs() > hungBefore ? 'hung' : isRefused() ? 'refused' : 'nothing',
      }
  }
  return undefined
}
