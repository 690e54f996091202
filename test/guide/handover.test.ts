/** 转人工: a question goes to the coordinator on duty, who answers once. */
import { describe, expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { handoverCommand } from '../../src/guide/handover.ts'
import { onDutyFor } from '../../src/guide/on-duty.ts'
import type { Day } from '../../src/office/day.ts'
import type { PersonId, Role } from '../../src/office/person.ts'
import type { RegionKey } from '../../src/office/region.ts'
import type { OnPost } from '../../src/people/index.ts'
import { sql } from '../../src/store/index.ts'
import { office, whole } from '../invented.ts'
import { test } from '../size.ts'
import { comesTo } from './sentence.ts'

const open = async (start?: string) => {
  const store = await freshStore()
  return { ...(await office(store, start)), store }
}
type Chat = Awaited<ReturnType<typeof open>>

const listed = async ({ store }: Chat, id: string, role: Role, region: string) =>
  store.commit([
    sql('INSERT INTO person (id, name) VALUES (?, ?)', id, `${id}同志`),
    sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${id}`, id),
    sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', id, role, whole.regions.find(region)?.key ?? ''),
  ])

const away = ({ store }: Chat, person: string, standIn: string | null) =>
  store.commit([
    sql(
      'INSERT INTO leave (person, from_day, to_day, stand_in) VALUES (?, ?, ?, ?)',
      person,
      '2017-07-03',
      '2017-07-07',
      standIn,
    ),
  ])

const QUESTION = '破产清算还没终结的算不算处置'

describe('a question handed over by a county', () => {
  test('goes to its city’s coordinator, with who asks, and the asker is told who got it', async () => {
    const { says, hears } = await open()
    expect(await says('柳泉', `/转人工 ${QUESTION}`)).toMatch(/^已转给澄州市协调员 澄州联系人\n“破产清算还没终结/)
    expect(hears('澄州').at(-1)).toMatch(/^柳泉联系人（柳泉县 县联系人）请您答复\n破产清算还没终结的算不算处置/)
    expect(hears('省办')).toEqual([])
  })

  onBoth('comes back as that person’s answer', async () => {
    const { says, fills, hears } = await open()
    await says('柳泉', `/转人工 ${QUESTION}`)
    expect(await fills('澄州', { answer: '终结后才算' })).toMatch(/^已发给提问人/)
    expect(hears('柳泉').at(-1)).toMatch(/^澄州联系人（澄州市 市协调员）答复您\n终结后才算\n.*破产清算/)
  })

  test('is what was asked last, with what the program had answered, where no words stand behind the command', async () => {
    const { says, hears } = await open()
    await says('柳泉', '林产型中小微企业的认定条件有哪些')
    const answered = hears('柳泉').at(-1)?.split('\n')[0] ?? ''
    expect(answered).not.toBe('')
    await says('柳泉', '转人工')
    const card = hears('澄州').at(-1) ?? ''
    expect(card).toContain('林产型中小微企业的认定条件有哪些')
    expect(card).toContain(`机器人答的：${answered.slice(0, 20)}`)
  })

  test('is what stands above the button pressed, with its answer', async () => {
    const { says, presses, hears } = await open()
    await says('柳泉', '2017年要处置多少家老旧木厂？')
    await presses('柳泉', '转人工')
    const card = hears('澄州').at(-1) ?? ''
    expect(card).toContain('2017年要处置多少家老旧木厂？')
    expect(card).toMatch(/机器人答的：.*63家/)
  })

  test('is no command word alone, and no question of whom to ask', async () => {
    const { says, hears } = await open()
    await says('柳泉', '林产型中小微企业的认定条件有哪些')
    for (const words of ['/我的', '/帮助 上报', '找谁']) await says('柳泉', words)
    await says('柳泉', '转人工')
    expect(hears('澄州').at(-1)).toContain('林产型中小微企业的认定条件有哪些')
  })

  test('is asked for with a form where nothing was asked yet', async () => {
    const { says, fills, hears } = await open()
    expect(await says('柳泉', '人工')).toMatch(/要转人工问什么/)
    expect(await fills('柳泉', { question: QUESTION })).toMatch(/^已转给澄州市协调员/)
    expect(hears('澄州').at(-1)).toContain(QUESTION)
  })
})

describe('an answer', () => {
  const twoCoordinators = async () => {
    const chat = await open()
    await listed(chat, '湖乙', 'city-coordinator', '澄州市')
    await chat.says('柳泉', `/转人工 ${QUESTION}`)
    return chat
  }

  test('is given once: the other coordinator’s card says by whom', async () => {
    const { fills, hears } = await twoCoordinators()
    expect(hears('湖乙').at(-1)).toContain(QUESTION)
    await fills('澄州', { answer: '终结后才算' })
    expect(hears('湖乙')).toHaveLength(1)
    expect(hears('湖乙').at(-1)).toMatch(/^澄州联系人已答复[\s\S]*答：终结后才算/)
  })

  test('that comes second is not sent', async () => {
    const { fills, acts, hears, store } = await twoCoordinators()
    await fills('澄州', { answer: '终结后才算' })
    const heard = hears('柳泉').length
    const [row] = await store.all<{ id: string }>('SELECT id FROM handover')
    expect(await acts('湖乙', '人工答复', { handover: row?.id ?? '', answer: '立案就算' })).toMatch(/^澄州联系人已答复/)
    expect(hears('柳泉')).toHaveLength(heard)
  })

  test('is not taken empty, nor from somebody whom the question does not concern, nor from the asker', async () => {
    const { fills, acts, store } = await twoCoordinators()
    expect(await fills('澄州', { answer: '  ' })).toMatch(/没有发出：还没写答复/)
    const [row] = await store.all<{ id: string }>('SELECT id FROM handover')
    for (const who of ['鸥浦', '柳泉', '官员'])
      expect(await acts(who, '人工答复', { handover: row?.id ?? '', answer: '算' })).toMatch(/没有转给您/)
    expect(await acts('路人', '人工答复', { handover: row?.id ?? '', answer: '算' })).toMatch(/没有权限/)
    expect(await store.all('SELECT * FROM handover_answer')).toEqual([])
  })
})

describe('what waits for an answer', () => {
  onBoth('is listed, the oldest first, and answered from there', async () => {
    const { says, presses, fills, hears } = await open()
    expect(await says('澄州', '/待答')).toMatch(/没有等您答复的问题/)
    await says('柳泉', '/转人工 问题甲')
    await says('竹坞', '/转人工 问题乙')
    expect(await says('澄州', '/待答')).toMatch(
      /^等答复的问题：2个\n1\. 问题甲\n柳泉联系人（柳泉县 县联系人）[\s\S]*2\. 问题乙[\s\S]*\[答复1\] \[答复2\]/,
    )
    expect(await presses('澄州', '答复2')).toMatch(/竹坞联系人（竹坞县 县联系人）请您答复\n问题乙/)
    await fills('澄州', { answer: '可以' })
    expect(hears('竹坞').at(-1)).toMatch(/答复您\n可以/)
    expect(await says('澄州', '/待答')).toMatch(/^等答复的问题：1个\n1\. 问题甲/)
  })

  test('is seen by a coordinator who comes back from leave, and not by another city’s', async () => {
    const chat = await open()
    await away(chat, '澄州', '竹坞')
    await listed(chat, '鹭州', 'city-coordinator', '鹭州市')
    await chat.says('柳泉', `/转人工 ${QUESTION}`)
    expect(await chat.says('澄州', '/待答')).toContain(QUESTION)
    expect(await chat.says('鹭州', '/待答')).toMatch(/没有等您答复的问题/)
    expect(await chat.says('官员', '/待答')).toMatch(/没有权限/)
  })
})

describe('who gets it', () => {
  test('is the province’s coordinator for an official, a city’s coordinator and a visitor', async () => {
    const { says, hears, fills } = await open()
    for (const who of ['官员', '澄州'])
      expect(await says(who, `/转人工 ${who}的问题`)).toMatch(/已转给省协调员 省办联系人/)
    const visitor = await says('路人', '/转人工 怎么绑定')
    expect(visitor).toMatch(/^已转给省协调员\n/)
    expect(hears('省办')).toHaveLength(3)
    expect(hears('省办').at(-1)).toMatch(/^名册外的人员（test:路人）请您答复/)
    await fills('省办', { answer: '发送 /绑定 县名 姓名' })
    expect(hears('路人').at(-1)).toMatch(/省办联系人（全省 省协调员）答复您\n发送 \/绑定/)
  })

  test('is the stand-in of a coordinator on leave', async () => {
    const chat = await open()
    await away(chat, '澄州', '竹坞')
    expect(await chat.says('柳泉', `/转人工 ${QUESTION}`)).toMatch(/已转给澄州市协调员 竹坞联系人/)
    expect(chat.hears('澄州')).toEqual([])
    expect(await chat.fills('竹坞', { answer: '不算' })).toMatch(/已发给提问人/)
  })

  test('is the province where the city’s coordinator is away without a stand-in', async () => {
    const chat = await open()
    await away(chat, '澄州', null)
    expect(await chat.says('柳泉', `/转人工 ${QUESTION}`)).toMatch(/已转给省协调员 省办联系人/)
  })

  test('is never the asker: alone at the top, one is told that nobody is there', async () => {
    const chat = await open()
    expect(await chat.says('省办', `/转人工 ${QUESTION}`)).toMatch(/没有转出：现在没有在岗的协调员/)
    await listed(chat, '管理', 'admin', '沧岭省')
    expect(await chat.says('省办', `/转人工 ${QUESTION}`)).toMatch(/已转给管理员 管理同志/)
  })

  test('is found rung by rung, whoever is away', () => {
    const key = (name: string) => whole.regions.find(name)?.key as RegionKey
    const post = (id: string, role: Role, place: string, more: Partial<OnPost> = {}): OnPost => ({
      id: id as PersonId,
      name: id,
      role,
      region: key(place),
      ...more,
    })
    const gone = { away: '2017-07-07' as Day }
    const city = (more = {}) => post('市', 'city-coordinator', '澄州市', more)
    const province = (more = {}) => post('省', 'provincial-coordinator', '沧岭省', more)
    const admin = post('管', 'admin', '沧岭省')
    const found = (posts: OnPost[], asker?: string, county?: string) =>
      onDutyFor(asker as PersonId | undefined, county ? key(county) : undefined, posts, whole.regions)
        ?.people.map(({ id }) => id)
        .join()
    expect(found([city(), province(), admin], '县', '柳泉县')).toBe('市')
    expect(found([city(gone), province(), admin], '县', '柳泉县')).toBe('省')
    expect(found([city({ ...gone, standIn: { id: '县' as PersonId, name: '县' } }), province()], '县', '柳泉县')).toBe(
      '省',
    )
    expect(found([city(), province(), admin], '县', '鸥浦市')).toBe('省')
    expect(found([city(), province(gone), admin])).toBe('管')
    expect(found([city(), province(gone)])).toBeUndefined()
  })
})

describe('when the office is closed', () => {
  test('the asker is told when it opens, and nobody is disturbed before', async () => {
    const { says, hears, until } = await open('2017-07-01 10:00')
    expect(await says('柳泉', `/转人工 ${QUESTION}`)).toMatch(/现在不是上班时间，7月3日（周一）08:30送达/)
    await until('2017-07-03 08:00')
    expect(hears('澄州').filter((card) => card.includes(QUESTION))).toEqual([])
    await until('2017-07-03 08:45')
    expect(hears('澄州').filter((card) => card.includes(QUESTION))).toHaveLength(1)
  })
})

describe('what keeps coordinators from being flooded', () => {
  test('the same question is not handed over twice while it waits', async () => {
    const { says, hears, fills } = await open()
    await says('柳泉', `/转人工 ${QUESTION}`)
    expect(await says('柳泉', `/转人工 ${QUESTION}`)).toMatch(/已经转出/)
    expect(hears('澄州')).toHaveLength(1)
    await fills('澄州', { answer: '不算' })
    expect(await says('柳泉', `/转人工 ${QUESTION}`)).toMatch(/^已转给/)
  })

  test('three wait at most', async () => {
    const { says, fills } = await open()
    for (const n of ['一', '二', '三']) expect(await says('柳泉', `/转人工 问题${n}`)).toMatch(/^已转给/)
    expect(await says('柳泉', '/转人工 问题四')).toMatch(/已有3个问题在等答复[\s\S]*问题三/)
    await fills('澄州', { answer: '不算' })
    expect(await says('柳泉', '/转人工 问题四')).toMatch(/^已转给/)
  })

  test('five go out within a day, answered or not', async () => {
    const { says, fills, until } = await open()
    for (const n of ['一', '二', '三', '四', '五']) {
      expect(await says('柳泉', `/转人工 问题${n}`)).toMatch(/^已转给/)
      await fills('澄州', { answer: `答${n}` })
    }
    expect(await says('柳泉', '/转人工 问题六')).toMatch(/一天最多转5个/)
    await until('2017-07-04 09:15')
    expect(await says('柳泉', '/转人工 问题六')).toMatch(/^已转给/)
  })

  test('plain words that were only taken for such a wish are shown before they go out', async () => {
    const { store } = await open()
    const handover = handoverCommand(whole)
    expect(await comesTo(handover, '清算到一半的到底归谁管', undefined, store)).toMatch(
      /要转给协调员吗[\s\S]*还没有转出/,
    )
    expect(await comesTo(handover, '清算到一半的归谁管，转人工', undefined, store)).toMatch(/^已转给省协调员/)
  })
})

describe('in a group', () => {
  test('no name is told, and the answer comes in private', async () => {
    const { saysInGroup, hears, fills } = await open()
    const card = await saysInGroup('柳泉', `/转人工 ${QUESTION}`)
    expect(card).toMatch(/^已转给澄州市协调员\n[\s\S]*私聊/)
    await fills('澄州', { answer: '不算' })
    expect(hears('group').join()).not.toMatch(/澄州联系人/)
    expect(hears('柳泉').at(-1)).toMatch(/澄州联系人（澄州市 市协调员）答复您/)
  })

  test('a visitor is asked to come into a private chat', async () => {
    const { saysInGroup, hears } = await open()
    expect(await saysInGroup('路人', `/转人工 ${QUESTION}`)).toMatch(/请私聊我/)
    expect(hears('省办')).toEqual([])
  })
})
