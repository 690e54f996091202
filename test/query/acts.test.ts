/**
 * Questions on what was done, through the whole office: reminders as they went out, May locked on 20 June and opened
 * again on 3 July, 柳泉 passed and 桐塍's figure returned on 8 June.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { shippedOffice } from '../../src/composition/live-office.ts'
import { type ActsQuery, actsQuery } from '../../src/query/index.ts'
import { files, whole } from '../invented.ts'
import { type Cast, officeOf } from '../office.ts'

const CAST: Cast = {
  柳泉: ['contact', '柳泉县'],
  竹坞: ['contact', '竹坞县'],
  桐塍: ['contact', '桐塍区'],
  鸥浦: ['contact', '鸥浦市'],
  澄州: ['city-coordinator', '澄州市'],
  省办: ['provincial-coordinator', '沧岭省'],
  官员: ['official', '沧岭省'],
}

let o: Awaited<ReturnType<typeof officeOf>>
let minutes = 0
/** Nothing said before is meant: each begins a talk of its own. */
async function asks(who: string, ...words: string[]): Promise<string> {
  minutes += 31
  await o.until(
    `2017-07-0${4 + Math.floor(minutes / 720)} ${String(9 + (Math.floor(minutes / 60) % 12)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  )
  let said = ''
  for (const one of words) said = await o.says(who, one)
  return said
}
/** Where its sentence stands. */
const sentence = (card: string): string => card.split('\n')[1] ?? ''

const remindersOf = (person: string, month: string): Promise<{ readonly n: number } | undefined> =>
  o.store.first<{ n: number }>(
    'SELECT count(DISTINCT at) AS n FROM reminder WHERE person = ? AND substr(day, 1, 7) = ?',
    person,
    month,
  )

beforeAll(async () => {
  o = await officeOf(
    { shipped: shippedOffice(whole, files), files, cast: CAST },
    await freshStore(),
    '2017-05-31 09:00',
  )
  await o.until('2017-06-02 15:00')
  await o.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家 截至5月31日')
  await o.says('桐塍', '/上报 老旧木厂 2家 截至5月31日')
  await o.until('2017-06-08 10:00')
  await o.says('澄州', '/退回 桐塍 老旧木厂 口径不对')
  await o.says('澄州', '/通过 柳泉 5月')
  await o.presses('澄州', '通过2项')
  await o.until('2017-06-20 16:00')
  await o.says('省办', '/锁定 5月')
  await o.presses('省办', '锁定')
  await o.until('2017-07-02 11:00')
  await o.says('竹坞', '/上报 散锯点 80家 截至6月30日')
  await o.until('2017-07-03 10:00')
})

describe('reminders', () => {
  test('how often one was reminded is what went out to oneself, in the days that are said', async () => {
    const { n = 0 } = (await remindersOf('柳泉', '2017-06')) ?? {}
    expect(n).toBeGreaterThan(3)
    expect(sentence(await asks('柳泉', '我6月被催过几次'))).toMatch(
      new RegExp(`6月1日至30日您被提醒${n}次，最近一次是`),
    )
    expect(sentence(await asks('柳泉', '我2月被催过几次'))).toBe('2月1日至28日您没有被提醒过。')
  })

  test('the last time is the newest of all, whatever month it is', async () => {
    const last = await o.store.first<{ day: string }>("SELECT max(day) AS day FROM reminder WHERE person = '柳泉'")
    const [, month, day] = (last?.day ?? '').split('-').map(Number)
    expect(sentence(await asks('柳泉', '上次什么时候催的我'))).toContain(`最近一次被提醒是${month}月${day}日`)
  })

  test('a follow-up says another county, or another month', async () => {
    expect(sentence(await asks('澄州', '竹坞上个月被催了几次', '柳泉呢'))).toMatch(/6月1日至30日柳泉县被提醒\d次/)
    expect(sentence(await asks('澄州', '竹坞上个月被催了几次', '5月呢'))).toMatch(/5月1日至31日竹坞县/)
  })

  test('who was reminded of others is for those above them alone', async () => {
    expect(await asks('官员', '柳泉上个月被催了几次')).toMatch(/不公开/)
    expect(await asks('鸥浦', '柳泉上个月被催了几次')).toMatch(/不公开/)
    expect(await asks('澄州', '柳泉上个月被催了几次')).toMatch(/被提醒\d次/)
  })

  test('to remind somebody is still a wish', async () => {
    expect(await asks('澄州', '催一下柳泉')).not.toMatch(/记录/)
    expect(await asks('澄州', '下次提醒什么时候')).not.toMatch(/记录/)
  })
})

describe('locks', () => {
  test('which months are locked, since when and by whom; a month that is not is said not to be', async () => {
    for (const words of ['哪几个月锁了', '锁了哪些月份', '5月是谁锁的', '5月什么时候锁的'])
      expect(sentence(await asks('柳泉', words))).toBe('已锁定1期：2017年5月（6月20日 16:00，省办联系人）。')
    expect(sentence(await asks('省办', '4月锁了没有'))).toBe('没有锁定：2017年4月。')
    expect(sentence(await asks('省办', '哪几个月锁了', '谁锁的'))).toContain('省办联系人')
  })

  test('a lock that was taken off is none', async () => {
    await asks('省办', '/解锁 5月 补报')
    expect(sentence(await asks('省办', '哪几个月锁了'))).toMatch(/^已解锁：2017年5月/)
  })
})

describe('review', () => {
  test('who passed it and when, for the county itself and those above it', async () => {
    expect(sentence(await asks('柳泉', '我们的数是谁审的'))).toBe(
      '2017年柳泉县由澄州联系人审核通过，最近一次是6月8日 10:00。',
    )
    expect(sentence(await asks('澄州', '柳泉的是谁审的', '什么时候审的'))).toMatch(
      /最近一次审核通过是6月8日 10:00，澄州联系人办理/,
    )
    expect(await asks('官员', '柳泉的数是谁审的')).toMatch(/不公开/)
  })

  test('how often and why it was returned; a month with how often is when it was, else of which figures', async () => {
    expect(sentence(await asks('澄州', '6月退回过几次，都因为啥'))).toMatch(
      /6月1日至30日澄州市各县（市、区）被退回1次，原因：口径不对/,
    )
    expect(sentence(await asks('澄州', '7月退回过几次'))).toMatch(/没有被退回过/)
  })
})

describe('reports', () => {
  test('of a whole that the asker sees a part of, the part is named and said to be one', async () => {
    const card = await asks('澄州', '今年全省哪个县被退回最多')
    expect(sentence(card)).toMatch(/桐塍区、麦塍区、苇渡县、柳泉县、竹坞县被退回次数最多：桐塍区（1次）/)
    expect(sentence(card)).not.toContain('省')
    expect(card).toContain('只算您能看的地方，别处的不公开。')
    expect(await asks('省办', '今年全省哪个县被退回最多')).not.toContain('别处的不公开')
  })

  test('who reported on a day, and on which day most came', async () => {
    expect(sentence(await asks('澄州', '7月2号谁报了'))).toBe('7月2日澄州市各县（市、区）上报的有1个地方：竹坞县。')
    expect(sentence(await asks('澄州', '7月1号谁报了'))).toMatch(/没有上报过/)
    expect(sentence(await asks('澄州', '6月哪天收到的上报最多'))).toMatch(/次数最多的日子：6月2日（2次）/)
  })
})

test('what ran is kept, and reads back as the same query', async () => {
  await asks('澄州', '竹坞上个月被催了几次')
  const rows = await o.store.all<{ kept: string }>(
    "SELECT kept FROM inbox WHERE text = '竹坞上个月被催了几次' AND kept IS NOT NULL",
  )
  const kept: unknown = JSON.parse(rows.at(-1)?.kept ?? '{}').request
  const query: ActsQuery = actsQuery.parse(kept)
  expect(query).toEqual(kept)
  expect(query).toMatchObject({ deed: 'remind', asks: 'how-many', within: { from: '2017-06-01', to: '2017-06-30' } })
})

test('in a group no names are told', async () => {
  const said = await o.saysInGroup('省办', '5月是谁锁的')
  expect(said).toMatch(/锁/)
  expect(said).not.toMatch(/省办联系人/)
})
