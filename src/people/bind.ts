/** 绑定: somebody asks to become a county's contact, or to take over from one (交接); a coordinator above it answers. */

import type { Card } from '../message/card.ts'
import type { Asked, Command, Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import type { Ending } from '../message/ending.ts'
import { threadOf as saidIn } from '../message/inbox.ts'
import type { Pressed } from '../message/input.ts'
import type { Outgoing } from '../message/outgoing.ts'
import { dayOf, type Instant } from '../office/day.ts'
import { exampleCounty, exampleFigure } from '../office/example.ts'
import { LEVEL } from '../office/levels.ts'
import type { PersonId } from '../office/person.ts'
import { hasTask, type Indicator, type Plan } from '../office/plan.ts'
import type { Region, RegionKey, Regions } from '../office/region.ts'
import { ownRegion } from '../office/scope.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'
import { coordinatorsOf, holders } from './posts.ts'
import { answerInput, bindInput, pressBind } from './presses.ts'
import { may } from './rights.ts'
import { owning, posting } from './sealed.ts'
import * as text from './text.ts'

/** What a change of contact leaves to the successor, as lines in Chinese. */
export type OpenItems = (store: Reader, region: RegionKey, now: Asked['now']) => Promise<readonly string[]>

const LONGEST_NAME = 4

interface BindingOffice {
  readonly plan: Plan
  readonly regions: Regions
}

const tasksIn = (plan: Plan, { key }: Region): Indicator[] => plan.indicators.filter(({ id }) => hasTask(plan, key, id))

/**
 * /绑定 and /交接: somebody applies to become a county's contact, beside or in place of the one there; and the
 * coordinator's answer to both.
 * @param openItems what a successor is told of; without it nothing
 */
export const bindingCommands = (office: BindingOffice, openItems: OpenItems = async () => []): Command[] => [
  command({
    name: '绑定',
    words: ['bind'],
    right: { kind: 'anyone' },
    summary: `申请成为某${LEVEL.county}的联系人，由${LEVEL.city}协调员通过`,
    help: { group: 'people', rank: 4, acts: ['bind'] },
    example: (region) => `/绑定 ${region} 张三`,
    intents: ['bind'],
    effect: 'writes',
    input: bindInput(office.regions),
    // 王敏: a name alone, of which nothing else is known
    fills: ({ said, text: words }, { values }) =>
      words.trim().length <= LONGEST_NAME && said().readings[0]?.spans.every(({ found }) => found.kind === 'unread')
        ? { ...values, name: words.trim() }
        : undefined,
    run: (asked, pressed) => ask(asked, office, false, pressed),
  }),
  {
    name: '交接',
    words: ['handover'],
    right: { kind: 'anyone' },
    summary: `接替某${LEVEL.county}现在的联系人，由${LEVEL.city}协调员通过`,
    help: { group: 'people', rank: 5 },
    example: (region) => `/交接 ${region} 张三`,
    run: (asked) => ask(asked, office, true),
  },
  command({
    name: '答复绑定',
    words: [],
    right: { kind: 'role', roles: ['city-coordinator', 'provincial-coordinator'] },
    summary: '通过或不通过绑定申请',
    input: answerInput,
    run: (asked, pressed) => answer(asked, pressed, office, openItems),
  }),
]

interface Binding {
  readonly id: string
  readonly account: string
  readonly person: PersonId | undefined
  readonly name: string
  readonly region: RegionKey
  readonly handsOver: PersonId | undefined
  readonly open: boolean
}

const bindingOf = (row: Row): Binding => ({
  id: String(row['id']),
  account: String(row['account']),
  person: (row['person'] ?? undefined) as PersonId | undefined,
  name: String(row['name']),
  region: row['region'] as RegionKey,
  handsOver: (row['hands_over'] ?? undefined) as PersonId | undefined,
  open: row['open'] === 1,
})

const say = (status: Ending, reply: Card): Outcome => ({ status, writes: [], reply })

async function ask(
  asked: Asked,
  office: BindingOffice,
  takesOver: boolean,
  pressed: Pressed<ReturnType<typeof bindInput>> = {},
): Promise<Outcome> {
  const { plan, regions } = office
  const { message, person, store, now } = asked
  const said = asked.text
  const region = pressed.region
    ? regions.get(pressed.region)
    : (regions.find(said.trim()) ?? regions.mentioned(said)[0]?.region)
  if (!region)
    return say('asked', text.bindWhat(said.trim(), exampleCounty(office, ownRegion(person, regions), dayOf(now)).name))
  if (region.level !== 'county') return say('refused', text.countiesOnly(region))
  const isAgreed = asked.commanded === true || pressed.region !== undefined || said.trim() === region.name
  // 我是长兴县经信局王敏: of a sentence nobody takes what is left of it for a name
  if (!person && !isAgreed)
    return {
      ...say('asked', text.whoAreYou(region)),
      asks: { slots: ['person'], values: pressBind({ region: region.key }).values },
    }
  const name = person?.name ?? pressed.name ?? nameIn(said, region)
  if (!name) return say('asked', text.yourName(region, takesOver))
  // 安吉以后换方敏报: whoever has a post may speak of somebody else
  if (person && !isAgreed) return say('clarify', text.bindYourself(region, name))
  const current = await holders(store, 'contact', region.key)
  if (current.some((one) => one.id === person?.id))
    return say('repeated', text.boundAlready(region, exampleFigure(tasksIn(plan, region))))
  if (takesOver && current.length !== 1) return say('refused', text.nobodyToFollow(region, current.length))
  if (await isWaiting(store, region.key, message.account)) return say('repeated', text.askedAlready(region))
  const answering = await coordinatorsOf(store, region.key, regions)
  if (answering.length === 0) return say('refused', text.nobodyToAnswer(region))
  const id = `${message.channel}:${message.id}`
  const follows = takesOver ? current[0] : undefined
  const binding: Binding = {
    id,
    account: message.account,
    person: person?.id,
    name,
    region: region.key,
    handsOver: follows?.id,
    open: true,
  }
  return {
    status: 'asked',
    writes: [recorded(binding, now)],
    reply: text.bindingSent(
      region,
      name,
      answering.map((one) => one.name),
    ),
    says: answering.map(
      (one): Outgoing => ({
        key: `binding:${id}:${one.id}`,
        to: { kind: 'person', person: one.id },
        card: text.bindingAsked(binding, region, current, follows),
        due: now,
      }),
    ),
  }
}

const recorded = ({ id, account, person, name, region, handsOver }: Binding, now: Instant): Statement =>
  sql(
    'INSERT INTO binding (id, account, person, name, region, hands_over, at, open) VALUES (?, ?, ?, ?, ?, ?, ?, 1)',
    ...[id, account, person ?? null, name, region, handsOver ?? null, now],
  )

const isWaiting = async (store: Reader, region: RegionKey, account: string): Promise<boolean> =>
  (await store.first('SELECT 1 FROM binding WHERE region = ? AND account = ? AND open = 1', region, account)) !==
  undefined

/** What is left of the words when the region is taken out: 长兴县 张三. */
function nameIn(said: string, region: Region): string | undefined {
  const name = said
    .replace(region.name, ' ')
    .replace(region.short, ' ')
    .replace(/[\s,，:：]+/g, '')
  return /^[\p{Script=Han}·A-Za-z]{2,20}$/u.test(name) ? name : undefined
}

async function answer(
  asked: Asked,
  pressed: Pressed<typeof answerInput>,
  { plan, regions }: BindingOffice,
  openItems: OpenItems,
): Promise<Outcome> {
  const { person, store } = asked
  const row = await store.first('SELECT * FROM binding WHERE id = ?', pressed.binding ?? '')
  if (!row || !person) return say('stale', text.bindingGone())
  const binding = bindingOf(row)
  const region = regions.get(binding.region)
  if (!may(person, ['city-coordinator', 'provincial-coordinator'], binding.region, regions)) {
    return say('refused', text.notYours(region))
  }
  if (!binding.open) return say('stale', text.bindingGone())
  const isApproved = pressed.decision === 'approve'
  const id = binding.person ?? (binding.account as PersonId)
  const card = isApproved
    ? text.bindingApproved(
        region,
        exampleFigure(tasksIn(plan, region)),
        await openItems(store, binding.region, asked.now),
      )
    : text.bindingRefused(region, person.name)
  return {
    status: isApproved ? 'approved' : 'refused-binding',
    writes: [
      ...ended(binding, isApproved, pressed.reason, person.id, asked.now),
      ...(isApproved ? await bound(store, binding, id, asked.now) : []),
    ],
    reply: text.bindingAnswered(binding.name, region, isApproved),
    replaceCard: true,
    says: [{ key: `bound:${binding.id}`, to: await threadOf(store, binding, id), card, due: asked.now }],
  }
}

const ended = (
  { id }: Binding,
  isApproved: boolean,
  reason: string | undefined,
  by: PersonId,
  now: Instant,
): Statement[] => [
  sql(
    'INSERT INTO binding_end (binding, how, reason, person, at) VALUES (?, ?, ?, ?, ?)',
    ...[id, isApproved ? 'approved' : 'refused', reason ?? null, by, now],
  ),
  sql('UPDATE binding SET open = 0 WHERE id = ?', id),
]

async function bound(
  store: Reader,
  { account, name, region, handsOver }: Binding,
  id: PersonId,
  now: number,
): Promise<Statement[]> {
  return [
    sql('INSERT INTO person (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET left_at = NULL', id, name),
    owning(account, id, 'stays'),
    posting({ person: id, role: 'contact', region }, 'INSERT OR IGNORE'),
    ...(handsOver ? await handedOver(store, handsOver, region, now) : []),
  ]
}

/** The predecessor's post ends; somebody without any other post has left. */
async function handedOver(store: Reader, person: PersonId, region: RegionKey, now: number): Promise<Statement[]> {
  const others = await store.first<{ n: number }>(
    "SELECT count(*) AS n FROM post WHERE person = ? AND NOT (role = 'contact' AND region = ?)",
    person,
    region,
  )
  return [
    sql("DELETE FROM post WHERE person = ? AND role = 'contact' AND region = ?", person, region),
    ...(others?.n ? [] : [sql('UPDATE person SET left_at = ? WHERE id = ?', now, person)]),
  ]
}

async function threadOf(store: Reader, { id }: Binding, person: PersonId): Promise<Outgoing['to']> {
  const row = await saidIn(store, id)
  return row
    ? { kind: 'chat', channel: row.channel, chat: row.chat, replyTo: id.slice(row.channel.length + 1) }
    : { kind: 'person', person }
}
