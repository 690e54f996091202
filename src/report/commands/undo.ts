/** 撤回: takes back what one message recorded, as long as its review has not begun. */

import { changeIn, spansIn } from '../../language/index.ts'
import {
  afterUndo,
  type Cell,
  cellsOf,
  closedOf,
  type Entry,
  entriesOf,
  isFigure,
  isOpen,
  keyOf,
  placesOf,
} from '../../ledger/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Person } from '../../office/person.ts'
import { type Indicator, type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { nameOf } from '../../people/index.ts'
import { undone, undoOf } from '../cards/receipt.ts'
import { waitingList } from '../cards/waiting-list.ts'
import { draftById, endDraft, mine } from '../drafts.ts'
import { entryFor, written } from '../entry.ts'
import { undoInput } from '../presses.ts'
import { lastReceipt, replacedBy } from '../recent.ts'
import { contradictions } from '../rules/contradiction.ts'
import { keeping } from '../rules/kept.ts'
import { replyIn, takesBack, where } from '../rules/reply.ts'
import { REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { drop } from './confirm.ts'

export const undoCommand = (ground: Ground): Command =>
  command({
    name: '撤回',
    words: ['撤销', 'undo'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '撤回最近一次上报（审核开始前）',
    help: { group: 'reporting', rank: 6, acts: ['undo', 'cancel'] },
    example: () => '/撤回',
    intents: ['undo'],
    effect: 'writes',
    offers: (asked) => mayUndo(asked, ground),
    input: undoInput,
    run: (asked, { message, only }) =>
      message !== undefined && only
        ? undoMessage(asked, ground, message, ({ indicator }) => only.split(',').includes(indicator))
        : undo(asked, message, ground),
    continues: where(takesBack, (asked) => takenBack(asked, ground)),
  })

/** The sender took the message itself back on the platform: what it recorded goes with it, where it still can. */
export const recallCommand = (ground: Ground): Command => ({
  name: 'recall',
  words: [],
  right: { kind: 'role', roles: REPORTERS },
  summary: '消息被撤回时，一并撤回其上报',
  async run(asked) {
    if (asked.message.kind !== 'recall') return { status: 'empty', writes: [] }
    const message = `${asked.message.channel}:${asked.message.message}`
    const known = await entriesOf(asked.store, message)
    const draft = await draftById(asked.store, message)
    return known.length > 0 || draft?.open ? undoMessage(asked, ground, message) : { status: 'empty', writes: [] }
  },
})

/** 撤回刚才的: a draft that waits, else what was recorded last; 取消 only what was recorded just now. */
async function takenBack(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const { person } = asked
  const named = person && (await takenBackByName(asked, ground))
  if (named) return named
  const reply = person && replyIn(asked.said())
  if (!reply || (reply.act !== 'undo' && (reply.act !== 'drop' || reply.weak))) return undefined
  if (reply.act === 'undo') return undo(asked, undefined, ground)
  const [draft] = await mine(asked)
  const receipt = await lastReceipt(asked, 'own')
  // what waits is given up, and not taken back
  if (draft && (!receipt || receipt.at <= draft.at)) return undefined
  const others = await replaced(asked, ground)
  return others ?? (receipt?.isJust ? undoMessage(asked, ground, receipt.message) : undefined)
}

/** 高企那个撤掉: of what was recorded last, those that are named; of a draft that holds them it is the draft's change. */
async function takenBackByName(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  if (!spansIn(asked.said(), 'act').some(({ found }) => found.act === 'undo')) return undefined
  const change = changeIn(asked.said())
  if (change?.how !== 'out' || change.places.length + change.times.length > 0 || change.indicators.length === 0)
    return undefined
  const isNamed = ({ indicator }: { readonly indicator: IndicatorId }): boolean => change.indicators.includes(indicator)
  const drafts = await mine(asked)
  if (drafts.some(({ update }) => update.items.some(isNamed))) return undefined
  const receipt = await lastReceipt(asked, 'own')
  return receipt?.figures.some(isNamed) ? undoMessage(asked, ground, receipt.message, isNamed) : undefined
}

/** The message behind what was said last: a draft that waits, or figures recorded. */
async function newest(asked: Asked): Promise<string | undefined> {
  const [draft] = await mine(asked)
  const receipt = await lastReceipt(asked, 'own')
  return draft && (!receipt || receipt.at <= draft.at) ? draft.id : receipt?.message
}

/** What one reported last, and a colleague has put another figure in the place of since: 撤回 leaves it alone. */
async function replaced(asked: Asked, { plan }: Ground): Promise<Outcome | undefined> {
  const { person, store } = asked
  const [draft] = await mine(asked)
  const by = person && !draft ? await replacedBy(asked, person.id, plan) : []
  if (by.length === 0) return undefined
  const names = await Promise.all(by.map((one) => nameOf(store, one)))
  return answer('refused', text.replacedSince(names))
}

/**
 * What would be taken back, with the button that does it: those that are named, else what was said last; of what a message
 * recorded in part, what was recorded.
 */
async function mayUndo(asked: Asked, ground: Ground): Promise<Outcome> {
  const [draft, ...others] = await mine(asked)
  const receipt = await lastReceipt(asked, 'own')
  // 园区: the end of a longer name is enough where one was recorded so
  const ids = spansIn(asked.said(), 'indicator').flatMap(({ found }) => found.ids)
  const named = receipt?.figures.filter(({ indicator }) => ids.includes(indicator)) ?? []
  if (receipt && named.length > 0)
    return answer('clarify', undoOf(ground, { ...receipt, figures: named }, named.length < receipt.figures.length))
  if (draft && !(receipt && receipt.at >= draft.at))
    return answer('clarify', waitingList(ground, [draft, ...others], 'discard'))
  return receipt ? answer('clarify', undoOf(ground, receipt)) : answer('empty', text.nothingToUndo())
}

async function undo(asked: Asked, named: string | undefined, ground: Ground): Promise<Outcome> {
  const others = named === undefined ? await replaced(asked, ground) : undefined
  if (others) return others
  const ids = named === undefined ? spansIn(asked.said(), 'indicator').flatMap(({ found }) => found.ids) : []
  if (ids.length > 0) return undoOnly(asked, ground, ids)
  const message = named ?? (await newest(asked))
  return message === undefined ? answer('empty', text.nothingToUndo()) : undoMessage(asked, ground, message)
}

/** 只撤园区那一项: of what was recorded last only those; where it holds none of them, what could be taken back is shown. */
async function undoOnly(asked: Asked, ground: Ground, ids: readonly IndicatorId[]): Promise<Outcome> {
  const isNamed = ({ indicator }: { readonly indicator: IndicatorId }): boolean => ids.includes(indicator)
  const receipt = await lastReceipt(asked, 'own')
  return receipt?.figures.some(isNamed) ? undoMessage(asked, ground, receipt.message, isNamed) : mayUndo(asked, ground)
}

async function undoMessage(
  asked: Asked,
  ground: Ground,
  message: string,
  isMeant: (entry: Entry) => boolean = () => true,
): Promise<Outcome> {
  const { person, store } = asked
  const draft = await draftById(store, message)
  const region = draft?.region ?? (await entriesOf(store, message))[0]?.region
  if (!region) return answer('empty', text.nothingToUndo())
  const place = ground.regions.get(region)
  if (!person || !standingFor(person, region, ground.regions)) {
    return answer('refused', text.noRight('撤回这条上报', place, REPORTERS))
  }
  // of one message some may be recorded while the rest waits: both go
  if (draft?.open && !(await entriesOf(store, message)).some(isFigure))
    return { ...drop(asked, draft), request: keeping(draft.update) }
  const taken = await undoFigures(asked, person, ground, message, region, isMeant)
  return draft?.open ? { ...taken, writes: [...endDraft(draft.id, 'discarded', asked), ...taken.writes] } : taken
}

async function undoFigures(
  asked: Asked,
  person: Person,
  ground: Ground,
  message: string,
  region: RegionKey,
  isMeant: (entry: Entry) => boolean,
): Promise<Outcome> {
  const { store } = asked
  const { plan, regions } = ground
  const places = await placesOf(store, [region])
  const said = (await entriesOf(store, message)).filter(isMeant)
  const cells = await cellsOf(store, said)
  const closed = await closedOf(store, regions.province.key, [...new Set(said.map((one) => one.period))])
  const holding = said.filter((entry) => holds(cells.get(keyOf(entry)), entry))
  const named = (entries: readonly Entry[]): Indicator[] => entries.map((one) => indicatorOf(plan, one.indicator))
  if (holding.length === 0) return answer('stale', text.undoneAlready())
  const stuck = holding.filter((entry) => {
    const cell = cells.get(keyOf(entry))
    return !cell || !isOpen(cell, 'undo', closed.has(entry.period))
  })
  if (stuck.length > 0) return answer('refused', text.reviewBegan(named(stuck)))
  const restored = holding.flatMap((entry) => restoredIn(cells, entry) ?? [])
  const faults = await contradictions(store, ground, restored, holding)
  if (faults.length > 0) return answer('blocked', text.wouldContradict('撤回', faults))
  const proxy = standingFor(person, region, regions) === 'proxy'
  const acts = holding.map((one) => entryFor(asked, person, one, 'undo', { proxy }))
  const taken = holding.map((entry) => ({
    entry,
    indicator: indicatorOf(plan, entry.indicator),
    restored: restoredIn(cells, entry),
  }))
  return written(asked, ground, places, acts, {
    status: 'undone',
    reply: undone(regions.get(region), taken),
    // 那就报24家: what was taken back is what is spoken of
    request: keeping({
      region,
      items: holding.flatMap((entry) => (isFigure(entry) ? [{ indicator: entry.indicator, ...entry.said }] : [])),
    }),
  })
}

/** Whether a figure is still the one that counts in its cell, or the request that waits there. */
const holds = (cell: Cell | undefined, entry: Entry): boolean =>
  cell !== undefined && (cell.request ? cell.request.id === entry.id : cell.figure?.id === entry.id)

const restoredIn = (cells: ReadonlyMap<string, Cell>, entry: Entry) => {
  const cell = cells.get(keyOf(entry))
  return cell && (cell.request ? cell.figure : afterUndo(cell).figure)
}
