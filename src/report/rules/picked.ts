/** Which of the figures that were shown a message points to: by name, by place in the row, or as the others. */
import { clausesOf, marksIn, spansIn, tells, tellsNo, type Utterance } from '../../language/index.ts'
import type { IndicatorId } from '../../office/plan.ts'

/** How figures are pointed to: by name, by place in the row, or as the others. */
export type Pick =
  | { readonly by: 'name'; readonly ids: readonly IndicatorId[] }
  /** counted from one end; the first is 1 */
  | { readonly by: 'row'; readonly end: 'first' | 'last'; readonly nth: number }
  | { readonly by: 'others' }

/** The indicators of a message's unambiguous names, each once. */
export const idsIn = (said: Utterance): IndicatorId[] => [
  ...new Set(
    spansIn(said, 'indicator').flatMap(({ found: { ids }, latent }) => (!latent && ids.length === 1 ? ids : [])),
  ),
]

/**
 * Which figures a message points to: 高企那个, 后面那个, 另一个.
 * @returns undefined where it points to none, or a name is ambiguous
 */
export function pickIn(said: Utterance): Pick | undefined {
  const names = spansIn(said, 'indicator').filter(({ latent }) => !latent)
  if (names.length > 0) {
    const ids = names.flatMap(({ found }) => (found.ids.length === 1 ? found.ids : []))
    return ids.length === names.length ? { by: 'name', ids } : undefined
  }
  const denied = oneDenied(said)
  if (denied) return { by: 'row', end: denied, nth: 1 }
  const [extreme, another] = spansIn(said, 'extreme').filter(({ found }) => found.measure === undefined)
  if (extreme && !another) return { by: 'row', end: extreme.found.end, nth: extreme.found.nth ?? 1 }
  return marksIn(said, 'others').length > 0 ? { by: 'others' } : undefined
}

/** The end of the row at which one figure is denied: 第一个不要了. Here 不要 is no count of none. */
export function oneDenied(said: Utterance): 'first' | 'last' | undefined {
  const [none] = spansIn(said, 'amount').filter(({ found }) => found.none)
  const isBefore = (kind: 'ordinal' | 'back'): boolean => marksIn(said, kind).some(({ end }) => end === none?.at)
  return isBefore('ordinal') ? 'first' : isBefore('back') ? 'last' : undefined
}

/**
 * Those of the row that are pointed to.
 * @param row the indicators in the order first shown: by place it is counted there
 * @returns undefined where the row has none such; for 'others' all, as what was filed has left the row
 */
export function picked<Item extends { readonly indicator?: IndicatorId | undefined }>(
  items: readonly Item[],
  pick: Pick,
  row: readonly IndicatorId[] = [],
): readonly Item[] | undefined {
  switch (pick.by) {
    case 'name': {
      const named = items.filter(({ indicator }) => indicator !== undefined && pick.ids.includes(indicator))
      return named.length === pick.ids.length ? named : undefined
    }
    case 'row': {
      // of what was shown first, whatever was taken out since
      const shown = row.length > items.length ? row.map((id) => items.find(({ indicator }) => indicator === id)) : items
      const one = pick.end === 'first' ? shown[pick.nth - 1] : shown.at(-pick.nth)
      return one && shown.length > 1 ? [one] : undefined
    }
    // the rest of what waited: what was filed before it is no more in the row
    case 'others':
      return items
  }
}

/**
 * 高企先报: which figures are to be filed now.
 * @returns undefined for more than one clause, a question, a number, or where nothing is pointed to
 */
export const filedIn = (said: Utterance): Pick | undefined =>
  isOneClause(said) && isFiled(said) ? pickIn(said) : undefined

const isOneClause = ({ raw, breaks }: Utterance): boolean =>
  breaks.every((at) => at === 0 || at >= raw.trimEnd().length - 1)

const isFiled = (said: Utterance): boolean =>
  pickIn(said) !== undefined &&
  saysDo(said) &&
  marksIn(said, 'not', 'forbid', 'except', 'later').length === 0 &&
  asksNothing(said)

/** 报, 可以: with a word for it, and nothing that is to be read as a figure, a day or a wish of another kind. */
const saysDo = (said: Utterance): boolean => {
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const polar = spansIn(said, 'polar')
  // 都报 is to be done, 报了 is how it stands
  const isReported = spansIn(said, 'measure').some(
    ({ found }) => found.measure === 'reported' && found.holds === 'every',
  )
  const isDone = spansIn(said, 'measure').some(({ found }) => found.measure !== 'reported' || found.holds !== 'every')
  const isSaid = acts.length + polar.length > 0 || isReported || marksIn(said, 'reports').length > 0
  return isSaid && !isDone && acts.every((one) => FILES.has(one)) && polar.every(({ found }) => found.says)
}

/** The acts that file figures. */
export const FILES: ReadonlySet<string> = new Set(['report', 'confirm', 'confirm-all'])

/** A question files nothing, not even a polite one. */
const asksNothing = (said: Utterance): boolean =>
  tellsNo(said, 'ask', 'amount', 'time', 'region', 'parts', 'repair', 'topic')

/**
 * 第一个不要了, 第一个撤了，还没核实: which figure is not to be reported; other clauses may only tell why.
 * @returns undefined for none, several, or a clause that does something else
 */
export function droppedIn(said: Utterance): Pick | undefined {
  const clauses = clausesOf(said)
  const [one, another] = clauses.filter(isDropped)
  if (!one || another || !clauses.every((other) => other === one || tells(other))) return undefined
  const pick = pickIn(one)
  return pick?.by === 'others' ? undefined : pick
}

/** Whether a clause takes one of the row out, and names nothing else. */
const isDropped = (said: Utterance): boolean =>
  deniesReport(said) &&
  (pickIn(said)?.by === 'row' || marksIn(said, 'later').length > 0) &&
  spansIn(said, 'act').every(({ found }) => DROPS.has(found.act) || FILES.has(found.act)) &&
  spansIn(said, 'amount').every(({ latent, found }) => latent || found.none) &&
  tellsNo(said, 'ask', 'time', 'region', 'parts', 'repair', 'topic')

/** 不要, 撤了, 不行, 不报, 先别: by whichever word. */
const deniesReport = (said: Utterance): boolean =>
  oneDenied(said) !== undefined ||
  marksIn(said, 'forbid', 'not', 'later').length > 0 ||
  spansIn(said, 'act').some(({ found }) => DROPS.has(found.act)) ||
  spansIn(said, 'polar').some(({ found }) => !found.says) ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.is === false)

const DROPS: ReadonlySet<string> = new Set(['undo', 'cancel'])
