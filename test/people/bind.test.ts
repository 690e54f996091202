import { describe, expect, test } from 'vitest'
import { personOf } from '../../src/people/index.ts'
import { sql } from '../../src/store/index.ts'
import { buttonsOf, chat, type Heard, type Who } from '../report/chat.ts'

type Chat = Awaited<ReturnType<typeof chat>>

/** The card with buttons that a person was shown last, as something to press on. */
const lastCard = (c: Chat, who: Who): Heard => {
  const card = c.shown.findLast((one) => one.account === `test:${who}` && buttonsOf(one.card).length > 0)?.card
  if (!card) throw new Error(`${who} was shown no card`)
  return { status: '', id: '', text: '', card }
}

const posts = async ({ store }: Chat, who: Who) =>
  (await personOf(store, `test:${who}`))?.posts.map((post) => `${post.role} ${post.region}`)

describe('绑定', () => {
  test('asks the city’s coordinator, and the county is theirs once that is approved', async () => {
    const c = await chat()
    expect((await c.says('路人', '/绑定 长兴县 王五')).text).toContain('请等湖州通过')
    expect(await posts(c, '路人')).toBeUndefined()
    expect(c.hears('宁波')).toEqual([])
    expect(c.hears('湖州').at(-1)).toMatch(/王五申请成为长兴县联系人.*现有联系人：长兴、长兴二/s)
    expect((await c.presses('湖州', lastCard(c, '湖州'), '通过')).status).toBe('approved')
    expect(await posts(c, '路人')).toEqual(['contact 330522'])
    expect(c.hears('路人').at(-1)).toContain('您现在是长兴县的联系人')
    expect((await c.says('路人', '/上报 僵尸企业 12家 截至6月底')).status).toBe('recorded')
  })

  test('that is refused gives nothing, and is told', async () => {
    const c = await chat()
    await c.says('路人', '/绑定 长兴 王五')
    await c.presses('湖州', lastCard(c, '湖州'), '不通过')
    expect(await posts(c, '路人')).toBeUndefined()
    expect(c.hears('路人').at(-1)).toContain('没有通过')
  })

  test('is answered once, and by nobody else', async () => {
    const c = await chat()
    await c.says('路人', '/绑定 长兴 王五')
    const card = lastCard(c, '湖州')
    expect((await c.presses('宁波', card, '通过')).status).toBe('refused')
    const both = await Promise.all([c.presses('湖州', card, '通过'), c.presses('省办', card, '不通过')])
    expect(both.filter((one) => one.status === 'stale')).toHaveLength(1)
  })

  test.each([
    ['/绑定', '请写明是哪个县'],
    ['/绑定 火星 王五', '没有找到'],
    ['/绑定 湖州市 王五', '不是县'],
    ['/绑定 长兴县', '还差您的姓名'],
  ])('%s is answered with %s', async (said, answer) => {
    const c = await chat()
    expect((await c.says('路人', said)).text).toContain(answer)
    expect(c.hears('湖州')).toEqual([])
  })

  test('by somebody who is a contact already needs no name, and adds a county', async () => {
    const c = await chat()
    await c.says('长兴', '/绑定 德清县')
    await c.presses('湖州', lastCard(c, '湖州'), '通过')
    expect(await posts(c, '长兴')).toEqual(['contact 330521', 'contact 330522'])
    const asked = await c.says('长兴', '/上报 僵尸企业 12家 截至6月底')
    expect(buttonsOf(asked.card).map((one) => one.label)).toEqual(['德清县', '长兴县'])
    expect((await c.presses('长兴', asked, '德清县')).text).toContain('德清县')
  })

  test('asked twice is asked once', async () => {
    const c = await chat()
    await c.says('路人', '/绑定 长兴 王五')
    expect((await c.says('路人', '/绑定 长兴 王五')).text).toContain('申请已经提交')
    expect(c.hears('湖州')).toHaveLength(1)
  })
})

describe('交接', () => {
  test('hands the county over with its drafts and what it owes; the predecessor’s right ends, the name stays', async () => {
    const c = await chat()
    await c.says('慈溪', '/上报 僵尸企业 5家 截至6月底')
    await c.says('路人', '/交接 慈溪 赵六')
    expect(c.hears('宁波').at(-1)).toContain('赵六申请接替慈溪任慈溪市联系人')
    await c.presses('宁波', lastCard(c, '宁波'), '通过')
    expect(c.hears('路人').at(-1)).toMatch(/有1份草稿等待确认.*2017年6月还应报9项/s)
    expect(await posts(c, '慈溪')).toBeUndefined()
    expect((await c.says('慈溪', '/上报 低小散 100家 截至6月底')).status).toBe('forbidden')
    expect((await c.says('路人', '/确认 前任核实过')).status).toBe('recorded')
    expect(await c.store.first('SELECT name FROM person WHERE id = ?', '慈溪')).toEqual({ name: '慈溪' })
  })

  test('from one of several is left to the coordinator', async () => {
    const c = await chat()
    expect((await c.says('路人', '/交接 长兴 赵六')).text).toContain('有2位联系人')
  })
})

test('a contact who also stands in elsewhere is not asked for which county each time', async () => {
  const c = await chat()
  await c.store.commit([sql("UPDATE post SET stand_in = '德清' WHERE person = '慈溪'")])
  expect((await c.says('德清', '/上报 僵尸企业 12家 截至6月底')).text).toContain('已记录：德清县')
  expect((await c.says('德清', '/上报 慈溪 僵尸企业 12家 截至6月底')).text).toContain('已记录：慈溪市')
})

test('a stand-in for the day of a leave reports, and it is on record who did', async () => {
  const c = await chat()
  await c.store.commit([
    sql("INSERT INTO leave (person, from_day, to_day, stand_in) VALUES ('慈溪', '2017-07-03', '2017-07-04', '德清')"),
  ])
  const heard = await c.says('德清', '/上报 慈溪 僵尸企业 12家 截至6月底')
  expect(heard.status).toBe('recorded')
  expect(heard.text).toContain('慈溪市')
  expect(await c.store.first('SELECT region, person, proxy FROM ledger')).toEqual({
    region: '330282',
    person: '德清',
    proxy: 0,
  })
  c.at('2017-07-05T09:00')
  expect((await c.says('德清', '/上报 慈溪 低小散 120家 截至6月底')).status).toBe('other-region')
})
