/** Names: of people and documents, of another plan, and typed for others. */
import { pinyin } from 'pinyin-pro'
import { describe, expect, test } from 'vitest'
import { readerOf } from '../../src/language/read.ts'
import type { Day } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { files } from '../data.ts'
import { noted } from './notation.ts'
import { founds, office, said, words } from './office.ts'

const speaking = { today: '2017-07-12' as Day, own: '330522' as RegionKey }

describe('names', () => {
  test('a person is found by name, and told from a word that holds it', () => {
    const read = readerOf({ ...office, people: [{ id: 'p1' as PersonId, name: '周小明' }] }, words)
    expect(founds(read('问问周小明报了没', speaking)).map(noted)).toContain('person p1')
    expect(founds(said('问问周小明报了没')).map(noted)).not.toContain('person p1')
  })

  test('the plan’s document is found by its title and by its number', () => {
    for (const raw of [`《${office.plan.title}》`, office.plan.documentNumber])
      expect(founds(said(raw)).map(noted)).toEqual(['document 浙转升办(2017)13号'])
  })

  test('another plan has other names, and none of the first', () => {
    const [first] = office.plan.indicators
    if (!first) throw new Error('no indicator')
    const trees = { ...first, id: 'trees' as IndicatorId, name: '新种行道树', short: '行道树', aliases: ['种树'] }
    const read = readerOf({ ...office, plan: { ...office.plan, indicators: [trees] } }, words)
    expect(founds(read('长兴种树12家', speaking)).map(noted)).toEqual([
      'region 330522',
      'indicator trees',
      'amount 12 家',
    ])
    expect(founds(read('长兴僵尸企业12家', speaking)).map(noted)).toEqual([
      'region 330522',
      'unread name',
      'amount 12 家',
    ])
  })
})

/** Characters that people use: those of the data folder. */
const COMMON = [...new Set([...files.values()].join(''))].filter((char) => /[\u4e00-\u9fff]/.test(char))
const soundOf = (char: string): string => pinyin(char, { toneType: 'none' })
const bySound = new Map<string, string[]>()
for (const char of COMMON) bySound.set(soundOf(char), [...(bySound.get(soundOf(char)) ?? []), char])

/** Every region's short name with one character typed by its sound, the n-th that sounds so. */
function mistyped(n: number): { key: RegionKey; typed: string }[] {
  return office.regions.all.flatMap(({ key, short, level }) => {
    const at = n % short.length
    const others = (bySound.get(pinyin(short, { toneType: 'none', type: 'array' })[at] ?? '') ?? []).filter(
      (char) => char !== short[at],
    )
    const char = others[(n * 7) % Math.max(1, others.length)]
    return level === 'province' || char === undefined
      ? []
      : [{ key, typed: short.slice(0, at) + char + short.slice(at + 1) }]
  })
}

describe('places typed by their sound', () => {
  test('most are understood, the rest is asked about as a name; none is taken for another place', () => {
    const tally = { right: 0, asked: 0, lost: 0, wrong: [] as string[] }
    for (const n of [1, 2, 3]) {
      for (const { key, typed } of mistyped(n)) {
        const found = founds(said(`${typed}僵尸企业报了多少`))
        const regions = found.flatMap((one) => (one.kind === 'region' ? [one.key] : []))
        if (regions.includes(key)) tally.right += 1
        else if (regions.length > 0) tally.wrong.push(typed)
        else if (found.some((one) => one.kind === 'unread' && one.like === 'name')) tally.asked += 1
        else tally.lost += 1
      }
    }
    const all = tally.right + tally.asked + tally.lost + tally.wrong.length
    expect(all).toBeGreaterThan(250)
    expect(tally.wrong).toEqual([])
    expect(tally.right / all).toBeGreaterThan(0.75)
    expect(tally.lost / all).toBeLessThan(0.03)
  })
})

/** Names of indicators of four characters or more with two characters typed by their sound, the n-th that sounds so. */
function misspelt(n: number): { id: IndicatorId; typed: string }[] {
  return office.plan.indicators.flatMap(({ id, name, short, aliases }) =>
    [name, short, ...aliases]
      .filter((one) => /^[\u4e00-\u9fff]{4,8}$/.test(one))
      .flatMap((one) => {
        const at = n % (one.length - 1)
        const sounds = pinyin(one, { toneType: 'none', type: 'array' })
        const chars = [at, at + 1].map((place) => {
          const others = (bySound.get(sounds[place] ?? '') ?? []).filter((char) => char !== one[place])
          return others[(n * 7) % Math.max(1, others.length)]
        })
        return chars.includes(undefined) ? [] : [{ id, typed: one.slice(0, at) + chars.join('') + one.slice(at + 2) }]
      }),
  )
}

test('an indicator with two characters typed by their sound is mostly understood, and never taken for another', () => {
  const tally = { right: 0, all: 0, wrong: [] as string[] }
  for (const n of [0, 1, 2, 3]) {
    for (const { id, typed } of misspelt(n)) {
      const ids = founds(said(`${typed}12家`)).flatMap((one) =>
        one.kind === 'indicator' && one.ids.length === 1 ? one.ids : [],
      )
      tally.all += 1
      if (ids.includes(id)) tally.right += 1
      else if (ids.length > 0) tally.wrong.push(typed)
    }
  }
  expect(tally.all).toBeGreaterThan(100)
  expect(tally.wrong).toEqual([])
  expect(tally.right / tally.all).toBeGreaterThan(0.95)
})
