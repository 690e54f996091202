/** No text stops the office: what reading one costs grows no faster than the text, and stays within a bound. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Reader } from './measure.ts'

/** Beyond what an ordinary message costs. */
const ALLOWED_MS = 50
const reader = new Reader()

beforeAll(() => reader.start())
afterAll(() => reader.stop())

const QUESTION = '，2017年要处置多少家僵尸企业？'

describe('texts that once stopped the office', () => {
  test.each([
    ['ask', '谢谢 twenty times before a question', '谢谢'.repeat(20) + QUESTION],
    ['ask', '谢谢 thirty times before a question', '谢谢'.repeat(30) + QUESTION],
    ['ask', '请你 twenty-five times', `${'请你'.repeat(25)}，僵尸企业，去年怎么样我忘了，今年要处置多少家`],
    ['parse', '6 000 blanks', `僵尸企业${' '.repeat(5_980)}12家`],
    ['a message of a contact', '1 500 blanks', `僵尸企业${' '.repeat(1_500)}12家`],
    ['a message of a contact', '6 000 blanks', `僵尸企业${' '.repeat(5_980)}12家`],
  ])('%s: %s', async (border, _, text) => {
    const { ms } = await reader.cost(border, text, ALLOWED_MS)
    expect(ms).toBeLessThan(ALLOWED_MS)
  })

  test('达到 twenty-five times in a document that is asked about', async () => {
    const { ms } = await reader.cost('ask, of a document', '达到'.repeat(25), ALLOWED_MS)
    expect(ms).toBeLessThan(ALLOWED_MS)
  })
})
