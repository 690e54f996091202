/** 确认 and 放弃: a draft becomes a figure, with the reason where a check warned, or is dropped. */

import { placesOf } from '../../ledger/index.ts'
import type { Card } from '../../message/card.ts'
import type { Asked, Command, Outcome } from '../../message/command.ts'
import { inboxId } from '../../message/incoming.ts'
import { dayOf } from '../../office/day.ts'
import { waiting } from '../cards/receipt.ts'
import { type Draft, draftById, endDraft, endOfDraft, openDrafts } from '../drafts.ts'
import type { Update } from '../read/item.ts'
import { record } from '../record.ts'
import { prepare } from '../rules/prepare.ts'
import { ownRegions, REPORTERS, standingFor } from '../rules/scope.ts'
import { type Ground, wantsReason } from '../rules/weigh.ts'
import * as text from '../text.ts'

export const confirmCommand = (ground: Ground): Command => ({
  name: '确认',
  words: ['confirm'],
  right: { kind: 'role', roles: REPORTERS },
  summary: '确认等待中的上报，可附原因',
  run: (asked) => withDraft(asked, ground, (draft) => confirm(asked, ground, draft)),
})

export const discardCommand = (ground: Ground): Command => ({
  name: '放弃',
  words: ['discard'],
  right: { kind: 'role', roles: REPORTERS },
  summary: '放弃等待中的上报',
  run: (asked) =>
    withDraft(asked, ground, async (draft) => ({
      status: 'discarded',
      writes: end(asked, draft, 'discarded'),
      reply: text.discarded(),
      replaceCard: true,
    })),
})

/** The draft that a button names, or the only one that waits in the person's regions. */
async function withDraft(
  asked: Asked,
  { regions }: Ground,
  then: (draft: Draft) => Promise<Outcome>,
): Promise<Outcome> {
  const id = asked.values['draft']
  const own = id === undefined ? await openDrafts(asked.store, ownRegions(asked.person)) : []
  const mine = own.filter((one) => one.person === asked.person?.id)
  const candidates = mine.length > 0 ? mine : own
  if (id === undefined && candidates.length > 1) return say('clarify', text.tooManyDrafts(candidates.length))
  const draft = id === undefined ? candidates[0] : await draftById(asked.store, id)
  if (!draft) return say('empty', text.noDraft())
  const region = regions.get(draft.region)
  if (!standingFor(asked.person, draft.region, regions))
    return say('refused', text.noRight('处理这份草稿', region, REPORTERS))
  if (!draft.open) return say('stale', text.draftGone(await endOfDraft(asked.store, draft.id)))
  return then(draft)
}

async function confirm(asked: Asked, ground: Ground, draft: Draft): Promise<Outcome> {
  const { person } = asked
  if (!person) return say('refused', text.noRight('确认上报', undefined, REPORTERS))
  const places = await placesOf(asked.store, [draft.region])
  const update = answered(asked, ground, draft)
  const prepared = await prepare(asked.store, ground, update, dayOf(asked.now))
  if (wantsReason(prepared) && update.reason === undefined) {
    return say('clarify', waiting(ground, ground.regions.get(draft.region), prepared, update, draft.id))
  }
  const outcome = await record({ asked, person, ground, places, message: draft.id }, update, true)
  switch (outcome.status) {
    // An increment that could mean two things was confirmed in words: the card with its two buttons still stands.
    case 'draft':
      return { status: 'clarify', writes: [], ...(outcome.reply && { reply: outcome.reply }) }
    case 'recorded':
      return { ...outcome, writes: [...end(asked, draft, 'confirmed'), ...outcome.writes] }
    // What was possible when it was drafted no longer is: the draft is of no use.
    default:
      return { ...outcome, writes: [...end(asked, draft, 'discarded'), ...outcome.writes] }
  }
}

function answered(asked: Asked, { regions }: Ground, draft: Draft): Update {
  const reason = (asked.values['reason'] ?? asked.text).trim()
  const increments = asked.values['increments']
  return {
    ...draft.update,
    proxy: standingFor(asked.person, draft.region, regions) === 'proxy',
    ...(reason && { reason }),
    ...((increments === 'period' || increments === 'more') && { increments }),
  }
}

const end = (asked: Asked, draft: Draft, how: 'confirmed' | 'discarded') =>
  asked.person
    ? endDraft(draft.id, how, { person: asked.person.id, message: inboxId(asked.message), at: asked.now })
    : []

const say = (status: string, reply: Card): Outcome => ({ status, writes: [], reply })
