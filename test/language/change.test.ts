/** What takes out, puts in or restricts, and what only sounds like it. */
import { describe, expect, test } from 'vitest'
import { changeIn } from '../../src/language/index.ts'
import type { Day } from '../../src/office/day.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { read } from '../said.ts'

const told = (text: string) => changeIn(read(text, { today: '2017-07-12' as Day, own: '330500' as RegionKey }))

describe('a change', () => {
  test.each([
    ['安吉不用催了', 'out', ['330523']],
    ['德清的先别发', 'out', ['330521']],
    ['除了安吉和德清', 'out', ['330523', '330521']],
    ['去掉温州', 'out', ['330300']],
    ['长兴不算', 'out', ['330522']],
    ['只看嘉兴的', 'only', ['330400']],
    ['只催德清', 'only', ['330521']],
    ['把安吉加上', 'in', ['330523']],
    ['安吉就别发了，他们刚来过电话', 'out', ['330523']],
  ])('%s', (text, how, places) => {
    expect(told(text)).toMatchObject({ how, places, isState: false })
  })

  test.each([
    ['小微园先不报', 'out', ['small-firm-parks'], true],
    ['只报高企', 'only', ['hightech-firms'], false],
    ['园区那个先不报，厂房的报了', 'out', ['small-firm-parks'], true],
  ])('%s: of indicators', (text, how, indicators, isState) => {
    expect(told(text)).toMatchObject({ how, indicators, isState })
  })

  test('what is not reported tells how it stands', () => {
    expect(told('安吉没报')).toMatchObject({ isState: true })
  })
})

describe('no change', () => {
  test.each([
    '安吉呢',
    '安吉为什么没报',
    '哪些县不用催',
    '不是安吉',
    '安吉别报3家',
    '除了安吉，长兴也报5家',
    '只有3家',
    '不用催了',
    '别催了，我明天就报',
    '安吉催一下',
    '只看红灯的',
  ])('%s', (text) => {
    expect(told(text)).toBeUndefined()
  })
})
