import { describe, expect, test } from 'vitest'
import type { Period } from '../../src/office/period.ts'
import { indicatorOf } from '../../src/office/plan.ts'
import { rank, talliesOf } from '../../src/progress/index.ts'
import { id, key, office, small } from './small.ts'

const zombie = indicatorOf(office.plan, id('僵尸企业'))
const growth = indicatorOf(office.plan, id('信息经济'))
const june = '2017-06' as Period
const tally = async (s: Awaited<ReturnType<typeof small>>, region: string, period: Period = june, indicator = zombie) =>
  (await talliesOf(s.store, office, key(region), [indicator], period))[0]

describe('roll-ups', () => {
  test('a city is the sum of its counties, each carried forward with its last figure, and tells how many reported', async () => {
    const s = await small()
    await s.write(
      { region: '长兴', indicator: '僵尸企业', period: '2017-05', value: 4 },
      { region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 6 },
      { region: '德清', indicator: '僵尸企业', period: '2017-05', value: 3, asOf: '2017-05-20' },
    )
    expect(await tally(s, '湖州')).toMatchObject({ cumulative: '9', reported: 1, of: 5, silent: 3, asOf: '2017-06-30' })
    expect(await tally(s, '湖州', '2017-05' as Period)).toMatchObject({
      cumulative: '7',
      reported: 2,
      asOf: '2017-05-31',
    })
    expect(await tally(s, '330000')).toMatchObject({ cumulative: '9', reported: 1 })
  })

  test('a region without any report has no figure, never zero, and a nil report is one', async () => {
    const s = await small()
    expect((await tally(s, '长兴'))?.cumulative).toBeUndefined()
    await s.write({ region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 0, act: 'nil' })
    expect(await tally(s, '长兴')).toMatchObject({ cumulative: '0', reported: 1 })
  })

  test('a returned figure does not count, an undone correction leaves the first one', async () => {
    const s = await small()
    await s.write({ region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 6 })
    await s.write({ region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 9, act: 'correction' })
    expect((await tally(s, '湖州'))?.cumulative).toBe('9')
    await s.write({ region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 0, act: 'undo' })
    expect((await tally(s, '湖州'))?.cumulative).toBe('6')
    await s.write({ region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 0, act: 'return' })
    expect((await tally(s, '湖州'))?.cumulative).toBeUndefined()
  })

  test('rates are never summed: the province has its own figure or none', async () => {
    const s = await small()
    const q2 = '2017-Q2' as Period
    await s.write(
      { region: '长兴', indicator: '信息经济', period: q2, value: 10 },
      { region: '安吉', indicator: '信息经济', period: q2, value: 14 },
    )
    const before = await tally(s, '330000', q2, growth)
    expect(before).toMatchObject({ reported: 2, of: 89 })
    expect(before?.cumulative).toBeUndefined()
    await s.write({ region: '330000', indicator: '信息经济', period: q2, value: '12.5' })
    expect(await tally(s, '330000', q2, growth)).toMatchObject({ cumulative: '12.5' })
  })

  test('a county without a task counts neither in the sum nor in the number of those who owe', async () => {
    const s = await small()
    const idle = office.regions
      .counties(office.plan.issued)
      .find((one) => !office.plan.allocation.goals.get(one.key)?.has(zombie.id))
    expect(idle).toBeDefined()
    await s.write({ region: idle?.key ?? '', indicator: '僵尸企业', period: '2017-06', value: 5 })
    expect((await tally(s, '330000'))?.cumulative).toBeUndefined()
    expect((await tally(s, '330000'))?.of).toBeLessThan(89)
  })
})

describe('places', () => {
  test('ties share a place, completion above the cap ranks no higher, silent counties have none', async () => {
    const s = await small()
    const goal = (name: string) => Number(office.plan.allocation.goals.get(key(name))?.get(zombie.id))
    await s.write(
      { region: '长兴', indicator: '僵尸企业', period: '2017-06', value: goal('长兴') * 2 },
      { region: '德清', indicator: '僵尸企业', period: '2017-06', value: goal('德清') * 3 },
      { region: '安吉', indicator: '僵尸企业', period: '2017-06', value: 1 },
    )
    const tallies = await Promise.all(['长兴', '德清', '安吉', '吴兴'].map((name) => tally(s, name)))
    const all = tallies.flatMap((one) => one ?? [])
    const { placed, silent } = rank(zombie, all)
    expect(placed.map((one) => [office.regions.get(one.tally.region).short, one.place])).toEqual([
      ['长兴', 1],
      ['德清', 1],
      ['安吉', 3],
    ])
    expect(silent.map((one) => one.region)).toEqual([key('吴兴')])
  })

  test('the change of place is against the period before', async () => {
    const s = await small()
    await s.write(
      { region: '长兴', indicator: '僵尸企业', period: '2017-05', value: 1 },
      { region: '安吉', indicator: '僵尸企业', period: '2017-05', value: 2 },
      { region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 18 },
      { region: '安吉', indicator: '僵尸企业', period: '2017-06', value: 2 },
    )
    const at = async (period: string) =>
      (await Promise.all(['长兴', '安吉'].map((name) => tally(s, name, period as Period)))).flatMap((one) => one ?? [])
    const { placed } = rank(zombie, await at('2017-06'), await at('2017-05'))
    expect(placed.map((one) => [one.place, one.gained])).toEqual([
      [1, 1],
      [2, -1],
    ])
  })
})
