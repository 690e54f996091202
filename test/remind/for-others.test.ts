/** What a coordinator says of the contacts of counties of theirs: not reminded for a day, on leave. */
import { beforeEach, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { sql } from '../../src/store/index.ts'
import { office } from '../invented.ts'

let o: Awaited<ReturnType<typeof office>>
beforeEach(async () => {
  o = await office(await freshStore(), '2017-07-03 09:00')
})

const quiet = async (): Promise<string[]> =>
  (await o.store.all<{ id: string }>('SELECT id FROM person WHERE quiet IS NOT NULL ORDER BY id')).map(({ id }) => id)
const away = async (): Promise<string[]> =>
  (await o.store.all<{ person: string }>('SELECT person FROM leave ORDER BY person')).map(({ person }) => person)

test('a county left alone for a day is shown first, then its contact hears nothing, and who said so still does', async () => {
  expect(await o.says('澄州', '柳泉今天别催')).toMatch(/不提醒：1个地方的1位联系人[\s\S]*柳泉联系人/)
  expect(await quiet()).toEqual([])
  await o.presses('澄州', '确认不提醒')
  expect(await quiet()).toEqual(['柳泉'])
})

test('all of a coordinator’s counties are left alone by a plain yes, those of others never', async () => {
  await o.says('澄州', '今天先别催各县了')
  await o.says('澄州', '好')
  expect(await quiet()).toEqual(['柳泉', '竹坞'])
  expect(await o.says('柳泉', '竹坞今天别催')).toContain('不在您的职责范围内')
  await o.acts('澄州', '免打扰', { until: '2017-07-04', regions: '980282', shown: '1' })
  expect(await quiet()).toEqual(['柳泉', '竹坞'])
})

test('leave of a county’s contact is taken by who coordinates it after it was shown, and the contact hears of it', async () => {
  expect(await o.says('澄州', '替柳泉请假到周五')).toContain('柳泉联系人请假：7月3日（周一）至7月7日（周五）')
  expect(await away()).toEqual([])
  await o.presses('澄州', '确认请假')
  expect(await away()).toEqual(['柳泉'])
  await o.until('2017-07-03 09:30')
  expect(o.hears('柳泉').join('\n')).toContain('协调员替您记了请假')
})

test('leave is not taken for whom the asker does not coordinate, nor for several at once', async () => {
  expect(await o.says('澄州', '替鹭州雁浦请假到周五')).toContain('不在您的职责范围内')
  expect(await o.says('省办', '替澄州请假到周五')).toContain('请写明替谁请假')
  await o.acts('澄州', '请假', { from: '2017-07-04', to: '2017-07-05', of: '980282', shown: '1' })
  expect(await away()).toEqual([])
})

test('a day that a reason or quoted words name is not when the reminder goes out', async () => {
  for (const said of ['全催 客气点 说厅里周五要用数', '催一下没报的，周五厅里要开会用', '都催一下 7月5号就截止了'])
    expect(await o.says('澄州', said)).not.toContain('确认后将于')
  expect(await o.says('澄州', '催一下没报的，明天上午9点')).toContain('确认后将于7月4日（周二）09:00发出')
})

test('谁都别催 is everybody, and no question: all of a coordinator’s counties, shown before anybody is left alone', async () => {
  expect(await o.says('澄州', '今天谁都别催了')).toMatch(/^到7月3日（周一）不提醒：\d个地方的2位联系人/)
  expect(await quiet()).toEqual([])
  await o.says('澄州', '好')
  expect(await quiet()).toEqual(['柳泉', '竹坞'])
})

test.each(['今天谁催过我', '谁今天别催'])('“%s” leaves nobody alone', async (said) => {
  await o.says('澄州', said)
  expect(await quiet()).toEqual([])
})

test.each(['明天请假，老周替我审', '老周明天替我审，我请假'])(
  '“%s”: a stand-in whom the roster does not know is asked for before leave is taken, and not replaced by the usual one',
  async (said) => {
    const shown = await o.says('澄州', said)
    expect(shown).toMatch(/^请假：7月4日（周二）至7月4日（周二）[\s\S]*名册里没有找到这个人/)
    expect(await away()).toEqual([])
    expect(await o.says('澄州', '由柳泉联系人代')).toMatch(/^请假：7月4日[\s\S]*期间由柳泉联系人代/)
  },
)

test('a stand-in who is on the roster is found in the words, however they name what is taken over', async () => {
  await o.store.commit([sql("INSERT INTO person (id, name) VALUES ('zhou', '周建国')")])
  expect(await o.says('澄州', '明天请假，周建国替我审')).toContain('期间由周建国代')
})

describe('a stand-in', () => {
  beforeEach(async () => {
    const post = (person: string, name: string, role: string, beside: string) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', person, name),
      sql(
        'INSERT INTO post (person, role, region) SELECT ?, ?, region FROM post WHERE person = ?',
        person,
        role,
        beside,
      ),
    ]
    await o.store.commit([
      ...post('qi', '澄州齐科', 'city-coordinator', '澄州'),
      ...post('zou', '柳泉邹工', 'official', '柳泉'),
      ...post('lu', '陆建国', 'official', '柳泉'),
      ...post('li', '李主任', 'official', '柳泉'),
      ...post('bai', '白晓', 'official', '柳泉'),
      ...post('bo', '白云', 'official', '柳泉'),
    ])
  })

  test.each([
    '我下周二到周四休假，澄州齐科代我',
    '下周二到周四我请假，澄州齐科替我',
    '我下周二到周四出差，工作找澄州齐科',
    '下周二到周四请假，澄州齐科替我审',
    '我下周二到周四请假，澄州的齐科盯着',
  ])('“%s” is leave of the speaker, though a place stands in the name', async (said) => {
    expect(await o.says('省办', said)).toMatch(/^请假：7月11日（周二）至7月13日（周四）[\s\S]*期间由澄州齐科代/)
    await o.presses('省办', '确认请假')
    expect(await o.store.all('SELECT person, stand_in FROM leave')).toEqual([{ person: '省办', stand_in: 'qi' }])
  })

  test.each([
    ['明天请假，由邹工代', 'zou'],
    ['明天请假，由陆工代', 'lu'],
    ['明天请假，由陆老师代', 'lu'],
    ['明天请假，由李主任代', 'li'],
  ])('%s: one of the county is found as colleagues address them', async (said, person) => {
    await o.says('柳泉', said)
    expect(await o.store.all('SELECT person, stand_in FROM leave')).toEqual([{ person: '柳泉', stand_in: person }])
  })

  test.each([
    ['明天请假，由白工代', /名册里有 2 位“白工”/],
    ['明天请假，由李工代', /名册里没有“李工”/],
    ['明天请假，由陆建军代', /名册里没有“陆建军”/],
  ])('%s: is asked for where it may be several or is another', async (said, shown) => {
    expect(await o.says('柳泉', said)).toMatch(shown)
    expect(await away()).toEqual([])
  })

  test('of another county is nobody', async () => {
    expect(await o.says('竹坞', '明天请假，由邹工代')).toMatch(/名册里没有“邹工”/)
  })

  test('of another county is found by its place', async () => {
    await o.says('竹坞', '明天请假，由柳泉的邹工代')
    expect(await o.store.all('SELECT person, stand_in FROM leave')).toEqual([{ person: '竹坞', stand_in: 'zou' }])
  })
})
