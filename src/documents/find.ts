/** A provision by the label that somebody typed, and its wording for 原文. */
import type { Document, Provision } from './document.ts'
import { ordinal } from './numerals.ts'

/** Labels as typed are many: 二(三), 二、（三）, 第二部分（三）, 第二部分第三条, 第5条, 附件一. */
export function findProvision(document: Document, typed: string): Provision | undefined {
  const wanted = spellings(typed)
  const byKey = new Map(document.provisions.map((one) => [key(one.label), one]))
  for (const one of wanted) {
    const found = byKey.get(one)
    if (found) return found
  }
  return undefined
}

/** The provision verbatim, heading and children included, with line and page breaks inside sentences healed. */
export function provisionText(document: Document, label: string): string | undefined {
  const provision = findProvision(document, label)
  if (!provision) return undefined
  const inside = document.provisions.filter(
    (one) =>
      one.span.from >= provision.span.from && one.span.to <= provision.span.to && isWithin(document, one, provision),
  )
  return inside.map((one) => ownText(document, one)).join('\n')
}

function isWithin(document: Document, one: Provision, outer: Provision): boolean {
  if (one === outer) return true
  const parent = document.provisions.find((other) => other.label === one.parent)
  return parent !== undefined && isWithin(document, parent, outer)
}

function ownText(document: Document, one: Provision): string {
  const head = `${one.marker ?? ''}${one.heading}`
  const first = one.sentences[0]
  const sameLine =
    first !== undefined &&
    one.headingSpan !== undefined &&
    !/[\r\n]/.test(document.text.slice(one.headingSpan.to, first.from))
  const between =
    one.headingSpan && first && sameLine
      ? document.text.slice(one.headingSpan.to, first.from)
      : one.headingSpan
        ? '\n'
        : ''
  return head + (first ? between : '') + one.sentences.map((sentence) => sentence.text).join('')
}

const key = (label: string): string =>
  label
    .normalize('NFKC')
    .replace(/[\s·、,，.]/g, '')
    .replace(/[〔[【]/g, '(')
    .replace(/[〕\]】]/g, ')')

/** What a typed label may stand for, most literal first. */
function spellings(typed: string): string[] {
  const plain = key(typed)
    .replace(/^第([一二三四五六七八九十]+)部分(?:的)?/, '$1')
    .replace(/第(\d+)(条|章|节|编)/g, (_, n, kind) => `第${ordinal(Number(n))}${kind}`)
  const nested = plain.replace(
    /^([一二三四五六七八九十]+)(?:的)?第?([一二三四五六七八九十]+)(?:条|项|点|款)$/,
    '$1($2)',
  )
  const nestedDigits = plain.replace(
    /^([一二三四五六七八九十]+)(?:的)?第?(\d+)(?:条|项|点|款)$/,
    (_, part, n) => `${part}(${ordinal(Number(n))})`,
  )
  const arabic = plain.replace(/^(\d+)\((\d+)\)$/, (_, a, b) => `${ordinal(Number(a))}(${ordinal(Number(b))})`)
  const annex = plain.replace(/附件([一二三四五六七八九十])/, (_, n) => `附件${'一二三四五六七八九十'.indexOf(n) + 1}`)
  return [plain, nested, nestedDigits, arabic, annex, key(typed)]
}
