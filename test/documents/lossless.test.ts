import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Document, Span } from '../../src/documents/index.ts'
import { readDocument } from '../../src/documents/index.ts'
import { isLong, runs } from '../size.ts'
import { FIXTURES, labels, paper, textOf } from './document-fixtures.ts'
import { text as textIn } from './files/boxes.ts'
import { build } from './papers/build.ts'

const bare = (text: string): string => text.replace(/[\s\uFEFF]/g, '')

/** How often each character is pagination, and in how many provisions' own text it lies. */
function owners(document: Document): Uint8Array {
  const count = new Uint8Array(document.text.length)
  const mark = ({ from, to }: Span): void => {
    for (let i = from; i < to; i++) count[i] = (count[i] ?? 0) + 1
  }
  for (const span of document.pagination) mark(span)
  const roots = document.provisions.filter((one) => one.parent === undefined)
  for (const { span } of roots) {
    const inner = document.pagination.filter(({ from, to }) => from >= span.from && to <= span.to)
    let from = span.from
    for (const page of inner) {
      mark({ from, to: page.from })
      from = page.to
    }
    mark({ from, to: span.to })
  }
  return count
}

function lost(document: Document): string[] {
  const count = owners(document)
  return [...document.text].length === 0
    ? []
    : Array.from(document.text, (_, i) => i)
        .filter((i) => /[^\s\uFEFF]/.test(document.text.charAt(i)) && count[i] !== 1)
        .map((i) => document.text.slice(i, i + 10))
}

/** The original at a span, page numbers taken out. */
function original(document: Document, { from, to }: Span): string {
  let text = ''
  let at = from
  for (const page of document.pagination) {
    if (page.from < from || page.to > to) continue
    text += document.text.slice(at, page.from)
    at = page.to
  }
  return text + document.text.slice(at, to)
}

function astray(document: Document): string[] {
  return document.provisions.flatMap((one) => [
    ...one.sentences.filter((s) => bare(original(document, s)) !== bare(s.text)).map((s) => s.text),
    ...(one.headingSpan && bare(original(document, one.headingSpan)) !== bare(one.heading) ? [one.heading] : []),
    ...one.sentences.filter((s) => s.from < one.span.from || s.to > one.span.to).map((s) => `${one.label} ${s.text}`),
  ])
}

/** What of each provision is neither heading nor sentence nor child: its number, and what parts heading and body. */
function unheld(document: Document): string[] {
  const { text } = document
  return document.provisions.flatMap((one) => {
    const children = document.provisions.filter((other) => other.parent === one.label)
    const covered = [one.headingSpan, ...one.sentences, ...children.map((child) => child.span), ...document.pagination]
    const left = new Set<number>()
    for (let i = one.span.from; i < one.span.to; i++) if (/\S/.test(text.charAt(i))) left.add(i)
    for (const span of covered) for (let i = span?.from ?? 0; i < (span?.to ?? 0); i++) left.delete(i)
    const rest = [...left]
      .map((i) => text.charAt(i))
      .join('')
      .replace(NUMBER, '')
    return /^[|\s:\-—。：【】]*$/.test(rest) ? [] : [`${one.label}: ${rest}`]
  })
}

const NUMBER =
  /^(?:附[件表][\d一二三四五六七八九十]*|第.{1,4}(?:[章节条]|部分)|\d{1,2}(?:\.\d{1,2}){1,3}|[（(]?[一二三四五六七八九十\d①-⑳]+[）)]?[、．.是]?)/

describe.each(FIXTURES)('%s', (name) => {
  const document = paper(name)

  test(`every character of ${name} but pagination lies in exactly one outermost provision`, () => {
    expect(bare(document.text).length).toBeGreaterThan(100)
    expect(lost(document)).toEqual([])
  })

  test(`the offsets of ${name} give back sentences and headings`, () => {
    expect(document.provisions.flatMap((one) => one.sentences).length).toBeGreaterThan(4)
    expect(astray(document)).toEqual([])
  })

  test(`own text of ${name}: number, heading and sentences make up each provision`, () => {
    expect(unheld(document)).toEqual([])
  })

  test(`labels of ${name} are unique and parents come before their children`, () => {
    const seen = new Set<string>()
    for (const one of document.provisions) {
      expect(seen.has(one.label)).toBe(false)
      if (one.parent !== undefined) expect(seen.has(one.parent)).toBe(true)
      seen.add(one.label)
    }
  })
})

/** Papers of other tests and of the evaluation: of strangers, of drafts, and those that are made into files. */
const TEXTS = import.meta.glob<string>(
  [
    '../eval/strangers/*/document.txt',
    './drafts/*.txt',
    '../ask/{papers,tables}/*.txt',
    '../fixtures/offices/*/plans/*/document.txt',
  ],
  { query: '?raw', import: 'default', eager: true },
)
const MADE = import.meta.glob<string>('./papers/*.paper', { query: '?raw', import: 'default', eager: true })

test('nothing of any paper is swallowed, of whichever office and in whichever format it came', async () => {
  const made = Object.entries(MADE).map(async ([path, text]): Promise<[string, string]> => {
    const { name, bytes } = build('paper', text)
    return [path, await textIn(name, bytes)]
  })
  const all = [...Object.entries(TEXTS), ...(await Promise.all(made))]
  expect(all.length).toBeGreaterThan(60)
  const swallowed = all.flatMap(([path, text]) => {
    const document = readDocument(text, { id: 'paper' })
    return [...lost(document), ...astray(document), ...unheld(document)].map((one) => `${path}: ${one}`)
  })
  expect(swallowed).toEqual([])
})

const phrase = fc
  .array(fc.constantFrom('加强', '企业', '改造', '园区', '重点', '推进', '管理', '土地', '用能', '服务'), {
    minLength: 2,
    maxLength: 6,
  })
  .map((words) => words.join(''))
const sentence = fc.array(phrase, { minLength: 2, maxLength: 6 }).map((phrases) => `${phrases.join('，')}。`)
const item = fc.record({ heading: phrase, body: fc.array(sentence, { minLength: 1, maxLength: 4 }) })
const part = fc.record({ heading: phrase, items: fc.array(item, { minLength: 1, maxLength: 4 }) })
const work = fc.array(part, { minLength: 1, maxLength: 5 })
type Work = typeof work extends fc.Arbitrary<infer T> ? T : never

const CN = '一二三四五六七八九十'

const paragraphs = (parts: Work): string[] => [
  ...parts.flatMap((one, i) => [
    `${CN[i]}、${one.heading}`,
    ...one.items.map((two, k) => `（${CN[k]}）${two.heading}。${two.body.join('')}`),
  ]),
]

const tree = (document: Document) =>
  document.provisions.map((one) => [one.label, one.heading, one.sentences.map((s) => s.text)])

interface Print {
  /** characters a line */
  readonly width: number
  /** lines a page */
  readonly page: number
  readonly indent: string
  readonly lineEnd: string
  readonly runningHead: string
}

const print: fc.Arbitrary<Print> = fc.record({
  width: fc.integer({ min: 22, max: 34 }),
  page: fc.integer({ min: 5, max: 28 }),
  indent: fc.constantFrom('　　', '    ', ''),
  lineEnd: fc.constantFrom('\n', '\r\n', '\n\n'),
  runningHead: fc.constantFrom('', '某某市人民政府文件'),
})

/** As a PDF's text has it: lines of a width, paragraphs indented or not, a page number after every so many lines. */
function printed(lines: readonly string[], { width, page, indent, lineEnd, runningHead }: Print): string {
  const wrapped = lines.flatMap((line) => {
    const text = `${indent && '　　'}${line}`
    const rows: string[] = []
    for (let at = 0; at < text.length; ) {
      let end = at + width
      if (/[，。]/.test(text.charAt(end))) end++
      rows.push(text.slice(at, end).replace(/^　　/, indent))
      at = end
    }
    return rows
  })
  const pages = Math.ceil(wrapped.length / page)
  // A head that stands beside fewer than three page numbers cannot be told from the text.
  const head = runningHead && pages > 4 ? [runningHead] : []
  return wrapped
    .flatMap((row, i) => ((i + 1) % page ? [row] : [row, '', `— ${Math.floor(i / page) + 1} —`, '', ...head]))
    .join(lineEnd)
}

describe('any paper', () => {
  test('headings, items and sentences come out as they went in', () => {
    fc.assert(
      fc.property(work, (parts) => {
        const document = readDocument(paragraphs(parts).join('\n'), { id: 'made' })
        const expected = parts.flatMap((one, i) => [
          [CN[i], one.heading, []],
          ...one.items.map((two, k) => [`${CN[i]}（${CN[k]}）`, two.heading, two.body]),
        ])
        expect(tree(document)).toEqual(expected)
      }),
      { numRuns: runs(200) },
    )
  })

  test('wrapped into lines and pages it is the same tree', () => {
    fc.assert(
      fc.property(work, print, (parts, how) => {
        const lines = paragraphs(parts)
        fc.pre(lines.join('').length > how.width * 30)
        const plain = readDocument(lines.join('\n'), { id: 'plain' })
        const document = readDocument(printed(lines, how), { id: 'printed' })
        expect(tree(document)).toEqual(tree(plain))
        expect(lost(document)).toEqual([])
        expect(astray(document)).toEqual([])
      }),
      { numRuns: runs(300) },
    )
  })

  test('no text whatever is lost or makes the reader fail', () => {
    const bits = [
      '一、',
      '（一）',
      '1.',
      '（1）',
      '①',
      '第一条　',
      '附件1',
      '附件：',
      '\n',
      '\n\n',
      '。',
      '，',
      '《',
      '》',
      '\t',
      '  ',
      '　',
      '| a | b |',
      '— 3 —',
      '二',
      '十三五',
      '某某企业12家',
      '2017年',
      '表1 名称',
      '目 录',
      'abc',
      '：',
      '\f',
      '\r\n',
    ]
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...bits), { maxLength: 60 }).map((all) => all.join('')),
        (text) => {
          const document = readDocument(text, { id: 'odd' })
          expect(lost(document)).toEqual([])
          expect(astray(document)).toEqual([])
          expect(new Set(labels(document)).size).toBe(document.provisions.length)
        },
      ),
      { numRuns: runs(1000) },
    )
  })
})

/** CPU time of this process in milliseconds: what others do beside it does not count. */
const worked = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
/** The least of three runs, where the first is too much: the process's collector and compiler are counted too. */
function least(read: () => unknown, enough: number): number {
  let took = Number.POSITIVE_INFINITY
  for (let run = 0; run < 3 && took >= enough; run++) {
    const started = worked()
    read()
    took = Math.min(took, worked() - started)
  }
  return took
}

/** By night a paper of 400 000 characters; else a quarter of it, in a quarter of the time. */
const SLOW = isLong ? { length: 400_000, ms: 4_000 } : { length: 100_000, ms: 1_000 }

describe('speed', () => {
  test.each([
    '由省局',
    '（《“',
    '5家',
    '增长5%、',
    '责任单位：',
    '以甲方、乙方',
    '甲方、乙方分别增长5%和6%，',
    '1. 条目\n',
    '附件1\n',
    'a\tb\t12家\n',
    '某某某，\n',
    '一',
    '　',
  ])('no text makes the reader slow: %j', (bit) => {
    const text = bit.repeat(Math.ceil(SLOW.length / bit.length))
    expect(least(() => readDocument(text, { id: 'slow' }), SLOW.ms)).toBeLessThan(SLOW.ms)
  })

  test('a megabyte is read within a second or so', () => {
    const text = FIXTURES.map(textOf).join('\n').repeat(60)
    expect(text.length).toBeGreaterThan(330_000)
    expect(least(() => readDocument(text, { id: 'long' }), 3000)).toBeLessThan(3000)
  })
})
