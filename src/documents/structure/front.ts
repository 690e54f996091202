/** What stands before the first numbered part: letterhead, cover notice, title, preamble. */
import { type Day, day, yearOf } from '../../office/day.ts'
import { annexMarkOf, isLoose, type Marker, markerOf } from './marker.ts'
import { readOrdinal } from './numerals.ts'
import { DATE_LINE, type Passage, signerIn } from './passage.ts'
import { isGrid, type LineGrid } from './table.ts'

/** A paragraph or a table: what a document's text is divided into before its numbering is read. */
export type Unit = Passage | LineGrid

/**
 * What stands before the body of an official paper, as GB/T 9704 orders it; a field is absent where the paper does
 * not have it.
 */
export interface FrontMatter {
  /** units before this one are letterhead and cover notice: 印发通知 */
  readonly noticeEnd: number
  /** units from `noticeEnd` up to this one are the preamble: 引言 */
  readonly preambleEnd: number
  /** 2017年去产能和“腾笼换鸟”工作要点 */
  readonly title: string
  /** 关于印发《…》的通知, when the document came with a cover notice */
  readonly noticeTitle?: string
  /** 浙转升办〔2017〕13号 */
  readonly number?: string
  readonly issuer?: string
  readonly issued?: Day
  /** 各市、县（市、区）人民政府，省级有关单位 */
  readonly addressees?: string
  /** the year whose work the document is about: the title's, else the year of issue */
  readonly year?: number
  /** first and last year of a title such as 三年行动计划（2018—2020年） */
  readonly years?: readonly [number, number]
}

type Role = 'issuer' | 'number' | 'date' | 'addressees' | 'prose' | 'note' | 'annex' | 'short' | 'table'

/** A document number: agency code, year in brackets, serial. */
const NUMBER = /[\u4e00-\u9fa5]{1,12}\s?[〔［[（(【]\s?\d{4}\s?[〕］\]）)】]\s?第?\s?\d{1,4}\s?号/
const NUMBER_LINE = new RegExp(
  `^(?:${NUMBER.source.replace('{1,12}', '{0,12}')}|第\\s?\\d{1,4}\\s?号)(?:\\s+签发人.*)?$`,
)
const ADDRESSEES = /(?:各|人民政府|委员会|单位|部门|局|厅|办公室|公司|中心|企业|你)[^。]{0,300}[：:]$/
const SUFFIX =
  /(?:通知|通报|意见|办法|方案|要点|计划|规定|细则|决定|公告|通告|报告|复函|函|批复|纪要|规划|条例|指南|指引|章程|目录|标准|清单|制度|规则|令|措施|纲要|安排|政策|分工|规程|导则|预案|指标|任务|表|思路|总结|讲话|简报|汇报|打算|设想|意见稿)(?:\s{0,4}[（(〔][^（(〔）)〕]{1,24}[）)〕]){0,3}$/
const COVER = /印发|公布|发布|转发|下发|批转|令(?:第|$)/

/**
 * What a line may be in a paper's head by its looks alone: a date, number, issuer, addressees, a note, prose, or short.
 */
export function roleOf(unit: Unit): Role {
  if (isGrid(unit)) return 'table'
  const { text } = unit
  if (DATE_LINE.test(text)) return 'date'
  if (NUMBER_LINE.test(text)) return 'number'
  if (/文\s?件$/.test(text) && text.length <= 40) return 'issuer'
  if (text.length <= 300 && ADDRESSEES.test(text) && !/如下[：:]$/.test(text)) return 'addressees'
  if (/^[（(].*[）)]$/.test(text) && text.length <= 80) return 'note'
  return text.length > 60 || /[。！？；：:，]$/.test(text) ? 'prose' : 'short'
}

/** Titles are compared without spaces, quotation marks and brackets: they are seldom typed twice alike. */
const bare = (text: string): string => text.replace(/[\s“”"'《》〈〉（）()*#]/g, '')

/** A text without the spaces that are layout: those between Chinese characters and beside digits. */
export const tidy = (text: string): string =>
  text.replace(/^[#*\s]+|(?<![*\s])[*\s]+$/g, '').replace(/(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])/g, '')

/** The head of a paper: cover notice, title, number, issuer, date, and where its body begins. */
export function readFront(units: readonly Unit[]): FrontMatter {
  const contents = endOfContents(units)
  const annexes = annexStarts(units, contents)
  const first = firstHeading(units, contents, annexList(units, annexes))
  const roles = units.slice(0, first).map((unit, at): Role => (annexes.has(at) ? 'annex' : roleOf(unit)))
  const title = titleAt(units, roles, 0)
  const inner = title && innerTitle(units, roles, title, annexes.size)
  const noticeEnd = inner ? inner.end : coverEnd(units, roles, title)
  // A file that begins with its own 附件 mark is that annex: its parts keep their plain labels.
  const annex = roles.indexOf('annex', annexes.size === 1 ? Math.max(1, noticeEnd) : noticeEnd)
  const preambleEnd = annex >= 0 ? annex : first
  return { noticeEnd, preambleEnd: Math.max(noticeEnd, preambleEnd), ...metadata(units, roles, title, inner) }
}

/** The words of a line; none of a table, nor past the end. */
const textOf = (unit: Unit | undefined): string => (unit && !isGrid(unit) ? unit.text : '')

/** A printed table of contents repeats the headings: the text begins at the second occurrence of its first line. */
function endOfContents(units: readonly Unit[]): number {
  const at = units.findIndex((unit) => /^目\s*[录次]$/.test(textOf(unit)))
  const entry = textOf(units[at + 1])
  if (at < 0 || at > 30 || entry === '') return 0
  const name = bare(entry).replace(/(?<![.．…·\d])[.．…·\d]+$/, '')
  const again = units.findIndex((unit, index) => index > at + 1 && !isGrid(unit) && bare(unit.text) === name)
  return Math.max(0, again)
}

function firstHeading(units: readonly Unit[], from: number, listed: ReadonlySet<number>): number {
  for (let at = from; at < units.length; at++) {
    const marker = markerOf(textOf(units[at]), true)
    if (!marker || marker.kind === 'lead' || listed.has(at)) continue
    if ((marker.path || isLoose(marker.kind)) && !beginsSeries(units, at, marker)) continue
    return at
  }
  return units.length
}

/** A number of no standard form is one where it is the first and a second follows. */
function beginsSeries(units: readonly Unit[], at: number, { kind, ordinal: count, path }: Marker): boolean {
  if (count !== 1 || path?.some((n) => n !== 1)) return false
  return units.slice(at + 1, at + 400).some((unit) => {
    const next = markerOf(textOf(unit), true)
    return next && ((next.kind === kind && next.ordinal === 2) || next.path?.join() === '1,1')
  })
}

interface Title {
  readonly text: string
  readonly start: number
  readonly end: number
  /** several bodies named above 关于 */
  readonly issuers: readonly string[]
}

const BODY_NAME =
  /^.{1,28}(?:政府|厅|局|委员会|委|办公室|办|部|院|会|中心|小组|公司|银行|支行|署|指挥部|总队|大学|学院|集团|联社)$/

/** 某省商务厅　某省财政厅: the bodies that a line of nothing but bodies names, blanks between them. */
function bodiesNamed(text: string): string[] {
  const parts = text.trim().split(/\s+/)
  const bodies = parts.every((one) => one.length > 2 && BODY_NAME.test(one)) ? parts : []
  return bodies.length ? bodies : BODY_NAME.test(tidy(text)) && tidy(text).length > 3 ? [tidy(text)] : []
}

/** （2018—2020年）, （试行）: the end of a title on a line of its own. */
const TITLE_TAIL =
  /^[（(]\s?(?:20\d\d\s?年?\s?[-—–－~～至到]+\s?20\d\d\s?年?|20\d\d\s?年?(?:度)?(?:版|本|修订(?:版|本)?)|试行|暂行|修订(?:版|本|稿)?|(?:征求意见|送审|讨论|草案|试行|报批)稿|草案)\s?[）)]$/

/** Whether a line is only the end of the title above it: （试行）. */
export const isTitleTail = (unit: Unit | undefined): boolean => TITLE_TAIL.test(textOf(unit))

/** The first run of short lines that ends like the title of a document; printed over several lines it is joined. */
function titleAt(units: readonly Unit[], roles: readonly Role[], from: number): Title | undefined {
  for (let start = from; start < roles.length; start++) {
    if (roles[start] !== 'short') continue
    let text = ''
    for (let end = start; end < Math.min(roles.length, start + 6) && roles[end] === 'short'; end++) {
      text += textOf(units[end])
      const goesOn = roles[end + 1] === 'short' && SUFFIX.test(textOf(units[end + 1])) && !SUFFIX.test(text)
      if (!goesOn && SUFFIX.test(text) && text.length <= 160) return withoutIssuers(units, start, end + 1)
    }
  }
  return undefined
}

/** Several bodies above 关于, parted by blanks or lines, issue the paper; one alone begins its title. */
function withoutIssuers(units: readonly Unit[], start: number, end: number): Title {
  const last = isTitleTail(units[end]) ? end + 1 : end
  const lines = units.slice(start, last).map(textOf)
  const about = lines.findIndex((line) => line.includes('关于'))
  const above = about < 0 ? [] : [...lines.slice(0, about), (lines[about] ?? '').split('关于')[0] ?? ''].filter(Boolean)
  const issuers = above.every((line) => bodiesNamed(line).length > 0) ? above.flatMap(bodiesNamed) : []
  if (issuers.length < 2) return { text: tidy(lines.join('')), start, end: last, issuers: [] }
  const rest = lines.slice(about)
  rest[0] = (rest[0] ?? '').slice((rest[0] ?? '').indexOf('关于'))
  return { text: tidy(rest.join('')), start, end: last, issuers }
}

/** The title of the paper that a cover notice sends out: it follows the notice's text, date or 附件. */
function innerTitle(units: readonly Unit[], roles: readonly Role[], title: Title, annexes: number): Title | undefined {
  if (!COVER.test(title.text)) return undefined
  const sent = bare(sentTitle(title.text) ?? '')
  let body = false
  for (let at = title.end; at < roles.length; at++) {
    const role = roles[at]
    if (role === 'annex') {
      if (annexes > 1) return undefined
      body = true
    }
    if (role === 'prose' || role === 'date') body = true
    if (role !== 'short' || !body) continue
    const found = titleAt(units, roles, at)
    if (!found) return undefined
    const name = bare(found.text)
    const near = sent !== '' && (name.includes(sent) || sent.includes(name))
    if (near || roles.slice(title.end, found.start).includes('date') || sent === '') return found
    at = found.end - 1
  }
  return undefined
}

const sentTitle = (title: string): string | undefined =>
  /《(.{1,200})》/.exec(title)?.[1] ?? /(?:印发|发布|公布)(.{1,200}?)的(?:通知|公告|决定)$/.exec(title)?.[1]

/** Without an inner title: the letterhead, and the notice's own text where it only sends something out. */
function coverEnd(units: readonly Unit[], roles: readonly Role[], title: Title | undefined): number {
  const prose = roles.findIndex((role, index) => index >= (title?.end ?? 0) && role === 'prose')
  const letterhead = roles.some((role) => role === 'number' || role === 'addressees' || role === 'issuer')
  const date = roles.lastIndexOf('date')
  if (title && COVER.test(title.text) && prose >= 0 && date > prose) return date + 1
  if (!letterhead) return 0
  if (prose >= 0) return prose
  const annex = roles.indexOf('annex')
  return annex >= 0 ? annex : roles.length < units.length ? roles.length : (title?.end ?? 0)
}

function metadata(units: readonly Unit[], roles: readonly Role[], title: Title | undefined, inner: Title | undefined) {
  const lineOf = (role: Role): string | undefined => textOf(units[roles.indexOf(role)]) || undefined
  const number = NUMBER.exec(lineOf('number') ?? '')?.[0].replace(/\s/g, '') ?? lineOf('number')
  const issued = issueDay(units, roles, inner?.start ?? roles.length)
  const text = inner?.text ?? title?.text ?? lineOf('short') ?? ''
  const issuer = issuerOf(units, letterheadOf(units, roles), title)
  // A PDF may run the title into the line below it.
  const addressees = lineOf('addressees')
    ?.replace(/[：:]$/, '')
    .replace(/^关于.{4,80}的(?:通知|意见|函|批复|决定|通报|报告)(?=.)/, '')
  const span = /(20\d\d)\s?年?\s?[-—–－~～至到]+\s?(20\d\d)/.exec(text)
  const years: readonly [number, number] | undefined = span ? [Number(span[1]), Number(span[2])] : undefined
  const named = years ? undefined : text.match(/(?:20|19)\d\d(?=\s?年)/g)?.at(-1)
  const fallback = issued ? yearOf(issued) : Number(/\d{4}/.exec(number ?? '')?.[0] ?? 0)
  const year = named ? Number(named) : fallback
  return {
    title: text,
    ...(inner && title ? { noticeTitle: title.text } : {}),
    ...(number ? { number } : {}),
    ...(issuer ? { issuer } : {}),
    ...(issued ? { issued } : {}),
    ...(addressees ? { addressees } : {}),
    ...(year ? { year } : {}),
    ...(years ? { years } : {}),
  }
}

/** 2026年2月3日, or after who signs on the same line. */
function signs(unit: Unit | undefined): boolean {
  const signer = signerIn(textOf(unit))
  return signer === '' || (signer !== undefined && bodiesNamed(signer).length > 0)
}

/** What stands below a signature: （此件公开发布）, 抄送：…, …印发. */
const isBelow = (unit: Unit | undefined): boolean =>
  unit !== undefined && (roleOf(unit) === 'note' || /^抄送|印发$/.test(textOf(unit)))

/**
 * Index of the unit at which the signature of a text begins: the signing bodies, above the date or on its line, with
 * nothing but imprints (抄送, 印发) below.
 *
 * @param end of the text: its first annex, or its last unit
 * @returns -1 where it is not signed
 */
export function signatureIn(units: readonly Unit[], from: number, end: number): number {
  let at = end - 1
  while (at > from && isBelow(units[at])) at--
  if (at <= from || !signs(units[at])) return -1
  while (at - 1 > from && bodiesNamed(textOf(units[at - 1])).length > 0) at--
  return at
}

/** The letterhead names the issuers; else the title does above or before 关于; else the lines above the date sign. */
function issuerOf(units: readonly Unit[], letterhead: readonly string[], title: Title | undefined): string | undefined {
  if (letterhead.length) return letterhead.join('、')
  if (title?.issuers.length) return title.issuers.join('、')
  const named = /^(.{4,40}?)(?:关于|令$)/.exec(title?.text ?? '')?.[1]
  if (named) return named
  for (const [index, unit] of units.entries()) {
    const signer = signerIn(textOf(unit))
    if (signer === undefined) continue
    const signed = bodiesNamed(signer)
    if (signer && !signed.length) continue
    for (let at = index - 1; at >= 0 && at > index - 6; at--) {
      const above = textOf(units[at])
      const bodies = above.length <= 80 ? bodiesNamed(above) : []
      if (!bodies.length) break
      signed.unshift(...bodies)
    }
    if (signed.length) return signed.join('、')
  }
  return undefined
}

/** 某厅 / 某局文件: the bodies on the lines around the one that ends in 文件. */
function letterheadOf(units: readonly Unit[], roles: readonly Role[]): string[] {
  const at = roles.indexOf('issuer')
  const lineAt = (index: number): string =>
    roles[index] === 'short' || roles[index] === 'issuer' ? textOf(units[index]) : ''
  const bodiesAt = (index: number): string[] => bodiesNamed(lineAt(index).replace(/\s{0,4}文\s?件$/, ''))
  if (at < 0) return []
  const own = tidy(lineAt(at)).replace(/文件$/, '')
  const named = bodiesAt(at).length ? bodiesAt(at) : own ? [own] : []
  for (let above = at - 1; bodiesAt(above).length; above--) named.unshift(...bodiesAt(above))
  for (let below = at + 1; bodiesAt(below).length; below++) named.push(...bodiesAt(below))
  return [...new Set(named)]
}

/** The date of the cover notice; else of the letterhead, of the signature, of the imprint. */
function issueDay(units: readonly Unit[], roles: readonly Role[], end: number): Day | undefined {
  const dated = (unit: Unit | undefined): Day | undefined => readDay(textOf(unit))
  const front = roles.lastIndexOf('date', Math.max(0, end - 1))
  if (front >= 0) return dated(units[front])
  const signed = units.find(signs)
  if (signed) return dated(signed)
  const noted = units
    .slice(0, end)
    .find((unit, at) => roles[at] === 'note' && /发布|公布|印发/.test(textOf(unit)) && dated(unit))
  if (noted) return dated(noted)
  return dated(units.slice(-6).find((unit) => /日\s*印发$/.test(textOf(unit))))
}

/** The first day in a text: 2017年4月18日, 二〇一七年四月十八日. @returns undefined where none is written so, or it does not exist */
export function readDay(text: string): Day | undefined {
  const match =
    /(\d{4}|[一二三四五六七八九〇○零Ｏ]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日/.exec(
      text,
    )
  if (!match) return undefined
  const [, year = '', month = '', date = ''] = match
  const digits = year.replace(/[^\d]/g, (c) => String(Math.max(0, '〇一二三四五六七八九'.indexOf(c))))
  return day(Number(digits), readOrdinal(month) ?? 0, readOrdinal(date) ?? 0)
}

/**
 * The units at which annexes begin: the last line 附件N of each number. Left out are the list of annexes below a
 * notice, and such a line that only closing lines follow.
 *
 * @returns index of the unit → number of the annex, '' for the only one
 */
export function annexStarts(units: readonly Unit[], from: number): Map<number, string> {
  const last = new Map<string, number>()
  const lastContent = units.findLastIndex((unit) => isGrid(unit) || roleOf(unit) === 'prose')
  for (let at = from; at < units.length; at++) {
    const text = textOf(units[at])
    const mark = text.length <= 60 ? annexMarkOf(text) : undefined
    if (!mark || /[。；，]|[：:]$/.test(mark.rest) || /^(?:\d{1,3}[.．、]|所|中|的)/.test(mark.rest)) continue
    if (mark.rest === '' || lastContent > at) last.set(mark.number, at)
  }
  if (last.size > 1) last.delete('')
  return new Map([...last].map(([number, at]) => [at, number]))
}

/**
 * Indices of the units that list the annexes below a notice (附件：1. … 2. …). The numbers in them open no provision.
 *
 * @param starts the units at which annexes begin, as `annexStarts` finds them
 */
export function annexList(units: readonly Unit[], starts: ReadonlyMap<number, string>): Set<number> {
  const listed = new Set<number>()
  let listing = false
  for (const [at, unit] of units.entries()) {
    const text = textOf(unit)
    const mark = annexMarkOf(text)
    if (mark) listing = !starts.has(at) && mark.rest !== ''
    else listing &&= markerOf(text)?.kind === 'number'
    if (listing) listed.add(at)
  }
  return listed
}
