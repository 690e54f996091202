/** An amount asked for in another unit is converted by the units of the plan's indicators, and nothing is recorded. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const head = async (who: string, says: string): Promise<string> =>
  (await (await office(await freshStore())).says(who, says)).split('\n')[0] ?? ''

describe('an amount in another unit', () => {
  test.each([
    ['柳泉', '300亩是多少公顷', '300亩等于20公顷'],
    ['官员', '40公顷是多少亩', '40公顷等于600亩'],
    ['柳泉', '320亩是多少公顷', '320亩约等于21.3333公顷'],
    ['官员', '盘活存量林地8万亩折多少公顷', '80,000亩约等于5,333.3333公顷'],
  ])('%s: %s', async (who, says, told) => {
    expect(await head(who, says)).toBe(told)
  })

  test('of what is asked of a place it is none, nor of what is reported', async () => {
    expect(await head('官员', '柳泉存量林地多少公顷')).not.toMatch(/等于/)
    expect(await head('柳泉', '存量林地320亩')).not.toMatch(/等于/)
    expect(await head('柳泉', '320亩是多少钱')).not.toMatch(/等于/)
  })
})
