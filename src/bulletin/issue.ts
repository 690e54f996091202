/** 通报: a preview in the chat, the numbers frozen when it is issued, the file, and what was corrected since. */
import type { Block, Card, Row } from '../message/card.ts'
import type { Asked, Command, Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import { chatOf, inboxId } from '../message/incoming.ts'
import type { Pressed } from '../message/input.ts'
import type { Outgoing, OutgoingFile } from '../message/outgoing.ts'
import { dayOf, type Instant } from '../office/day.ts'
import { endOf, type Period, periodName, readPeriod } from '../office/period.ts'
import type { PersonId, Role } from '../office/person.ts'
import { indicatorOf } from '../office/plan.ts'
import { amountIn, type Ground, moment, monthOver, NO_FIGURE, namesOf, placeName } from '../progress/index.ts'
import { type Reader, type Statement, type Row as StoredRow, sql } from '../store/index.ts'
import { fileComes, filesInPrivate, handing } from '../tables/handing.ts'
import { workbook } from '../tables/workbook.ts'
import { type Bulletin, compose, type Part, type Version } from './compose.ts'
import { draftFile, issuedFile } from './files.ts'
import { bulletinInput, pressBulletin } from './presses.ts'
import { differences, type Snapshot, sealOfSnapshot, takeSnapshot } from './snapshot.ts'

export interface Issued {
  /** 2017-06-1 */
  readonly id: string
  readonly period: Period
  readonly snapshot: Snapshot
  readonly seal: string
  readonly by: PersonId
  readonly at: Instant
}

const issuedOf = (row: StoredRow): Issued => ({
  id: String(row['id']),
  period: row['period'] as Period,
  snapshot: JSON.parse(String(row['snapshot'])) as Snapshot,
  seal: String(row['seal']),
  by: row['person'] as PersonId,
  at: Number(row['at']) as Instant,
})

export async function issuedById(store: Reader, id: string): Promise<Issued | undefined> {
  const row = await store.first('SELECT * FROM bulletin WHERE id = ?', id)
  return row && issuedOf(row)
}

async function issuedFor(store: Reader, period: Period): Promise<Issued[]> {
  return (await store.all('SELECT * FROM bulletin WHERE period = ? ORDER BY at, id', period)).map(issuedOf)
}

/**
 * Ids of issued bulletins that a change of a period's figure touches: those for the period itself, and later ones of
 * the year, into which the figure is carried.
 */
export async function touchedBulletins(store: Reader, period: Period): Promise<string[]> {
  const rows = await store.all<{ id: string; period: string }>(
    'SELECT id, period FROM bulletin WHERE period BETWEEN ? AND ? ORDER BY at, id',
    period.slice(0, 4),
    `${period.slice(0, 4)}~`,
  )
  return rows.filter((row) => endOf(row.period as Period) >= endOf(period)).map((row) => row.id)
}

/** The numbers frozen under an id; two at the same moment violate its key. */
function freeze(snapshot: Snapshot, id: string, by: PersonId): Statement {
  return sql(
    'INSERT INTO bulletin (id, period, snapshot, seal, person, at) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    snapshot.period,
    JSON.stringify(snapshot),
    sealOfSnapshot(snapshot),
    by,
    snapshot.at,
  )
}

/** A bulletin that can be handed over. */
export interface BulletinFiles {
  readonly name: string
  /** the bulletin as .docx */
  readonly text: () => Promise<Uint8Array>
  /** its annex tables as .xlsx */
  readonly tables: () => Promise<Uint8Array>
}

/** The files of an issued bulletin, from its frozen numbers. @returns undefined without such a bulletin */
export async function bulletinFiles(
  store: Reader,
  ground: Ground,
  id: string,
  version: Version,
): Promise<BulletinFiles | undefined> {
  const issued = await issuedById(store, id)
  return issued && filesOf(compose(issued.snapshot, ground, version, id), version, id)
}

/** The id of the bulletin that was issued last for a period. */
export async function lastIssued(store: Reader, period: Period): Promise<string | undefined> {
  return (await issuedFor(store, period)).at(-1)?.id
}

/** The files of what would be issued now; its numbers go on moving with the ledger, and its name says so. */
export async function bulletinDraft(
  store: Reader,
  ground: Ground,
  period: Period,
  version: Version,
  now: Instant,
): Promise<BulletinFiles> {
  return filesOf(compose(await takeSnapshot(store, ground, period, now), ground, version), version, `${period}草稿`)
}

function filesOf(bulletin: Bulletin, version: Version, mark: string): BulletinFiles {
  const tables = bulletin.parts.flatMap((part) => (part.kind === 'table' ? [part] : []))
  return {
    name: `${bulletin.title}（${version === 'public' ? '公开' : '内部'}）${mark}`,
    text: async () => (await import('./docx.ts')).docxOf(bulletin),
    tables: () =>
      workbook(tables.map(({ title, heads, rows }) => ({ name: title.split('　')[0] ?? title, title, heads, rows }))),
  }
}

const PROVINCE: readonly Role[] = ['provincial-coordinator']

export const bulletinCommand = (ground: Ground): Command =>
  command({
    name: '通报',
    words: ['bulletin'],
    right: { kind: 'role', roles: PROVINCE },
    summary: '月度通报：预览、固定数据、看固定以后的变化',
    example: () => '/通报 2017-06',
    intents: ['bulletin'],
    effect: 'reads',
    input: bulletinInput,
    run: (asked, pressed) => run(ground, asked, pressed),
  })

async function run(ground: Ground, asked: Asked, pressed: Pressed<typeof bulletinInput>): Promise<Outcome> {
  const { plan } = ground
  const [first = '', second = ''] = asked.text.trim().split(/\s+/)
  const id = pressed.bulletin ?? (/^\d{4}(?:-[\w]+)?-\d+$/.test(first) ? first : undefined)
  const known = id === undefined ? undefined : await issuedById(asked.store, id)
  if (pressed.bulletin !== undefined && !known) return say('没有这份通报', '请发送 /通报 看本期的通报。')
  const period = known?.period ?? pressed.period ?? readPeriod(first, plan.year) ?? monthOver(plan, dayOf(asked.now))
  if (!period.startsWith(String(plan.year)))
    return say(
      `没有${period.slice(0, 4)}年的台账`,
      `这里的台账是${plan.year}年的，请写${plan.year}年的时期，例如：/通报 ${plan.year}-06`,
    )
  if (endOf(period) > dayOf(asked.now))
    return say(`${periodName(period)}还没有结束`, '等本期结束、数据接收以后再出通报。')
  if (pressed.do === 'freeze') return issue(ground, asked, period)
  if (pressed.do === 'files') return handOver(asked, filesWanted(asked, pressed, period, known))
  if (pressed.do === 'changes' || /变化|差异|更正/.test(second))
    return { status: 'answered', writes: [], reply: await changes(ground, asked, period, known) }
  return {
    status: 'answered',
    writes: [],
    reply: known ? await shown(ground, asked, known) : await preview(ground, asked, period),
  }
}

const say = (title: string, words: string): Outcome => ({
  status: 'answered',
  writes: [],
  reply: { title, blocks: [{ kind: 'text', text: words }] },
})

type Wanted = readonly OutgoingFile[]

/** The pressed form of an issued bulletin, or the draft where none is named. */
function filesWanted(
  { now }: Asked,
  { version = 'internal', form = 'docx' }: Pressed<typeof bulletinInput>,
  period: Period,
  issued: Issued | undefined,
): Wanted {
  return [issued ? issuedFile(issued.id, version, form) : draftFile(period, form, now)]
}

/** Internal figures and names of laggards are for those who coordinate, not for a group. */
function handOver({ message, now }: Asked, files: Wanted): Outcome {
  if (message.chat.kind === 'group') return { status: 'refused', writes: [], reply: filesInPrivate() }
  return {
    status: 'handed',
    writes: [],
    reply: fileComes(files.map(({ name }) => name)),
    says: files.map((file) => handing(file, chatOf(message), inboxId(message), now)),
  }
}

/**
 * A closed period's draft for whoever coordinates the province: the preview with its button to freeze, and the file.
 * @param to.key of the first message; the second's is made from it
 */
export async function bulletinDraftMessages(
  store: Reader,
  ground: Ground,
  period: Period,
  { key, person, now }: { readonly key: string; readonly person: PersonId; readonly now: Instant },
): Promise<Outgoing[]> {
  const to = { kind: 'person', person } as const
  const card = { ...(await preview(ground, { store, now }, period)), title: periodClosed(periodName(period)) }
  return [{ key, to, card, due: now }, handing(draftFile(period, 'docx', now), to, key, now)]
}

/** The text with the numbers as they stand now; nothing is kept. */
async function preview(ground: Ground, { store, now }: Pick<Asked, 'store' | 'now'>, period: Period): Promise<Card> {
  const snapshot = await takeSnapshot(store, ground, period, now)
  const earlier = await issuedFor(store, period)
  return {
    title: `通报预览：${periodName(period)}`,
    subtitle: compose(snapshot, ground, 'internal').title,
    tone: 'info',
    blocks: [
      ...textBlocks(compose(snapshot, ground, 'internal')),
      ...(earlier.length > 0
        ? [
            {
              kind: 'note' as const,
              text: `本期已固定过：${earlier.map((one) => `${one.id}（${moment(one.at)}）`).join('、')}`,
            },
          ]
        : []),
      {
        kind: 'buttons',
        buttons: [
          {
            label: '固定数据，形成通报',
            ...pressBulletin({ do: 'freeze', period }),
            style: 'primary',
            confirm: '固定以后通报里的数不再随台账变动，要继续吗？',
          },
          { label: '草稿文件', ...pressBulletin({ do: 'files', period }) },
          { label: '草稿附表', ...pressBulletin({ do: 'files', period, form: 'xlsx' }) },
          ...(earlier.length > 0 ? [{ label: '固定以来的变化', ...pressBulletin({ do: 'changes', period }) }] : []),
        ],
      },
    ],
  }
}

async function issue(ground: Ground, asked: Asked, period: Period): Promise<Outcome> {
  const { person } = asked
  if (!person) throw new Error('the right is checked before: only a listed person issues')
  const snapshot = await takeSnapshot(asked.store, ground, period, asked.now)
  const id = `${period}-${(await issuedFor(asked.store, period)).length + 1}`
  const statement = freeze(snapshot, id, person.id)
  const { message, now } = asked
  const handed =
    message.chat.kind === 'group' ? [] : [issuedFile(id, 'internal', 'docx'), issuedFile(id, 'internal', 'xlsx')]
  return {
    status: 'issued',
    writes: [statement],
    says: handed.map((file) => handing(file, chatOf(message), inboxId(message), now)),
    reply: await shown(ground, asked, {
      id,
      period,
      snapshot,
      seal: sealOfSnapshot(snapshot),
      by: person.id,
      at: asked.now,
    }),
    replaceCard: true,
  }
}

async function shown(ground: Ground, asked: Asked, issued: Issued): Promise<Card> {
  const names = await namesOf(asked.store, [issued.by])
  return {
    title: `通报 ${issued.id}：数据已固定`,
    subtitle: compose(issued.snapshot, ground, 'internal').title,
    tone: 'good',
    blocks: [
      ...textBlocks(compose(issued.snapshot, ground, 'internal', issued.id)),
      {
        kind: 'note',
        text: `${names.get(issued.by) ?? '—'}于${moment(issued.at)}固定，校验值${issued.seal.slice(0, 16)}。`,
      },
      {
        kind: 'buttons',
        buttons: [
          { label: '内部版', ...pressBulletin({ do: 'files', bulletin: issued.id, version: 'internal' }) },
          { label: '公开版', ...pressBulletin({ do: 'files', bulletin: issued.id, version: 'public' }) },
          { label: '附表', ...pressBulletin({ do: 'files', bulletin: issued.id, form: 'xlsx' }) },
          { label: '固定以来的变化', ...pressBulletin({ do: 'changes', period: issued.period }) },
        ],
      },
    ],
  }
}

function textBlocks(bulletin: Bulletin): Block[] {
  const parts = bulletin.parts.flatMap((part): Block[] => (part.kind === 'table' ? [] : [partBlock(part)]))
  return [...parts, { kind: 'note', text: bulletin.footnote }]
}

const partBlock = (part: Exclude<Part, { kind: 'table' }>): Block => ({
  kind: 'text',
  text: part.kind === 'point' ? `${part.head}${part.text}` : part.text,
  ...(part.kind === 'heading' && { strong: true }),
})

/** What the ledger says now against what was printed. */
async function changes(ground: Ground, asked: Asked, period: Period, known: Issued | undefined): Promise<Card> {
  const { plan, regions } = ground
  const issued = known ?? (await issuedFor(asked.store, period)).at(-1)
  if (!issued)
    return {
      title: `${periodName(period)}还没有固定过通报`,
      blocks: [{ kind: 'text', text: `先发“/通报 ${period}”，在预览上固定数据。` }],
    }
  const current = await takeSnapshot(asked.store, ground, period, asked.now)
  const all = differences(issued.snapshot, current)
  const amount = (value: string | undefined, id: (typeof all)[number]['indicator']) =>
    value === undefined ? NO_FIGURE : amountIn(value as NonNullable<(typeof all)[number]['was']>, indicatorOf(plan, id))
  const rows = all.map(
    (one): Row => ({
      place: placeName(regions, one.region),
      indicator: indicatorOf(plan, one.indicator).short,
      was: amount(one.was, one.indicator),
      now: amount(one.now, one.indicator),
    }),
  )
  return {
    title: `通报 ${issued.id}：${all.length === 0 ? '固定以来没有变化' : `${all.length}处与台账不同`}`,
    tone: all.length === 0 ? 'good' : 'warn',
    blocks: [
      {
        kind: 'text',
        text: `通报固定于${moment(issued.at)}，与现在的台账（省级已接收）比：${all.length === 0 ? '没有变化。' : `${all.length}处不同。`}`,
      },
      ...(rows.length > 0
        ? [
            {
              kind: 'table' as const,
              columns: [
                { key: 'place', name: '地方' },
                { key: 'indicator', name: '指标' },
                { key: 'was', name: '通报', align: 'right' as const },
                { key: 'now', name: '台账', align: 'right' as const },
              ],
              rows,
            },
          ]
        : []),
    ],
  }
}

const periodClosed = (period: string): string => `${period}上报已截止：通报草稿`
