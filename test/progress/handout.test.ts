/** Files in the chat: bulletins and tables, made when they are sent, for those who may have them. */

import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { rowsOf } from '../../src/tables/workbook.ts'
import { office } from '../office.ts'

const at = async (now: string) => office(await freshStore(), now)

/** Two counties of one city and one of another have reported, and the province has received it. */
async function received() {
  const chat = await at('2017-07-03 09:00')
  await chat.says('长兴', '/上报 僵尸企业 12家 截至 6月30日')
  await chat.says('慈溪', '/上报 僵尸企业 3家 截至 6月30日')
  await chat.says('湖州', '/审核')
  await chat.presses('湖州', '全部通过（1项）')
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
    const [city, province] = [handed('湖州'), handed('省办')]
    await says('湖州', '/导出 完成情况 6月')
    // The file comes after the words that announce it.
    expect(hears('湖州').slice(-2)).toEqual([expect.stringMatching(/随后送到/), expect.stringMatching(/^📎/)])
    await says('省办', '/导出 完成情况 6月')
    const [own] = city()
    const [all] = province()
    expect(own?.name).toBe('湖州市完成情况2017-06.xlsx')
    expect(await cells(own?.content)).toMatch(/僵尸企业\(家\)[\s\S]*长兴县\|[^\n]*12/)
    expect(await cells(own?.content)).not.toMatch(/慈溪/)
    expect(await cells(all?.content)).toMatch(/宁波市\|/)
  })

  test('hands out the ledger and a ranking, a city’s on demand', async () => {
    const { says } = chat
    const province = handed('省办')
    await says('省办', '/导出 台账 6月')
    await says('省办', '/导出 台账 宁波 6月')
    await says('省办', '导出 僵尸企业排名')
    const [ledger, ningbo, ranking] = province()
    expect(await cells(ledger?.content)).toMatch(/长兴[\s\S]*慈溪|慈溪[\s\S]*长兴/)
    expect(ningbo?.name).toBe('宁波市台账2017-06.xlsx')
    expect(await cells(ningbo?.content)).not.toMatch(/长兴/)
    expect(await cells(ranking?.content)).toMatch(/湖州市\|12\|34/)
  })

  test('asks what is wanted, and is for coordinators', async () => {
    const { says } = chat
    const county = handed('长兴')
    expect(await says('省办', '/导出')).toMatch(/要导出什么/)
    expect(await says('长兴', '/导出 台账')).toMatch(/没有权限|需要/)
    expect(await says('湖州', '/导出 台账 宁波')).toMatch(/📎 湖州市台账/)
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

  test('comes as text and annex when its numbers are frozen, and again whenever it is asked for', async () => {
    const { says, presses } = chat
    const province = handed('省办')
    await says('省办', '/通报 2017-06')
    await presses('省办', '数据不齐，仍要成文')
    expect(province().map(({ name }) => name)).toEqual(['通报（内部）2017-06-1.docx', '通报附表（内部）2017-06-1.xlsx'])
    const [text] = province()
    expect(words(text?.content)).toMatch(/处置僵尸企业[\s\S]*12家/)
    await says('长兴', '/更正 僵尸企业 13家 截至 6月30日 原因：漏计')
    await presses('省办', '内部版')
    expect(province()).toHaveLength(3)
    expect(words(province()[2]?.content)).toBe(words(text?.content))
    await presses('省办', '公开版')
    expect(province()[3]?.name).toBe('通报（公开）2017-06-1.docx')
  })
})
