/** 联系人: who answers for a place, shown to those who may see it. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { maySee, seenAt } from '../../src/guide/roster.ts'
import type { Day } from '../../src/office/day.ts'
import type { Person, PersonId, Role } from '../../src/office/person.ts'
import type { RegionKey } from '../../src/office/region.ts'
import type { OnPost } from '../../src/people/index.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { office, whole } from '../invented.ts'

const { regions } = whole
const TODAY = '2017-07-03' as Day

const keyOf = (name: string): RegionKey => {
  const region = regions.find(name)
  if (!region) throw new Error(`no place ${name}`)
  return region.key
}

const post = (name: string, role: Role, place: string): OnPost => ({
  id: name as PersonId,
  name,
  role,
  region: keyOf(place),
})

/** 棠州 has no coordinator of its own. */
const POSTS: readonly OnPost[] = [
  post('柳泉甲', 'contact', '柳泉县'),
  post('柳泉乙', 'contact', '柳泉县'),
  post('竹坞甲', 'contact', '竹坞县'),
  post('棠浦甲', 'contact', '棠浦市'),
  post('澄州甲', 'city-coordinator', '澄州市'),
  post('鹭州甲', 'city-coordinator', '鹭州市'),
  post('省办甲', 'provincial-coordinator', '沧岭省'),
]

const as = (role: Role, place: string, standsIn = false): Person => ({
  id: '某人' as PersonId,
  name: '某人',
  posts: [{ role, region: keyOf(place), ...(standsIn && { standsIn }) }],
})

const WHO: Readonly<Record<string, Person | undefined>> = {
  柳泉联系人: as('contact', '柳泉县'),
  柳泉代理人: as('contact', '柳泉县', true),
  棠浦联系人: as('contact', '棠浦市'),
  澄州协调员: as('city-coordinator', '澄州市'),
  省协调员: as('provincial-coordinator', '沧岭省'),
  管理员: as('admin', '沧岭省'),
  官员: as('official', '沧岭省'),
  县里的官员: as('official', '柳泉县'),
  名册外: undefined,
}

const namesSeen = (who: string, place: string): string => {
  const seen = seenAt(WHO[who], keyOf(place), POSTS, regions, TODAY)
  const all = seen && [...seen.here, ...seen.above, ...seen.below.flatMap(({ posts }) => posts)]
  return all ? all.map(({ name }) => name).join(' ') : '—'
}

const PLACES = ['柳泉县', '竹坞县', '棠浦市', '澄州市', '鹭州市', '沧岭省']
const COUNTY = '柳泉甲 柳泉乙 澄州甲'
const CITY = '澄州甲 柳泉甲 柳泉乙 竹坞甲'
const PROVINCE = '省办甲 鹭州甲 澄州甲'

describe('the names that a person may see', () => {
  test.each([
    ['柳泉联系人', [COUNTY, '—', '—', '澄州甲 柳泉甲 柳泉乙', '—', '—']],
    ['柳泉代理人', [COUNTY, '—', '—', '澄州甲 柳泉甲 柳泉乙', '—', '—']],
    ['棠浦联系人', ['—', '—', '棠浦甲 省办甲', '—', '—', '省办甲']],
    ['澄州协调员', [COUNTY, '竹坞甲 澄州甲', '—', CITY, '—', '省办甲 澄州甲']],
    ['省协调员', [COUNTY, '竹坞甲 澄州甲', '棠浦甲 省办甲', CITY, '鹭州甲', PROVINCE]],
    ['管理员', [COUNTY, '竹坞甲 澄州甲', '棠浦甲 省办甲', CITY, '鹭州甲', PROVINCE]],
    ['官员', ['—', '—', '—', '—', '—', '—']],
    ['县里的官员', ['—', '—', '—', '—', '—', '—']],
    ['名册外', ['—', '—', '—', '—', '—', '—']],
  ] as const)('%s, by place', (who, seen) => {
    expect(PLACES.map((place) => namesSeen(who, place))).toEqual(seen)
  })

  test('never go beyond what one post shows of another, place by place', () => {
    const places = regions.all.filter(({ level }) => level !== 'province').map(({ key }) => key)
    expect(places.length).toBeGreaterThan(15)
    for (const person of Object.values(WHO))
      for (const place of places) {
        const seen = seenAt(person, place, POSTS, regions, TODAY)
        const all = [...(seen?.here ?? []), ...(seen?.above ?? []), ...(seen?.below ?? []).flatMap((one) => one.posts)]
        expect(all.filter((one) => !maySee(person, one, POSTS, regions))).toEqual([])
      }
  })
})

const open = async () => {
  const store = await freshStore()
  return { ...(await office(store)), store }
}

const leave = (store: Store, person: string, from: string, to: string, standIn: string | null) =>
  store.commit([
    sql('INSERT INTO leave (person, from_day, to_day, stand_in) VALUES (?, ?, ?, ?)', person, from, to, standIn),
  ])

describe('who answers for a place', () => {
  test('is the own county’s contacts and its coordinator where none is named', async () => {
    const { says } = await open()
    const card = await says('柳泉', '/联系人')
    expect(card).toMatch(/^柳泉县找谁\n县联系人：柳泉联系人（您本人）\n市协调员：澄州联系人/)
    expect(card).toMatch(/不显示电话/)
    expect(await says('柳泉', '找谁')).toBe(card)
  })

  test('is told for a county of the city, and as a table for the city', async () => {
    const { says } = await open()
    expect(await says('澄州', '/联系人 竹坞')).toMatch(/^竹坞县找谁\n县联系人：竹坞联系人/)
    const city = await says('澄州', '/联系人 我市各县')
    expect(city).toMatch(/^澄州市找谁\n市协调员：澄州联系人（您本人）/)
    expect(city).toMatch(/柳泉县 \| 柳泉联系人/)
    expect(city).toMatch(/苇渡县 \| 还没有登记/)
  })

  test('shows who is on leave today, and who stands in', async () => {
    const { says, store } = await open()
    await leave(store, '澄州', '2017-07-03', '2017-07-07', '竹坞')
    await leave(store, '柳泉', '2017-07-04', '2017-07-07', null)
    const card = await says('柳泉', '/联系人')
    expect(card).toMatch(/市协调员：澄州联系人（请假至7月7日，由竹坞联系人代）/)
    expect(card).toMatch(/县联系人：柳泉联系人（您本人）/)
  })

  test('is refused outside what one may see, with what to do instead', async () => {
    const { says } = await open()
    const refused = await says('柳泉', '/联系人 鸥浦')
    expect(refused).toMatch(/看不到鸥浦市的联系人[\s\S]*\/转人工/)
    expect(refused).not.toMatch(/鸥浦联系人/)
  })

  test('is not told to officials and visitors, who hear how to reach the office', async () => {
    const { says } = await open()
    for (const who of ['官员', '路人']) {
      const card = await says(who, '/联系人 柳泉')
      expect(card).toMatch(/\/转人工/)
      expect(card).not.toMatch(/柳泉联系人|澄州联系人|省办联系人/)
    }
    expect(await says('路人', '/联系人')).toMatch(/\/绑定 县名/)
  })

  test('is asked for where the place is not known, and never the own one instead', async () => {
    const { says } = await open()
    const card = await says('柳泉', '/联系人 火星县')
    expect(card).toMatch(/没有找到“火星县”/)
    expect(card).not.toMatch(/澄州联系人/)
  })

  test('is told in private where others read along', async () => {
    const { says, saysInGroup, hears } = await open()
    await says('柳泉', '/帮助')
    expect(await saysInGroup('柳泉', '/联系人')).toMatch(/已私聊发给您/)
    expect(hears('group').join()).not.toMatch(/澄州联系人/)
    expect(hears('柳泉').at(-1)).toMatch(/柳泉县找谁[\s\S]*澄州联系人/)
  })
})
