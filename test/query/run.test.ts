/** What any question costs, how each way to end is told, and that long lists stand by city. */
import { beforeAll, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { type Card, plainText } from '../../src/message/card.ts'
import type { Measure } from '../../src/office/measure.ts'
import { answerTo, cardOf, type LedgerQuery, ledgerQuery } from '../../src/query/index.ts'
import type { Reader, Store } from '../../src/store/index.ts'
import * as frozen from '../office.ts'
import { smallIn } from '../progress/small.ts'
import { NOW } from './world.ts'

/** Eighty-nine counties, as they are told of where they do not fit. */
const { chen, id, key, office, small, wu } = smallIn(frozen, '长兴', '湖州')

let store: Store
const counties = office.regions.counties('2017-07-31' as never)
beforeAll(async () => {
  store = await freshStore()
  const told = await small('2017-08-15T09:00:00+08:00', store)
  const figures = (indicator: string, period: string, every: number) =>
    counties
      .filter((_, at) => at % every === 0)
      .map(({ key: region }, at) => ({ region, indicator, period, value: at % 7, at: '2017-07-04T10:00:00+08:00' }))
  await told.write(...figures('僵尸企业', '2017-06', 1), ...figures('僵尸企业', '2017-07', 2))
  await told.write(
    { region: '长兴', indicator: '用水量', period: '2017-Q2', value: -6 },
    { region: '德清', indicator: '用水量', period: '2017-Q2', value: -3 },
    { region: '长兴', indicator: '标准厂房', period: '2017-06', value: 12 },
  )
})

const asking = (reader: Reader, person = wu, isGroup = false) => ({ store: reader, now: NOW, person, isGroup })
const read = (query: object): LedgerQuery => ledgerQuery.parse(query)
const card = async (query: object, person = wu, isGroup = false): Promise<Card> =>
  cardOf(await answerTo(read(query), office, asking(store, person, isGroup)), { ...office, isGroup })
const firstText = ({ blocks: [first] }: Card): string => (first?.kind === 'text' ? first.text : '')

const EVERYTHING: readonly Measure[] = [
  'value',
  'increment',
  'rank',
  'share',
  'forecast',
  'lateDays',
  'corrections',
  'reportedBy',
  'state',
  'reason',
]
const province = { places: ['330000'] }
const all = { parts: '330000', level: 'county' }
const zombie = [id('僵尸企业')]

describe('what a question costs', () => {
  const cheap = { measures: ['value'], of: zombie, whom: { places: [key('长兴')] }, when: ['2017-07'] }
  const dear = {
    measures: EVERYTHING,
    of: zombie,
    whom: all,
    when: ['2017-04', '2017-05', '2017-06', '2017-07'],
    versus: { period: '2017-06' },
    where: [{ measure: 'ahead', op: '>', to: -100, over: 'period', holds: { running: 1 } }],
  }

  /** The statements of one question, with their plans. */
  async function statementsOf(query: object, isGroup = false, basis?: 'official') {
    const seen: { sql: string; params: readonly (string | number | null)[] }[] = []
    const reader: Reader = {
      all: (sql, ...params) => {
        seen.push({ sql, params })
        return store.all(sql, ...params)
      },
      first: (sql, ...params) => {
        seen.push({ sql, params })
        return store.first(sql, ...params)
      },
    }
    const moves = async (from: Reader) => {
      await from.all('SELECT 1')
      return []
    }
    const result = await answerTo(
      read(query),
      { ...office, moves },
      { ...asking(reader, wu, isGroup), ...(basis && { basis }) },
    )
    expect(result.kind).toBe('found')
    const plans = await Promise.all(
      seen.map(({ sql, params }) => store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params)),
    )
    return { count: seen.length, steps: plans.flat().map((one) => one.detail) }
  }

  test('one figure of one place is one reading, everything of an indicator everywhere five', async () => {
    expect((await statementsOf(cheap)).count).toBe(1)
    expect((await statementsOf(dear)).count).toBe(5)
    expect((await statementsOf({ ...dear, whom: { places: [key('长兴')] } })).count).toBe(5)
  })

  test('every table is searched by an index, none is read through', async () => {
    const plans = [
      await statementsOf(dear),
      await statementsOf({ ...dear, where: [] }, true),
      await statementsOf({ ...dear, where: [] }, false, 'official'),
    ]
    const steps = plans.flatMap((one) => one.steps)
    expect(steps.filter((one) => /USING (?:COVERING )?INDEX|USING PRIMARY KEY/.test(one)).length).toBeGreaterThan(12)
    expect(steps.filter((one) => /^SCAN (?!json_each|[rijp] VIRTUAL|CONSTANT|\w VIRTUAL TABLE)/.test(one))).toEqual([])
  })
})

describe('each way to end has its reason', () => {
  const of = async (query: object, person = wu) => {
    const result = await answerTo(read(query), office, asking(store, person))
    return result.kind === 'nothing' ? result.nought.why : (result.lacking ?? 'found')
  }
  const base = { measures: ['value'], of: zombie, whom: all, when: ['2017-07'] }

  test.each<[string, object, string]>([
    ['a year that the ledger lacks', { ...base, when: ['2016-07'] }, 'no-year'],
    ['an indicator that the plan lacks', { ...base, of: ['no-such'] }, 'no-such'],
    ['a place without a task', { ...base, of: [id('小微企业园区')], whom: { places: [key('安吉')] } }, 'no-task'],
    ['a period before the first figure', { ...base, whom: { places: [key('长兴')] }, when: ['2017-05'] }, 'no-figure'],
    ['a rate above the county', { ...base, of: [id('用水量')], whom: province, when: ['2017-Q2'] }, 'not-summed'],
    ['rates to be summed', { ...base, of: [id('用水量')], when: ['2017-Q2'], fold: 'sum' }, 'rates-summed'],
    ['cumulative figures to be summed', { ...base, when: ['2017-06', '2017-07'], fold: 'sum' }, 'cumulative-over-time'],
    ['lights to be summed', { ...base, measures: ['light'], fold: 'sum' }, 'not-summed'],
    ['different units to be summed', { ...base, of: 'all', fold: 'sum' }, 'units-differ'],
    ['a whole and its part', { ...base, whom: { places: ['330500', key('长兴')] }, fold: 'sum' }, 'overlap'],
    ['a period that is not over', { ...base, of: 'owed', when: ['2017-08'] }, 'not-over'],
    ['a period that nobody owes', { ...base, of: 'owed', when: ['2017-02'] }, 'nothing-owed'],
    ['conditions that nothing meets', { ...base, where: [{ measure: 'value', op: '>', to: 1000 }] }, 'no-match'],
  ])('%s', async (_, query, why) => {
    expect(await of(query)).toBe(why)
    // And it is said, without any figure in its place.
    if (why !== 'found')
      expect(
        firstText(await card(query))
          .split('：')
          .slice(1)
          .join()
          .replace(/（看了.*?）/, ''),
      ).not.toMatch(/\d家|\d%/)
  })

  test('a condition against the goal is held against each place’s own', async () => {
    const query = { measures: ['forecast'], of: zombie, whom: all, when: ['2017-07'] }
    const met = async (op: string): Promise<string[]> => {
      const result = await answerTo(
        read({ ...query, where: [{ measure: 'forecast', op, to: 'goal' }] }),
        office,
        asking(store),
      )
      return result.kind === 'found' ? result.rows.flatMap((row) => row.entries.map(({ cell }) => cell.place)) : []
    }
    const [will, wont] = [await met('>='), await met('<')]
    expect(will.length).toBeGreaterThan(0)
    expect(wont.length).toBeGreaterThan(0)
    expect(will.filter((place) => wont.includes(place))).toEqual([])
  })

  test('a condition against what is compared with is held against its reading', async () => {
    const query = {
      measures: ['value'],
      of: [id('用水量')],
      whom: { places: [key('长兴'), key('德清')] },
      when: ['2017-Q2'],
    }
    const versus = { versus: { place: key('德清') } }
    const met = async (asked: object): Promise<string[]> => {
      const result = await answerTo(read({ ...query, ...asked }), office, asking(store))
      return result.kind === 'found' ? result.rows.flatMap((row) => row.entries.map(({ cell }) => cell.place)) : []
    }
    expect(await met({})).toHaveLength(2)
    const below = { where: [{ measure: 'value', op: '<', to: 'versus' }] }
    expect(await met({ ...versus, ...below })).toEqual([key('长兴')])
    expect(await met(below)).toEqual([])
  })

  test('what a figure went through is for those inside', async () => {
    const query = { ...base, measures: ['state'], whom: { places: [key('德清')] } }
    expect(await of(query)).toBe('found')
    expect(await of(query, chen)).toBe('private')
    expect(firstText(await card(query, chen))).toMatch(/不公开/)
  })
})

describe('what is shown', () => {
  test('the eighty-nine stand by city, each of them', async () => {
    const { blocks } = await card({
      measures: ['value', 'rate'],
      of: zombie,
      whom: all,
      when: ['2017-07'],
    })
    const tables = blocks.flatMap((one) => (one.kind === 'table' ? [one] : []))
    expect(tables).toHaveLength(1)
    expect(tables[0]?.rows.length).toBe(11)
    const text = JSON.stringify(tables)
    const tasked = counties.filter((one) => office.plan.allocation.goals.get(one.key)?.has(id('僵尸企业')))
    expect(tasked.length).toBeGreaterThan(60)
    expect(tasked.filter((one) => !text.includes(one.name))).toEqual([])
  })

  test('no combination makes a table of more than twenty rows, nor one that a platform would refuse', async () => {
    for (const measures of [['value'], ['reported'], EVERYTHING.slice(0, 4)])
      for (const by of [undefined, ['place'], ['city'], ['indicator'], ['place', 'indicator']])
        for (const fold of [undefined, 'count', 'most']) {
          const query = { measures, of: 'all', whom: all, when: ['2017-06', '2017-07'], by, fold }
          const shown = await card(JSON.parse(JSON.stringify(query)))
          for (const block of shown.blocks)
            if (block.kind === 'table') expect(block.rows.length, JSON.stringify(query)).toBeLessThanOrEqual(20)
        }
  })

  test('a sum says how many reported; a figure carried forward says its day and is no green', async () => {
    const sum = firstText(await card({ measures: ['value', 'light'], of: zombie, whom: province, when: ['2017-07'] }))
    expect(sum).toMatch(/7月\d+\/\d+已报/)
    const green = await answerTo(
      read({
        measures: ['light'],
        of: zombie,
        whom: all,
        when: ['2017-07'],
        where: [
          { measure: 'light', op: '=', to: 'green' },
          { measure: 'reported', op: '=', to: false },
        ],
      }),
      office,
      asking(store),
    )
    expect(green.kind).toBe('nothing')
    const late = counties.find(
      (one, at) => at % 2 === 1 && office.plan.allocation.goals.get(one.key)?.has(id('僵尸企业')),
    )
    const carried = firstText(
      await card({ measures: ['value'], of: zombie, whom: { places: [late?.key] }, when: ['2017-07'] }),
    )
    expect(carried).toMatch(/截至2017年6月30日，.*7月未报，沿用6月/)
  })

  test('a bulletin counts what the province has received', async () => {
    const fresh = await freshStore()
    const told = await small('2017-08-15T09:00:00+08:00', fresh)
    const figure = { region: '长兴', indicator: '僵尸企业', value: 5 }
    await told.write({ ...figure, period: '2017-06' })
    await told.write({ ...figure, period: '2017-06', act: 'accept' })
    await told.write({ ...figure, period: '2017-06', act: 'receive' })
    await told.write({ ...figure, period: '2017-07', value: 8 })
    const query = read({ measures: ['value'], of: zombie, whom: province, when: ['2017-07'] })
    const valueOn = async (basis?: 'official') => {
      const result = await answerTo(query, office, { ...asking(fresh), ...(basis && { basis }) })
      return result.kind === 'found' ? result.rows[0]?.entries[0]?.readings.get('value') : result.nought
    }
    expect(await valueOn()).toEqual({ is: '8' })
    expect(await valueOn('official')).toEqual({ is: '5' })
  })

  test('a group sees what was reviewed, and nobody by name', async () => {
    const query = {
      measures: ['value', 'reportedBy', 'state'],
      of: [id('标准厂房')],
      whom: { places: [key('长兴')] },
      when: ['2017-06'],
    }
    expect(plainText(await card(query))).toMatch(/陈工/)
    const shown = plainText(await card(query, wu, true))
    expect(shown).not.toMatch(/陈工|12万/)
    expect(shown).toMatch(/尚无已审核的上报/)
  })
})

describe('a query is checked as it is read', () => {
  const base = { measures: ['value'], of: 'all', whom: all, when: 'latest' }
  test.each<[string, object]>([
    ['a measure that there is not', { measures: ['mood'] }],
    ['a light of more than a size', { where: [{ measure: 'light', op: '>', to: 'red' }] }],
    ['a truth that is a number', { where: [{ measure: 'reported', op: '=', to: 1 }] }],
    ['an amount in words', { where: [{ measure: 'value', op: '>', to: '很多' }] }],
    ['a quantifier over nothing', { where: [{ measure: 'value', op: '>', to: 1, holds: 'every' }] }],
    [
      'indicators in a run',
      { where: [{ measure: 'value', op: '>', to: 1, over: 'indicator', holds: { running: 2 } }] },
    ],
    ['a limit without an order', { limit: 3 }],
    ['a period that is none', { when: ['2017-13'] }],
    ['what is folded, compared', { fold: 'sum', versus: { base: 'goal' } }],
    ['a part unknown', { colour: 'red' }],
  ])('%s is refused', (_, part) => {
    expect(ledgerQuery.safeParse(base).success).toBe(true)
    expect(ledgerQuery.safeParse({ ...base, ...part }).success).toBe(false)
  })
})

describe('who has reported', () => {
  const asked = { measures: ['reported'], of: 'owed', whom: all, when: ['2017-06'] }
  const some = { ...asked, where: [{ measure: 'reported', op: '=', to: true }] }

  test.each([
    ['with a row for each place', { ...some, by: ['place'] }],
    ['with a row for each item', some],
    ['of everything', asked],
  ])('%s, one item of several is not all that a place owes', async (_, query) => {
    const told = plainText(await card(query))
    expect(told).not.toMatch(/都报齐了|报齐\d+个|报齐的：/)
  })

  test('place by place it is told how much came of what is owed', async () => {
    const told = plainText(await card({ ...some, by: ['place'] }))
    expect(told).toMatch(/个报了（都没有报齐）/)
    expect(told).toMatch(/报了一部分的：[^。]*（1\/\d+）[^。]*等\d+个。/)
  })
})
