/** Who answers a question of figures: the ledger what was done, the papers what is to be reached, both where neither is said. */
import { beforeAll, describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office, type Who } from '../office.ts'

let says: (who: Who, text: string) => Promise<string>
beforeAll(async () => {
  const one = await office(await freshStore(), '2017-07-12 09:00')
  await one.says('长兴', '僵尸企业7家 截至6月30日')
  await one.says('长兴', '确认')
  says = one.says
})

describe('of a figure that may be what is set or what was reported', () => {
  test('both are told, each with its source', async () => {
    const told = await says('官员', '处置僵尸企业多少家')
    expect(told).toContain('2017年处置僵尸企业300家')
    expect(told).toContain('〔二（三）〕')
    expect(told).toContain('累计7家')
  })

  test('so they are of a year, of which the ledger alone says that it has none', async () => {
    const told = await says('官员', '高企今年新认几家')
    expect(told).toContain('2017年力争新认定高新技术企业1500家')
    expect(told).toContain('尚无上报')
    expect(await says('官员', '2016年底低小散累计多少家')).toMatch(/^没有2016年的台账/)
  })

  test('the papers answer what the ledger does not add up', async () => {
    const told = await says('官员', '高企和科技型加起来多少家')
    expect(told).toMatch(/^合计7500家（1500家＋6000家）/)
    expect(told).not.toContain('已报')
  })

  test('the papers answer where the ledger has no figure, as of rates of a whole', async () => {
    expect(await says('官员', '用水量降多少')).toMatch(/^2017年全省万元工业增加值用水量、废水排放量同比分别下降5%/)
  })
})

test('of two that have an answer the ledger is told alone where the papers leave more of the words', async () => {
  expect(await says('省办', '/问 用能空间和土地多少')).toMatch(/^2017年力争腾出用能空间100万吨标煤以上\n/)
  const told = await says('省办', '用能空间和土地多少')
  expect(told).toMatch(/存量建设用地尚无上报.*腾出用能空间尚无上报/)
  expect(told).not.toContain('〔四（二）〕')
})

test('a county that names no place is told its own figure, and no goal of the province above it', async () => {
  const told = await says('长兴', '处置僵尸企业多少家')
  expect(told).toContain('长兴县')
  expect(told).toContain('任务19家')
  expect(told).not.toContain('2017年处置僵尸企业300家')
  expect(await says('长兴', '今年要处置多少家僵尸企业')).toMatch(/^2017年处置僵尸企业300家/)
})

test('amounts that no query has a place for are no question on everything', async () => {
  const told = await says('湖州', '120家、1500家、6000家一共多少')
  expect(told).toContain('“120家”')
  expect(told).not.toContain('共13项')
})

test('a table of everything that is asked for is a file for whoever may have it', async () => {
  expect(await says('省办', '全省每月各项完成率列成表')).toContain('.xlsx')
  expect(await says('官员', '全省每月各项完成率列成表')).not.toContain('.xlsx')
})

describe('what is to be reached', () => {
  test.each(['今年要处置多少家僵尸企业', '僵尸企业全省目标多少'])('%s is of the papers', async (text) => {
    expect(await says('官员', text)).toMatch(/^2017年处置僵尸企业300家\n〔二（三）〕/)
  })

  test('a list of what is to be done is no list of who has not reported', async () => {
    expect(await says('官员', '用能这一条都要干哪些事，列一下')).toMatch(/〔四（二）〕/)
    expect(await says('官员', '哪些县还没报')).toContain('还没报')
  })
})

describe('what was done stays with the ledger, which is told alone', () => {
  test.each([
    ['长兴', '僵尸企业完成了多少'],
    ['官员', '长兴僵尸企业多少家'],
    ['官员', '6月僵尸企业多少家'],
    ['官员', '僵尸企业完成率多少'],
  ])('%s: %s', async (who, text) => {
    const told = await says(who, text)
    expect(told).not.toContain('2017年处置僵尸企业300家')
    expect(told).toContain('僵尸企业')
  })

  test('and so does what goes on from it', async () => {
    await says('省办', '长兴僵尸企业完成了多少')
    expect(await says('省办', '那厂房呢')).not.toMatch(/2017年力争新改扩建标准厂房/)
  })
})

test('what no command can read is answered from a paper that has all its words, and not asked back', async () => {
  expect(await says('官员', '科技型中小企业今年指标')).toMatch(/6000家/)
  expect(await says('官员', '把僵尸企业的任务列出来')).toMatch(/〔二（三）〕/)
})
