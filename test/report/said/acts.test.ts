/** The slots of an act, read out of the words that say it. */
import { describe, expect, test } from 'vitest'
import type { ActName } from '../../../src/message/act.ts'
import { type Act, actOf } from '../../../src/report/index.ts'
import * as invented from '../../invented.ts'
import { saidIn } from '../../said.ts'

const { read } = saidIn(invented)

const speaking = { today: '2017-07-03', own: invented.whole.regions.find('柳泉县')?.key } as Parameters<typeof read>[1]

describe('the slots of an act', () => {
  test.each<[ActName, string, Partial<Act> | object]>([
    ['set', '改成11家', { act: 'set', is: { typedValue: '11', typedUnit: '家' } }],
    ['set', '平方咯', { act: 'set', is: { typedUnit: '平方' } }],
    ['less', '里面有三家重复了', { act: 'less', is: { off: 'over', typedValue: '3', typedUnit: '家' } }],
    ['more', '再加2家', { act: 'more', is: { off: 'under', typedValue: '2', typedUnit: '家' } }],
    ['without', '龙企另外说', { act: 'without', pick: { by: 'name', ids: ['forest-leaders'] } }],
    ['only', '龙企先交，别的等等', { act: 'only', pick: { by: 'name', ids: ['forest-leaders'] } }],
    ['ask', '龙企你写的几', { act: 'ask', indicators: ['forest-leaders'] }],
    ['reason', '设备上月才到', { act: 'reason', why: '设备上月才到' }],
    ['hold', '先放着', { act: 'hold' }],
  ])('%s is read out of %s', (act, words, is) => {
    expect(actOf(act, read(words, speaking))).toMatchObject(is)
  })

  test.each<[ActName, string]>([
    ['set', '你再看看'],
    ['less', '扣掉一点'],
    ['without', '那个不要'],
  ])('%s is none without them: %s', (act, words) => {
    expect(actOf(act, read(words, speaking))).toBeUndefined()
  })

  test('that is never said to a figure are none', () => {
    expect(actOf('urge', read('让他们快点审', speaking))).toBeUndefined()
  })
})
