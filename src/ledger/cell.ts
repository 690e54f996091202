/**
 * What holds in a cell (region × indicator × period), as a pure fold over its entries, and which acts are open.
 *
 * 未开始 → 已提交（待审）→ 审核通过 | 退回 → 省级接收 → 锁定 → 更正申请 → 更正. A correction of an accepted figure goes
 * to review again; returned, the accepted figure holds as before. Undo goes back one submission and ends where
 * review begins.
 */
import { LEVEL } from '../office/levels.ts'
import { type Act, type CellKey, type Entry, isStating, type NewEntry } from './entry.ts'

/** How far a cell has come. `waived`: nothing was reported and the province wrote it off (核销). */
export type State = 'none' | 'submitted' | 'accepted' | 'returned' | 'received' | 'waived' | 'locked'

/** States as the office calls them. */
export const STATE_NAMES: Readonly<Record<State, string>> = {
  none: '未报',
  submitted: '已提交（待审）',
  accepted: '审核通过',
  returned: '已退回',
  received: `${LEVEL.whole}级已接收`,
  waived: '已核销',
  locked: '已锁定',
}

/** A ledger entry that states a figure: a report or a correction, unlike a review or a return. */
export type FigureEntry = NewEntry & { readonly said: NonNullable<NewEntry['said']> }

interface Holding {
  readonly state: State
  /** the figure that counts */
  readonly figure?: FigureEntry | undefined
}

/** What holds for a region, an indicator and a period. */
export interface Cell extends CellKey, Holding {
  /** entries so far */
  readonly revision: number
  /** the figure last received by the province: what bulletins use */
  readonly official?: FigureEntry | undefined
  /** a correction asked for after the lock, waiting to be granted */
  readonly request?: FigureEntry | undefined
  /** what held before each submission that is still unreviewed, oldest first */
  readonly beneath: readonly Holding[]
  /** what lay beneath when it was accepted: there again where the acceptance is taken back */
  readonly reviewed?: readonly Holding[] | undefined
}

const emptyCell = (key: CellKey): Cell => ({
  region: key.region,
  indicator: key.indicator,
  period: key.period,
  revision: 0,
  state: 'none',
  beneath: [],
})

/** A cell after all its entries, in the order of their revisions. */
export const folded = (key: CellKey, entries: readonly Entry[]): Cell => entries.reduce(applied, emptyCell(key))

/**
 * Whether an act may be done in a cell.
 * @param closed the period is locked: reviewing goes on then, reporting does not
 */
export function isOpen(cell: Cell, act: Act, closed: boolean): boolean {
  switch (act) {
    case 'report':
    case 'nil':
    case 'correction':
      return !closed
    case 'request':
      return closed
    case 'undo':
      return cell.request !== undefined || (!closed && cell.state === 'submitted')
    case 'accept':
      return cell.state === 'submitted'
    case 'return':
      return cell.state === 'submitted' || cell.state === 'accepted'
    case 'receive':
      return cell.state === 'accepted'
    case 'grant':
    case 'deny':
      return cell.request !== undefined
    case 'note':
      return cell.revision > 0
    case 'reopen':
      return cell.state === 'accepted'
    case 'waive':
      return cell.state === 'none' || cell.state === 'returned'
    case 'lock':
      return cell.state !== 'locked'
    case 'unlock':
      return cell.state === 'locked'
  }
}

/**
 * The figure that an act is on. A request for correction is what `grant` and `deny` settle, and what `undo` and
 * `note` are of while it waits; else the figure that counts. Undefined where there is none.
 */
export const subject = (cell: Cell, act: Act): FigureEntry | undefined =>
  act === 'grant' || act === 'deny' || (cell.request && (act === 'undo' || act === 'note')) ? cell.request : cell.figure

/** What holds once the figure is returned: the one accepted or received before it, else nothing (`returned`). */
export function afterReturn(cell: Cell): Holding {
  const bottom = cell.beneath[0]
  return bottom?.state === 'accepted' || bottom?.state === 'received' ? bottom : { state: 'returned' }
}

/** What holds once the figure is taken back: what lay beneath it, or nothing. */
export const afterUndo = (cell: Cell): Holding => cell.beneath.at(-1) ?? { state: 'none' }

/** A cell after one more entry. `isOpen` has to have allowed it. */
export function applied(cell: Cell, entry: NewEntry): Cell {
  const next = { ...cell, revision: cell.revision + 1 }
  const figure = isFigure(entry) ? entry : undefined
  switch (entry.act) {
    case 'report':
    case 'nil':
    case 'correction':
      return {
        ...next,
        state: 'submitted',
        figure,
        beneath: [...cell.beneath, { state: cell.state, figure: cell.figure }],
      }
    case 'request':
      return { ...next, request: figure }
    case 'undo':
      if (cell.request) return { ...next, request: undefined }
      return { ...next, figure: undefined, ...afterUndo(cell), beneath: cell.beneath.slice(0, -1) }
    case 'accept':
      return { ...next, state: 'accepted', beneath: [], reviewed: cell.beneath }
    case 'reopen':
      return { ...next, state: 'submitted', beneath: cell.reviewed ?? [] }
    case 'return':
      return { ...next, figure: undefined, ...afterReturn(cell), beneath: [] }
    case 'waive':
      return { ...next, state: 'waived' }
    case 'receive':
      return { ...next, state: 'received', official: cell.figure }
    case 'grant':
      return {
        ...next,
        state: 'received',
        figure: cell.request,
        official: cell.request,
        request: undefined,
        beneath: [],
      }
    case 'deny':
      return { ...next, request: undefined }
    case 'note':
      return next
    case 'lock':
      return { ...next, state: 'locked' }
    case 'unlock':
      return { ...next, state: 'none' }
  }
}

/** Whether an entry states a figure. */
export const isFigure = (entry: NewEntry): entry is FigureEntry => isStating(entry.act) && entry.said !== undefined
