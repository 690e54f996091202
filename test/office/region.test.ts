import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadOffice } from '../../src/office/load/index.ts'
import { shortName } from '../../src/office/load/province/regions.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { files } from '../data.ts'

const { regions } = loadOffice(files)
const any = fc.constantFrom(...regions.all)
const changxing = '330522' as RegionKey
const huzhou = '330500' as RegionKey

describe('regions', () => {
  test('are found by key, code, official, former and short name, and with their city before them', () => {
    for (const name of ['330522', '长兴县', '长兴', ' 长兴 ', '湖州市长兴县', '湖州长兴', '湖州市长兴']) {
      expect(regions.find(name)?.key).toBe(changxing)
    }
    expect(regions.find('临安市')?.name).toBe('临安区')
    expect(regions.find('苏州')).toBeUndefined()
    fc.assert(
      fc.property(any, (one) => {
        for (const word of [one.key, one.name, one.short, regions.fullName(one.key), ...one.codes.map((c) => c.code)]) {
          expect(regions.find(word)).toBe(one)
        }
      }),
    )
  })

  test('lie in their city and their province, and not in another', () => {
    expect(regions.within(changxing, huzhou)).toBe(true)
    expect(regions.within(huzhou, changxing)).toBe(false)
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(regions.within(a.key, regions.province.key)).toBe(true)
        expect(regions.within(a.key, b.key)).toBe(a === b || a.parent === b.key || b === regions.province)
      }),
    )
  })

  test('are found by every code that they ever bore', () => {
    fc.assert(
      fc.property(any, (one) => {
        for (const { code } of one.codes) expect(regions.find(code)).toBe(one)
      }),
    )
  })
})

describe('regions in a text', () => {
  const named = (text: string): string[] => regions.mentioned(text).map((one) => one.region.short)

  test('are found by their longest names, in order, once each', () => {
    expect(named('湖州市长兴县和安吉的僵尸企业')).toEqual(['长兴', '安吉'])
    expect(named('景宁畲族自治县、绍兴县')).toEqual(['景宁', '柯桥'])
    expect(named('全省盘活存量建设用地8万亩')).toEqual([])
  })

  test('stand where they are said to stand, whatever is around them', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), (some) => {
        const text = some.map((one) => one.name).join('，')
        const found = regions.mentioned(text)
        expect(found.map((one) => one.region)).toEqual(some)
        for (const one of found) expect(text.slice(one.from, one.to)).toBe(one.region.name)
      }),
    )
  })
})

test.each([
  ['长兴县', '长兴'],
  ['景宁畲族自治县', '景宁'],
  ['广西壮族自治区', '广西'],
  ['锡林郭勒盟', '锡林郭勒'],
  ['科尔沁左翼中旗', '科尔沁左翼中'],
  ['哈图自治旗', '哈图'],
  ['六枝特区', '六枝'],
  ['神农架林区', '神农架'],
  ['榆林区', '榆林'],
  ['大兴安岭地区', '大兴安岭'],
  ['滨区', '滨区'],
])('%s is called %s, whatever levels a province has', (name, short) => {
  expect(shortName(name)).toBe(short)
})
