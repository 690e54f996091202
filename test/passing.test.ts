/** Time that passes only where something can happen tells the same story as time that passes by quarters of an hour. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { addDays, type Day } from '../src/office/day.ts'
import { office } from './invented.ts'
import { runs } from './size.ts'

const FIRST = '2017-06-28' as Day

const SAID: readonly (readonly [who: string, text: string])[] = [
  ['柳泉', '/上报 老旧木厂 12家 截至 6月30日'],
  ['柳泉', '/零报告'],
  ['竹坞', '/请假 3天'],
  ['竹坞', '/稍后提醒'],
  ['竹坞', '/稍后提醒 明天 11点20分'],
  ['鸥浦', '/稍后提醒 7月8日'],
  ['鸥浦', '/免打扰 到7月6日'],
  ['鸥浦', '/零报告'],
  ['澄州', '/未报'],
  ['澄州', '/请假 2天'],
  ['省办', '/截止 6月月报 7月7日 原因：系统维护'],
]

const doing = fc.record({
  day: fc.integer({ min: 0, max: 15 }).map((days) => addDays(FIRST, days)),
  clock: fc.constantFrom('07:50', '08:58', '09:03', '12:00', '15:05', '16:31', '17:59', '22:10'),
  said: fc.constantFrom(...SAID),
})
type Doing = typeof doing extends fc.Arbitrary<infer T> ? T : never

/** What waits for an hour of its own, at which there is no stage. */
const SNOOZED: Doing[] = [
  { day: '2017-06-30' as Day, clock: '12:00', said: ['竹坞', '/稍后提醒 明天 11点20分'] },
  { day: '2017-07-06' as Day, clock: '09:03', said: ['鸥浦', '/稍后提醒 7月8日'] },
]

async function told(doings: readonly Doing[], how: 'until' | 'untilByQuarters'): Promise<readonly string[]> {
  const store = await freshStore()
  const chat = await office(store, `${FIRST} 07:45`)
  for (const { day, clock, said } of doings) {
    await chat[how](`${day} ${clock}`)
    const [who, text] = said
    await chat.says(who, text)
    // A deadline that is moved to where it stands has nothing to confirm.
    if (/^新截止/m.test(chat.hears(who).at(-1) ?? '')) await chat.presses(who, '确认调整并通知')
  }
  await chat[how](`${addDays(FIRST, 18)} 18:00`)
  store.close()
  return chat.sendings()
}

test('whatever is said on the way, the same is sent to the same people at the same instants', async () => {
  let reminders = 0
  let drafts = 0
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { maxLength: 12 }), async (all) => {
      const doings = all.toSorted((a, b) => `${a.day} ${a.clock}`.localeCompare(`${b.day} ${b.clock}`))
      const sent = await told(doings, 'until')
      reminders += sent.filter((line) => /请上报/.test(line)).length
      drafts += sent.filter((line) => /通报草稿/.test(line)).length
      expect(sent).toEqual(await told(doings, 'untilByQuarters'))
    }),
    { numRuns: runs(20), examples: [[SNOOZED]] },
  )
  expect(reminders).toBeGreaterThan(runs(20) * 4)
  expect(drafts).toBeGreaterThan(0)
}, 120_000)
