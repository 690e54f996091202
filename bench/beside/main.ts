/** What people wait for their answers while one sends hostile files of 20 MB, and while nobody does: in turn, in one process. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readData } from '../../src/composition/data.node.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { type Sim, startFeishu } from '../../test/channels/feishu/sim/index.ts'
import type { User } from '../../test/channels/feishu/sim/state/records.ts'
import { docx, paragraph } from '../../test/documents/files/boxes.ts'
import { pause, startOffice } from '../../test/faults/cycles/process.ts'
import { buildIfStale, freePort } from '../../test/program.ts'
import { quantile } from '../arms.ts'

const ROUNDS = 3
const ROUND_MS = 15_000
const PEOPLE = 6
const PAUSE_MS = 2_200
const MB = 1024 * 1024
const QUESTIONS = ['2017年要处置多少家僵尸企业？', '哪些县还没报', '盘活存量建设用地要多少亩', '/我的']

const HOSTILE: readonly (readonly [name: string, bytes: () => Buffer])[] = [
  // As long as a paper may be, a picture in it that cannot be packed.
  [
    '长文.docx',
    () => {
      const line = (n: number) =>
        paragraph(`（${n}）2017年第${n}批闲置厂房排查${n}万平方米，由各县（市、区）工业办负责。`)
      const picture = { 'word/media/image1.png': new Uint8Array(randomBytes(19.5 * MB)) }
      return Buffer.from(docx(Array.from({ length: 6_000 }, (_, n) => line(n)).join(''), picture))
    },
  ],
  ['表.html', () => Buffer.from(`<table><tr>${'<td>1</td>'.repeat(2 * MB)}`.slice(0, 19.9 * MB))],
  ['名单.txt', () => Buffer.from('僵尸企业'.repeat(1.6 * MB))],
]

export async function beside(): Promise<void> {
  buildIfStale()
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-beside-'))
  const sim = await startFeishu({})
  const files = HOSTILE.map(([name, bytes]) => [name, bytes()] as const)
  const people = Array.from({ length: PEOPLE }, (_, at) => sim.users.addUser({ name: `官员${at}` }))
  const sender = sim.users.addUser({ name: '来件人' })
  const path = join(folder, 'office.db')
  const { regions } = loadOffice(readData())
  const store = openSqlite(path)
  await store.commit(
    [...people, sender].flatMap(({ name, openId }) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', name, name),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `feishu:${openId}`, name),
      sql(
        `INSERT INTO post (person, role, region) VALUES (?, 'provincial-coordinator', ?)`,
        name,
        regions.province.key,
      ),
    ]),
  )
  store.close()
  const running = startOffice(sim, 'longconn', path, await freePort())
  try {
    await running.up
    await asked(sim, people, 5_000)
    const alone: number[] = []
    const loaded: number[] = []
    const read: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      alone.push(...(await asked(sim, people, ROUND_MS)))
      let over = false
      const sending = sent(sim, sender, files, () => over, read)
      loaded.push(...(await asked(sim, people, ROUND_MS)))
      over = true
      await sending
    }
    console.log(`beside: ${PEOPLE} people ask, ${ROUNDS} × ${ROUND_MS / 1_000} s each way in turn`)
    console.log('meanwhile\tanswers\tp50 ms\tp95 ms')
    for (const [what, waits] of [
      ['nothing', alone],
      ['files of 20 MB', loaded],
    ] as const)
      console.log([what, waits.length, quantile(waits, 0.5).toFixed(0), quantile(waits, 0.95).toFixed(0)].join('\t'))
    console.log(`files answered: ${read.length}, half within ${quantile(read, 0.5).toFixed(0)} ms`)
  } finally {
    await running.end('SIGKILL')
    await sim.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each asks again and again. @returns what each answer took, ms */
async function asked(sim: Sim, people: readonly User[], forMs: number): Promise<number[]> {
  const until = performance.now() + forMs
  const waits = await Promise.all(
    people.map(async (user, at) => {
      const took: number[] = []
      await pause((at * PAUSE_MS) / people.length)
      for (let n = at; performance.now() < until; n++) {
        const began = performance.now()
        const { message } = sim.users.sendText(user, QUESTIONS[n % QUESTIONS.length] ?? '')
        await answered(sim, user, message.id)
        took.push(performance.now() - began)
        await pause(PAUSE_MS)
      }
      return took
    }),
  )
  return waits.flat()
}

/** One file after another, each sent when the one before was answered. */
async function sent(
  sim: Sim,
  sender: User,
  files: readonly (readonly [string, Buffer])[],
  over: () => boolean,
  read: number[],
): Promise<void> {
  for (let n = 0; !over(); n++) {
    const [name, bytes] = files[n % files.length] ?? ['', Buffer.alloc(0)]
    const began = performance.now()
    const { message } = sim.users.sendFile(sender, name, bytes)
    await answered(sim, sender, message.id)
    read.push(performance.now() - began)
    // Thirty a minute is what one may say.
    await pause(Math.max(0, began + PAUSE_MS - performance.now()))
  }
}

async function answered(sim: Sim, user: User, id: string): Promise<void> {
  while (!sim.sees(user).some(({ byBot, replyTo }) => byBot && replyTo === id)) await pause(5)
}
