/** One form of a message, and the way back from it to what was typed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalised, rawSpan } from '../../src/language/normalise.ts'
import { noted } from './notation.ts'
import { founds, said } from './office.ts'

const WIDE = (text: string): string =>
  text.replace(/[0-9%]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
const TRADITIONAL: Readonly<Record<string, string>> = {
  长: '長',
  兴: '興',
  业: '業',
  处: '處',
  县: '縣',
  还: '還',
  报: '報',
  没: '沒',
  宁: '寧',
  远: '遠',
}
const traditional = (text: string): string => Array.from(text, (char) => TRADITIONAL[char] ?? char).join('')

const SENTENCES = [
  '上季度宁波哪些县僵尸企业还没报',
  '长兴僵尸企业累计12家，截至6月底',
  '用水量下降超过5%的县',
  '替安吉县报僵尸企业3家',
  '湖州排第几',
  '德清厂房8月报了多少',
  '哪些县完成率低于50%',
]

describe('the one form that is read', () => {
  test('widths, scripts, brackets, invisible characters and repetitions make no difference', () => {
    expect(normalised('１２家').text).toBe('12家')
    expect(normalised('長興縣處置殭屍企業').text).toBe('长兴县处置僵尸企业')
    expect(normalised('〔2017〕【2017】[2017]').text).toBe('(2017)(2017)(2017)')
    expect(normalised('“低小散”\u200b 👍').text).toBe('低小散 ')
    expect(normalised('好啊啊啊啊！！！').text).toBe('好啊!')
    expect(normalised('吗吗    吗').text).toBe('吗 吗')
  })

  test('a full-width comma groups thousands, and nothing else', () => {
    expect(normalised('1，200家').text).toBe('1,200家')
    expect(normalised('１，２００家').text).toBe('1,200家')
    expect(normalised('12家，低小散3家').text).toBe('12家，低小散3家')
    expect(normalised('12，3456').text).toBe('12，3456')
    expect(normalised('20170630，120').text).toBe('20170630，120')
  })

  test('every position leads back into what was typed, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
        const normal = normalised(raw)
        expect(normal.from.length).toBe(normal.text.length)
        let last = 0
        for (const [i, from] of normal.from.entries()) {
          const to = normal.to[i] ?? -1
          expect(from).toBeGreaterThanOrEqual(last)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(raw.length)
          last = from
        }
      }),
    )
  })
})

describe('spans in what was typed', () => {
  const wrapped = fc.record({
    sentence: fc.constantFrom(...SENTENCES),
    before: fc.constantFrom('', '您好，', '麻烦', '@要点 ', '请帮我看一下 ', '\u200b', '👍'),
    after: fc.constantFrom('', '，谢谢', '，辛苦了！！！', ' ', '。。。'),
    script: fc.constantFrom(
      (text: string) => text,
      WIDE,
      traditional,
      (text: string) => WIDE(traditional(text)),
    ),
  })

  test('politeness, width and script change nothing that is found', () => {
    fc.assert(
      fc.property(wrapped, ({ sentence, before, after, script }) => {
        const plain = founds(said(sentence)).map(noted)
        expect(plain.length).toBeGreaterThan(1)
        expect(founds(said(before + script(sentence) + after)).map(noted)).toEqual(plain)
      }),
    )
  })

  test('each span points at the words that it was read from', () => {
    fc.assert(
      fc.property(wrapped, ({ sentence, before, after, script }) => {
        const raw = before + script(sentence) + after
        const plain = said(sentence).readings[0]?.spans ?? []
        const spans = said(raw).readings[0]?.spans ?? []
        const firm = <T extends { latent?: true }>(all: readonly T[]): T[] => all.filter(({ latent }) => !latent)
        const told = firm(spans).map(({ at, end }) => normalised(raw.slice(at, end)).text)
        expect(told).toEqual(firm(plain).map(({ at, end }) => normalised(sentence.slice(at, end)).text))
      }),
    )
  })

  test('a stretch of nothing is nowhere', () => {
    expect(rawSpan(normalised('12家'), 3, 3)).toEqual({ at: 3, end: 3 })
  })
})
