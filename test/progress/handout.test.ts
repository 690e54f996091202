/** Files in the chat: bulletins and tables, made when they are sent, for those who may have them. */

import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { rowsOf } from '../../src/tables/workbook.ts'
import { office } from '../invented.ts'
import { test } from '../size.ts'

const at = async (now: string) => office(await freshStore(), now)

/** Two counties of one city and one of another have reported, and the province has received it. */
async function received() {
  const chat = await at('2017-07-03 09:00')
  await chat.says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
  await chat.says('鸥浦', '/上报 老旧木厂 3家 截至 6月30日')
  await chat.says('澄州', '/审核')
  await chat.presses('澄州', '全部通过（1项）')
  await chat.says('省办', '/接收')
  await chat.presses('省办', '接收1项')
  await chat.until('2017-07-11 09:00')
  return chat
}

const words = (docx: Uint8Array | undefined): string =>
  strFromU8(unzipSync(docx ?? new Uint8Array())['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '')
const cells = async (xlsx: Uint8Array | undefined): Promise<string> =>
  (await rowsOf(xlsx ?? new Uint8Array())).map((row) => row.join('|')).join('\n')

/** Eight days are played once: what is asked for one after the other changes no figure, but for the last. */
let chat: Awaited<ReturnType<typeof received>>
beforeAll(async () => {
  chat = await received()
})

/** What somebody has been handed since now. */
function handed(who: string) {
  const before = chat.files(who).length
  return () => chat.files(who).slice(before)
}

describe('导出', () => {
  test('hands a city’s coordinator the own city’s figures only', async () => {
    const { says, hears } = chat
    const [city, province] = [handed('澄州'), handed('省办')]
    await says('澄州', '/导出 完成情况 6月')
    // The file comes after the words that announce it.
    expect(hears('澄州').slice(-2)).toEqual([expect.stringMatching(/随后送到/), expect.stringMatching(/^📎/)])
    await says('省办', '/导出 完成情况 6月')
    const [own] = city()
    const [all] = province()
    expect(own?.name).toBe('澄州市完成情况2017-06.xlsx')
    expect(await cells(own?.content)).toMatch(/老旧木厂\(家\)[\s\S]*柳泉县\|[^\n]*12/)
    expect(await cells(own?.content)).not.toMatch(/鸥浦/)
    expect(await cells(all?.content)).toMatch(/鹭州市\|/)
  })

  test('hands out the ledger and a ranking, a city’s on demand', async () => {
    const { says } = chat
    const province = handed('省办')
    await says('省办', '/导出 台账 6月')
    await says('省办', '/导出 台账 鹭州 6月')
    await says('省办', '导出 老旧木厂排名')
    const [ledger, ningbo, ranking] = province()
    expect(await cells(ledger?.content)).toMatch(/柳泉[\s\S]*鸥浦|鸥浦[\s\S]*柳泉/)
    expect(ningbo?.name).toBe('鹭州市台账2017-06.xlsx')
    expect(await cells(ningbo?.content)).not.toMatch(/柳泉/)
    expect(await cells(ranking?.content)).toMatch(/澄州市\|12\|34/)
  })

  test('asks what is wanted, and is for coordinators', async () => {
    const { says } = chat
    const county = handed('柳泉')
    expect(await says('省办', '/导出')).toMatch(/要导出什么/)
    expect(await says('柳泉', '/导出 台账')).toMatch(/没有权限|需要/)
    expect(await says('澄州', '/导出 台账 鹭州')).toMatch(/📎 澄州市台账/)
    expect(county()).toEqual([])
  })
})

describe('the bulletin', () => {
  test('can be had as a draft before, and the draft says that it is one', async () => {
    const { says, presses } = chat
    const province = handed('省办')
    await says('省办', '/通报 2017-06')
    await presses('省办', '草稿文件')
    expect(province().map(({ name }) => name)).toEqual(['通报草稿（内部）2017-06.docx'])
    expect(words(province()[0]?.content)).toMatch(/12家/)
  })

  onBoth('comes as text and annex when its numbers are frozen, and again whenever it is asked for', async () => {
    const { says, presses } = chat
    const province = handed('省办')
    await says('省办', '/通报 2017-06')
    await presses('省办', '数据不齐，仍要成文')
    expect(province().map(({ name }) => name)).toEqual(['通报（内部）2017-06-1.docx', '通报附表（内部）2017-06-1.xlsx'])
    const [text] = province()
    expect(words(text?.content)).toMatch(/处置老旧木厂[\s\S]*12家/)
    await says('柳泉', '/更正 老旧木厂 13家 截至 6月30日 原因：漏计')
    await presses('省办', '内部版')
    expect(province()).toHaveLength(3)
    expect(words(province()[2]?.content)).toBe(words(text?.content))
    await presses('省办', '公开版')
    expect(province()[3]?.name).toBe('通报（公开）2017-06-1.docx')
  })
})
