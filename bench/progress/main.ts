/** How long /进度, /排名 and /未报 take over a year of reports, and over a hundred times as many rows. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readData } from '../../src/data.node.ts'
import { lazyReader, type Read } from '../../src/language/index.ts'
import type { Asked, Command } from '../../src/message/command.ts'
import type { Account } from '../../src/message/incoming.ts'
import { at, type Day, dayOf } from '../../src/office/day.ts'
import { loadOffice, type Office } from '../../src/office/load/index.ts'
import type { Person, PersonId } from '../../src/office/person.ts'
import { progressCommands } from '../../src/progress/index.ts'
import { questionsOf } from '../../src/request/index.ts'
import type { Store } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { loadYear, multiply } from './year.ts'

const TIMES = 100
const RUNS = 60
const QUESTIONS: readonly (readonly [command: string, words: string])[] = [
  ['进度', ''],
  ['进度', '僵尸企业'],
  ['进度', '湖州'],
  ['进度', '长兴'],
  ['排名', '盘活存量建设用地'],
  ['未报', '11月'],
  ['我的', ''],
]

export async function progressBench(): Promise<void> {
  const office = loadOffice(readData())
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-bench-'))
  try {
    const store = openSqlite(join(folder, 'bench.db'))
    const started = performance.now()
    const entries = await loadYear(store, office)
    console.log(`progress: ${entries} ledger entries loaded in ${seconds(started)} s`)
    const once = await medians(store, office)
    const copying = performance.now()
    await multiply(store, office.plan.year, TIMES)
    console.log(`progress: ${TIMES} times as many rows in ${seconds(copying)} s`)
    const often = await medians(store, office)
    console.log('question\tmedian ms\tmedian ms at ×100\tratio')
    for (const [name, ms] of once) {
      const later = often.get(name) ?? Number.NaN
      console.log(`${name}\t${ms.toFixed(1)}\t${later.toFixed(1)}\t${(later / ms).toFixed(2)}`)
    }
    store.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1)

async function medians(store: Store, office: Office): Promise<Map<string, number>> {
  const read = lazyReader(office, readData())
  const commands = progressCommands(office, questionsOf(office, read, readData()))
  const found = new Map<string, number>()
  for (const [name, words] of QUESTIONS) {
    const command = commands.find((one) => one.name === name)
    if (!command) throw new Error(`no command ${name}`)
    found.set(`/${name} ${words}`.trim(), await median(command, asked(store, office, read, name, words)))
  }
  return found
}

async function median(command: Command, question: Asked): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now()
    await command.run(question)
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[RUNS / 2] ?? Number.NaN
}

function asked(store: Store, { plan, regions }: Office, read: Read, name: string, words: string): Asked {
  const now = at(`${plan.year}-12-03` as Day, '09:00')
  const person: Person = {
    id: 'bench' as PersonId,
    name: 'bench',
    posts: [{ role: 'provincial-coordinator', region: regions.province.key }],
  }
  return {
    message: {
      id: 'x',
      channel: 'bench',
      account: 'bench:x' as Account,
      chat: { id: 'c', kind: 'private' },
      at: now,
      kind: 'text',
      text: `/${name} ${words}`,
    },
    now,
    person,
    store,
    id: () => 'x',
    text: words,
    said: () => read(words, { today: dayOf(now), own: regions.province.key }),
    history: [],
    turns: [],
  }
}
