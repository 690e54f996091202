/** What is shown of a bulletin in the chat: a preview with what it waits for, an issued one, what changed since. */

import {
  type Block,
  type Button,
  buttons,
  type Card,
  card,
  lead,
  note,
  type Row,
  sentence,
  table,
} from '../message/card.ts'
import type { Instant } from '../office/day.ts'
import { LEVEL } from '../office/levels.ts'
import { type Period, periodName } from '../office/period.ts'
import type { PersonId } from '../office/person.ts'
import { indicatorOf } from '../office/plan.ts'
import { namesOf } from '../people/index.ts'
import { amountIn, moment, NO_FIGURE, type ProgressOffice, placeName } from '../progress/index.ts'
import type { Reader } from '../store/index.ts'
import type { Bulletin, BulletinPart } from './bulletin.ts'
import { faultsIn, type Inconsistency } from './check.ts'
import { compose } from './compose.ts'
import { type Issued, issuedFor } from './issued.ts'
import { pressBulletin } from './presses.ts'
import { type Difference, differences, isComplete, type Snapshot, takeSnapshot } from './snapshot.ts'

/** A period's bulletin with the numbers as they stand now, or why it cannot be made; nothing is kept. */
export async function preview(
  store: Reader,
  office: ProgressOffice,
  period: Period,
  now: Instant,
  version: 'internal' | 'public' = 'internal',
): Promise<Card> {
  const snapshot = await takeSnapshot(store, office, period, now)
  const faults = faultsIn(snapshot, office)
  if (faults.length > 0) return notAdding(faults, office)
  const bulletin = compose(snapshot, office, version)
  const earlier = await issuedFor(store, period)
  const files: Button[] = [
    { label: '草稿文件', ...pressBulletin({ do: 'files', period, version }) },
    ...(version === 'internal'
      ? [{ label: '草稿附表', ...pressBulletin({ do: 'files', period, form: 'xlsx' as const }) }]
      : []),
    ...(earlier.length > 0 ? [{ label: '固定以来的变化', ...pressBulletin({ do: 'changes', period }) }] : []),
  ]
  return card(
    isComplete(snapshot) ? 'info' : 'warn',
    [`通报预览${version === 'public' ? '（对外）' : ''}：${periodName(period)}`, bulletin.title],
    [
      !isComplete(snapshot) && waiting(snapshot),
      textBlocks(bulletin),
      earlier.length > 0 && note(`本期已固定过：${earlier.map((one) => `${one.id}（${moment(one.at)}）`).join('、')}`),
      buttons([...(isComplete(snapshot) ? [freezing(period)] : stillOpen(snapshot)), ...files]),
    ],
  )
}

const turnout = ({ received }: Snapshot): string => `已接收${received.counties}/${received.of}`

const waiting = (snapshot: Snapshot): Block =>
  lead(
    `${turnout(snapshot)}个${LEVEL.county}，还不能成文。先请${LEVEL.cities}审核、${LEVEL.whole}级接收，或催未报的${LEVEL.county}。`,
  )

const freezing = (period: Period): Button => ({
  label: '固定数据，形成通报',
  ...pressBulletin({ do: 'freeze', period }),
  style: 'primary',
  confirm: '固定以后通报里的数不再随台账变动，要继续吗？',
})

/** What brings the figures in, first; to go on without them is possible, and printed. */
const stillOpen = (snapshot: Snapshot): Button[] => [
  { label: '接收已审核的', command: '接收', values: { period: snapshot.period }, style: 'primary' },
  { label: '催报', command: '催报', values: { period: snapshot.period } },
  {
    label: '数据不齐，仍要成文',
    ...pressBulletin({ do: 'freeze', period: snapshot.period, early: '1' }),
    style: 'danger',
    confirm: `${turnout(snapshot)}个${LEVEL.county}。通报里会写明数据没有收齐，合计为不完全统计，要继续吗？`,
  },
]

/** The refusal to issue while not all that is owed was received, with how much was. */
export const notReady = (snapshot: Snapshot): Card =>
  card('warn', `${turnout(snapshot)}，不能成文`, [waiting(snapshot), buttons(stillOpen(snapshot))])

const FAULTS: Readonly<Record<Inconsistency['what'], string>> = {
  sum: `合计与各${LEVEL.county}相加不一致`,
  completion: '完成率与累计、目标不一致',
  light: '沿用的旧数被判为达到序时',
  turnout: '已接收县数不对',
  'red-twice': '连续两期亮红灯的判定不对',
}

/** The refusal of a bulletin whose numbers do not add up, with where they do not. */
export const notAdding = (faults: readonly Inconsistency[], { plan, regions }: ProgressOffice): Card =>
  card('bad', '复核没有通过，不能成文', [
    faults
      .slice(0, 10)
      .map(
        ({ region, indicator, what }): Block =>
          sentence(`${placeName(regions, region)}${indicatorOf(plan, indicator).short}：${FAULTS[what]}`),
      ),
    note('请管理员运行 yaodian audit verify 查台账。'),
  ])

/** The refusal of an issued bulletin whose numbers are not those that were sealed. */
export const damaged = ({ id }: Issued): Card =>
  card('bad', `通报 ${id} 的数据与固定时不一致`, [
    sentence('固定的数据被改动过，校验值不符，不再显示和导出。请管理员查数据库，用备份核对。'),
  ])

/** An issued bulletin with the buttons for its files; one that is damaged is not shown. */
export async function shown(store: Reader, office: ProgressOffice, issued: Issued): Promise<Card> {
  if (!issued.isIntact) return damaged(issued)
  const names = await namesOf(store, [issued.by])
  const bulletin = compose(issued.snapshot, office, 'internal', issued.id)
  return card(
    'good',
    [`通报 ${issued.id}：数据已固定`, bulletin.title],
    [
      textBlocks(bulletin),
      note(frozenBy(issued, names)),
      buttons([
        { label: '内部版', ...pressBulletin({ do: 'files', bulletin: issued.id, version: 'internal' }) },
        { label: '公开版', ...pressBulletin({ do: 'files', bulletin: issued.id, version: 'public' }) },
        { label: '附表', ...pressBulletin({ do: 'files', bulletin: issued.id, form: 'xlsx' }) },
        { label: '固定以来的变化', ...pressBulletin({ do: 'changes', period: issued.period }) },
      ]),
    ],
  )
}

const frozenBy = ({ by, at, seal }: Issued, names: ReadonlyMap<PersonId, string>): string =>
  `${names.get(by) ?? '—'}于${moment(at)}固定，校验值${seal.slice(0, 16)}。`

function textBlocks(bulletin: Bulletin): Block[] {
  const parts = bulletin.parts.flatMap((part): Block[] => (part.kind === 'table' ? [] : [partBlock(part)]))
  return [...parts, note(bulletin.footnote)]
}

const partBlock = (part: Exclude<BulletinPart, { kind: 'table' }>): Block =>
  part.kind === 'heading' ? lead(part.text) : sentence(part.kind === 'point' ? `${part.head}${part.text}` : part.text)

/**
 * What the ledger says now against what was printed.
 * @param known the issued bulletin; undefined where there is none
 */
export async function changes(
  store: Reader,
  office: ProgressOffice,
  period: Period,
  known: Issued | undefined,
  now: Instant,
): Promise<Card> {
  const issued = known ?? (await issuedFor(store, period)).at(-1)
  if (!issued)
    return card('plain', `${periodName(period)}还没有固定过通报`, [
      sentence(`先发“/通报 ${period}”，在预览上固定数据。`),
    ])
  if (!issued.isIntact) return damaged(issued)
  const all = differences(issued.snapshot, await takeSnapshot(store, office, period, now))
  return card(
    all.length === 0 ? 'good' : 'warn',
    `通报 ${issued.id}：${all.length === 0 ? '固定以来没有变化' : `${all.length}处与台账不同`}`,
    [
      sentence(
        `通报固定于${moment(issued.at)}，与现在的台账（${LEVEL.whole}级已接收）比：${all.length === 0 ? '没有变化。' : `${all.length}处不同。`}`,
      ),
      all.length > 0 && differencesTable(all, office),
    ],
  )
}

const differencesTable = (all: readonly Difference[], { plan, regions }: ProgressOffice): Block =>
  table(
    [
      { key: 'place', name: '地方' },
      { key: 'indicator', name: '指标' },
      { key: 'was', name: '通报', align: 'right' },
      { key: 'now', name: '台账', align: 'right' },
    ],
    all.map(({ region, indicator, was, now }): Row => {
      const said = (value: typeof was) =>
        value === undefined ? NO_FIGURE : amountIn(value, indicatorOf(plan, indicator))
      return {
        place: placeName(regions, region),
        indicator: indicatorOf(plan, indicator).short,
        was: said(was),
        now: said(now),
      }
    }),
  )
