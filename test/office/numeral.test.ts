/** Numbers as office people write them, and what is none. */
import { expect, test } from 'vitest'
import { numeralAt } from '../../src/office/numeral.ts'

test.each([
  ['1.2万', '12000'],
  ['1万2', '12000'],
  ['3千万', '30000000'],
  ['1万亿', '1000000000000'],
])('%s is %s', (text, value) => {
  expect(numeralAt(text, 0)).toEqual({ from: 0, to: text.length, value })
})

test.each([['1万亿亿'], [`1${'万'.repeat(80)}`], [`1${'万'.repeat(5_900)}`], ['2千亿亿亿']])(
  'a number beyond what an office counts is seen and not read: %s',
  (text) => {
    expect(numeralAt(text, 0)).toEqual({ from: 0, to: text.length })
  },
)
