import iconv from 'iconv-lite'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { instant } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { addAdmin, importPeople, may, personOf, rosterTable } from '../../src/people/index.ts'
import type { Store } from '../../src/store/index.ts'
import { files } from '../invented.ts'
import { workbook } from './workbook.ts'

const { regions } = loadOffice(files)
const now = instant(1)

let store: Store
beforeEach(async () => {
  store = await freshStore()
})

const HEADER = '姓名,open_id,手机,角色,区域,AB岗'
const utf8 = (...lines: string[]) => new TextEncoder().encode([HEADER, ...lines].join('\r\n'))

async function load(content: Uint8Array, options?: { replace: boolean }) {
  const { writes, ...result } = await importPeople(store, content, regions, now, options)
  await store.commit(writes)
  return result
}

const posts = async (account: string) =>
  (await personOf(store, account))?.posts.map((post) => `${post.role} ${post.region}`)

describe('a roster file', () => {
  test('adds people with their posts, one row a region', async () => {
    const result = await load(
      utf8('陈晓,ou_1,13800000001,县联系人,柳泉县,', '陈晓,ou_1,,县联系人,980523,', '吴敏,ou_2,,市协调员,澄州,'),
    )
    expect(result).toEqual({ added: 2, changed: 0, removed: 0, errors: [] })
    expect(await posts('feishu:ou_1')).toEqual(['contact 980522', 'contact 980523'])
    expect(await posts('feishu:ou_2')).toEqual(['city-coordinator 980500'])
  })

  test('changes nothing when it is loaded again', async () => {
    const file = utf8('陈晓,ou_1,13800000001,县联系人,柳泉县,', '李丽,ou_3,,县联系人,柳泉县,陈晓')
    expect((await load(file)).added).toBe(2)
    expect(await load(file)).toEqual({ added: 0, changed: 0, removed: 0, errors: [] })
  })

  test('adds a post to those somebody has, and with replace leaves only what it names', async () => {
    await load(utf8('陈晓,ou_1,,县联系人,柳泉县,', '李丽,ou_3,,县联系人,竹坞县,'))
    expect(await load(utf8('陈晓,ou_1,,县联系人,苇渡县,'))).toMatchObject({ added: 0, changed: 1, removed: 0 })
    expect(await posts('feishu:ou_1')).toEqual(['contact 980521', 'contact 980522'])
    expect(await load(utf8('陈晓,ou_1,,县联系人,苇渡县,'), { replace: true })).toMatchObject({ changed: 1, removed: 1 })
    expect(await posts('feishu:ou_1')).toEqual(['contact 980521'])
    expect(await personOf(store, 'feishu:ou_3')).toBeUndefined()
  })

  test('with replace leaves an administrator whom a message reaches, and nobody stands in who leaves with it', async () => {
    await store.commit(await addAdmin(store, 'ou_9', regions))
    await load(utf8('陈晓,ou_1,,县联系人,柳泉县,', '李丽,ou_3,,县联系人,竹坞县,'))
    const byPhone = '周工,,13800000009,管理员,,'
    expect((await load(utf8('陈晓,ou_1,,县联系人,柳泉县,', byPhone), { replace: true })).errors).toEqual([
      { row: 1, column: '角色', message: expect.stringMatching(/还没有对上账号.*feishu:ou_9/) },
    ])
    expect(await posts('feishu:ou_9')).toEqual(['admin 980000'])
    const admins = '王处,ou_9,,管理员,,'
    expect((await load(utf8('陈晓,ou_1,,县联系人,柳泉县,李丽', admins), { replace: true })).errors).toEqual([
      { row: 2, column: 'AB岗', message: expect.stringContaining('名册里没有“李丽”') },
    ])
    expect(await load(utf8('陈晓,ou_1,,县联系人,柳泉县,', admins, byPhone), { replace: true })).toMatchObject({
      removed: 1,
    })
  })

  test('is written out as it stands, and taken in again changes nothing', async () => {
    const lines = [
      '陈晓,ou_1,13800000001,县联系人,柳泉县,ou_3',
      '李丽,ou_3,,县联系人,竹坞县,周工',
      '周工,,13800000009,管理员,沧岭省,',
    ]
    await load(utf8(...lines))
    const rows = (await rosterTable(store, regions)).map((cells) => cells.join(','))
    expect(rows[0]).toBe(HEADER)
    expect(rows.slice(1).sort()).toEqual([...lines].sort())
    expect(await load(utf8(...rows.slice(1)), { replace: true })).toMatchObject({ changed: 0, removed: 0, errors: [] })
  })

  test('finds a person by the telephone number where the row gives nothing else', async () => {
    await load(utf8('陈晓,ou_1,13800000001,县联系人,柳泉县,'))
    expect(await load(utf8('陈晓,,138 0000 0001,县联系人,苇渡县,'))).toMatchObject({ added: 0, changed: 1 })
    expect(await posts('feishu:ou_1')).toHaveLength(2)
  })

  test('links an account to a person known by the telephone number only', async () => {
    await load(utf8('陈晓,,13800000001,县联系人,柳泉县,'))
    const [before] = await store.all('SELECT id FROM person')
    expect(await load(utf8('陈晓,ou_1,13800000001,县联系人,柳泉县,'))).toMatchObject({ added: 0, changed: 1 })
    expect((await personOf(store, 'feishu:ou_1'))?.id).toBe(before?.['id'])
    expect(await load(utf8('陈晓,ou_1,13800000001,县联系人,柳泉县,'))).toMatchObject({ added: 0, changed: 0 })
  })

  test('brings somebody back who had left', async () => {
    await load(utf8('陈晓,ou_1,,县联系人,柳泉县,'))
    await load(utf8('吴敏,ou_2,,市协调员,澄州市,'), { replace: true })
    expect(await personOf(store, 'feishu:ou_1')).toBeUndefined()
    expect(await load(utf8('陈晓,ou_1,,县联系人,柳泉县,'))).toMatchObject({ added: 1 })
    expect(await posts('feishu:ou_1')).toEqual(['contact 980522'])
  })

  test('is read in GB18030 and as a workbook like in UTF-8', async () => {
    const rows = [HEADER.split(','), ['陈晓', 'ou_1', 13800000001, '县联系人', 980522, '']]
    const text = rows.map((row) => row.join(',')).join('\n')
    for (const content of [iconv.encode(text, 'gb18030'), iconv.encode(`\ufeff${text}`, 'utf8'), workbook(rows)]) {
      store = await freshStore()
      expect(await load(new Uint8Array(content))).toEqual({ added: 1, changed: 0, removed: 0, errors: [] })
      expect(await posts('feishu:ou_1')).toEqual(['contact 980522'])
    }
  })
})

describe('a roster file with faults', () => {
  test('writes nothing and names row, column and what to do for each', async () => {
    const result = await load(
      utf8(
        '陈晓,ou_1,,县联系人,柳泉县,',
        ',ou_4,,县联系人,柳泉县,',
        '李丽,,,县联系人,柳泉县,',
        '李丽,ou_5,12345,县联系人,柳泉县,',
        '李丽,ou_6,,联系人,柳泉县,',
        '李丽,ou_7,,县联系人,澄州市,',
        '李丽,ou_8,,县联系人,长新县,',
        '陈小,ou_1,,县联系人,苇渡县,',
        '赵六,ou_9,,县联系人,苇渡县,钱七',
        '陈晓,ou_1,,县联系人,柳泉,',
        '孙八,ou_10,,县联系人,苇渡县,孙八',
      ),
    )
    expect(result).toMatchObject({ added: 0, changed: 0, removed: 0 })
    expect(result.errors.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '3 姓名',
      '4 open_id',
      '5 手机',
      '6 角色',
      '7 区域',
      '8 区域',
      '9 姓名',
      '10 AB岗',
      '11 角色',
      '12 AB岗',
    ])
    expect(await personOf(store, 'feishu:ou_1')).toBeUndefined()
  })

  test.each([
    ['no header', new TextEncoder().encode('陈晓,ou_1\n'), '姓名'],
    ['an empty file', new Uint8Array(), '姓名'],
    ['only a header', utf8(), '姓名'],
    ['a broken workbook', new TextEncoder().encode('PK\x03\x04 and then nothing'), ''],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xff]), ''],
  ])('%s is said to be one', async (_, content, column) => {
    const { errors } = await load(content)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ row: 1, column })
  })
})

describe('stand-ins', () => {
  const liuquan = '980522' as RegionKey

  test('may do for the county what its contact may', async () => {
    await load(utf8('陈晓,ou_1,,县联系人,柳泉县,ou_3', '李丽,ou_3,,县联系人,竹坞县,'))
    const standIn = await personOf(store, 'feishu:ou_3')
    expect(may(standIn, ['contact'], liuquan, regions)).toBe(true)
    expect(may(await personOf(store, 'feishu:ou_1'), ['contact'], '980523' as RegionKey, regions)).toBe(false)
  })

  test('named for a leave may as long as it lasts', async () => {
    await load(utf8('陈晓,ou_1,,县联系人,柳泉县,', '李丽,ou_3,,县联系人,竹坞县,'))
    await store.commit([
      {
        sql: `INSERT INTO leave (person, from_day, to_day, stand_in) VALUES (?, ?, ?, ?)`,
        params: ['feishu:ou_1', '2017-07-03', '2017-07-05', 'feishu:ou_3'],
      },
    ])
    const mayOn = async (day: string) =>
      may(await personOf(store, 'feishu:ou_3', day as never), ['contact'], liuquan, regions)
    expect([await mayOn('2017-07-02'), await mayOn('2017-07-05'), await mayOn('2017-07-06')]).toEqual([
      false,
      true,
      false,
    ])
  })

  test('whose principal leaves the office lose the right with the post', async () => {
    await load(utf8('陈晓,ou_1,,县联系人,柳泉县,ou_3', '李丽,ou_3,,县联系人,竹坞县,'))
    await load(utf8('李丽,ou_3,,县联系人,竹坞县,'), { replace: true })
    expect(await posts('feishu:ou_3')).toEqual(['contact 980523'])
  })
})

describe('the first administrator', () => {
  test('is made from an account that nobody knows, and from one on the roster', async () => {
    await store.commit(await addAdmin(store, 'ou_9', regions))
    expect(await posts('feishu:ou_9')).toEqual(['admin 980000'])
    await load(utf8('陈晓,ou_1,,县联系人,柳泉县,'))
    await store.commit(await addAdmin(store, 'ou_1', regions))
    await store.commit(await addAdmin(store, 'ou_1', regions))
    expect(await posts('feishu:ou_1')).toEqual(['admin 980000', 'contact 980522'])
  })
})
