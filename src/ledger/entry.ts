/** One row of the ledger (台账): an act on a figure, chained by hash to the region's row before it. */
import type { Amount } from '../office/amount.ts'
import type { Day, Instant } from '../office/day.ts'
import type { Mode } from '../office/measure.ts'
import type { Period } from '../office/period.ts'
import type { PersonId } from '../office/person.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import { type Row, sealOf } from '../store/index.ts'

/**
 * What was done. Acts that state a figure: `report` 上报, `nil` 零报告, `correction` 更正, `request` 更正申请 after
 * the lock. Acts on one: `undo` 撤回, `accept` 通过, `return` 退回, `receive` 省级接收, `grant` and `deny` of a
 * request; `reopen` 收回审核, the acceptance taken back; `note` 补充说明. On what is missing: `waive` 核销. On a whole period: `lock` 锁定, `unlock` 解锁.
 */
export type Act = Stating | Reviewing | 'undo' | 'note' | 'waive' | 'lock' | 'unlock'
type Reviewing = 'accept' | 'return' | 'receive' | 'grant' | 'deny' | 'reopen'

/** The acts that state a figure. */
export type Stating = (typeof STATING)[number]
const STATING = ['report', 'nil', 'correction', 'request'] as const

/** Whether an act states a figure, which then stands in `said`. */
export const isStating = (act: Act): act is Stating => STATING.some((one) => one === act)

/** Stands in place of an indicator where an act is on a whole period; it is kept in the province's chain. */
export const WHOLE_PERIOD = '*' as IndicatorId

/** Which figure: of which region, indicator and period. */
export interface CellKey {
  readonly region: RegionKey
  readonly indicator: IndicatorId
  readonly period: Period
}

/** What a person said and what it comes to; amounts in the indicator's base unit. */
export interface SaidFigure {
  readonly mode: Mode
  /** as typed: `1.2万` */
  readonly typedValue: string
  /** as typed: `亩` */
  readonly typedUnit?: string | undefined
  readonly value: Amount
  /** the part that falls into the period, where it was said */
  readonly increment?: Amount | undefined
  /** since 1 January, after it */
  readonly cumulative: Amount
  readonly asOf: Day
}

/** Who did it, through which message, when. */
export interface Attribution {
  readonly by: PersonId
  /** 代报: a coordinator for the region */
  readonly proxy: boolean
  /** inbox id of the message or press */
  readonly message: string
  readonly at: Instant
}

/** An act before it has its place in the chain. */
export interface NewEntry extends CellKey, Attribution {
  readonly id: string
  readonly act: Act
  /** for acts that state a figure */
  readonly said?: SaidFigure | undefined
  readonly reason?: string | undefined
  readonly note?: string | undefined
  /** names of the checks that warned and were confirmed with the reason */
  readonly warnings?: readonly string[] | undefined
}

/** An act in its place. */
export interface Entry extends NewEntry {
  readonly sequence: number
  readonly revision: number
  /** id of the figure that the act is on; its own where it states one */
  readonly figure?: string | undefined
  /** id of the figure that held before */
  readonly replaces?: string | undefined
  readonly previous: string
  readonly hash: string
}

/** The columns of `ledger` in the order in which they are hashed, each with what stands there; what is not said is null. */
const COLUMNS = {
  region: ({ region }) => region,
  sequence: ({ sequence }) => sequence,
  id: ({ id }) => id,
  indicator: ({ indicator }) => indicator,
  period: ({ period }) => period,
  revision: ({ revision }) => revision,
  act: ({ act }) => act,
  figure: ({ figure }) => figure,
  replaces: ({ replaces }) => replaces,
  mode: ({ said }) => said?.mode,
  typed_value: ({ said }) => said?.typedValue,
  typed_unit: ({ said }) => said?.typedUnit,
  value: ({ said }) => said?.value,
  increment: ({ said }) => said?.increment,
  cumulative: ({ said }) => said?.cumulative,
  as_of: ({ said }) => said?.asOf,
  reason: ({ reason }) => reason,
  note: ({ note }) => note,
  warnings: ({ warnings }) => warnings?.join(' ') || null,
  person: ({ by }) => by,
  proxy: ({ proxy }) => (proxy ? 1 : 0),
  message: ({ message }) => message,
  at: ({ at }) => at,
  previous: ({ previous }) => previous,
  hash: ({ hash }) => hash,
} satisfies Record<string, (entry: Entry) => string | number | null | undefined>

type Column = keyof typeof COLUMNS

/** SHA-256 over the row's columns in their order, the hash itself left out, as a JSON array. */
export const hashOf = (row: Row): string =>
  sealOf(Object.keys(COLUMNS).flatMap((column) => (column === 'hash' ? [] : [row[column] ?? null])))

/** An entry with its hash, which covers its place in the chain too. */
export function sealed(entry: Omit<Entry, 'hash'>): Entry {
  return { ...entry, hash: hashOf(rowOf({ ...entry, hash: '' })) }
}

/**
 * An entry as a row of the table `ledger`: what is not said is null, `warnings` are joined by blanks, `at` is in ms.
 */
export const rowOf = (entry: Entry): Row =>
  Object.fromEntries(Object.entries(COLUMNS).map(([column, of]) => [column, of(entry) ?? null]))

/** The cell of a row of `ledger` or `cell`. */
export const cellKeyOf = (row: Row): CellKey => ({
  region: row['region'] as RegionKey,
  indicator: row['indicator'] as IndicatorId,
  period: row['period'] as Period,
})

/** The entry of a row of `ledger`. Nothing is checked: `audit` does that. */
export function entryOf(row: Row): Entry {
  const text = (column: Column) => (row[column] === null ? undefined : String(row[column]))
  const said: SaidFigure | undefined =
    row['cumulative'] === null
      ? undefined
      : {
          mode: row['mode'] as Mode,
          typedValue: String(row['typed_value']),
          typedUnit: text('typed_unit'),
          value: row['value'] as Amount,
          increment: text('increment') as Amount | undefined,
          cumulative: row['cumulative'] as Amount,
          asOf: row['as_of'] as Day,
        }
  return {
    ...cellKeyOf(row),
    sequence: Number(row['sequence']),
    id: String(row['id']),
    revision: Number(row['revision']),
    act: row['act'] as Act,
    figure: text('figure'),
    replaces: text('replaces'),
    said,
    reason: text('reason'),
    note: text('note'),
    warnings: text('warnings')?.split(' ') ?? [],
    by: row['person'] as PersonId,
    proxy: row['proxy'] === 1,
    message: String(row['message']),
    at: Number(row['at']) as Instant,
    previous: String(row['previous']),
    hash: String(row['hash']),
  }
}
