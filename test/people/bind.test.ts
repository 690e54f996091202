import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { personOf } from '../../src/people/index.ts'
import { sql } from '../../src/store/index.ts'
import { office } from '../invented.ts'
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
    expect((await c.says('路人', '/绑定 柳泉县 王五')).text).toContain('请等澄州通过')
    expect(await posts(c, '路人')).toBeUndefined()
    expect(c.hears('鹭州')).toEqual([])
    expect(c.hears('澄州').at(-1)).toMatch(/王五申请成为柳泉县联系人.*现有联系人：柳泉、柳泉二/s)
    expect((await c.presses('澄州', lastCard(c, '澄州'), '通过')).status).toBe('approved')
    expect(await posts(c, '路人')).toEqual(['contact 980522'])
    expect(c.hears('路人').at(-1)).toContain('您现在是柳泉县的联系人')
    expect((await c.says('路人', '/上报 老旧木厂 12家 截至6月底')).status).toBe('recorded')
  })

  test('that is refused gives nothing, and is told', async () => {
    const c = await chat()
    await c.says('路人', '/绑定 柳泉 王五')
    await c.presses('澄州', lastCard(c, '澄州'), '不通过')
    expect(await posts(c, '路人')).toBeUndefined()
    expect(c.hears('路人').at(-1)).toContain('没有通过')
  })

  test('is answered once, and by nobody else', async () => {
    const c = await chat()
    await c.says('路人', '/绑定 柳泉 王五')
    const card = lastCard(c, '澄州')
    expect((await c.presses('鹭州', card, '通过')).status).toBe('refused')
    const both = await Promise.all([c.presses('澄州', card, '通过'), c.presses('省办', card, '不通过')])
    expect(both.filter((one) => one.status === 'stale')).toHaveLength(1)
  })

  test.each([
    ['/绑定', '请写明是哪个县'],
    ['/绑定 火星 王五', '没有找到'],
    ['/绑定 澄州市 王五', '不是县'],
    ['/绑定 柳泉县', '还差您的姓名'],
  ])('%s is answered with %s', async (said, answer) => {
    const c = await chat()
    expect((await c.says('路人', said)).text).toContain(answer)
    expect(c.hears('澄州')).toEqual([])
  })

  test('by somebody who is a contact already needs no name, and adds a county', async () => {
    const c = await chat()
    await c.says('柳泉', '/绑定 苇渡县')
    await c.presses('澄州', lastCard(c, '澄州'), '通过')
    expect(await posts(c, '柳泉')).toEqual(['contact 980521', 'contact 980522'])
    const asked = await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    expect(buttonsOf(asked.card).map((one) => one.label)).toEqual(['苇渡县', '柳泉县'])
    expect((await c.presses('柳泉', asked, '苇渡县')).text).toContain('苇渡县')
  })

  test('asked twice is asked once', async () => {
    const c = await chat()
    await c.says('路人', '/绑定 柳泉 王五')
    expect((await c.says('路人', '/绑定 柳泉 王五')).text).toContain('申请已经提交')
    expect(c.hears('澄州')).toHaveLength(1)
  })
})

describe('交接', () => {
  test('hands the county over with its drafts and what it owes; the predecessor’s right ends, the name stays', async () => {
    const c = await chat()
    await c.says('鸥浦', '/上报 老旧木厂 5家 截至6月底')
    await c.says('路人', '/交接 鸥浦 赵六')
    expect(c.hears('鹭州').at(-1)).toContain('赵六申请接替鸥浦任鸥浦市联系人')
    await c.presses('鹭州', lastCard(c, '鹭州'), '通过')
    expect(c.hears('路人').at(-1)).toMatch(/有1份草稿等待确认.*2017年6月还应报9项/s)
    expect(await posts(c, '鸥浦')).toBeUndefined()
    expect((await c.says('鸥浦', '/上报 散锯点 100家 截至6月底')).status).toBe('forbidden')
    expect((await c.says('路人', '/确认 前任核实过')).status).toBe('recorded')
    expect(await c.store.first('SELECT name FROM person WHERE id = ?', '鸥浦')).toEqual({ name: '鸥浦' })
  })

  test('from one of several is left to the coordinator', async () => {
    const c = await chat()
    expect((await c.says('路人', '/交接 柳泉 赵六')).text).toContain('有2位联系人')
  })
})

test('a contact who also stands in elsewhere is not asked for which county each time', async () => {
  const c = await chat()
  await c.store.commit([sql("UPDATE post SET stand_in = '苇渡' WHERE person = '鸥浦'")])
  expect((await c.says('苇渡', '/上报 老旧木厂 12家 截至6月底')).text).toContain('已记录：苇渡县')
  expect((await c.says('苇渡', '/上报 鸥浦 老旧木厂 12家 截至6月底')).text).toContain('已记录：鸥浦市')
})

test('a stand-in for the day of a leave reports, and it is on record who did', async () => {
  const c = await chat()
  await c.store.commit([
    sql("INSERT INTO leave (person, from_day, to_day, stand_in) VALUES ('鸥浦', '2017-07-03', '2017-07-04', '苇渡')"),
  ])
  const heard = await c.says('苇渡', '/上报 鸥浦 老旧木厂 12家 截至6月底')
  expect(heard.status).toBe('recorded')
  expect(heard.text).toContain('鸥浦市')
  expect(await c.store.first('SELECT region, person, proxy FROM ledger')).toEqual({
    region: '980282',
    person: '苇渡',
    proxy: 0,
  })
  c.at('2017-07-05T09:00')
  expect((await c.says('苇渡', '/上报 鸥浦 散锯点 120家 截至6月底')).status).toBe('other-region')
})

test('whoever has a post is shown it first where plain words ask for it: they may speak of somebody else', async () => {
  const { says, presses, hears } = await office(await freshStore(), '2017-07-03 09:00')
  expect(await says('柳泉', '我要申请绑定苇渡县')).toMatch(/^由您（.+）担任苇渡县联系人吗？\n还没有申请/)
  expect(hears('澄州')).toEqual([])
  expect(await presses('柳泉', '由我担任，申请')).toContain('已申请：苇渡县联系人')
  expect(hears('澄州')).toHaveLength(1)
})

test('a visitor who speaks of a county is asked for the name, and nothing of the sentence is taken for one', async () => {
  const { says, hears } = await office(await freshStore(), '2017-07-03 09:00')
  expect(await says('路人', '我是柳泉县经信局王敏')).toMatch(/^要申请担任柳泉县联系人吗？\n还没有申请/)
  expect(hears('澄州')).toEqual([])
  expect(await says('路人', '王敏')).toContain('姓名：王敏。请等澄州')
  expect(hears('澄州').at(-1)).toMatch(/^王敏申请成为柳泉县联系人/)
})
