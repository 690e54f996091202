/** A prepared ledger, told to the assistant by the people it is about, act after act, as an office would. */

import { z } from 'zod'
import { freshStore } from '#fresh-store'
import { abilities } from '../../src/assistant/commands.ts'
import { createAssistant } from '../../src/assistant/index.ts'
import { openAsker, openQuestions, planDocuments } from '../../src/composition/asker.ts'
import { lazyGuess } from '../../src/intent/index.ts'
import { lazyReader } from '../../src/language/index.ts'
import { plainText } from '../../src/message/card.ts'
import type { Account } from '../../src/message/incoming.ts'
import { type Amount, add } from '../../src/office/amount.ts'
import { type Instant, parseInstant } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import type { Role } from '../../src/office/person.ts'
import type { IndicatorId, Plan } from '../../src/office/plan.ts'
import type { RegionKey, Regions } from '../../src/office/region.ts'
import { lazyActClassifier } from '../../src/open/index.ts'
import { sql } from '../../src/store/index.ts'
import { files } from '../data.ts'

const report = z.object({
  region: z.string(),
  indicator: z.string(),
  asOf: z.string(),
  mode: z.enum(['cumulative', 'increment']),
  value: z.string(),
  unit: z.string(),
  status: z.enum(['accepted', 'submitted', 'returned', 'draft']),
  at: z.string(),
  nil: z.boolean().optional(),
  corrects: z.string().optional(),
  reason: z.string().optional(),
  returnReason: z.string().optional(),
})
type Report = z.infer<typeof report>
const ledger = z.object({
  now: z.string(),
  allocations: z.array(z.object({ region: z.string(), indicator: z.string(), value: z.string() })),
  reports: z.array(report),
})
const questions = z.object({
  id: z.string(),
  asker: z.object({ region: z.string().nullable(), role: z.enum(['contact', 'coordinator']) }),
  question: z.string(),
  history: z.array(z.string()).optional(),
  expect: z.object({
    figures: z.array(z.array(z.string())).default([]),
    names: z.array(z.string()).default([]),
    notNames: z.array(z.string()).default([]),
    mustNot: z.array(z.string()).default([]),
  }),
})

// Through the bundler, so that it runs in workerd too.
const sets = import.meta.glob<string>('../eval/progress*.{json,jsonl}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const fileAt = (name: string): string => sets[`../eval/${name}`] ?? ''

const casesIn = (name: string) =>
  fileAt(name)
    .trim()
    .split('\n')
    .map((line) => questions.parse(JSON.parse(line)))

export const cases = casesIn('progress.jsonl')
/** A second stranger's forty. */
export const further = casesIn('progress-2.jsonl')
/** Our own, of other kinds, from mending what the strangers' sets had shown: they keep it mended and measure nothing. */
export const own = casesIn('progress-own.jsonl')

/** Goals of the named counties only, summed for their cities and the province: the office in question is theirs. */
function narrowed(plan: Plan, regions: Regions, rows: z.infer<typeof ledger>['allocations']): Plan {
  const goals = new Map<RegionKey, Map<IndicatorId, Amount>>()
  for (const { region, indicator, value } of rows) {
    const county = regions.find(region)
    if (!county?.parent) throw new Error(`no county ${region}`)
    for (const key of [county.key, county.parent, regions.province.key]) {
      const own = goals.get(key) ?? new Map<IndicatorId, Amount>()
      goals.set(key, own)
      own.set(indicator as IndicatorId, add(own.get(indicator as IndicatorId) ?? ('0' as Amount), value as Amount))
    }
  }
  const indicators = plan.indicators.filter(({ id }) => rows.some((row) => row.indicator === id))
  return { ...plan, indicators, allocation: { source: '演示数据', demo: true, goals } }
}

/** The assistant after everything in the ledger has been said to it. */
export async function prepared() {
  const told = ledger.parse(JSON.parse(fileAt('progress-ledger.json')))
  const whole = loadOffice(files, 2017)
  const plan = narrowed(whole.plan, whole.regions, told.allocations)
  const office = { ...whole, plan, plans: whole.plans.map((one) => (one.year === 2017 ? plan : one)) }
  const documents = planDocuments(office)
  const store = await freshStore()
  const heard = new Map<string, string[]>()
  let now = instantOf(told.reports[0]?.at ?? told.now)
  let ids = 0
  const guess = lazyGuess(files)
  const assistant = createAssistant({
    store,
    regions: office.regions,
    ...abilities({
      office,
      asker: openAsker(office, files, documents),
      documents,
      read: lazyReader(office, files),
      guess,
      classifyAct: lazyActClassifier(files, guess),
      questions: openQuestions(office, lazyReader(office, files), files),
    }),
    channels: [
      {
        name: 'test',
        send: async ({ chat, account, card, key }) => {
          const to = String(chat ?? account).replace(/^chat-|^test:/, '')
          heard.set(to, [...(heard.get(to) ?? []), plainText(card)])
          return { ok: true, message: `m-${key}` }
        },
      },
    ],
    clock: () => now,
    id: () => `id-${++ids}`,
    log: (entry) => {
      if (/fail/.test(String(entry['event']))) throw new Error(JSON.stringify(entry))
    },
  })
  const enlist = (who: string, role: Role, region: string) =>
    store.commit([
      sql('INSERT INTO person (id, name) VALUES (?, ?)', who, `${who}的人`),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${who}`, who),
      sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', who, role, region),
    ])
  const counties = [...new Set(told.allocations.map((one) => one.region))]
  for (const code of counties) await enlist(code, 'contact', office.regions.find(code)?.key ?? '')
  const cities = new Set(counties.flatMap((code) => office.regions.find(code)?.parent ?? []))
  for (const key of cities) await enlist(key, 'city-coordinator', key)
  await enlist('province', 'provincial-coordinator', office.regions.province.key)

  const says = async (who: string, text: string): Promise<string> => {
    const before = heard.get(who)?.length ?? 0
    await assistant.handle({
      id: `in-${++ids}`,
      channel: 'test',
      account: `test:${who}` as Account,
      chat: { id: `chat-${who}`, kind: 'private' },
      at: now,
      kind: 'text',
      text,
    })
    return (heard.get(who) ?? []).slice(before).join('\n---\n')
  }
  const expectSaid = async (who: string, text: string, answer: RegExp): Promise<void> => {
    const said = await says(who, text)
    if (!answer.test(said)) throw new Error(`${who}: ${text}\n${said}`)
  }
  const name = (one: { readonly indicator: string }) =>
    plan.indicators.find(({ id }) => id === one.indicator)?.short ?? one.indicator

  async function book(one: Report): Promise<void> {
    now = instantOf(one.at)
    const day = `${Number(one.asOf.slice(5, 7))}月${Number(one.asOf.slice(8))}日`
    const month = `${Number(one.asOf.slice(5, 7))}月`
    if (one.nil) await expectSaid(one.region, `/零报告 ${month} ${name(one)}`, /已记录/)
    else if (one.corrects)
      await expectSaid(
        one.region,
        `/更正 ${name(one)} 截至${day}累计${one.value}${one.unit} 备注 ${one.reason}`,
        /已记录/,
      )
    else if (one.status === 'draft')
      await expectSaid(one.region, `/上报 ${name(one)} 累计${one.value}${one.unit}，8月10日那批没算`, /请确认/)
    else {
      const amount = `${one.value}${one.unit}`
      const said = await says(
        one.region,
        `/上报 ${name(one)} ${one.mode === 'increment' ? `${month}新增${amount}` : `截至${day}累计${amount}`}`,
      )
      if (/请确认/.test(said)) await expectSaid(one.region, '/确认 已核实', /已记录/)
      else if (!/已记录/.test(said)) throw new Error(`${JSON.stringify(one)}\n${said}`)
    }
    const place = office.regions.find(one.region)?.name
    if (one.status === 'returned')
      await expectSaid('province', `/退回 ${place} ${one.asOf.slice(0, 7)} ${name(one)} ${one.returnReason}`, /退回/)
  }
  const accepted = (one: Report) => one.status === 'accepted'
  const later = (one: Report) => one.asOf >= '2017-08-01' && !accepted(one)
  for (const one of told.reports.filter((one) => !later(one)).sort((a, b) => a.at.localeCompare(b.at))) await book(one)
  // What was accepted passes before the rest arrives: a pass takes everything of a county that waits.
  for (const code of counties) await says('province', `/通过 ${office.regions.find(code)?.name} 确认`)
  for (const one of told.reports.filter(later)) await book(one)

  now = instantOf(told.now)
  let asked = 0
  return {
    says,
    store,
    office,
    now: instantOf(told.now),
    /** The answer to a question of the set, its history said before by the same person in a chat of its own. */
    async answer({ asker, question, history = [] }: (typeof cases)[number]): Promise<string> {
      // A person may say thirty things a minute.
      now = (instantOf(told.now) + 20_000 * asked++) as Instant
      const who = asker.region ?? 'province'
      await says(who, '/帮助')
      for (const earlier of history) await says(who, earlier)
      return says(who, question)
    },
  }
}

function instantOf(text: string): Instant {
  const at = parseInstant(text)
  if (at === undefined) throw new Error(`no instant: ${text}`)
  return at
}
