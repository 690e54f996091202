/** Structure that never swallows: every paragraph of the source lies in exactly one provision. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Document, doubtsOf, readDocument, type Span } from '../../src/documents/index.ts'
import { runs } from '../size.ts'
import { FIXTURES, labels, paper, provision, textOf } from './document-fixtures.ts'

/** What a provision says itself: from its number to the first of its children, and what stands below them. */
function own({ provisions }: Document, label: string): Span[] {
  const one = provisions.find((each) => each.label === label)
  if (!one) return []
  const children = provisions.filter((other) => other.parent === label).map(({ span }) => span)
  const marks = [one.span.from, ...children.flatMap(({ from, to }) => [from, to]), one.span.to]
  return Array.from({ length: marks.length / 2 }, (_, at) => ({ from: marks[at * 2] ?? 0, to: marks[at * 2 + 1] ?? 0 }))
}

/** Of each paragraph of the text: the labels of the provisions whose own words it lies in. */
function holders(document: Document): { paragraph: string; in: string[] }[] {
  const spans = document.provisions.map(({ label }) => ({ label, spans: own(document, label) }))
  return [...document.text.matchAll(/[^\n\r\f]+/g)].flatMap((match) => {
    const paragraph = match[0].trim()
    const from = match.index + match[0].indexOf(paragraph)
    const to = from + paragraph.length
    if (!paragraph || document.pagination.some((page) => page.from <= from && page.to >= to)) return []
    const holding = spans.filter((one) => one.spans.some((span) => span.from < to && span.to > from))
    return [{ paragraph, in: holding.map(({ label }) => label) }]
  })
}

test.each(FIXTURES)('every paragraph of %s lies in exactly one provision', (name) => {
  const all = holders(paper(name))
  expect(all.length).toBeGreaterThan(2)
  expect(all.filter((one) => one.in.length !== 1)).toEqual([])
})

test.each(FIXTURES)('%s joined together from its provisions is its text', (name) => {
  const document = paper(name)
  const bare = (words: string): string => words.replace(/\s/g, '')
  const said = document.provisions
    .flatMap(({ label }) => own(document, label))
    .sort((a, b) => a.from - b.from)
    .map(({ from, to }) => document.text.slice(from, to))
  const pages = document.pagination.map(({ from, to }) => document.text.slice(from, to)).join('')
  expect(bare(said.join('')).length).toBeGreaterThanOrEqual(bare(textOf(name)).length - bare(pages).length)
})

const words = fc
  .array(fc.constantFrom('加强', '企业', '改造', '园区', '管理', '用能', '服务', '社会力量参与', '目的', '监督和'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) => all.join(''))
const sentence = fc.array(words, { minLength: 2, maxLength: 5 }).map((all) => `${all.join('，')}。`)

describe('a statute whose headings end in any word', () => {
  const chapters = fc.array(
    fc.record({ heading: words, articles: fc.array(sentence, { minLength: 1, maxLength: 4 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  const CN = '一二三四五六七八九十'
  const number = (n: number): string =>
    n <= 10 ? (CN[n - 1] ?? '') : n < 20 ? `十${CN[n - 11]}` : `二十${CN[n - 21] ?? ''}`

  test.each([
    ['a blank', ' '],
    ['a wide blank', '　'],
    ['nothing', ''],
  ])('has all its articles, parted from their text by %s', (_, gap) => {
    fc.assert(
      fc.property(chapters, (all) => {
        let article = 0
        const lines = all.flatMap(({ heading, articles }, at) => [
          `第${number(at + 1)}章 ${heading}`,
          ...articles.map((text) => `第${number(++article)}条${gap}${text}`),
        ])
        const document = readDocument(['某市管理办法', ...lines].join('\n'), { id: 's' })
        expect(labels(document).filter((label) => label.endsWith('条'))).toEqual(
          Array.from({ length: article }, (_, at) => `第${number(at + 1)}条`),
        )
        expect(holders(document).filter((one) => one.in.length !== 1)).toEqual([])
        expect(doubtsOf(document).join()).not.toMatch(/不连续/)
      }),
      { numRuns: runs(200) },
    )
  })
})

describe('numbers of every form', () => {
  const FORMS: readonly (readonly [string, (n: number) => string])[] = [
    ['壹、', (n) => `${'壹贰叁肆伍陆柒捌玖'[n - 1]}、`],
    ['甲、', (n) => `${'甲乙丙丁戊己庚辛壬'[n - 1]}、`],
    ['（甲）', (n) => `（${'甲乙丙丁戊己庚辛壬'[n - 1]}）`],
    ['I.', (n) => `${['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][n - 1]}. `],
    ['A、', (n) => `${'ABCDEFGHI'[n - 1]}、`],
    ['a)', (n) => `${'abcdefghi'[n - 1]}) `],
    ['㈠', (n) => String.fromCharCode(0x321f + n)],
    ['⑴', (n) => String.fromCharCode(0x2473 + n)],
    ['１．', (n) => `${String.fromCharCode(0xff10 + n)}．`],
    ['1 ', (n) => `${n} `],
    ['①', (n) => String.fromCharCode(0x245f + n)],
  ]

  test.each(FORMS)('%s opens a provision each', (_, form) => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 8 }), (headings) => {
        const lines = headings.flatMap((heading, at) => [`${form(at + 1)}${heading}事项`, '抓好落实，按时完成。'])
        const document = readDocument(`某市工作要点\n一、任务\n${lines.join('\n')}\n二、保障\n抓好。\n`, { id: 'f' })
        expect(document.provisions.filter(({ parent }) => parent === '一')).toHaveLength(headings.length)
        expect(document.provisions.filter(({ parent }) => parent === '一').map(({ heading }) => heading)).toEqual(
          headings.map((heading) => `${heading}事项`),
        )
        expect(holders(document).filter((one) => one.in.length !== 1)).toEqual([])
      }),
      { numRuns: runs(60) },
    )
  })

  test('decimals go on where they stood, to any depth, and a figure at the start of a line opens nothing', () => {
    const text =
      '某市工作要点\n1 总则\n1.1 目的\n为了甲事。\n1.2 范围\n1.2.1 对象\n全市企业。\n1.2.2 时间\n3.5亿元以内的，照办。\n12 家企业先行。\n2 任务\n2.1处置\n处置36家。\n2.3盘活\n盘活。\n'
    const document = readDocument(text, { id: 'd' })
    expect(labels(document)).toEqual(['引言', '1', '1.1', '1.2', '1.2.1', '1.2.2', '2', '2.1', '2.3'])
    expect(provision(document, '1.2.2').sentences.map((one) => one.text)).toEqual([
      '3.5亿元以内的，照办。',
      '12 家企业先行。',
    ])
    expect(doubtsOf(document).join()).toMatch(/2\.1之后是2\.3/)
  })

  test('parts of 二 may be 2.1 and 2.2', () => {
    const document = readDocument(
      '某市方案\n一、甲\n做甲。\n二、乙\n2.1 子\n做子。\n2.2 丑\n做丑。\n三、丙\n做丙。\n',
      { id: 'p' },
    )
    expect(labels(document)).toEqual(['引言', '一', '二', '2.1', '2.2', '三'])
    expect(provision(document, '2.2').parent).toBe('二')
  })

  test('甲方, A类 and a lone letter open nothing', () => {
    const text = '某市方案\n一、范围\n甲、乙双方照办。\nA类企业先行。\nA、只有一项。\n二、其他\n无。\n'
    expect(labels(readDocument(text, { id: 'n' }))).toEqual(['引言', '一', '二'])
  })
})

describe('a gap in the numbers', () => {
  const paperOf = (...lines: readonly string[]): Document =>
    readDocument(['某市方案', ...lines, ''].join('\n'), { id: 'g' })
  test.each([
    [['一、甲', '做甲。', '三、丙', '做丙。'], /一之后是三/],
    [['一、甲', '（一）子。做子。', '（三）寅。做寅。'], /一（一）之后是一（三）/],
    [['一、甲', '（二）丑。做丑。', '（三）寅。做寅。'], /一下从一（二）开始/],
    [['第一条 甲。', '第三条 丙。'], /第一条之后是第三条/],
  ])('%j is said', (lines, gap) => {
    expect(doubtsOf(paperOf(...lines)).join()).toMatch(gap)
  })

  test.each([
    [['一、甲', '（一）子。做子。', '（二）丑。做丑。', '二、乙', '（一）子。做子。']],
    [['第一章 甲', '第一条 子。', '第二章 乙', '第二条 丑。']],
    [['一、甲', '（一）子。', '1.做一。', '2.做二。', '（二）丑。', '3.做三。']],
  ])('%j has none', (lines) => {
    expect(doubtsOf(paperOf(...lines)).join()).not.toMatch(/不连续/)
  })

  test.each(FIXTURES)('%s has none', (name) => {
    expect(doubtsOf(paper(name)).join()).not.toMatch(/不连续|不止一次/)
  })
})

describe('printed pages', () => {
  const LINES = ['一、任务', '（一）甲。做甲一事，', '完成企业36家。', '二、保障', '抓好落实。', '12', '按时完成。']

  test('their bare numbers at the edge are no text, a figure in the middle is', () => {
    const text = `某市方案\n${LINES.slice(0, 3).join('\n')}\n1\n\f${LINES.slice(3).join('\n')}\n2\n`
    const document = readDocument(text, { id: 'p' })
    expect(document.pagination.map(({ from, to }) => document.text.slice(from, to))).toEqual(['1', '2'])
    expect(
      provision(document, '二')
        .sentences.map((one) => one.text)
        .join(''),
    ).toMatch(/12/)
  })

  test('a line that heads every one of them is none', () => {
    const pages = [LINES.slice(0, 3), LINES.slice(3, 5), LINES.slice(5)]
    const text = pages.map((lines) => ['某市人民政府文件', ...lines].join('\n')).join('\n\f')
    const document = readDocument(text, { id: 'h' })
    expect(document.pagination).toHaveLength(3)
    expect(readDocument(text.replace(/\f/g, ''), { id: 'n' }).pagination).toHaveLength(0)
  })
})

test('a short paper with a table is wrapped, too, where paragraphs are set in and each line that goes on reaches the edge', () => {
  const text = `　　临水市工业和信息化局
　　2026年技术改造实施方案
　　一、总体目标
　　到2026年底，全市实施技术改造项目280项以上，完成技改
投资120亿元，同比增长8%；建成数字化车间45个、智能工厂12
家，规上企业数字化改造覆盖率达到75%。
　　二、支持政策
　　对获评智能工厂的企业，一次性奖励50万元。
　　附表
| 项目 | 总投资（万元） |
| 精密轴承扩产 | 42000 |
| 电机智能产线 | 26000 |
| 液压件升级 | 18000 |`
  const sentencesOf = (words: string) =>
    readDocument(words, { id: 'short' })
      .provisions.find(({ label }) => label === '一')
      ?.sentences.map((one) => one.text)
  expect(sentencesOf(text)).toEqual([
    '到2026年底，全市实施技术改造项目280项以上，完成技改投资120亿元，同比增长8%；建成数字化车间45个、智能工厂12家，规上企业数字化改造覆盖率达到75%。',
  ])
  // A line that ends before the edge is a paragraph of its own.
  expect(sentencesOf(text.replace('，完成技改\n', '\n'))?.length).toBeGreaterThan(1)
})
