/** The rules beneath: figures and their conversion, one way of writing, spelling, the last look before it goes out. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compose, unsupported } from '../../src/ask/answer/compose.ts'
import { libraryOf } from '../../src/ask/evidence/library.ts'
import { readQuestion } from '../../src/ask/question/question.ts'
import { askedIn } from '../../src/ask/question/slots.ts'
import { statementsOf } from '../../src/ask/words/clauses.ts'
import { convert, equalFigures, figuresIn } from '../../src/ask/words/figures.ts'
import { cleaned, flat, tidy } from '../../src/ask/words/normalise.ts'
import { runs } from '../size.ts'
import { askerOf, lexicon, read, says } from './asker.ts'

const one = (text: string) => {
  const [figure] = figuresIn(text)
  if (!figure) throw new Error(`no figure in ${text}`)
  return figure
}

describe('figures', () => {
  test.each([
    ['8万亩', '80000', '亩'],
    ['一千二百家', '1200', '家'],
    ['百分之五', '5', '%'],
    ['5个百分点', '5', '个百分点'],
    ['100万吨标煤以上', '1000000', '吨标煤'],
  ])('%s is %s %s', (text, value, unit) => {
    expect(one(text)).toMatchObject({ value, unit })
  })

  test('years, dates, document numbers and 万元 without a number are none', () => {
    expect(figuresIn('2017年4月18日，浙转升办(2017)13号，万元工业增加值，一批')).toEqual([])
  })

  test('the same amount is the same however it is written', () => {
    expect(equalFigures(one('1万家'), one('10000家'))).toBe(true)
    expect(equalFigures(one('15亩'), one('1公顷'))).toBe(true)
    expect(equalFigures(one('5%'), one('5个点'))).toBe(true)
    expect(equalFigures(one('5%'), one('5家'))).toBe(false)
  })

  test('areas convert there and back exactly', () => {
    const whole = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(whole, (hectares) => {
        const mu = convert(one(`${hectares}公顷`), '亩')
        expect(mu).toBe(String(hectares * 15))
        expect(convert(one(`${mu}亩`), '公顷')).toBe(String(hectares))
      }),
    )
  })

  test('Chinese numerals', () => {
    const values = ['三百', '两千', '一百二十', '十五', '一万'].map((number) => one(`${number}家`).value)
    expect(values).toEqual(['300', '2000', '120', '15', '10000'])
    expect(figuresIn('三去家')).toEqual([])
  })
})

describe('statements', () => {
  test('a row of goals is cut so that each figure stays with what it counts', () => {
    const texts = statementsOf('力争新增园区120家，新认定高新技术企业1500家、科技型企业6000家。').map(
      ({ text }) => text,
    )
    expect(texts).toEqual(['力争新增园区120家', '新认定高新技术企业1500家', '科技型企业6000家'])
  })

  test('things that share a figure stay together', () => {
    expect(statementsOf('用水量、废水排放量同比分别下降5%')).toHaveLength(1)
  })

  test('a clause without a subject keeps the one before it', () => {
    expect(statementsOf('工业总产值突破500亿元，年均增长8%以上')[1]?.subject).toContain('工业总产值')
  })
})

describe('one way of writing', () => {
  test('widths, brackets, quotation marks and blanks make no difference', () => {
    expect(flat('“低小散”企业（作坊） １,０００ 家〔2017〕')).toBe(flat('「低小散」企业(作坊)1000家[2017]'))
  })

  test('flattening twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(flat(flat(text))).toBe(flat(text))
      }),
      { examples: [['э῁'], ['e"́'], ['ǰ İ']] },
    )
  })

  test('mentions go, Traditional characters are simplified', () => {
    expect(cleaned('@要点助手 僵屍企業處置')).toBe('僵尸企业处置')
  })

  test('line breaks inside a sentence do not show', () => {
    expect(tidy('2017 年,力争\n淘汰 1000 家')).toBe('2017年，力争淘汰1000家')
  })
})

const library = libraryOf([read('work-points-2017')], lexicon, undefined)

describe('what a question leaves open', () => {
  test.each([
    ['僵尸企业要处置多少家', 'number'],
    ['哪几个行业要监察', 'list'],
    ['该由哪个单位牵头', 'body'],
    ['牵头单位是哪家', 'body'],
    ['什么时候发的', 'time'],
    ['依据哪个文件', 'document'],
    ['写在第几条', 'where'],
    ['应如何处理', 'how'],
    ['处置300家对吧', 'claim'],
    ['僵尸企业目标', 'number'],
  ])('%s: %s', (question, slot) => {
    expect(askedIn(question, lexicon.slots).slot).toBe(slot)
  })

  test('words of the story around a question count for less than its own', () => {
    const { terms, slot } = readQuestion(
      '各位好，我们在写锅炉的可研，专家要补一句，想问下标准厂房的面积是多少？谢谢',
      library,
      2017,
    )
    const weightOf = (word: string): number => terms.find((one) => one.text === word)?.weight ?? 0
    expect(slot).toBe('number')
    expect(weightOf('标准厂房')).toBeGreaterThan(2 * weightOf('锅炉'))
    expect(terms.map((one) => one.text)).not.toContain('谢谢')
  })
})

describe('the last look', () => {
  const document = read('work-points-2017')
  const provision = document.provisions.find((part) => part.label === '二（三）')
  const sentence = provision?.sentences.at(-1)
  if (!provision || !sentence) throw new Error('the fixture has no 二（三）')
  const quotes = [{ document, provision, text: sentence.text }]

  test('a line with a figure or a name that no quotation holds is not supported', () => {
    expect(unsupported('处置僵尸企业300家', quotes, '')).toEqual([])
    expect(unsupported('处置僵尸企业500家', quotes, '')).toEqual(['500家'])
    expect(unsupported('依据《某某办法》', quotes, '')).toEqual(['《某某办法》'])
    expect(unsupported('依据某办〔2016〕9号', quotes, '')).toHaveLength(1)
  })

  test('it is replaced by the sentence itself', () => {
    const { text } = compose({ status: 'answered', lead: '要处置500家', quotes }, '要处置多少家', false)
    expect(text.split('\n')[0]).toBe('2017年处置僵尸企业300家。')
  })

  test('whatever is typed, an answer comes, and an answered one cites something', () => {
    const asker = askerOf(document)
    const words = fc.constantFrom(
      '僵尸企业',
      '2018年',
      '多少',
      '？',
      '10+1',
      '(',
      '*',
      '第',
      '二（三）',
      '吗',
      '和',
      '哪个多',
      '亩',
      '“',
      '那',
      '呢',
      '+',
      '8万亩',
      '[',
      '\\',
      '对吧',
      '％',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (parts) => {
        const answer = says(asker, parts.join(''))
        expect(answer.text.length).toBeGreaterThan(0)
        if (answer.status === 'answered') expect(answer.citations.length).toBeGreaterThan(0)
        else expect(answer.citations).toEqual([])
      }),
      { numRuns: runs(300) },
    )
  })
})
