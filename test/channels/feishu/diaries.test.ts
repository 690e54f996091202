/** The three diaries on the simulated platform. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  bulletinDay,
  contactsJune,
  coordinatorsWeek,
  type DiaryName,
  PEOPLE,
  type Played,
  START,
} from '../../diaries.ts'
import { hoursUntil } from '../hours.ts'
import { closeAll, feishuOffice } from './office.ts'
import type { User } from './sim/state/records.ts'

/** The platform takes five messages a second to one person; nobody types faster. */
const typing = () => new Promise((resolve) => setTimeout(resolve, 300))

let played: Played
beforeEach(async () => {
  const { sim, person, quiet, tickAt } = await feishuOffice('webhook', { start: START })
  const users = new Map<DiaryName, User>()
  for (const [name, [role, region]] of Object.entries(PEOPLE))
    users.set(name as DiaryName, await person(name, role, region))
  const of = (who: DiaryName): User => {
    const user = users.get(who)
    if (!user) throw new Error(`nobody is called ${who}`)
    return user
  }
  const heard: Played['heard'] = async (who) => sim.lastFromBot(of(who))?.text ?? ''
  let now = START
  played = {
    heard,
    async says(who, text) {
      // an answer comes as a message, or in the place of the card that it answers
      const said = () => sim.sees(of(who)).flatMap((one) => (one.byBot ? one.text : []))
      const before = said()
      sim.users.sendText(of(who), text)
      await sim.settled()
      await expect.poll(said, { timeout: 20_000 }).not.toEqual(before)
      await typing()
      await quiet()
      return heard(who)
    },
    async presses(who, label) {
      const cards = sim.sees(of(who)).filter(({ card }) => card?.buttons.some((one) => one.label.startsWith(label)))
      const pressed = await sim.press(of(who), cards.at(-1) ?? '', new RegExp(`^${label}`))
      expect(pressed.error).toBeUndefined()
      await quiet()
      return heard(who)
    },
    async until(time) {
      for (const hour of hoursUntil(now, time)) {
        await tickAt(hour)
        await quiet()
      }
      now = time
    },
  }
})
afterEach(closeAll)

test('a contact’s June takes a few lines and no slash', () => contactsJune(played))
test('a city coordinator’s first week of July: who is missing, a reminder, a return', () => coordinatorsWeek(played))
test('the province’s day of the 通报: reviews pressed, figures received, issued with what is missing said', () =>
  bulletinDay(played))
