/** What is said to a draft that is open, or to what was just recorded: 亩, 那算9家, 第一个不要了, 不对，应该是11家. */
import { changeIn, clausesOf, marksIn, spansIn, type Utterance } from '../../language/index.ts'
import type { Card } from '../../message/card.ts'
import type { Asked, Outcome } from '../../message/command.ts'
import type { Ending } from '../../message/ending.ts'
import { indicatorOf } from '../../office/plan.ts'
import { waitingList } from '../cards/waiting-list.ts'
import { type Draft, isBeforeThem, isForgotten, isShownLast, mine } from '../drafts.ts'
import { pressConfirm } from '../presses.ts'
import { lastReceipt, type Receipt } from '../recent.ts'
import { record } from '../record.ts'
import type { Amended } from '../rules/amendment.ts'
import { droppedIn, picked } from '../rules/picked.ts'
import { isChange, reasonAsked } from '../rules/reason.ts'
import { replyIn } from '../rules/reply.ts'
import { fitting, type Row, rowsOf } from '../rules/row.ts'
import { saidBefore } from '../rules/said-before.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { amendDraft, amendReceipt, narrowDraft, settingOf } from './amended.ts'
import { editCard } from './edit.ts'

const say = (status: Ending, reply: Card): Outcome => ({ status, writes: [], reply })

/** @returns undefined where it says nothing to it, and means something of its own */
export async function saidToDraft(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const { said, files } = withoutRest(asked.said())
  const reply = replyIn(said)
  const dropped = reply ? undefined : droppedIn(said)
  const change = reply || dropped ? undefined : changeIn(said)
  const amended = reply?.kind === 'amended' ? reply : undefined
  if (!amended && !change && !dropped && reply?.kind !== 'wrong') return undefined
  const drafts = await mine(asked, 'forgotten too')
  const [draft] = drafts
  if (!draft) return undefined
  if (dropped) return without(asked, ground, drafts, dropped)
  if (change) return narrowDraft(asked, ground, draft, change)
  const receipt = amended?.isLoose ? undefined : await lastReceipt(asked)
  if (receipt && receipt.at > draft.at) return undefined
  if (!amended) return say('clarify', text.whatIsRight(nameOf(ground, draft)))
  if (!amended.isLoose) return amendDraft(asked, ground, draft, { ...amended, ...files })
  for (const one of drafts) {
    const outcome = await answered(asked, ground, one, amended)
    if (outcome) return outcome
  }
  return undefined
}

/** What has no word that corrects is of what was just shown; of nothing that it does not fit. */
async function answered(asked: Asked, ground: Ground, draft: Draft, amended: Amended): Promise<Outcome | undefined> {
  const { parts = [] } = draft.update
  const isAsked = parts.length > 0
  if (amended.isNil && !parts.some(({ lacks }) => lacks === 'number')) return undefined
  const isNear =
    isAsked || amended.to?.unit !== undefined ? isBeforeThem(asked, draft, isAsked) : isShownLast(asked, draft)
  if (!isNear) return undefined
  // 那两家公示期还没到: tells why
  if (amended.isUnsure && (reasonAsked(asked) || isChange(draft))) return undefined
  if (isForgotten(draft, asked.now)) return askedAnew(asked, ground, draft, amended)
  if (amended.isUnsure) return whichNumber(asked, ground, draft, amended)
  const outcome = await amendDraft(asked, ground, draft, amended)
  return outcome.status === 'unfit' ? undefined : outcome
}

/** An answer that comes too late: what lacks is asked again. */
async function askedAnew(asked: Asked, ground: Ground, draft: Draft, amended: Amended): Promise<Outcome | undefined> {
  const fit = await fitting(asked, ground, draft.region, rowsOf(draft.update), amended)
  const setting = fit.kind === 'right' && (await settingOf(asked, ground, draft.region))
  return setting ? record({ ...setting, ends: new Map([[draft.id, 'replaced']]) }, draft.update) : undefined
}

/** 能监中心说可能是1200吨: it may be, so it is asked, and nothing changed. */
async function whichNumber(asked: Asked, ground: Ground, draft: Draft, amended: Amended): Promise<Outcome | undefined> {
  const rows = rowsOf(draft.update)
  const fit = await fitting(asked, ground, draft.region, rows, amended)
  const [change, another] = fit.kind === 'right' ? fit.changed : []
  const row = change && rows.find(({ was }) => was === change.was)
  if (!change?.now.item || !row?.item || another) return undefined
  const at = rows.indexOf(row)
  const press = ({ part }: Row) => ({
    label: `${part.number ?? ''}${part.unit ?? ''}`,
    press: pressConfirm({
      draft: draft.id,
      row: at,
      typed: row.part.number ?? '',
      number: part.number ?? '',
      unit: part.unit,
    }),
  })
  const { short } = indicatorOf(ground.plan, change.now.item.indicator)
  return say('clarify', text.whichNumber(short, [press(change.now), press(row)]))
}

export async function without(
  asked: Asked,
  ground: Ground,
  drafts: readonly Draft[],
  pick: NonNullable<ReturnType<typeof droppedIn>>,
): Promise<Outcome | undefined> {
  for (const draft of drafts) {
    const rows = rowsOf(draft.update).map((row) => ({ ...row, indicator: row.part.indicator }))
    const meant = picked(rows, pick, draft.update.row) ?? []
    const indicators = meant.flatMap(({ indicator }) => indicator ?? [])
    const outcome =
      indicators.length > 0 &&
      (await narrowDraft(asked, ground, draft, { how: 'out', indicators, places: [], times: [] }, 'by row'))
    if (outcome) return outcome
  }
  return say('clarify', waitingList(ground, drafts, 'discard'))
}

/** 不对，应该是11家: of what was recorded; without the right number it is asked for. */
export async function saidToReceipt(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const reply = replyIn(asked.said())
  if (!asked.person || (reply?.kind !== 'amended' && reply?.kind !== 'wrong')) return undefined
  const receipt = await lastReceipt(asked)
  if (!receipt) return undefined
  if (reply.kind === 'amended' && reply.isLoose) return howCounted(asked, ground, receipt, reply)
  // what was recorded long ago is meant where it is one figure, or the wrong number or the indicator is said, and no other
  const isOne = receipt.figures.length === 1
  const isNamed = reply.kind === 'amended' && (isOne || reply.from !== undefined || reply.indicator !== undefined)
  if (!isNamed && !receipt.isJust) return undefined
  const { indicator } = reply.kind === 'amended' ? reply : {}
  if (indicator && receipt.figures.every((one) => one.indicator !== indicator)) return undefined
  const right = reply.kind === 'amended' ? await amendReceipt(asked, ground, receipt, reply) : undefined
  return right ?? say('asked', editCard(ground, receipt.message, receipt.figures))
}

/** 累计的, 是当月的: of the figures that were recorded with the message before. */
async function howCounted(asked: Asked, ground: Ground, receipt: Receipt, is: Amended): Promise<Outcome | undefined> {
  const { mode, to, unit } = is
  const [shown] = saidBefore({ turns: asked.turns.slice(-1) })
  const isOfReceipt = shown?.items.some(({ indicator }) => receipt.figures.some((one) => one.indicator === indicator))
  if (!mode || to !== undefined || unit || !receipt.isJust || !isOfReceipt) return undefined
  if (receipt.figures.every(({ said }) => said.mode === mode)) return say('stands', text.standsAs(mode))
  const outcome = await amendReceipt(asked, ground, receipt, is)
  return outcome?.status === 'repeated' ? say('stands', text.sameEitherWay(mode)) : outcome
}

const nameOf = ({ plan }: Ground, { update }: Draft): string => {
  const [row] = rowsOf(update)
  return row?.part.indicator ? indicatorOf(plan, row.part.indicator).short : ''
}

/** 低小散改成95，其他提交: what is put right, and that the rest is filed. */
function withoutRest(said: Utterance): { readonly said: Utterance; readonly files?: Pick<Amended, 'files'> } {
  const [one, another] = clausesOf(said).filter((clause) => !filesRest(clause))
  const isParted = one && !another && clausesOf(said).length > 1
  return isParted ? { said: one, files: { files: true } } : { said }
}

const filesRest = (said: Utterance): boolean =>
  marksIn(said, 'others').length > 0 &&
  spansIn(said, 'act').length > 0 &&
  spansIn(said, 'act').every(({ found }) => FILES.has(found.act)) &&
  (['amount', 'indicator', 'time', 'ask', 'repair'] as const).every((kind) => spansIn(said, kind).length === 0)
const FILES: ReadonlySet<string> = new Set(['report', 'confirm', 'confirm-all'])
