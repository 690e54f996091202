/** Updating a pressed card later, by the press's token: after the reply, within 30 min, twice. The codes are guesses. */
import { z } from 'zod'
import { checkCard } from '../card/check.ts'
import { MINUTE } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import { bodyOf, type Call, type Reply, type Route } from './call.ts'

const LIFE_MS = 30 * MINUTE
const USES = 2

const Update = z.object({ token: z.string(), card: z.record(z.string(), z.unknown()) })

export const lateRoutes: readonly Route[] = [
  { method: 'POST', path: '/open-apis/interactive/v1/card/update', name: 'interactive.card.update', run: update },
]

function update(call: Call): Reply {
  const { world } = call
  const { token, card } = bodyOf(call, Update)
  const press = world.cardTokens.get(token)
  if (!press || world.age(press.bornAt) > LIFE_MS || press.uses >= USES) throw new Refusal(300090, 'invalid token')
  if (!press.answered) throw new Refusal(300090, 'the callback was not answered yet')
  const message = world.message(press.messageId)
  if (message.recalled) throw new Refusal(230011, 'The message was withdrawn.')
  checkCard(world, card)
  press.uses += 1
  world.replaceCard(message, card)
  return { json: { code: 0, msg: 'ok' } }
}
