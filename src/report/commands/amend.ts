/** 补充说明: words added to a figure, in the ledger like everything else. */

import { entriesOf, isFigure, lastMessage, placesOf } from '../../ledger/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import { exampleIndicator } from '../../office/example.ts'
import { indicatorOf } from '../../office/plan.ts'
import { entryFor, written } from '../entry.ts'
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
  const { store, person } = asked
  const message = pressed.message ?? (await lastMessage(store, ownRegions(person)))
  const said = message === undefined ? [] : (await entriesOf(store, message)).filter(isFigure)
  const region = said[0]?.region
  if (message === undefined || !region) return answer('empty', text.nothingToAmend())
  const standing = standingFor(person, region, regions)
  if (!person || !standing) return answer('refused', text.noRight('补充说明', regions.get(region), REPORTERS))
  const note = pressed.note ?? asked.text.trim()
  if (!note) return answer('asked', text.noteForm(message))
  const places = await placesOf(store, [region])
  const acts = said.map((one) => entryFor(asked, person, one, 'note', { note, proxy: standing === 'proxy' }))
  const named = said.map((one) => indicatorOf(plan, one.indicator))
  return written(asked, { regions }, places, acts, {
    status: 'noted',
    reply: text.noted(named, note),
    replaceCard: false,
  })
}
