/** What grows with what: one event while ledger, papers, talk, corrections and people multiply; a ratio to the smallest. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepDocument, readDocument } from '../../src/documents/index.ts'
import { instant, MINUTE_MS } from '../../src/office/day.ts'
import { type Arm, inTurn, median, ratio } from '../arms.ts'
import { ok, reports } from '../events/main.ts'
import { type Opened, office, openOffice } from '../events/office.ts'
import { loadYear, multiply } from './year.ts'

const ROUNDS = 5
const EVENTS = 20
const PAPERS = join(import.meta.dirname, '../../test/eval/papers')
const QUESTION = '盘活存量建设用地要多少亩'
const YEARS = [1, 10, 100]
const LEDGER = ['全省僵尸企业完成多少了', '/进度', '/进度 僵尸企业', '/排名 盘活存量建设用地', '/未报', '/我的']
const LATER_MS = 45 * MINUTE_MS
const ASKER = 'ou_asker'

type Open = (name: string) => Opened

export async function growth(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-growth-'))
  const opened: Opened[] = []
  const open: Open = (name) => {
    const one = openOffice(join(folder, `${name}.db`))
    opened.push(one)
    return one
  }
  try {
    console.log(`growth: ${ROUNDS} rounds × ${EVENTS} in turn; CPU ms of one event, ÷ the same at the smallest size`)
    await table('papers, a question', [1, 10, 100], (size) => withPapers(open, size))
    await table('turns before a question', [0, 5, 20], (size) => withTurns(open, size))
    await table('corrections of one figure, the next one', [1, 30, 1_000], (size) => withCorrections(open, size))
    await withYears(open)
    await table('people on the roster, a report', [89, 1_000, 10_000], (size) => withPeople(open, size))
  } finally {
    for (const { close } of opened) close()
    rmSync(folder, { recursive: true })
  }
}

async function table(name: string, sizes: readonly number[], made: (size: number) => Promise<Arm['batch']>) {
  const arms: Arm[] = []
  for (const size of sizes) arms.push({ name: String(size), batch: await made(size) })
  const [least, ...larger] = await inTurn(arms, ROUNDS, EVENTS)
  if (!least) return
  console.log(
    `${name}\t${least.name}: ${median(least.cpu).toFixed(1)} ms\t${larger.map((one) => `${one.name}: × ${ratio(one, least)}`).join('\t')}`,
  )
}

const later =
  (opened: Opened, text: string): Arm['batch'] =>
  (count) =>
    Array.from({ length: count }, () => () => {
      opened.pass(LATER_MS)
      return ok(opened.take(opened.saying(ASKER, text)))
    })

async function asked(opened: Opened): Promise<Opened> {
  await opened.enlist(ASKER, 'provincial-coordinator', office.regions.province.key)
  return opened
}

/** The papers of the evaluation, and copies of them in other places' and years' names. */
async function withPapers(open: Open, size: number): Promise<Arm['batch']> {
  const opened = open(`papers-${size}`)
  const texts = readdirSync(PAPERS).map((name) => readFileSync(join(PAPERS, name, 'document.txt'), 'utf8'))
  for (let n = 0; n < size - 1; n++) {
    const text = (texts[n % texts.length] ?? '').replaceAll('2017', String(2000 + Math.floor(n / texts.length)))
    const document = readDocument(text, { id: `paper-${n}` })
    await opened.store.commit(keepDocument(document, `${n}.txt`, instant(opened.clock() - size + n)))
  }
  return later(await asked(opened), QUESTION)
}

async function withTurns(open: Open, size: number): Promise<Arm['batch']> {
  const opened = open(`turns-${size}`)
  await opened.enlist(ASKER, 'provincial-coordinator', office.regions.province.key)
  return async (count) => {
    const works: (() => Promise<void>)[] = []
    for (let n = 0; n < count; n++) works.push(async () => ok(opened.take(opened.saying(ASKER, QUESTION))))
    opened.pass(LATER_MS)
    for (let turn = 0; turn < size; turn++) await ok(opened.take(opened.saying(ASKER, `${QUESTION}，第${turn}遍`)))
    return works
  }
}

async function withCorrections(open: Open, size: number): Promise<Arm['batch']> {
  const opened = open(`corrections-${size}`)
  const [county] = office.regions.counties(office.plan.issued)
  const indicator = office.plan.indicators.find(({ integer }) => integer)
  const who = 'ou_contact'
  await opened.enlist(who, 'contact', county?.key ?? '')
  const corrects = (value: number) => {
    opened.pass(MINUTE_MS)
    return ok(
      opened.take(opened.saying(who, `/更正 ${indicator?.short} ${value}${indicator?.unit} 截至 6月30日 备注 漏报`)),
    )
  }
  await ok(opened.take(opened.saying(who, `/上报 ${indicator?.short} 3${indicator?.unit} 截至 6月30日`)))
  for (let n = 1; n < size; n++) await corrects(3 + (n % 5))
  let next = 0
  return (count) => Array.from({ length: count }, () => () => corrects(20 + (next++ % 7)))
}

/** One office a size serves all its rows: a hundred years of figures take a minute to copy. */
async function withYears(open: Open): Promise<void> {
  const offices = new Map<number, Opened>()
  for (const size of YEARS) {
    const opened = await asked(open(`years-${size}`))
    await loadYear(opened.store, office)
    if (size > 1) await multiply(opened.store, office.plan.year, size)
    offices.set(size, opened)
  }
  const at = (size: number): Opened => offices.get(size) ?? open(`years-${size}`)
  for (const words of LEDGER) await table(`years of figures, ${words}`, YEARS, async (size) => later(at(size), words))
  await table('years of figures, a report', YEARS, (size) => reports(at(size)))
}

async function withPeople(open: Open, size: number): Promise<Arm['batch']> {
  const opened = open(`people-${size}`)
  for (let n = office.regions.counties(office.plan.issued).length; n < size; n++)
    await opened.enlist(`ou_other_${n}`, 'official', office.regions.province.key)
  return reports(opened)
}
