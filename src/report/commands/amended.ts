/** 不对，是11家; 亩; 都是累计: a draft, or the figures just recorded, with what is right put in. */
import { cellsOf, type FigureEntry } from '../../ledger/index.ts'
import type { Button } from '../../message/card.ts'
import { answer, type Outcome } from '../../message/command.ts'
import type { Day } from '../../office/day.ts'
import { periodOfIndicator } from '../../office/owed.ts'
import { type IndicatorId, indicatorOf } from '../../office/plan.ts'
import { KEPT, kept, waitsCard } from '../cards/said.ts'
import { type Draft, endDraft } from '../drafts.ts'
import type { Occasion } from '../entry.ts'
import { asPart, type FigureRow, type Item, isItem, type Part, partedIn, rowsOf, type Update } from '../item.ts'
import { pressConfirm } from '../presses.ts'
import { orSupposed } from '../read/read.ts'
import type { Reporting } from '../read/region.ts'
import type { Receipt } from '../recent.ts'
import { record, redrafted, settingOf } from '../record.ts'
import type { Amended } from '../rules/amendment.ts'
import { doubting, showing } from '../rules/kept.ts'
import type { Pick as Picked } from '../rules/picked.ts'
import { type Changed, fitting } from '../rules/row.ts'
import { REPORTERS } from '../rules/scope.ts'
import * as text from '../text.ts'

/**
 * Puts the draft right by what was said, and shows it again for a yes.
 * @param row the only figure that may be meant, where a button or a choice says which
 * @returns status `clarify` where it fits more than one figure, `unfit` where it fits none (`stale` with a `row`);
 *   `refused` where it names another place for which the person may not report
 */
export async function amendDraft(it: Occasion, draft: Draft, reply: Amended, row?: FigureRow): Promise<Outcome> {
  const { update, region } = draft
  const { place, ...rest } = reply
  if (place && place !== region) return moved(it, draft, place)
  const fit = await fitting({ ...it, region }, row ? [row] : rowsOf(update), rest, update.correcting)
  // what was chosen in words is shown first, as what was said in words is
  if (fit.kind === 'right') return putIn(it, draft, fit, reply, row && it.asked.message.kind === 'action')
  if (row) return answer('stale', text.draftGone('replaced'))
  const which = text.whichToAmend(fit.names, choicesOf(draft, fit.fits))
  // a yes to what may be put right otherwise files nothing
  return { status: fit.fits.length > 0 ? 'clarify' : 'unfit', writes: [], reply: which, request: doubting([draft]) }
}

/** A press for each figure that may be meant, with what it would be then. */
function choicesOf({ id, update }: Draft, fits: readonly Changed[]): Pick<Button, 'command' | 'values'>[] {
  const rows = rowsOf(update)
  return fits.map(({ was, now }) => pressConfirm({ draft: id, row: rows.indexOf(was), ...meantAs(was, now) }))
}

/** The fields of 确认 that put `now` in the place of `was` in a draft. */
export function meantAs(was: FigureRow, now: FigureRow) {
  const { typedValue: number = '', typedUnit: unit } = asPart(now)
  return { typed: asPart(was).typedValue ?? '', number, ...(unit && { unit }) }
}

type Fit = Extract<Awaited<ReturnType<typeof fitting>>, { kind: 'right' }>

async function putIn(
  it: Occasion,
  draft: Draft,
  { changed, doubts: more }: Fit,
  reply: Amended,
  isPressed = false,
): Promise<Outcome> {
  const { update } = draft
  const put = new Map(changed.map(({ was, now }) => [was, now]))
  const isWhole = changed.some(({ now }) => isItem(now))
  const isSaid = changed.every(isSame) ? text.SAME : text.AMENDED
  const said = isPressed ? [] : [changed.some(({ was }) => !isItem(was)) ? text.PIECED : isSaid]
  const doubts = [...new Set([...update.doubts, ...more, ...(isWhole ? said : [])])]
  // what stood was shown, and is put right for this reason
  const isPutRight = reply.typedValue !== undefined && changed.some(({ was }) => isItem(was))
  const why = isPutRight && update.reason === undefined ? reply.why : undefined
  const increments = reply.mode === 'increment' && isPressed ? ({ increments: 'period' } as const) : {}
  const right: Update = {
    ...update,
    before: { items: update.items, ...(update.parts && { parts: update.parts }) },
    ...partedIn(rowsOf(update).map((row) => put.get(row) ?? row)),
    doubts: [...doubts, ...(why ? [text.withReason(why)] : [])],
    ...(why && { reason: why }),
    ...increments,
  }
  // 低小散改成95，其他提交: what was not changed is filed as it was shown
  const filed = new Set(
    reply.files ? update.items.filter((one) => !put.has(one)).map(({ indicator }) => indicator) : [],
  )
  const isFiled = reply.files ? (id: IndicatorId) => filed.has(id) : undefined
  return (await redrafted(it, draft, right, isFiled)) ?? answer('stale', text.noDraft(it.ground))
}

/** 12000吨 of 1.2万吨: the same in other words. */
const isSame = ({ was, now }: Changed): boolean =>
  isItem(now) && was.value === now.value && was.mode === now.mode && was.asOf === now.asOf

/**
 * 算了不改了: undoes the last amendment of the drafts, and gives up corrections of what is on record.
 * @param indicators those that are named; none: all
 * @returns undefined where nothing had been put right
 */
export async function keepAsBefore(
  it: Occasion,
  drafts: readonly Draft[],
  indicators: readonly IndicatorId[],
): Promise<Outcome | undefined> {
  const draft = drafts.find(
    ({ update }) =>
      (update.before ?? update.correcting) &&
      (indicators.length === 0 || rowsOf(update).some(({ indicator }) => isNamed(indicators, indicator))),
  )
  if (!draft) return undefined
  const { before, ...update } = draft.update
  const again = before && (await redrafted(it, draft, { ...update, ...before }))
  if (again) return again
  const left = drafts.filter((one) => one !== draft)
  const reply = left.length > 0 ? waitsCard(it.ground, left, KEPT) : kept()
  return {
    ...{ status: 'discarded', writes: endDraft(draft.id, 'discarded', it.asked), reply },
    ...(left.length > 0 && { request: showing(left) }),
  }
}

/**
 * 小微园先不报, 只报高企: the draft without the indicators (`out`) or with them alone (`only`).
 * @param by how they were pointed to: a place in the row stays counted as first shown
 * @returns undefined where none or all of its figures would be left, where an indicator is none of the draft, and as
 *   `redrafted`
 */
export async function narrowDraft(
  it: Occasion,
  draft: Draft,
  how: 'out' | 'only',
  indicators: readonly IndicatorId[],
  by?: Picked['by'],
): Promise<Outcome | undefined> {
  const { update } = draft
  const rows = rowsOf(update)
  const left = rows.filter(({ indicator }) => isNamed(indicators, indicator) === (how === 'only'))
  const isOfDraft = indicators.every((id) => rows.some(({ indicator }) => indicator === id))
  if (!isOfDraft || left.length === 0 || left.length === rows.length) return undefined
  const doubts = [...new Set([...update.doubts, text.AMENDED])]
  const row = update.row ?? (by === 'row' ? rows.flatMap(({ indicator }) => indicator ?? []) : undefined)
  return redrafted(it, draft, { ...update, ...partedIn(left), doubts, parted: true, ...(row && { row }) })
}

const isNamed = (ids: readonly IndicatorId[], id: IndicatorId | undefined): boolean =>
  id !== undefined && ids.includes(id)

/** 说错了，是德清: the same figures, of another place. */
async function moved(it: Occasion, draft: Draft, place: Draft['region']): Promise<Outcome> {
  const setting = await settingOf({ ...it, region: place })
  if (!setting) return answer('refused', text.noRight('上报', it.ground.regions.get(place), REPORTERS))
  const doubts = [...new Set([...draft.update.doubts, text.AMENDED])]
  const update = { ...draft.update, region: place, doubts }
  const outcome = await record(setting, update)
  return { ...outcome, writes: [...endDraft(draft.id, 'replaced', it.asked), ...outcome.writes] }
}

/**
 * 5月报多了一家, while June waits: a draft that corrects the figure on record of the period of `asOf`; it asks for the
 * right number where that was not said.
 * @returns undefined where none of the indicators is on record for it, where several are and no number was said, and
 *   as `amendReceipt`
 */
export async function amendRecord(
  it: Reporting,
  indicators: readonly IndicatorId[],
  { asOf, ...reply }: Amended & { readonly asOf: Day },
): Promise<Outcome | undefined> {
  const { asked, ground, region } = it
  const keys = indicators.map((indicator) => {
    const period = periodOfIndicator(indicatorOf(ground.plan, indicator), asOf)
    return { region, indicator, period }
  })
  const cells = await cellsOf(asked.store, keys)
  const figures = [...cells.values()].flatMap(({ figure }) => figure ?? [])
  const [figure, another] = figures
  if (!figure) return undefined
  if (reply.typedValue) return amendReceipt(it, { figures, isJust: false }, reply)
  const setting = another ? undefined : await settingOf(it)
  const indicator = indicatorOf(ground.plan, figure.indicator)
  const part: Part = {
    ...{ indicator: indicator.id, asOf: figure.said.asOf, nearest: [], lacks: 'number' },
    message: text.rightOnRecord(indicator, figure.said),
  }
  const { why: reason } = reply
  return (
    setting &&
    record(setting, { region, items: [], parts: [part], correcting: true, doubts: [], ...(reason && { reason }) })
  )
}

/**
 * Corrects what was just recorded; a figure of an earlier report is shown before it is written.
 * @returns undefined where another place or indicator is meant, where it has to be asked which figure, or where the
 *   person may not report for the region
 */
export async function amendReceipt(
  it: Occasion,
  { figures, isJust }: Pick<Receipt, 'figures' | 'isJust'>,
  reply: Amended,
): Promise<Outcome | undefined> {
  // of another indicator or place: both are changed, which the form shows
  if (reply.instead || reply.place) return undefined
  const [first] = figures
  const setting = first && (await settingOf({ ...it, region: first.region }))
  if (!setting) return undefined
  const fit = await fitting(setting, rowsOf({ items: figures.map(itemOf) }), reply)
  if (fit.kind === 'ask') return undefined
  const { items } = partedIn(fit.changed.map(({ now }) => now))
  const doubts = orSupposed([...fit.doubts, ...(isJust ? [] : [text.CORRECTS_EARLIER])], it.asked)
  const why = isJust ? undefined : reply.why
  // how it is counted replaces how it was: it is the whole period's, and nothing on top
  const increments = reply.mode === 'increment' ? ({ increments: 'period' } as const) : {}
  return record(setting, {
    region: first.region,
    items,
    correcting: true,
    doubts,
    ...increments,
    ...(why && { reason: why }),
  })
}

const itemOf = ({ indicator, said: { mode, typedValue, typedUnit, value, asOf } }: FigureEntry): Item => ({
  indicator,
  mode,
  typedValue,
  ...(typedUnit && { typedUnit }),
  value,
  asOf,
  nil: false,
})
