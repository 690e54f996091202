/** The three diaries in the chat itself. */
import { beforeEach, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { bulletinDay, contactsJune, coordinatorsWeek, type Played, START } from './diaries.ts'
import { office } from './invented.ts'

const CAST = { 柳泉小张: '柳泉', 竹坞小何: '竹坞', 澄州李科: '澄州', 省办吴处: '省办' } as const

let played: Played
beforeEach(async () => {
  const { says, presses, hears, until } = await office(await freshStore(), START)
  const heard: Played['heard'] = async (who) => hears(CAST[who]).at(-1) ?? ''
  played = {
    heard,
    says: (who, text) => says(CAST[who], text),
    presses: async (who, label) => {
      await presses(CAST[who], label)
      return heard(who)
    },
    until: async (time) => void (await until(time)),
  }
})

test('a contact’s June takes a few lines and no slash', () => contactsJune(played))
test('a city coordinator’s first week of July: who is missing, a reminder, a return', () => coordinatorsWeek(played))
test('the province’s day of the 通报: reviews pressed, figures received, issued with what is missing said', () =>
  bulletinDay(played))
