import { describe, expect, test } from 'vitest'
import type { Period } from '../../src/office/period.ts'
import { indicatorOf } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { type PlaceStanding, standingsOf } from '../../src/query/index.ts'
import { id, key, office, small } from '../progress/small.ts'

const zombie = indicatorOf(office.plan, id('老旧木厂'))
const growth = indicatorOf(office.plan, id('竹木经济'))
const june = '2017-06' as Period
type Small = Awaited<ReturnType<typeof small>>

const all = (
  s: Small,
  regions: readonly string[],
  period: Period = june,
  indicator = zombie,
): Promise<PlaceStanding[]> => {
  const places: RegionKey[] = regions.map(key)
  return standingsOf(s.store, office, { places, indicators: [indicator], period, basis: 'standing' })
}
const standing = async (s: Small, region: string, period: Period = june, indicator = zombie) =>
  (await all(s, [region], period, indicator))[0]

describe('roll-ups', () => {
  test('a city is the sum of its counties, each carried forward with its last figure, and tells how many reported', async () => {
    const s = await small()
    await s.write(
      { region: '柳泉', indicator: '老旧木厂', period: '2017-05', value: 4 },
      { region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 6 },
      { region: '苇渡', indicator: '老旧木厂', period: '2017-05', value: 3, asOf: '2017-05-20' },
    )
    expect(await standing(s, '澄州')).toMatchObject({ value: '9', reported: 1, of: 5, silent: 3, asOf: '2017-06-30' })
    expect(await standing(s, '澄州', '2017-05' as Period)).toMatchObject({
      value: '7',
      reported: 2,
      asOf: '2017-05-31',
    })
    expect(await standing(s, '980000')).toMatchObject({ value: '9', reported: 1 })
  })

  test('a region without any report has no figure, never zero, and a nil report is one', async () => {
    const s = await small()
    expect((await standing(s, '柳泉'))?.value).toBeUndefined()
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 0, act: 'nil' })
    expect(await standing(s, '柳泉')).toMatchObject({ value: '0', reported: 1 })
  })

  test('a returned figure does not count, an undone correction leaves the first one', async () => {
    const s = await small()
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 6 })
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 9, act: 'correction' })
    expect((await standing(s, '澄州'))?.value).toBe('9')
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 0, act: 'undo' })
    expect((await standing(s, '澄州'))?.value).toBe('6')
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 0, act: 'return' })
    expect((await standing(s, '澄州'))?.value).toBeUndefined()
  })

  test('rates are never summed: the province has its own figure or none', async () => {
    const s = await small()
    const q2 = '2017-Q2' as Period
    await s.write(
      { region: '柳泉', indicator: '竹木经济', period: q2, value: 10 },
      { region: '竹坞', indicator: '竹木经济', period: q2, value: 14 },
    )
    const before = await standing(s, '980000', q2, growth)
    expect(before).toMatchObject({ reported: 2, of: 11 })
    expect(before?.value).toBeUndefined()
    await s.write({ region: '980000', indicator: '竹木经济', period: q2, value: '12.5' })
    expect(await standing(s, '980000', q2, growth)).toMatchObject({ value: '12.5' })
  })

  test('a figure counts in the sum with a task or without one, and so does its county among those who reported', async () => {
    const s = await small()
    const idle = office.regions
      .counties(office.plan.issued)
      .find((one) => !office.plan.allocation.goals.get(one.key)?.has(zombie.id))
    if (!idle) throw new Error('every county has a task')
    const owing = (await standing(s, '980000'))?.of ?? 0
    expect(owing).toBeLessThan(11)
    await s.write({ region: idle.key, indicator: '老旧木厂', period: '2017-06', value: 5 })
    expect(await standing(s, '980000')).toMatchObject({ value: '5', of: owing + 1, reported: 1, silent: owing })
    expect(await standing(s, idle.key)).toMatchObject({ task: false, value: '5', of: 1, reported: 1 })
  })
})

describe('places', () => {
  test('ties share a place, completion above the cap ranks no higher, silent counties have none', async () => {
    const s = await small()
    const goal = (name: string) => Number(office.plan.allocation.goals.get(key(name))?.get(zombie.id))
    await s.write(
      { region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: goal('柳泉') * 2 },
      { region: '苇渡', indicator: '老旧木厂', period: '2017-06', value: goal('苇渡') * 3 },
      { region: '竹坞', indicator: '老旧木厂', period: '2017-06', value: 1 },
    )
    const found = await all(s, ['柳泉', '苇渡', '竹坞', '桐塍'])
    expect(found.map((one) => one.rank)).toEqual([1, 1, 3, undefined])
  })

  test('the change of place is against the period before', async () => {
    const s = await small()
    await s.write(
      { region: '柳泉', indicator: '老旧木厂', period: '2017-05', value: 1 },
      { region: '竹坞', indicator: '老旧木厂', period: '2017-05', value: 2 },
      { region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 18 },
      { region: '竹坞', indicator: '老旧木厂', period: '2017-06', value: 2 },
    )
    const found = await all(s, ['柳泉', '竹坞'])
    expect(found.map((one) => [one.rank, one.gained])).toEqual([
      [1, 1],
      [2, -1],
    ])
  })
})

describe('old figures', () => {
  const goal = (name: string) => Number(office.plan.allocation.goals.get(key(name))?.get(zombie.id))

  test('are told with their day, held against the pace of today, and turn nothing green', async () => {
    const s = await small()
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-05', value: Math.ceil(goal('柳泉') * 0.45) })
    expect(await standing(s, '柳泉', '2017-05' as Period)).toMatchObject({ isCarried: false, light: 'green' })
    // At pace in May, behind by the end of July; between the two nobody knows.
    expect(await standing(s, '柳泉', '2017-07' as Period)).toMatchObject({
      isCarried: true,
      asOf: '2017-05-31',
      light: 'red',
    })
    await s.write({ region: '苇渡', indicator: '老旧木厂', period: '2017-05', value: goal('苇渡') })
    expect((await standing(s, '苇渡'))?.light).toBeUndefined()
  })

  test('make no sum green that is not by what came in for the period', async () => {
    const s = await small()
    const counties = ['柳泉', '苇渡', '竹坞', '桐塍', '麦塍']
    await s.write(
      ...counties.map((region) => ({ region, indicator: '老旧木厂', period: '2017-05', value: goal(region) })),
    )
    await s.write({ region: '竹坞', indicator: '老旧木厂', period: '2017-06', value: goal('竹坞') })
    const city = await standing(s, '澄州')
    expect(city).toMatchObject({ isCarried: false, reported: 1, of: 5, completion: '1' })
    expect(city?.light).toBeUndefined()
    await s.write(
      ...counties
        .slice(0, 2)
        .map((region) => ({ region, indicator: '老旧木厂', period: '2017-06', value: goal(region) })),
    )
    expect((await standing(s, '澄州'))?.light).toBe('green')
  })
})
