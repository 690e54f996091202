/** 撤回: takes back what one message recorded, as long as its review has not begun. */

import { changeIn, spansIn, type Utterance } from '../../language/index.ts'
import { afterUndo, cellsOf, closedOf, entriesOf, isFigure, isOpen, keyOf, placesOf } from '../../ledger/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { nameOf } from '../../people/index.ts'
import { undone, undoOf } from '../cards/receipt.ts'
import { waitingList } from '../cards/waiting-list.ts'
import { type Draft, draftById, endDraft, isShownLast, mine } from '../drafts.ts'
import { entryFor, written } from '../entry.ts'
import { undoInput } from '../presses.ts'
import { lastReceipt, type Receipt, replacedBy } from '../recent.ts'
import { contradictions } from '../rules/contradiction.ts'
import { keeping } from '../rules/kept.ts'
import { replyIn, takesBack, where } from '../rules/reply.ts'
import { REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { drop } from './confirm.ts'

/** /撤回: takes back what the person reported last, until its review begins; a draft where one waits. */
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
    offers: async (asked) => mayUndo(asked, ground, await lastOf(asked)),
    input: undoInput,
    run: (asked, { message, only }) =>
      message !== undefined && only
        ? undoMessage(asked, ground, message, idsOf(ground, only.split(',')))
        : undo(asked, message, ground),
    continues: where(takesBack, (asked) => takenBack(asked, ground)),
  })

const idsOf = ({ plan }: Ground, ids: readonly string[]): IndicatorId[] =>
  plan.indicators.flatMap(({ id }) => (ids.includes(id) ? [id] : []))

/**
 * Follows a recall on the platform: what the message recorded is taken back with it, until its review begins. Has no
 * word.
 */
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

/** What may be taken back; `draft`: the newest that waits, where nothing was recorded since. */
interface Last {
  readonly drafts: readonly Draft[]
  readonly draft: Draft | undefined
  readonly receipt: Receipt | undefined
}

async function lastOf(asked: Asked): Promise<Last> {
  const drafts = await mine(asked)
  const receipt = await lastReceipt(asked, 'own')
  return { drafts, receipt, draft: drafts.slice(0, 1).find(({ at }) => !receipt || receipt.at <= at) }
}

/** 撤回刚才的: a draft that waits, else what was recorded last; 取消 only what was recorded just now. */
async function takenBack(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const last = await lastOf(asked)
  const ids = namedIn(asked.said())
  // 高企那个撤掉: of a draft that holds it it is the draft's change
  const isDrafted = last.drafts.some(({ update: { items } }) => items.some(({ indicator }) => ids.includes(indicator)))
  const some = isDrafted ? undefined : await undoSome(asked, ground, last, ids)
  if (some) return some
  const reply = replyIn(asked.said())
  if (reply?.act === 'undo') return undo(asked, undefined, ground)
  // what waits is given up, and not taken back
  if (reply?.act !== 'drop' || reply.weak || last.draft) return undefined
  const others = await replaced(asked, ground, last)
  return others ?? (last.receipt?.isJust ? undoMessage(asked, ground, last.receipt.message) : undefined)
}

/** Those that are named to be taken back, with no place or day that would be another's. */
function namedIn(said: Utterance): readonly IndicatorId[] {
  const change = spansIn(said, 'act').some(({ found }) => found.act === 'undo') ? changeIn(said) : undefined
  return change?.how === 'out' && change.places.length + change.times.length === 0 ? change.indicators : []
}

/** What one reported last, and a colleague has put another figure in the place of since: 撤回 leaves it alone. */
async function replaced(asked: Asked, { plan }: Ground, { drafts }: Last): Promise<Outcome | undefined> {
  const { person, store } = asked
  const by = person && drafts.length === 0 ? await replacedBy(asked, person.id, plan) : []
  if (by.length === 0) return undefined
  const names = await Promise.all(by.map((one) => nameOf(store, one)))
  return answer('refused', text.replacedSince(names))
}

/**
 * What would be taken back, with the button that does it: those that are named, else what was said last; of what a message
 * recorded in part, what was recorded.
 */
function mayUndo(asked: Asked, ground: Ground, { drafts, draft, receipt }: Last): Outcome {
  // 园区: the end of a longer name is enough where one was recorded so
  const ids = spansIn(asked.said(), 'indicator').flatMap(({ found }) => found.ids)
  const named = receipt?.figures.filter(({ indicator }) => ids.includes(indicator)) ?? []
  if (receipt && named.length > 0)
    return answer('clarify', undoOf(ground, { ...receipt, figures: named }, named.length < receipt.figures.length))
  if (draft) return answer('clarify', waitingList(ground, drafts, 'discard'))
  return receipt ? answer('clarify', undoOf(ground, receipt)) : answer('empty', text.nothingToUndo())
}

async function undo(asked: Asked, named: string | undefined, ground: Ground): Promise<Outcome> {
  if (named !== undefined) return undoMessage(asked, ground, named)
  const last = await lastOf(asked)
  const others = await replaced(asked, ground, last)
  if (others) return others
  // 只撤园区那一项: where nothing of it was recorded last, what could be taken back is shown
  const ids = spansIn(asked.said(), 'indicator').flatMap(({ found }) => found.ids)
  if (ids.length > 0) return (await undoSome(asked, ground, last, ids)) ?? mayUndo(asked, ground, last)
  // 刚才那个撤回, of what was recorded days ago, or waits since before something else: shown before it goes
  const isOlder = last.draft ? !isShownLast(asked, last.draft) : last.receipt?.isJust === false
  if (!asked.commanded && isOlder) return mayUndo(asked, ground, last)
  const message = last.draft?.id ?? last.receipt?.message
  return message === undefined ? answer('empty', text.nothingToUndo()) : undoMessage(asked, ground, message)
}

/** Of what was recorded last only these; undefined where it holds none of them. */
async function undoSome(asked: Asked, ground: Ground, { receipt }: Last, ids: readonly IndicatorId[]) {
  const isHeld = receipt?.figures.some(({ indicator }) => ids.includes(indicator))
  return receipt && isHeld ? undoMessage(asked, ground, receipt.message, ids) : undefined
}

/** @param only absent: all that the message recorded, and what of it waits */
async function undoMessage(
  asked: Asked,
  ground: Ground,
  message: string,
  only?: readonly IndicatorId[],
): Promise<Outcome> {
  const { person, store } = asked
  const draft = await draftById(store, message)
  const known = await entriesOf(store, message)
  const region = draft?.region ?? known[0]?.region
  if (!region) return answer('empty', text.nothingToUndo())
  if (!standingFor(person, region, ground.regions))
    return answer('refused', text.noRight('撤回这条上报', ground.regions.get(region), REPORTERS))
  // of one message some may be recorded while the rest waits: both go
  if (draft?.open && !known.some(isFigure)) return { ...drop(asked, draft), request: keeping(draft.update) }
  const taken = await undoFigures(asked, ground, { message, region, only })
  if (!draft?.open || only !== undefined || taken.status !== 'undone') return taken
  return { ...taken, writes: [...endDraft(draft.id, 'discarded', asked), ...taken.writes] }
}

interface Undoing {
  readonly message: string
  readonly region: RegionKey
  /** undefined: all that the message recorded */
  readonly only: readonly IndicatorId[] | undefined
}

async function undoFigures(asked: Asked, ground: Ground, { message, region, only }: Undoing): Promise<Outcome> {
  const { store, person } = asked
  const { plan, regions } = ground
  const places = await placesOf(store, [region])
  const said = (await entriesOf(store, message)).filter(({ indicator }) => only?.includes(indicator) ?? true)
  const cells = await cellsOf(store, said)
  const closed = await closedOf(store, regions.province.key, [...new Set(said.map((one) => one.period))])
  // only what is still the figure that counts in its cell, or the request that waits there
  const holding = said.flatMap((entry) => {
    const cell = cells.get(keyOf(entry))
    if (!cell || (cell.request ?? cell.figure)?.id !== entry.id) return []
    const restored = cell.request ? cell.figure : afterUndo(cell).figure
    return [{ entry, cell, restored, indicator: indicatorOf(plan, entry.indicator) }]
  })
  if (holding.length === 0) return answer('stale', text.undoneAlready())
  const stuck = holding.filter(({ entry, cell }) => !isOpen(cell, 'undo', closed.has(entry.period)))
  if (stuck.length > 0) return answer('refused', text.reviewBegan(stuck.map(({ indicator }) => indicator)))
  const entries = holding.map(({ entry }) => entry)
  const back = holding.flatMap(({ restored }) => restored ?? [])
  const faults = await contradictions(store, ground, back, entries)
  if (faults.length > 0) return answer('blocked', text.wouldContradict('撤回', faults))
  const proxy = standingFor(person, region, regions) === 'proxy'
  const acts = entries.map((one) => entryFor(asked, one, 'undo', { proxy }))
  return written(asked, ground, places, acts, {
    status: 'undone',
    reply: undone(regions.get(region), holding),
    // 那就报24家: what was taken back is what is spoken of
    request: keeping({
      region,
      items: entries.flatMap((one) => (isFigure(one) ? [{ indicator: one.indicator, ...one.said }] : [])),
    }),
  })
}
