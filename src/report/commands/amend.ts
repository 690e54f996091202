/** 补充说明: words added to a figure, in the ledger like everything else. */

import { append, entriesOf, isFigure, lastMessage, type NewEntry, placesOf } from '../../ledger/index.ts'
import type { Card } from '../../message/card.ts'
import type { Asked, Command, Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Ending } from '../../message/ending.ts'
import { inboxId } from '../../message/incoming.ts'
import type { Pressed } from '../../message/input.ts'
import { exampleIndicator } from '../../office/example.ts'
import { indicatorOf } from '../../office/plan.ts'
import { amendInput } from '../presses.ts'
import { ownRegions, REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

export const amendCommand = (ground: Ground): Command =>
  command({
    name: '补充说明',
    words: [],
    right: { kind: 'role', roles: REPORTERS },
    summary: '给刚报的数补充说明，审核人能看到',
    help: { group: 'reporting', rank: 7 },
    example: () => `/补充说明 其中2${exampleIndicator(ground.plan.indicators)?.unit ?? ''}为往年结转`,
    input: amendInput,
    run: (asked, pressed) => amend(asked, pressed, ground),
  })

async function amend(asked: Asked, pressed: Pressed<typeof amendInput>, { plan, regions }: Ground): Promise<Outcome> {
  const say = (status: Ending, reply: Card): Outcome => ({ status, writes: [], reply })
  const { store, person } = asked
  const message = pressed.message ?? (await lastMessage(store, ownRegions(person)))
  const said = message === undefined ? [] : (await entriesOf(store, message)).filter(isFigure)
  const region = said[0]?.region
  if (message === undefined || !region) return say('empty', text.nothingToAmend())
  const standing = standingFor(person, region, regions)
  if (!person || !standing) return say('refused', text.noRight('补充说明', regions.get(region), REPORTERS))
  const note = pressed.note ?? asked.text.trim()
  if (!note) return say('asked', text.noteForm(message))
  const places = await placesOf(store, [region])
  const acts = said.map(
    (entry): NewEntry => ({
      id: asked.id(),
      region,
      indicator: entry.indicator,
      period: entry.period,
      act: 'note',
      note,
      by: person.id,
      proxy: standing === 'proxy',
      message: inboxId(asked.message),
      at: asked.now,
    }),
  )
  return {
    status: 'noted',
    writes: await append(store, regions.province.key, places, acts),
    reply: text.noted(
      said.map((entry) => indicatorOf(plan, entry.indicator)),
      note,
    ),
  }
}
