/** 口径: what an indicator means, asked by anybody, in a command word or in a sentence that comes to it. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { meaningCommand } from '../../src/guide/meaning.ts'
import { documents, office, whole } from '../invented.ts'
import { paper } from './paper.ts'
import { comesTo } from './sentence.ts'

const open = async () => office(await freshStore())

const meaning = meaningCommand({ ...whole, moves: async () => [] }, documents[0], paper)

describe('what an indicator means', () => {
  test('is told with its unit, how and until when it is reported, and the words of the document', async () => {
    const { says } = await open()
    const card = await says('柳泉', '/口径 散锯点')
    expect(card).toMatch(/^口径：淘汰和整治存在问题的“散锯点”作坊/)
    expect(card).toMatch(/通过关停淘汰、整治提升、整合入园、合法搬迁/)
    expect(card).toMatch(/单位：家（也可写户、个）/)
    expect(card).toMatch(/怎么报：每月报自1月1日起的累计数，从2017年4月报起/)
    expect(card).toMatch(/2017年6月截止：7月5日（周三）/)
    expect(card).toMatch(/〔沧林振办〔2017〕13号 二（二）〕2017年力争淘汰和整治存在问题的“散锯点”作坊1597家以上。/)
    expect(card).toMatch(/经当地验收销号的问题企业/)
  })

  test('is the same for an official and for a visitor', async () => {
    const { says } = await open()
    const told = await says('柳泉', '/口径 处木')
    expect(told).toMatch(/口径：处置老旧木厂/)
    expect(await says('官员', '/口径 处木')).toBe(told)
    expect(await says('路人', '口径 处木')).toBe(told)
  })

  test('without a name is of the one indicator that was spoken of just before', async () => {
    const { says } = await open()
    expect(await says('官员', '请教下 标准苗棚今年要弄多少')).toMatch(/标准苗棚153.9万平方米/)
    expect(await says('官员', '只算新建的吧')).toMatch(/^口径：新改扩建标准苗棚/)
    expect(await says('官员', '/口径')).toMatch(/13项指标的口径/)
  })

  test('is understood from a whole sentence', async () => {
    expect(await comesTo(meaning, '散锯点到底怎么算')).toMatch(/^口径：.*散锯点/)
    expect(await comesTo(meaning, '请问盘活存量低产林地的口径是什么')).toMatch(/^口径：盘活存量低产林地/)
  })

  test('says that a rate is reported each quarter, as it stands at its end', async () => {
    const card = await comesTo(meaning, '用水量怎么算')
    expect(card).toMatch(/每季度报截至期末的数，从2017年二季度报起/)
    expect(card).toMatch(/2017年二季度截止：7月10日（周一）/)
  })

  test('each goal is quoted in a sentence that stands in the document', async () => {
    const { says, acts } = await open()
    await says('柳泉', '/口径')
    const text = documents[0]?.text.replace(/\s/g, '') ?? ''
    expect(text.length).toBeGreaterThan(1_000)
    for (const { id, target } of whole.plan.indicators) {
      const card = await acts('柳泉', '口径', { indicator: id })
      const quote = /〔沧林振办〔2017〕13号 [^〕]+〕(.+)/.exec(card)?.[1] ?? ''
      expect(quote).toContain(target.wording.split('…').at(-1))
      expect(text).toContain(quote.replace(/\s/g, ''))
    }
  })

  test('follows a deadline that the office moved', async () => {
    const { says, presses } = await open()
    await says('省办', '/截止 7月12日 因 系统维护')
    await presses('省办', '确认调整并通知')
    expect(await says('柳泉', '/口径 老旧木厂')).toMatch(/2017年6月截止：.*7月12日（周三），依据 系统维护/)
  })
})

describe('which indicator is meant', () => {
  test('is asked where two are named, with a button for each', async () => {
    const { says, presses } = await open()
    expect(await says('柳泉', '/口径 老旧木厂和标准苗棚')).toMatch(/要看哪一项[\s\S]*\[老旧木厂\] \[标准苗棚\]/)
    expect(await presses('柳泉', '标准苗棚')).toMatch(/口径：新改扩建标准苗棚/)
  })

  test('is chosen from all where none is named', async () => {
    const { says } = await open()
    const all = await says('路人', '/口径')
    expect(all).toMatch(/^13项指标的口径/)
    expect(all.match(/\[[^\]]+\]/g)).toHaveLength(13)
    expect(await says('路人', '第二个')).toMatch(/口径：淘汰和整治/)
  })

  test('is none where it is asked how figures are judged', async () => {
    expect(await comesTo(meaning, '红灯什么意思')).toMatch(/完成率 ÷ 序时进度 ≥ 1\.00 绿灯/)
  })
})
