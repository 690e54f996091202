/** One event from the signed request to the commit, beside the floor and beside our web part with three rows behind it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MINUTE_MS } from '../../src/office/day.ts'
import { type Arm, inTurn, median, quantile, ratio } from '../arms.ts'
import { requestOf } from './event.ts'
import { openFloor, openRows, type Take } from './floor.ts'
import { type Opened, office, openOffice } from './office.ts'

const ROUNDS = 7
const EVENTS = 40
/** Longer than what an earlier turn is remembered for. */
const LATER_MS = 45 * MINUTE_MS
/** Of one sender thirty a minute are read. */
const A_TURN_MS = 3_000
const QUESTION = '盘活存量建设用地要多少亩'
const LEDGER = '哪些县还没报'
const TURNS = ['在吗', '僵尸企业要处置多少家', '低小散呢', '那小微企业园区呢', '谢谢']

export async function ok(answer: Response | Promise<Response>): Promise<void> {
  const { status } = await answer
  if (status !== 200) throw new Error(`answered with ${status}`)
}

export async function events(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-events-'))
  const at = (name: string) => join(folder, `${name}.db`)
  const opened: { close: () => void }[] = []
  const kept = <One extends { readonly close: () => void }>(one: One): One => {
    opened.push(one)
    return one
  }
  try {
    const floor = kept(openFloor(at('floor')))
    const rows = kept(openRows(at('rows'), Date.now))
    const reporting = kept(openOffice(at('report')))
    const asking = kept(openOffice(at('ask')))
    const arms: Arm[] = [
      plain('floor: three rows', floor.take),
      plain('our web part, three rows', rows.take),
      { name: '/上报, one figure', batch: await reports(reporting) },
      { name: 'a question, alone', batch: await questions(asking, 'alone', QUESTION, 0) },
      { name: 'a question, five turns before it', batch: await questions(asking, 'turns', QUESTION, 5) },
      { name: 'a ledger question, alone', batch: await questions(asking, 'ledger', LEDGER, 0) },
      { name: 'a ledger question, five turns', batch: await questions(asking, 'ledger-turns', LEDGER, 5) },
    ]
    const [base, web, ...rest] = await inTurn(arms, ROUNDS, EVENTS)
    if (!base || !web) throw new Error('no floor')
    console.log(`events: ${ROUNDS} rounds × ${EVENTS} in turn; CPU ms, ratios are medians of the rounds' own`)
    console.log('event\tCPU ms\t÷ floor\t÷ our web part\tp50 ms\tp99 ms')
    for (const one of [base, web, ...rest])
      console.log(
        [
          one.name,
          median(one.cpu).toFixed(2),
          ratio(one, base),
          ratio(one, web),
          quantile(one.wall, 0.5).toFixed(1),
          quantile(one.wall, 0.99).toFixed(1),
        ].join('\t'),
      )
  } finally {
    for (const { close } of opened) close()
    rmSync(folder, { recursive: true })
  }
}

const plain = (name: string, take: Take): Arm => ({
  name,
  batch: (count) =>
    Array.from({ length: count }, (_, n) => {
      const request = requestOf({ who: 'ou_somebody', text: `僵尸企业 ${n}家`, at: Date.now() })
      return () => ok(take(request))
    }),
})

/** Each the first figure of its county for its indicator. */
export async function reports(opened: Opened): Promise<Arm['batch']> {
  const counties = office.regions.counties(office.plan.issued)
  for (const { key } of counties) await opened.enlist(`ou_${key}`, 'contact', key)
  const indicators = office.plan.indicators.filter(({ integer }) => integer)
  let next = 0
  return (count) =>
    inTime(opened, count, A_TURN_MS, () => {
      const county = counties[next % counties.length]
      const indicator = indicators[Math.floor(next / counties.length) % indicators.length]
      next++
      return [`ou_${county?.key}`, `/上报 ${indicator?.short} 3${indicator?.unit} 截至 6月30日`]
    })
}

/** @param turns how many messages each speaker said just before */
async function questions(opened: Opened, name: string, text: string, turns: number): Promise<Arm['batch']> {
  const who = `ou_${name}`
  await opened.enlist(who, 'provincial-coordinator', office.regions.province.key)
  return async (count) => {
    opened.pass(LATER_MS)
    for (const turn of TURNS.slice(0, turns)) await ok(opened.take(opened.saying(who, turn)))
    // Alone: so long after the one before it that nothing is remembered.
    return inTime(opened, count, turns > 0 ? A_TURN_MS : LATER_MS, () => [who, text])
  }
}

/**
 * Events made ready beforehand, each taken at the instant that it is said: one that came late would be looked up as what
 * an earlier process may have died of.
 */
const inTime = (opened: Opened, count: number, everyMs: number, said: () => readonly [who: string, text: string]) =>
  Array.from({ length: count }, (_, nth) => {
    const request = opened.saying(...said(), (nth + 1) * everyMs)
    return () => {
      opened.pass(everyMs)
      return ok(opened.take(request))
    }
  })
