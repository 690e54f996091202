/** Lists of places as offices give them: each comes to the same province. */
import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/office/day.ts'
import type { Fault } from '../../src/office/load/fault.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { readPlaces } from '../../src/office/load/province/province.ts'
import { loadRegions } from '../../src/office/load/province/regions.ts'
import type { Region, Regions } from '../../src/office/region.ts'
import { files } from '../data.ts'

function provinceOf(list: string, name?: string): Regions {
  const { text = '', faults } = readPlaces(list.split('\n'), name)
  expect(faults).toEqual([])
  const found: Fault[] = []
  const regions = loadRegions(new Map([['regions/x.yaml', text]]), 'regions/x.yaml', found)
  expect(found).toEqual([])
  if (!regions) throw new Error('no regions')
  return regions
}

const namesIn = (regions: Regions): string[] =>
  regions.all.map(({ name, level, parent }) =>
    level === 'county' && parent ? `${regions.get(parent).name}${name}` : name,
  )

const SAME = ['云泽省', '望溪市', '澄湖市', '望溪市柳汀区', '望溪市石梁县', '澄湖市荷塘区'].sort()

describe('a list of places is read', () => {
  test.each([
    [
      'with codes and a head',
      '代码,名称\n980000,云泽省\n980100,望溪市\n980102,柳汀区\n980121,石梁县\n980200,澄湖市\n980202,荷塘区',
    ],
    [
      'with codes of twelve digits, without a head',
      '980000000000 云泽省\n980100000000 望溪市\n980102000000 柳汀区\n980121000000 石梁县\n980200000000 澄湖市\n980202000000 荷塘区',
    ],
    ['as cells of a sheet, the city merged', '序号|设区市|县（市、区）\n1|望溪市|柳汀区\n2||石梁县\n3|澄湖市|荷塘区'],
    [
      'as cells of a sheet, the city merged, with codes',
      '|设区市|县（市、区）|区划代码|\n|望溪市|柳汀区|980102|\n||石梁县|980121|\n|澄湖市|荷塘区|980202|',
    ],
    [
      'with what they lie in behind them, cities without',
      '名称,上级\n望溪市,\n柳汀区,望溪市\n石梁县,望溪市\n澄湖市,\n荷塘区,澄湖市',
    ],
    ['as a city with its counties in a line', '望溪市：柳汀区、石梁县\n澄湖市：荷塘区'],
    ['indented below their city', '望溪市\n　　柳汀区\n　　石梁县\n澄湖市\n　　荷塘区'],
    ['as pairs', '望溪市 柳汀区\n望溪市 石梁县\n澄湖市 荷塘区'],
    [
      'with codes of the counties alone, their city beside them',
      '代码\t县\t市\n980102\t柳汀区\t望溪市\n980121\t石梁县\t望溪市\n980202\t荷塘区\t澄湖市',
    ],
  ])('%s', (_, list) => {
    expect(namesIn(provinceOf(list, list.includes('云泽省') ? undefined : '云泽省')).sort()).toEqual(SAME)
  })

  test('below a title and above a note that are no places', () => {
    const rows = '望溪市 柳汀区\n望溪市 石梁县\n澄湖市 荷塘区'
    expect(namesIn(provinceOf(`云泽省市县名单\n单位：个\n${rows}\n注：以民政部公布的为准`, '云泽省')).sort()).toEqual(
      SAME,
    )
    expect(namesIn(provinceOf(`云泽省\n设区市\t县\n${rows.replaceAll(' ', '\t')}`, '云泽省')).sort()).toEqual(SAME)
  })

  test('with the days on which places were founded and dissolved', () => {
    const regions = provinceOf(
      '代码,名称,设立日期,撤销日期,曾用名\n980000,云泽省\n980100,望溪市\n980102,柳汀区,2021年3月11日,,柳汀县\n980103,旧埠区,,2021/3/10',
    )
    const there = (day: string) => regions.counties(day as Day).map(({ name }) => name)
    expect(there('2021-03-10')).toEqual(['旧埠区'])
    expect(there('2021-03-11')).toEqual(['柳汀区'])
    expect(regions.find('柳汀县')?.name).toBe('柳汀区')
  })
})

describe('a list that says nowhere what lies in what', () => {
  const FLAT = '望溪市\n柳汀区\n石梁县\n枫桥市\n澄湖市\n荷塘区'
  const faultsOf = (list: string, name?: string) => readPlaces(list.split('\n'), name)

  test.each([
    ['begins with the province', `云泽省\n${FLAT}`, undefined, 3],
    ['begins with a region', `云岭自治区\n${FLAT}`, undefined, 3],
    ['is of a province that is named apart', FLAT, '云泽省', 2],
    ['is headed', `名称\n云泽省\n${FLAT}`, undefined, 4],
  ])('%s: makes no province, since 枫桥市 may be a city or a county', (_, list, name, line) => {
    const { text, faults } = faultsOf(list, name)
    expect(text).toBeUndefined()
    expect(faults).toEqual([{ line, message: expect.stringMatching(/^柳汀区等3个没有写属于哪个市：/) }])
  })

  test('of one county among cities with theirs, too', () => {
    expect(faultsOf('望溪市：柳汀区\n石梁县', '云泽省').faults).toEqual([
      { line: 2, message: expect.stringMatching(/^石梁县没有写属于哪个市：/) },
    ])
  })

  test('of cities alone is one of cities, a 地区 among them', () => {
    expect(namesIn(provinceOf('云泽省\n望溪市\n澄湖市\n北岭地区\n南溪自治州'))).toEqual([
      '云泽省',
      '望溪市',
      '澄湖市',
      '北岭地区',
      '南溪自治州',
    ])
  })
})

test('a whole province, written out as lists with and without codes, comes back with its names and days', () => {
  const { regions } = loadOffice(files)
  expect(regions.all.length).toBeGreaterThan(100)
  const dated = regions.all.map(({ key, name, validFrom = '', validTo = '', formerNames = [] }) =>
    [key, name, validFrom, validTo, formerNames.join('、')].join(','),
  )
  const again = provinceOf(['代码,名称,设立日期,撤销日期,曾用名', ...dated].join('\n'))
  const shown = ({ key, name, short, validFrom, validTo, parent }: Region) => ({
    key,
    name,
    short,
    validFrom,
    validTo,
    parent,
  })
  expect(again.all.map(shown)).toEqual(regions.all.map(shown))
  const cities = regions.all.filter(({ level }) => level === 'city')
  const lines = cities.map(({ key, name }) => {
    const counties = regions.all.filter(({ parent, level }) => level === 'county' && parent === key)
    return `${name}：${counties.map((one) => one.name).join('、')}`
  })
  const listed = provinceOf(lines.join('\n'), regions.province.name)
  expect(listed.all.map(({ name, short }) => `${name} ${short}`)).toEqual(
    regions.all.map(({ name, short }) => `${name} ${short}`),
  )
})

describe('the whole is a city, and all below are its counties', () => {
  const OF_CITY = ['望溪市', '望溪市柳汀区', '望溪市石梁县', '望溪市枫桥市'].sort()
  test.each([
    ['as it stands in a line', '望溪市：柳汀区、石梁县、枫桥市', undefined],
    ['with the codes of its province', '980100 望溪市\n980102 柳汀区\n980121 石梁县\n980181 枫桥市', undefined],
    [
      'below the province that it lies in',
      '980000 云泽省\n980100 望溪市\n980102 柳汀区\n980121 石梁县\n980181 枫桥市',
      undefined,
    ],
    ['as its counties alone, the city’s name said', '柳汀区\n石梁县\n枫桥市', '望溪市'],
    ['as a municipality has them', '980000 望溪市\n980102 柳汀区\n980121 石梁县\n980181 枫桥市', undefined],
  ])('%s', (_, list, name) => {
    const regions = provinceOf(list, name)
    expect(namesIn(regions).sort()).toEqual(OF_CITY)
    expect(regions.wholeName).toBe('全市')
    expect(regions.counties('2026-03-01' as Day)).toHaveLength(3)
    expect(regions.cities('2026-03-01' as Day)).toEqual([])
  })

  test('a county that a province administers itself lies in no city', () => {
    const regions = provinceOf('980000 云泽省\n980100 望溪市\n980102 柳汀区\n989004 仙屿市')
    expect(namesIn(regions).sort()).toEqual(['云泽省', '望溪市', '望溪市柳汀区', '云泽省仙屿市'].sort())
    expect(regions.fullName(regions.find('仙屿市')?.key ?? ('' as never))).toBe('仙屿市')
    expect(regions.counties('2026-03-01' as Day)).toHaveLength(2)
  })
})

describe('names that stand in one another', () => {
  test('a county called as its city is found in full, the city by its short name', () => {
    const regions = provinceOf('澄湖市：澄湖县、荷塘区\n望溪市：柳汀区', '云泽省')
    expect(regions.mentioned('澄湖县的进度，澄湖的进度').map(({ region }) => region.name)).toEqual(['澄湖县', '澄湖市'])
  })

  test('two districts of one name mean neither without their city', () => {
    const regions = provinceOf('望溪市：鼓楼区、石梁县\n澄湖市：鼓楼区、荷塘区', '云泽省')
    expect(regions.find('鼓楼区')).toBeUndefined()
    expect(regions.fullName(regions.find('澄湖市鼓楼区')?.key ?? ('' as never))).toBe('澄湖市鼓楼区')
    expect(regions.mentioned('望溪鼓楼区')[0]?.region.parent).toBe(regions.find('望溪市')?.key)
  })
})

test.each([
  ['两个地方一个代码', '980000 云泽省\n980100 望溪市\n980102 柳汀区\n980102 石梁县', /第?4.*代码都是 980102/],
  ['县的市没有写', '980000 云泽省\n980100 望溪市\n980302 云岭区', /980300 的市没有写/],
  ['代码少一位', '代码,名称\n980000,云泽省\n980100,望溪市\n98012,柳汀区', /“98012”不是六位区划代码/],
  ['日期不是日期', '代码,名称,撤销日期\n980000,云泽省\n980100,望溪市\n980102,柳汀区,去年', /“去年”不是日期/],
  ['没有省', '望溪市：柳汀区\n澄湖市：荷塘区', /没有写省（或市）的名称/],
  ['一个县写了两次', '望溪市：柳汀区、柳汀区', /柳汀区写了两次/],
])('what cannot be is said with its line: %s', (_, list, said) => {
  const { faults, text } = readPlaces(
    list.split('\n'),
    list.startsWith('98') || list.startsWith('代') || /省/.test(_) ? undefined : '云泽省',
  )
  expect(faults.map(({ line, message }) => `${line} ${message}`).join('\n')).toMatch(said)
  expect(text).toBeUndefined()
})
