/** The document itself: its title, number, issuer, date, addressees, parts. */
import type { Document, Provision } from '../../documents/index.ts'
import { fullDayName } from '../../office/day.ts'
import type { Library } from '../evidence/search.ts'
import { childrenOf } from '../question/sections.ts'
import type { Question } from '../question/understand.ts'
import { flat, tidy } from '../words/normalise.ts'
import { type Found, found, placeName, type Quote } from './outcome.ts'

export type Detail = 'title' | 'number' | 'issuer' | 'issued' | 'addressees'

const DETAILS: readonly (readonly [Detail, RegExp])[] = [
  [
    'addressees',
    /发给|主送|发(?:送)?(?:到|往|至)|下发(?:到|至|给)|印发(?:给|到|至)|(?:给|向)(?:谁|哪些(?:单位|部门|地方)|哪里)|收文|抬头|受文|(?:发送|印发|主送|发文)对象|(?:谁|哪些单位).{0,4}(?:收|接收)/,
  ],
  // before the issuer: 哪天发的 asks for the day
  ['issued', /(?:什么时候|什么时间|何时|啥时候|哪(?:一)?(?:天|年|月|日)|几月几?[号日]?|几号|日期|日子|时间|时侯)/],
  [
    'issuer',
    /发文(?:机关|单位|部门|主体|机构)|发文的?(?:是|有)?(?:谁|哪|几家)|印发(?:机关|单位|部门|主体)|发布(?:机关|单位|部门|主体)|制发|落款(?!.{0,2}[日时])(?:单位|是谁|是哪|机关)?|(?:谁|哪(?:个|家|一)?(?:单位|部门|机关|机构|厅|委|办|衙门)?)(?:.{0,4})(?:发|印|出|制定|下)(?:的|文|布|出|发|下来)|(?:由|是)(?:谁|哪.{0,4})(?:发|印|出|制定)|(?:谁|哪.{0,4})(?:发|印|出)(?:的|布|文)|出自(?:谁|哪)/,
  ],
  ['number', /文号|几号文|多少号|编号|号码|字号|第几号|号(?:是|为)?(?:多少|几)/],
  ['title', /标题|题目|全称|全名|名称|名字|叫什么|叫啥|叫什么名/],
]
const ISSUING = /发|印|下达|出台|落款|成文|公布|下来/
const SELF =
  /(?:这|该|本|此|那)(?:个|份|篇|一)?(?:文(?=的)|文件|工作要点|通知|要点|文|材料|规定|办法|意见|方案)|^(?:文件|通知|工作要点|要点|全文|文|材料)|(?:文件|通知|工作要点|要点|发文|红头)(?:的|是|叫|什么|几|哪|谁|标题|文号|全称|题目|名称|日期|时间|发|印|落款|主送)|发文|印发通知|落款|主送|成文/

/** What of the document itself is asked for, when nothing else is. */
export function detailAsked(question: Question, library: Library): { document: Document; detail: Detail } | undefined {
  if (question.sections.some((one) => one.provision && one.provision.label !== '印发通知')) return undefined
  // 分几大块，每块叫啥: the parts, not the whole
  if (/(?:几|多少|哪些)(?:个|大)?(?:部分|大块|块|大点|章|条|板块)/.test(question.text)) return undefined
  const dated = question.kind === 'yesno' && /\d{4}年|\d月/.test(question.text) && ISSUING.test(question.text)
  const asked = DETAILS.find(
    ([name, pattern]) => pattern.test(question.text) && (name !== 'issued' || ISSUING.test(question.text)),
  )?.[0]
  const detail = dated ? 'issued' : (asked ?? claimedDetailOf(question))
  if (!detail) return undefined
  const named = documentNamed(question, library)
  if (!named) return undefined
  return { document: named, detail }
}

/** 这个通知是省政府办公厅发的吧, 县里也要收这个通知吗: which detail a claim is about. */
function claimedDetailOf(question: Question): Detail | undefined {
  if (question.kind !== 'yesno' || !SELF.test(question.text)) return undefined
  if (/(?:是|由|系).{2,24}(?:发|印发|制定|出台|发布|下发|印)(?:的|[,，。?？]|$)/.test(question.text)) return 'issuer'
  return /收(?:到)?(?:这|该|本|此)|(?:发|印发|下发)(?:给|到|至)/.test(question.text) ? 'addressees' : undefined
}

/** The document that a question is about as a whole: 这个通知, its title, its number, or nothing but frame words. */
function documentNamed(question: Question, library: Library): Document | undefined {
  const byYear = library.newest.filter(
    (one) =>
      question.kind === 'yesno' ||
      question.years.every((ref) => ref.year === one.year || String(one.issued).startsWith(String(ref.year))),
  )
  const pool = byYear.length ? byYear : question.years.length ? [] : library.newest
  if (question.kind === 'yesno' && SELF.test(question.text)) return pool[0] ?? library.newest[0]
  const byNumber = library.newest.find(
    (one) => one.number && question.numbers.some((number) => flat(one.number ?? '').includes(number.text)),
  )
  if (byNumber) return byNumber
  // 文号是某号吧: the number is what is claimed, not another document.
  if ((question.numbers.length && question.kind !== 'yesno') || question.attributes.some((one) => !one.attribute.who))
    return undefined
  const copula = question.kind === 'yesno' ? question.text.search(/是(?!否|不是)|为|由|叫|给|收/) : -1
  const telling = question.terms.filter(
    (term) =>
      term.weight >= 0.3 &&
      (copula < 0 || term.to <= copula) &&
      !/^(?:发下来|下发|印发|发文|发布|机关|单位|日期|成文|落款|主送|文号|红头|对象|收文|编号|发文机关|部门|下发|出台|公布|标题|制定)$/.test(
        term.text,
      ),
  )
  if (telling.every((term) => pool.some((one) => flat(`${one.title}/${one.issuer ?? ''}`).includes(term.text)))) {
    return pool.find((one) => telling.every((term) => flat(`${one.title}/${one.issuer ?? ''}`).includes(term.text))) &&
      (telling.length === 0 || SELF.test(question.text) || titleShare(question, pool[0]) >= 0.5)
      ? pool.find((one) => telling.every((term) => flat(`${one.title}/${one.issuer ?? ''}`).includes(term.text)))
      : undefined
  }
  return undefined
}

function titleShare(question: Question, document: Document | undefined): number {
  if (!document) return 0
  const held = question.terms
    .filter((term) => flat(document.title).includes(term.text))
    .reduce((sum, term) => sum + term.text.length, 0)
  return held / Math.max(1, flat(document.title).replace(/\d|年/g, '').length)
}

/** 哪天印的、文号是多少: all that is asked for, in the order in which it was asked. */
export function answerDetails(question: Question, document: Document, first: Detail): Found | undefined {
  const others = DETAILS.filter(([name, pattern]) => name !== first && pattern.test(question.text)).map(
    ([name]) => name,
  )
  const asked = ASKS_SEVERAL.test(question.text) ? [first, ...others] : [first]
  const told = asked.flatMap((detail) => answerDetail(document, detail) ?? [])
  return told.length
    ? found(
        told.map((one) => one.lead).join('；'),
        told.flatMap((one) => one.quotes),
      )
    : undefined
}

/** Two questions in one breath: 哪天…几号, 是什么…由谁. */
const ASKS_SEVERAL =
  /(?:哪|什么|谁|几|多少|何|啥).{1,14}(?:哪|什么|谁|几|多少|何|啥)|文号(?:和|与|跟|及|以及|还有|、|[,，+])|(?:和|与|跟|及|以及|还有|、|[,，+])(?:文号|落款|日期|发文|成文|全称|标题)/

/** @returns undefined when the document does not say it */
function answerDetail(document: Document, detail: Detail): Found | undefined {
  const value = detailOf(document, detail)
  if (!value) return undefined
  const quote = quoteFor(document, value)
  if (!quote) return undefined
  return found(`${NAMES[detail]}：${tidy(value)}`, [quote])
}

const NAMES: Readonly<Record<Detail, string>> = {
  title: '标题',
  number: '文号',
  issuer: '发文机关',
  issued: '成文日期',
  addressees: '主送',
}

export function detailOf(document: Document, detail: Detail): string | undefined {
  if (detail === 'issued') return document.issued && fullDayName(document.issued)
  if (detail === 'title') return document.noticeTitle ?? document.title
  return document[detail]
}

/** The sentence of the document that says it: the cover notice first. */
export function quoteFor(document: Document, value: string): Quote | undefined {
  // Joint issuers stand in a row or on lines of their own.
  const wanted = [flat(value), flat(value).replaceAll('、', ''), flat(inNumerals(value))]
  const says = (text: string): boolean => wanted.some((form) => flat(text).includes(form))
  for (const provision of document.provisions) {
    const sentence = provision.sentences.find((one) => says(one.text))
    if (sentence) return { document, provision, text: sentence.text }
  }
  // A title over two lines: the issuers, and what they issue.
  for (const provision of document.provisions) {
    const lines = provision.sentences.map((one, at) => one.text + (provision.sentences[at + 1]?.text ?? ''))
    const both = lines.find(says)
    if (both) return { document, provision, text: both }
  }
  return undefined
}

/** 2018年6月11日 → 二〇一八年六月十一日, as some offices date. */
const inNumerals = (value: string): string =>
  value
    .replace(/\d{4}(?=年)/, (year) => [...year].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join(''))
    .replace(/\d{1,2}(?=[月日])/g, (number) => ordinal(Number(number)))

const ordinal = (n: number): string =>
  `${n < 10 ? '' : n < 20 ? '十' : `${DIGITS[Math.floor(n / 10)]}十`}${n % 10 ? DIGITS[n % 10] : ''}`

const HOW_MANY = /几|多少|分(?:为|成)|结构|框架|目录|提纲|哪些部分|哪几(?:个|大)?部分/

/** How many parts there are and what they are called; the heading of one part. */
export function answerStructure(question: Question, library: Library): Found | undefined {
  const section = question.sections.find((one) => one.provision)
  const document = section?.document ?? library.newest[0]
  if (!document) return undefined
  if (
    section?.provision &&
    !/(?:几|多少|哪些|哪几)(?:个|大|小){0,2}(?:条|点|项|部分|方面|款|节|块|章)/.test(question.text)
  )
    return answerHeading(document, section.provision)
  if (!HOW_MANY.test(question.text)) return undefined
  const parts = countable(document, section?.provision, question.text)
  if (!parts.length) return undefined
  const names = parts.map((one) => placeName(one)).join('、')
  const lead = `共${numeral(parts.length)}${unitOf(parts)}：${names}`
  return found(
    lead.length <= 118 ? lead : `${lead.slice(0, 114)}……`,
    parts
      .slice(0, 12)
      .map((one) => headingQuote(document, one))
      .filter((one) => one.text),
  )
}

/** 共几条 counts articles, wherever they stand; else what lies directly inside. */
function countable(document: Document, provision: Provision | undefined, text: string): Provision[] {
  const kind = /(?:几|多少)(条|章|节)/.exec(text)?.[1]
  const inside = provision
    ? document.provisions.filter((one) => isInside(document, one, provision))
    : document.provisions
  const named = kind ? inside.filter(({ label }) => label.startsWith('第') && label.endsWith(kind)) : []
  return named.length ? named : childrenOf(document, provision)
}

function isInside(document: Document, one: Provision, outer: Provision): boolean {
  const parent = document.provisions.find((other) => other.label === one.parent)
  return parent !== undefined && (parent === outer || isInside(document, parent, outer))
}

const DIGITS = '零一二三四五六七八九十'
const numeral = (n: number): string => (n <= 10 ? (DIGITS[n] ?? String(n)) : String(n))
const unitOf = (parts: readonly Provision[]): string => {
  const label = parts[0]?.label ?? ''
  if (/条$/.test(label)) return '条'
  if (/章$/.test(label)) return '章'
  return /（[^（）]{1,20}）/.test(label) ? '项' : '个部分'
}

function answerHeading(document: Document, provision: Provision): Found | undefined {
  const quote = headingQuote(document, provision)
  if (!quote.text) return undefined
  return found(
    provision.heading
      ? `${provision.label}的标题是“${provision.heading.replace(/[“”]/g, '')}”`
      : `${provision.label}没有标题，开头是：${tidy(quote.text).slice(0, 60)}`,
    [quote],
  )
}

export const headingQuote = (document: Document, provision: Provision): Quote => ({
  document,
  provision,
  text: provision.heading || (provision.sentences[0]?.text ?? ''),
})

const ATTACHED =
  /附了(?:啥|什么|哪|几)|附件(?:都|里|一共|共)?(?:有|是|叫|包括)(?:哪|什么|几|啥|多少)|(?:几|哪些|哪几|哪两|什么|多少)(?:个|份)?附件|附件(?:名称|目录|的名字|叫啥)|随文附/

/** 附件有哪两个: the list under 附件：, else the headings of what is attached. */
export function answerAttached(question: Question, library: Library): Found | undefined {
  if (!ATTACHED.test(question.text)) return undefined
  const document = library.newest[0]
  if (!document) return undefined
  const quotes = document.provisions.flatMap((provision) => listedUnder(document, provision))
  const attached = document.provisions.filter((one) => /^附件\d*$/.test(one.label) && one.heading)
  const told = quotes.length ? quotes : attached.map((one) => headingQuote(document, one))
  if (!told.length) return undefined
  const names = told.map((one) => tidy(one.text).replace(/^附件[:：]/, '')).join('；')
  return found(names.length <= 118 ? names : `${names.slice(0, 114)}……`, told)
}

function listedUnder(document: Document, provision: Provision): Quote[] {
  const from = provision.sentences.findIndex((one) => /^\s*附件\s*[:：]/.test(one.text))
  if (from < 0) return []
  const rest = provision.sentences.slice(from + 1)
  const end = rest.findIndex((one) => !/^\s*\d{1,2}[.．、]/.test(one.text))
  return [provision.sentences[from], ...rest.slice(0, end < 0 ? undefined : end)].flatMap((one) =>
    one ? [{ document, provision, text: one.text }] : [],
  )
}
