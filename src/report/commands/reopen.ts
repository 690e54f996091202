/** 收回审核: an acceptance that the province has not received yet is taken back; the figure waits for review again. */

import { spansIn } from '../../language/index.ts'
import { placesOf } from '../../ledger/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import { LEVEL } from '../../office/levels.ts'
import * as cards from '../cards/review-cards.ts'
import { entryFor, speaker, written } from '../entry.ts'
import { passInput } from '../presses.ts'
import { COORDINATORS } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import { pendingIn } from '../waiting.ts'
import { chosen, isSure, notices, placeOf, refused, wanted } from './review.ts'

/** /收回审核: a reviewer takes an acceptance back, before the province received the figure. */
export const reopenCommand = (ground: Ground): Command =>
  command({
    name: '收回审核',
    words: ['收回通过', '撤回审核', '撤回通过'],
    right: { kind: 'role', roles: COORDINATORS },
    summary: `收回已通过、${LEVEL.whole}级还没接收的审核，重新审`,
    help: { group: 'reviewing', rank: 7 },
    example: (region) => `/收回审核 ${region} 6月`,
    slots: ['region', 'parts', 'indicator', 'indicators', 'time', 'act'],
    effect: 'drafts',
    input: passInput(ground.regions),
    run: (asked, pressed) => reopen(asked, pressed, ground),
    // 收回长兴的审核: what is taken back is a review, whatever else is open
    continues: async (asked) => (isOfReview(asked) ? reopen(asked, {}, ground) : undefined),
  })

function isOfReview({ said }: Asked): boolean {
  const acts = spansIn(said(), 'act').map(({ found }) => found.act)
  return acts.includes('undo') && acts.includes('approve')
}

async function reopen(
  asked: Asked,
  { region: pressed, figure, sure, ...named }: Pressed<ReturnType<typeof passInput>>,
  ground: Ground,
): Promise<Outcome> {
  const { store } = asked
  const said = wanted(asked, pressed, ground)
  const { regions: allowed, period = said.period, indicator = said.indicator } = { ...said, ...named }
  if (allowed.length === 0) return refused(asked, pressed, ground, '收回审核')
  const places = await placesOf(store, allowed)
  const accepted = chosen(await pendingIn(store, allowed, 'receive', period), indicator, figure)
  if (accepted.length === 0) return answer('empty', cards.nothingToReopen())
  if (!isSure(asked, { sure }))
    return answer(
      'previewed',
      cards.reopenPreview(ground, accepted, { region: pressed ?? placeOf(asked, ground), period, indicator }),
    )
  const acts = accepted.map((one) => entryFor(asked, one, 'reopen'))
  return written(asked, ground, places, acts, {
    status: 'reopened',
    reply: cards.reopened(ground, accepted),
    says: await notices(asked, accepted, (these) => cards.reopenedNotice(ground, these, speaker(asked))),
  })
}
