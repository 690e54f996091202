/** 确认 and 放弃: a draft becomes a figure, with the reason where a check warned, or is dropped. */

import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import { dayOf } from '../../office/day.ts'
import { indicatorOf } from '../../office/plan.ts'
import { partBlocks, unread } from '../cards/lacking.ts'
import { waitsCard } from '../cards/said.ts'
import { waitingList } from '../cards/waiting-list.ts'
import { type Draft, draftById, endDraft, endOfDraft, keepOnly, mine, openDrafts } from '../drafts.ts'
import type { Occasion } from '../entry.ts'
import { asPart, rowsOf, type Update } from '../item.ts'
import { ALL, confirmInput, discardInput } from '../presses.ts'
import { record, redrafted, settingOf } from '../record.ts'
import { askingTo, showing, wantingReason } from '../rules/kept.ts'
import { type Pick, picked } from '../rules/picked.ts'
import { prepare } from '../rules/prepare.ts'
import { reasonGiven } from '../rules/reason.ts'
import { ownRegions, REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { amendDraft } from './amended.ts'

/**
 * /确认: files the person's drafts, or one of them with what was asked (a reason, which of two numbers). Also what a
 * yes in words comes to.
 */
export const confirmCommand = (ground: Ground): Command =>
  command({
    name: '确认',
    words: ['confirm'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '确认等待中的上报，可附原因',
    intents: ['agree'],
    effect: 'writes',
    offers: (asked) => shown(asked, ground, 'confirm'),
    input: confirmInput,
    run: (asked, pressed) => {
      const { draft: id, increments } = pressed
      const it = { asked, ground }
      if (id === ALL) return confirmAll(it)
      const told = pressed.reason ?? asked.text.trim()
      return withDraft(it, 'confirm', id, (draft) => {
        if (pressed.typed !== undefined) return meantOf(it, draft, pressed)
        const said = told && ground.read(told, { today: dayOf(asked.now), own: draft.region })
        return confirm(it, draft, { increments, reason: (said && reasonGiven(said)) || told || undefined })
      })
    },
  })

/** One of what a draft lacks, as it was pressed: another unit, a name, how it is counted. */
async function meantOf(
  it: Occasion,
  draft: Draft,
  { at, row: nth, typed, number, unit, indicator, mode }: Pressed<typeof confirmInput>,
): Promise<Outcome> {
  const rows = rowsOf(draft.update)
  const isKnown = indicator === undefined || it.ground.plan.indicators.some(({ id }) => id === indicator)
  const row = at === undefined ? rows[nth ?? 0] : rows[draft.update.items.length + at]
  if (!row || !isKnown || (asPart(row).typedValue ?? '') !== typed) return answer('stale', text.draftGone('replaced'))
  const meant = {
    ...(number && { typedValue: number }),
    ...(unit && { typedUnit: unit }),
    ...(indicator && { indicator }),
    ...(mode && { mode }),
  }
  return amendDraft(it, draft, meant, row)
}

/** Nothing of it stands yet: what lacks is said again, singly. */
const stillLacking = (ground: Ground, { id, update: { parts = [] } }: Draft): Outcome =>
  answer('clarify', unread(partBlocks(ground, parts, id)), { request: wantingReason(id) })

/**
 * 高企先报，另一个等等: files the figures that are pointed to as if they had been said alone; the rest waits on.
 * @returns undefined where the drafts hold none of them
 */
export async function confirmSome(it: Occasion, drafts: readonly Draft[], pick: Pick): Promise<Outcome | undefined> {
  const [meant, another] = drafts.flatMap((draft) => {
    const chosen = picked(draft.update.items, pick, draft.update.row)
    return chosen ? [{ draft, chosen }] : []
  })
  // 另一个, of several that were never parted, is none of them
  const isClear = pick.by !== 'others' || meant?.chosen.length === 1 || meant?.draft.update.parted
  if (!meant || another || !isClear)
    return pick.by === 'name' && !another ? undefined : answer('clarify', waitingList(it.ground, drafts))
  const { draft, chosen } = meant
  const left = draft.update.items.filter((one) => !chosen.includes(one))
  const setting = left.length > 0 && (await settingOf({ ...it, region: draft.region }))
  if (!setting) return confirm(it, draft)
  const update = { ...draft.update, items: chosen, parts: [] }
  const outcome = await record(setting, update, yes)
  if (outcome.status !== 'recorded' && outcome.status !== 'draft') return outcome
  const rest = left.map(({ indicator }) => indicatorOf(it.ground.plan, indicator).short)
  return {
    ...outcome,
    writes: [keepOnly(draft, { items: left }), ...outcome.writes],
    ...(outcome.reply && { reply: text.withWaiting(outcome.reply, rest) }),
  }
}

/** Puts a reason into the draft and shows it again; nothing is filed. */
export function keepReason(it: Occasion, draft: Draft, reason: string): Promise<Outcome | undefined> {
  const doubts = [...new Set([...draft.update.doubts, text.withReason(reason)])]
  return redrafted(it, draft, { ...draft.update, reason, doubts })
}

/** What waits, for words that may be an answer to it; what was asked before is answered by no guess. */
async function shown(asked: Asked, ground: Ground, how: 'confirm' | 'discard'): Promise<Outcome> {
  const drafts = await mine(asked)
  if (drafts.length === 0) return answer('empty', text.noDraft(ground))
  return how === 'confirm'
    ? answer('clarify', waitsCard(ground, drafts), { request: showing(drafts) })
    : answer('clarify', waitingList(ground, drafts, how), { request: askingTo('drop', drafts) })
}

/**
 * Files all drafts of the person, figures of one region and kind as one update. What still lacks something waits on,
 * and is counted in the answer.
 */
export async function confirmAll(it: Occasion): Promise<Outcome> {
  const drafts = await mine(it.asked)
  const all = await Promise.all(drafts.map(async (draft) => ({ draft, is: await isCorrecting(it, draft) })))
  const [first, ...others] = all.filter(({ draft }) => draft.update.items.length > 0)
  const setting = first && (await settingOf({ ...it, region: first.draft.region }, { message: first.draft.id }))
  if (!setting) return drafts[0] ? confirm(it, drafts[0]) : answer('empty', text.noDraft(it.ground))
  const { draft } = first
  const alike = others.filter((one) => one.draft.region === draft.region && one.is === first.is).map((one) => one.draft)
  const together = [draft, ...alike].map((one) => one.update)
  const update: Update = {
    ...draft.update,
    items: together.flatMap(({ items }) => items),
    parts: together.flatMap(({ parts = [] }) => parts),
  }
  const ends = new Map(alike.map(({ id }) => [id, 'replaced'] as const))
  const outcome = await record({ ...setting, ends }, update, yes)
  const left = drafts.length - alike.length - 1
  return outcome.reply && left > 0 ? { ...outcome, reply: text.withLeft(outcome.reply, left) } : outcome
}

/** It puts figures on record right, whatever their date. */
async function isCorrecting({ asked: { store, now }, ground }: Occasion, { update }: Draft): Promise<boolean> {
  return update.correcting && (await prepare(store, ground, update, dayOf(now))).some(({ held }) => held !== undefined)
}

const yes = (): boolean => true

/** /放弃: drops a draft, or all that the person left open. */
export const discardCommand = (ground: Ground): Command =>
  command({
    name: '放弃',
    words: ['discard'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '放弃等待中的上报',
    intents: ['decline'],
    effect: 'writes',
    offers: (asked) => shown(asked, ground, 'discard'),
    input: discardInput,
    run: async (asked, { draft: id }) => {
      const all = id === ALL ? await mine(asked) : []
      return all.length > 0
        ? discardAll(asked, all)
        : withDraft({ asked, ground }, 'discard', id, async (draft) => drop(asked, draft))
    },
  })

/** Drops the drafts together: nothing of them was recorded. */
export const discardAll = (asked: Asked, drafts: readonly Draft[]): Outcome => ({
  status: 'discarded',
  writes: drafts.flatMap(({ id }) => endDraft(id, 'discarded', asked)),
  reply: text.discarded(),
  replaceCard: true,
})

/** Drops one draft: nothing of it was recorded. */
export const drop = (asked: Asked, draft: Draft): Outcome => discardAll(asked, [draft])

/** The draft that a button names, or the only one that waits in the person's regions. */
async function withDraft(
  { asked, ground }: Occasion,
  how: 'confirm' | 'discard',
  id: string | undefined,
  then: (draft: Draft) => Promise<Outcome>,
): Promise<Outcome> {
  const { regions } = ground
  const own = id === undefined ? await mine(asked) : []
  const candidates =
    id === undefined && own.length === 0 ? await openDrafts(asked.store, ownRegions(asked.person)) : own
  if (id === undefined && candidates.length > 1) return answer('clarify', waitingList(ground, candidates, how))
  const draft = id === undefined ? candidates[0] : await draftById(asked.store, id)
  if (!draft) return answer('empty', text.noDraft(ground))
  const region = regions.get(draft.region)
  if (!standingFor(asked.person, draft.region, regions))
    return answer('refused', text.noRight('处理这份草稿', region, REPORTERS))
  if (!draft.open) return answer('stale', text.draftGone(await endOfDraft(asked.store, draft.id)))
  return then(draft)
}

/**
 * Files what a draft holds, or says what it still lacks.
 * @param answers what was said to the questions of the draft
 */
export async function confirm(
  it: Occasion,
  draft: Draft,
  answers: { readonly [Name in 'reason' | 'increments']?: Update[Name] | undefined } = {},
): Promise<Outcome> {
  const { asked, ground } = it
  const setting = await settingOf({ ...it, region: draft.region }, { message: draft.id })
  if (!setting) return answer('refused', text.noRight('确认上报', ground.regions.get(draft.region), REPORTERS))
  if (draft.update.items.length === 0) return stillLacking(ground, draft)
  const { reason = draft.update.reason, increments = draft.update.increments } = answers
  const update = { ...draft.update, ...(reason && { reason }), ...(increments && { increments }) }
  const outcome = await record(setting, update, yes)
  switch (outcome.status) {
    // An increment that could mean two things was confirmed in words: the card with its two buttons still stands.
    case 'draft':
      return { ...outcome, status: 'clarify', writes: [] }
    case 'blocked':
    case 'recorded':
      return outcome
    // What was possible when it was drafted no longer is: the draft is of no use.
    default:
      return { ...outcome, writes: [...endDraft(draft.id, 'discarded', asked), ...outcome.writes] }
  }
}
