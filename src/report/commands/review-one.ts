/** 僵尸的通过, 低小散退回: what is said of one figure of the list that was just shown. */
import { z } from 'zod'
import { answersWith, saysOnly, spansIn, type Utterance } from '../../language/index.ts'
import type { Asked, Outcome } from '../../message/command.ts'
import type { Wire } from '../../message/input.ts'
import type { Waits } from '../../message/thread.ts'
import type { RegionKey } from '../../office/region.ts'
import * as cards from '../cards/review-cards.ts'
import { pressReturn } from '../review-presses.ts'
import { type Pick, picked, pickIn } from '../rules/picked.ts'
import { reviews } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import { type Pending, pendingIn } from '../waiting.ts'

const shown = z.object({ review: z.object({ region: z.string().transform((key) => key as RegionKey) }) })

/** What a turn keeps that showed one place's figures. */
export const showing = (region: RegionKey): z.input<typeof shown> => ({ review: { region } })

/** @returns undefined where no list of one place was shown in this talk, or the message says anything else */
export async function onOne(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const [list] = asked.turns.toReversed().flatMap(({ kept }) => shown.safeParse(kept?.request).data ?? [])
  const said = list && judgedIn(asked.said())
  if (!list || !said || !reviews(asked.person, list.review.region, ground.regions)) return undefined
  const { region } = list.review
  const pending = await pendingIn(asked.store, [region], 'review')
  const [one, another] = picked(pending, said.pick) ?? []
  if (!one || another) return undefined
  return said.how === 'accept' ? accepting(ground, one) : returning(ground, one)
}

/** Shown before it is done: what is accepted the county cannot take back any more. */
const accepting = (ground: Ground, one: Pending): Outcome => ({
  status: 'previewed',
  writes: [],
  reply: cards.passOne(ground, one),
  request: showing(one.region),
})

/** 退回, told and not asked. */
export const saysReturn = (said: Utterance): boolean =>
  spansIn(said, 'ask').length === 0 &&
  (spansIn(said, 'measure').some(({ found }) => found.measure === 'state' && found.is === 'returned') ||
    spansIn(said, 'act').some(({ found }) => found.act === 'return'))

export const returning = (ground: Ground, one: Pending): Outcome => ({
  status: 'asked',
  writes: [],
  reply: cards.returnForm(ground, [one]),
  request: showing(one.region),
  asks: {
    slots: ['reason'],
    command: '退回',
    values: pressReturn({ region: one.region, figure: one.entry.id }).values,
  },
})

function judgedIn(said: Utterance): { readonly how: 'accept' | 'return'; readonly pick: Pick } | undefined {
  const pick = pickIn(said)
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const states = spansIn(said, 'measure').map(({ found }) => found)
  if (!pick || pick.by === 'others' || !saysOnly(said, ['indicator', 'act', 'measure', 'extreme', 'polar']))
    return undefined
  const isReturned = states.every(({ measure, is }) => measure === 'state' && is === 'returned')
  if (states.length === 0 && acts.length > 0 && acts.every((one) => one === 'approve')) return { how: 'accept', pick }
  const isReturn = isReturned && acts.every((one) => one === 'return') && acts.length + states.length > 0
  return isReturn ? { how: 'return', pick } : undefined
}

/** 没附名单 is a reason where one was asked for. */
const SHORTEST = 2

/** The reason that was asked for: what neither asks, answers nor does anything, whatever it speaks of (缺认定文件). */
export function withReason({ said, text }: Asked, { slots, values }: Waits): Wire | undefined {
  const reason = text.trim()
  const isOther = (['ask', 'act', 'polar', 'repair'] as const).some((kind) =>
    spansIn(said(), kind).some(({ latent }) => !latent),
  )
  const isReason = reason.length >= SHORTEST && !isOther && !answersWith(said(), ['time', 'region', 'indicator'])
  return slots.includes('reason') && isReason ? { ...values, reason } : undefined
}
