/** What comes of each act that is said to what waits. */

import { marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { Card } from '../../message/card.ts'
import { type Asked, answer, type Outcome } from '../../message/command.ts'
import { type Indicator, type IndicatorId, indicatorOf } from '../../office/plan.ts'
import { fileCard, heldCard, NOTED, WAITED, waitsCard } from '../cards/said.ts'
import { waitingList } from '../cards/waiting-list.ts'
import { amendDraft, amendRecord, keepAsBefore, meantAs, narrowDraft } from '../commands/amended.ts'
import { confirm, confirmAll, confirmSome, discardAll, drop, keepReason } from '../commands/confirm.ts'
import { type Draft, isBeforeThem, isForgotten, isShownLast } from '../drafts.ts'
import { type FigureRow, type Item, isItem, numberOf, rowsOf } from '../item.ts'
import { pressConfirm } from '../presses.ts'
import { lastReceipt } from '../recent.ts'
import { redrafted } from '../record.ts'
import type { Amended } from '../rules/amendment.ts'
import { askingTo, doubting, isAskedTo, isDoubted, numberAsked, showing, wantingNumber } from '../rules/kept.ts'
import { idsIn, type Pick, picked } from '../rules/picked.ts'
import { fitting } from '../rules/row.ts'
import * as text from '../text.ts'
import type { Act } from './act.ts'
import { answered } from './answered.ts'
import { restatedIn } from './plainly.ts'
import { rowsIn, type Waiting } from './waiting.ts'

type Of<Name extends Act['act']> = Extract<Act, { readonly act: Name }>

/**
 * Does an act to the drafts that wait: files, changes, drops or shows them.
 * @returns undefined where it is not to be done to any of them
 */
export async function done(waiting: Waiting, is: Act): Promise<Outcome | undefined> {
  const { ground, live } = waiting
  switch (is.act) {
    case 'agree':
      return agreed(waiting, is)
    case 'disagree':
      return disagreed(waiting)
    case 'set':
    case 'less':
    case 'more':
      return put(waiting, is.is)
    case 'without':
      return without(waiting, is)
    case 'only':
      return live.length > 0 ? confirmSome(waiting, live, is.pick) : undefined
    case 'drop':
      return dropped(waiting, is)
    case 'reason':
      return explained(waiting, is.why)
    case 'ask':
      return answered(waiting, is.indicators)
    case 'hold':
      return shown(waiting, heldCard(ground, live))
    case 'wait':
      return shown(waiting, waitsCard(ground, live, WAITED))
    case 'remark':
      return shown(waiting, waitsCard(ground, live, NOTED))
    case 'else':
      return undefined
  }
}

/** The card of what waits: whoever says 好 next says it to that. */
const shown = ({ live, wants }: Waiting, reply: Card): Outcome | undefined =>
  live.length === 0 ? undefined : answer('clarify', reply, { request: { ...wants, ...showing(live) } })

/**
 * A message that may be of the drafts and was not understood: what waits is said in a line. Undefined where nothing
 * waits any more.
 */
export function askedAgain(waiting: Waiting): Outcome | undefined {
  const { asked, ground, live } = waiting
  const again = shown(waiting, waitsCard(ground, live))
  // 打错 是25: a number or a no that nobody understood may have been said of what waits
  const mayCorrect = !tellsNo(asked.said(), 'amount', 'repair')
  return again && { ...again, ...(mayCorrect && { request: doubting(live) }), isDoubtful: true }
}

/**
 * Asks whether the drafts are to be filed, where a message reads like a yes. Undefined where nothing waits any more.
 */
export const askedToFile = (waiting: Waiting): Outcome | undefined =>
  askedWith(waiting, fileCard(waiting.ground, waiting.live))

/**
 * Asks whether the drafts are to be dropped, where a message reads like giving up. Undefined where nothing waits any
 * more.
 */
export const askedToDrop = ({ ground, live }: Waiting): Outcome | undefined =>
  live.length > 0
    ? answer('clarify', waitingList(ground, live, 'discard'), { request: askingTo('drop', live) })
    : undefined

const askedWith = (waiting: Waiting, reply: Card): Outcome | undefined => {
  const outcome = shown(waiting, reply)
  return outcome && { ...outcome, request: { ...waiting.wants, ...askingTo('file', waiting.live) } }
}

/** 好 to the only draft; to several a list with one button for all, or all of them where that is said. */
async function agreed(waiting: Waiting, is: Of<'agree'>): Promise<Outcome | undefined> {
  const { asked, ground, live } = waiting
  const standing = live.filter(({ update }) => update.items.length > 0)
  const drafts = standing.length > 0 ? standing : live
  const [only, ...others] = drafts
  if (!only || isOfOther(asked, only, is)) return undefined
  const listed = () => askedWith({ ...waiting, live: drafts }, waitingList(ground, drafts))
  // 两个都交: as many as wait; of more it is asked which
  if (is.n !== undefined) return is.n === rowsIn(drafts).filter(isItem).length ? confirmAll(waiting) : listed()
  const some = is.all ? undefined : restatedIn(asked.said(), rowsIn(live))
  if (some) return confirmSome(waiting, drafts, { by: 'name', ids: some })
  // what may have been put right is seen again before it is filed
  if (isDoubted(asked, only)) return listed()
  // whatever the words: what something else was told after is seen again first
  if (others.length === 0 && (isShownLast(asked, only) || standing.length === 0)) return confirm(waiting, only)
  return is.all || isAskedTo('file', asked, drafts) ? confirmAll(waiting) : listed()
}

/** 发 is of what stands open to be sent, and of what was shown after the draft. */
const isOfOther = ({ open = [] }: Asked, { at }: Draft, { doing, sends }: Of<'agree'>): boolean =>
  open.some((one) => sends || (one.at > at && !doing))

/** 不对, with nothing said of what is right; what a number beside it says (有两家说重了) may still be meant. */
async function disagreed({ asked, ground, drafts, live }: Waiting): Promise<Outcome | undefined> {
  const [draft] = drafts
  const receipt = await lastReceipt(asked)
  if (receipt && receipt.at > draft.at) return undefined
  // 低小散好像不是9: the one that is named, or the only one
  const held = rowsIn(live).flatMap(({ indicator }) => indicator ?? [])
  const named = idsIn(asked.said()).filter((id) => held.includes(id))
  const [about, another] = named.length > 0 ? named : held
  const isUnsure = !tellsNo(asked.said(), 'amount')
  const first = about ?? rowsOf(draft.update)[0]?.indicator
  const name = first ? indicatorOf(ground.plan, first).short : ''
  return answer('clarify', text.whatIsRight(name), {
    request: wantingNumber(live, another ? undefined : about),
    ...(isUnsure && { isDoubtful: true }),
  })
}

/** Those of what waits that are named; 园区 alone is one of them, where it is the end of its name. */
const namedIn = (said: Utterance, rows: readonly FigureRow[]): IndicatorId[] =>
  spansIn(said, 'indicator').flatMap(({ found: { ids } }) =>
    rows.flatMap(({ indicator }) => (indicator && ids.includes(indicator) ? [indicator] : [])),
  )

/** 应该是11家, 亩, 扣掉3家: of what was shown; with a word that corrects, of the newest draft. */
async function put(waiting: Waiting, told: Amended): Promise<Outcome | undefined> {
  const { asked, drafts } = waiting
  const indicator = told.indicator ?? (told.typedValue && numberAsked(asked))
  const is = indicator ? { ...told, indicator } : told
  const onRecord = await putOnRecord(waiting, is)
  if (onRecord) return onRecord
  if (!is.isLoose) {
    // 僵尸改成60, of an older draft than the newest
    const [draft] = [...drafts.filter((one) => isNamedIn(one, is)), ...drafts]
    const receipt = draft && (await lastReceipt(asked))
    if (!draft || (receipt && receipt.at > draft.at)) return undefined
    const outcome = await amendDraft(waiting, draft, is)
    // what names another than those that wait puts right what stands on record
    return outcome.status === 'unfit' && !drafts.some((one) => isNamedIn(one, is)) ? undefined : outcome
  }
  for (const one of drafts) {
    const outcome = await putLoosely(waiting, one, is)
    if (outcome) return outcome
  }
  return undefined
}

/** 那就是5月报多了，有一家没办完: of a month that nothing waits for, and of which a figure is on record. */
async function putOnRecord(waiting: Waiting, { asOf, ...is }: Amended): Promise<Outcome | undefined> {
  const [newest] = waiting.drafts
  const rows = rowsOf(newest.update)
  const isThen = rows.some((row) => row.asOf?.slice(0, 7) === asOf?.slice(0, 7))
  if (!asOf || isThen || (is.isLoose && !is.off) || (!is.typedValue && !is.off)) return undefined
  const ids = is.indicator ? [is.indicator] : rows.flatMap(({ indicator }) => indicator ?? [])
  const why = is.why ?? newest.update.reason
  return amendRecord({ ...waiting, region: newest.region }, ids, { ...is, asOf, ...(why && { why }) })
}

const isNamedIn = ({ update }: Draft, { indicator: id }: Amended): boolean =>
  id !== undefined && rowsOf(update).some(({ indicator }) => indicator === id)

/** What has no word that corrects is of what was just shown, or names by how much what waits is wrong; of nothing that it does not fit. */
async function putLoosely(waiting: Waiting, draft: Draft, is: Amended): Promise<Outcome | undefined> {
  const { asked } = waiting
  const { parts = [] } = draft.update
  const isAsked = parts.length > 0
  if (is.isNil && !parts.some(({ lacks }) => lacks === 'number')) return undefined
  const isNear =
    isAsked || is.off || (is.typedValue && is.typedUnit)
      ? isBeforeThem(asked, draft, isAsked)
      : isShownLast(asked, draft)
  if (!isNear && !(is.off && isNamedIn(draft, is))) return undefined
  if (isForgotten(draft, asked.now)) return askedAnew(waiting, draft, is)
  const outcome = await amendDraft(waiting, draft, is)
  return outcome.status === 'unfit' ? undefined : outcome
}

/**
 * Asks which of two numbers holds, the one in the draft or the one in 可能是1200吨; changes nothing. Undefined where the
 * number fits no figure, or several.
 */
export async function whichNumber(waiting: Waiting, { off: _, ...is }: Amended): Promise<Outcome | undefined> {
  const { ground, drafts } = waiting
  const [draft] = drafts
  const rows = rowsOf(draft.update)
  const fit = await fitting({ ...waiting, region: draft.region }, rows, is)
  const [change, another] = fit.kind === 'right' ? fit.changed : []
  if (!change || !isItem(change.now) || !isItem(change.was) || another) return undefined
  const { was, now } = change
  const press = (row: Item) => ({
    label: `${numberOf(row)}${row.typedUnit ?? ''}`,
    press: pressConfirm({ draft: draft.id, row: rows.indexOf(was), ...meantAs(was, row) }),
  })
  const { short } = indicatorOf(ground.plan, now.indicator)
  return answer('clarify', text.whichNumber(short, [press(now), press(was)]), { request: doubting([draft]) })
}

/** An answer that comes too late: what lacks is asked again. */
async function askedAnew(waiting: Waiting, draft: Draft, is: Amended): Promise<Outcome | undefined> {
  const fit = await fitting({ ...waiting, region: draft.region }, rowsOf(draft.update), is)
  return fit.kind === 'right' ? redrafted(waiting, draft, draft.update) : undefined
}

/** 第一个不要了, 高企另外说: the drafts without it. */
async function without(waiting: Waiting, { pick, others }: Of<'without'>): Promise<Outcome | undefined> {
  const { drafts } = waiting
  if (others) return pick.by === 'name' ? narrowDraft(waiting, drafts[0], 'only', pick.ids) : undefined
  for (const draft of drafts) {
    const indicators = pointedIn(draft, pick)
    const outcome = indicators.length > 0 && (await narrowDraft(waiting, draft, 'out', indicators, pick.by))
    if (outcome) return outcome
  }
  return pick.by === 'name' ? undefined : askedToDrop({ ...waiting, live: drafts })
}

function pointedIn({ update }: Draft, pick: Pick): Indicator['id'][] {
  return (picked(rowsOf(update), pick, update.row) ?? []).flatMap(({ indicator }) => indicator ?? [])
}

/** 取消 to the only draft, 全部放弃; 放弃13那个; of several the newest is meant least of all, so it is asked once. */
async function dropped(waiting: Waiting, { weak, change }: Of<'drop'>): Promise<Outcome | undefined> {
  const { asked, live } = waiting
  if (change) return keepAsBefore(waiting, live, namedIn(asked.said(), rowsIn(live)))
  const [only, another] = live
  // 不用了, to leave that was shown after the figures
  if (!only || asked.open?.some(({ at }) => at > only.at)) return undefined
  const some = restatedIn(asked.said(), rowsIn(live))
  const pick = some && ({ by: 'name', ids: some } as const)
  // 放弃13那个: of several that hold it alone it is asked which
  if (pick) return (await without(waiting, { act: 'without', pick })) ?? askedToDrop(waiting)
  if ((another && marksIn(asked.said(), 'every').length > 0) || isAskedTo('drop', asked, live))
    return discardAll(asked, live)
  const receipt = weak ? undefined : await lastReceipt(asked, 'own')
  if (receipt && receipt.at > only.at) return undefined
  return another || !isShownLast(asked, only) ? askedToDrop(waiting) : drop(asked, only)
}

/** The reason that was asked for, or is said to be one; after a yes it was all that lacked. */
async function explained(waiting: Waiting, why: string): Promise<Outcome | undefined> {
  const { asked, ground, live, wants } = waiting
  const wanting = wants && live.find(({ id }) => id === wants.wantsReason)
  const [newest] = live
  if (wanting && isWhole(wanting) && !isOfAnother(asked, wanting))
    return wants.agreed ? confirm(waiting, wanting, { reason: why }) : keepReason(waiting, wanting, why)
  // what puts something right is told with why
  const isChange = newest?.update.correcting || newest?.update.doubts.includes(text.AMENDED)
  if (newest && (isChange || saysReason(asked)) && newest.update.reason === undefined && !isOfAnother(asked, newest))
    return keepReason(waiting, newest, why)
  return shown(waiting, waitsCard(ground, live, NOTED))
}

/** Nothing of it lacks, though a check may speak against it. */
const isWhole = ({ update: { items, parts = [] } }: Draft): boolean =>
  items.length > 0 || parts.every(({ lacks }) => lacks === undefined)

/** 因为…, 原因是… */
const saysReason = ({ said }: Asked): boolean =>
  marksIn(said(), 'because').length + spansIn(said(), 'reason').length > 0 ||
  spansIn(said(), 'measure').some(({ found }) => found.measure === 'reason')

/** 园区等验收完再说: what speaks of another indicator explains none of the draft's. */
const isOfAnother = ({ said }: Asked, { update }: Draft): boolean =>
  spansIn(said(), 'indicator').some(
    ({ found: { ids }, latent }) =>
      !latent && ids.every((id) => rowsOf(update).every(({ indicator }) => indicator !== id)),
  )
