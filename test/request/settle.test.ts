/** What is run, what is asked back and in which words, and what is none of the ledger's. */
import { beforeAll, describe, expect, test } from 'vitest'
import { askingText, optionTexts } from '../../src/request/index.ts'
import { desk } from './desk.ts'

let told: Awaited<ReturnType<typeof desk>>
beforeAll(async () => {
  told = await desk()
})

describe('what is done with the candidates', () => {
  test('a question that is read whole is run', () => {
    expect(told.settled('长兴僵尸企业完成率多少', 'province')).toMatchObject({
      kind: 'run',
      query: { of: ['zombie-firms'], whom: { places: ['330522'] } },
      unread: [],
    })
  })

  test.each([
    ['飞龙县僵尸企业多少', '“飞龙县”是哪个地方或哪项指标？'],
    ['长兴僵尸企业上次多少', '“上次”是哪个时间？请说几月。'],
    ['僵尸企业超过几十家的县', '是多少？请说一个准数。'],
    ['长兴僵尸企业上周多少', '台账按月记数，请说几月。'],
    ['低小散过半的县和没过半的县各几个', '“过半”和这句问的合不到一起'],
    ['僵尸企业超过5亩的县', '“亩”不是这项指标的单位，请换个单位。'],
  ])('%s is asked about and never widened', (text, words) => {
    const settled = told.settled(text, 'province')
    expect(settled.kind === 'ask' && askingText(settled.asking)).toContain(words)
  })

  test('two that are as likely are offered by what tells them apart', () => {
    const settled = told.settled('不足5家的县有哪些', 'province')
    expect(settled.kind).toBe('ask')
    const { plan, regions } = told.told.office
    const options = settled.kind === 'ask' && settled.asking.what === 'which' ? settled.asking.options : []
    expect(optionTexts(options, { plan, regions })).toEqual(expect.arrayContaining(['僵尸企业', '低小散企业']))
  })

  test('a word that was not read is said with the answer', () => {
    expect(told.settled('麻溜点长兴僵尸企业多少家', 'province')).toMatchObject({ kind: 'run', unread: ['麻溜'] })
  })

  test.each([
    '你好',
    '僵尸企业是什么意思',
    '给没报的催一下',
    '今天天气怎么样',
    '10月的数什么时候报',
    '谢谢',
    '怎么请假',
    '什么是低小散',
    '我报低小散12家',
    '厂房租金多少',
    '低小散奖励多少钱',
    '低小散整治的牵头单位是哪家',
    '还有几天截止',
  ])('%s is no question on the ledger', (text) => {
    expect(told.settled(text, 'province').kind).toBe('none')
  })
})

test('a message of many words costs no more than a reading of it, and is no question', () => {
  for (const part of ['几个县', '长兴比德清', '僵尸企业多少', '最多', '没报'])
    expect(told.settled(part.repeat(6000 / part.length), 'province').kind).toBe('none')
})
