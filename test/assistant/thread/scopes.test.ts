/** 全市, 我县: a place named by its level alone is the asker's own, or that of what is spoken of; nobody guesses at another. */
import { beforeEach, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../../office.ts'

type Office = Awaited<ReturnType<typeof office>>

let says: Office['says']
let presses: Office['presses']
beforeEach(async () => {
  ;({ says, presses } = await office(await freshStore(), '2017-07-03 09:00'))
  await says('长兴', '/上报 僵尸企业 10家 截至6月30日')
})

describe('whoever stands above all of them is asked which', () => {
  test.each([
    ['省办', '全市僵尸企业处置了多少家', '“全市”说的是哪个市？', '湖州市', /\n湖州市 僵尸企业：累计10家/],
    ['省办', '我市僵尸企业处置了多少家', '“我市”说的是哪个市？', '湖州市', /\n湖州市 僵尸企业：累计10家/],
    ['省办', '全市哪个县僵尸企业最多', '“全市哪个县”说的是哪个市？', '湖州市', /\n长兴县/],
    ['省办', '高于全市平均的县有哪些，僵尸企业', '“高于全市平均”说的是哪个市？', '湖州市', /与湖州市比/],
    ['湖州', '我县僵尸企业处置了多少家', '“我县”说的是哪个县？', '长兴县', /\n长兴县 僵尸企业：累计10家/],
  ])('%s: %s', async (who, said, asked, place, answer) => {
    const shown = await says(who, said)
    expect(shown.split('\n')[0]).toBe(asked)
    expect(shown).toContain(`[${place}]`)
    expect(shown).not.toMatch(/累计/)
    expect(await presses(who, place)).toMatch(answer)
  })

  test('and says it in words as well, where there are too many to choose from', async () => {
    expect(await says('省办', '我县僵尸企业处置了多少家')).toBe('“我县”说的是哪个县？')
    expect(await says('省办', '长兴')).toMatch(/^长兴县 僵尸企业：累计10家/)
  })

  test('in a talk about the whole, too', async () => {
    await says('省办', '全省僵尸企业处置了多少家')
    expect(await says('省办', '那全市呢')).toMatch(/^“全市”说的是哪个市？/)
  })
})

describe('what is spoken of says which', () => {
  test('beside it', async () => {
    expect(await says('省办', '长兴僵尸企业在全市排第几')).toMatch(/在湖州市1个县/)
  })

  test('in what is only supposed', async () => {
    const shown = await says('省办', '如果长兴县僵尸企业报20家，全市累计多少')
    expect(shown).toMatch(/^假设：湖州市 僵尸企业：累计20家/)
  })

  test('in the question before', async () => {
    await says('省办', '长兴僵尸企业处置了多少家')
    expect(await says('省办', '全市呢')).toMatch(/^湖州市 僵尸企业/)
    expect(await says('省办', '全市各县呢')).toMatch(/湖州市各县/)
  })
})

test('a county’s 全市各县 are those of its city', async () => {
  expect(await says('长兴', '全市各县僵尸企业多少')).toMatch(/湖州市各县（市、区）/)
})

test('县里 and 市里 of whoever stands above them are none of them in particular', async () => {
  expect(await says('湖州', '县里都报了吗')).toMatch(/湖州市各县/)
  expect(await says('省办', '市里僵尸企业报了多少')).toMatch(/^全省 僵尸企业/)
})
