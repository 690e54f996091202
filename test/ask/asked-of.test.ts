/** What is asked of a matter itself: whose it is, whether a time or a body is written, how much more one is than another. */
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/documents/index.ts'
import { askerOf } from './asker.ts'

const asker = askerOf(
  readDocument(
    [
      '柏原市2024年城市绿化工作方案',
      '一、主要任务',
      '（一）公园建设。新建口袋公园45个，改造老公园12个，投资1.2亿元。（牵头单位：市园林局；配合单位：市财政局）',
      '（二）行道树补植。补植行道树3.6万株，投资4500万元。（责任单位：市城管局）',
      '（三）花境布置。在主干道布置花境80处，2024年9月底前完成。',
      '（四）绿地认养。开放认养绿地60块。',
      '二、工作保障',
      '（五）每季度通报进展，对连续两次排名末位的区约谈主要负责人，负责人须作书面说明。',
    ].join('\n'),
    { id: 'green' },
  ),
)
const first = (question: string, ...history: string[]): string =>
  asker.ask({ question, history }).text.split('\n')[0] ?? ''

describe('whose a matter is', () => {
  test('is taken from the brackets behind it, and not from a sentence that has the word 负责人', () => {
    expect(first('行道树补植谁负责')).toBe('责任单位：市城管局')
    expect(first('谁负责', '口袋公园建多少个')).toContain('市园林局')
    expect(first('口袋公园多少个，谁负责')).toBe('新建口袋公园45个；牵头单位：市园林局；配合单位：市财政局')
  })

  test('is told by the role that is asked for, where the brackets have several', () => {
    expect(first('公园建设的牵头单位是哪个')).toBe('牵头单位：市园林局')
    expect(first('公园建设的配合单位是哪个')).toBe('配合单位：市财政局')
  })

  test('is of nobody where its provision names none', () => {
    expect(first('绿地认养谁负责')).not.toMatch(/市园林局|市城管局/)
  })
})

describe('whether something is written of a matter', () => {
  test('where it is, it is told with its words', () => {
    expect(first('花境布置有没有写完成时限')).toMatch(/^有，.*2024年9月底前完成/)
    expect(first('行道树补植写没写责任单位')).toContain('市城管局')
  })

  test('where it is not, that is said of the provision on the matter, which is quoted', () => {
    const answer = asker.ask({ question: '绿地认养有没有写时限' })
    expect(answer.text.split('\n')[0]).toBe('没有，一（四）“绿地认养”没有写时限。')
    expect(answer.citations.map(({ section }) => section)).toEqual(['一（四）'])
    expect(first('花境布置有没有写牵头单位')).toBe('没有，一（三）“花境布置”没有写牵头单位。')
  })

  test('of a matter that the paper does not know nothing is said to be missing', () => {
    expect(first('喷泉改造有没有写时限')).not.toMatch(/^没有，/)
  })
})

test('how much more one is than another is said in the smaller of the units that the paper counts them in', () => {
  expect(first('公园建设和行道树补植投资哪个多')).toContain('相差7500万元')
  expect(first('公园建设和行道树补植投资哪个多')).not.toContain('75000000')
})
