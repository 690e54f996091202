/** The score of answers about one document: same verdicts and figures as the office's own scoring of development cases. */
import { figures, normal, occurs, plain, sectionText, sectionTexts, within } from './wording.ts'

/** A question that the document answers. */
export interface QuestionCase {
  readonly id: string
  readonly question: string
  readonly history?: readonly string[] | undefined
  readonly kind: string
  readonly style: string
  readonly gold: {
    /** of each group at least one must occur */
    readonly must: readonly (readonly string[])[]
    readonly mustNot?: readonly string[] | undefined
    readonly section: string | readonly string[]
  }
}

/** A message that the document does not answer. */
export interface UnanswerableCase {
  readonly id: string
  readonly question: string
  readonly history?: readonly string[] | undefined
  readonly kind: string
  readonly expect: string
  readonly mustNot?: readonly string[] | undefined
}

/** An answer as `yaodian ask --jsonl` prints it. */
export interface AnswerLine {
  readonly id: string
  readonly status: string
  readonly text: string
  readonly citations: readonly { readonly document: string; readonly section: string; readonly quote: string }[]
  /** milliseconds */
  readonly ms?: number | undefined
}

/** So many of so many. */
export interface Share {
  readonly right: number
  readonly of: number
}

interface Times {
  readonly median: number
  readonly p95: number
  readonly most: number
}

interface Failure {
  readonly id: string
  readonly why: readonly string[]
}

/** How answers to questions with a known answer did, as shares of all cases unless said otherwise. */
export interface QuestionScore {
  readonly right: Share
  readonly answeredButWrong: Share
  readonly wronglyDeclined: Share
  readonly askedBack: Share
  readonly noAnswer: Share
  readonly quotesNotVerbatim: Share
  readonly quotesElsewhere: Share
  readonly unsupportedFigures: number
  /** of the unsupported ones, those that the document has nowhere */
  readonly inventedFigures: number
  /** the answer in the first line of at most 120 characters, kinds that one line answers */
  readonly firstLine: Share
  readonly byKind: ReadonlyMap<string, Share>
  readonly byStyle: ReadonlyMap<string, Share>
  readonly times: Times | undefined
  readonly failures: readonly Failure[]
}

const SHORT = new Set(['number', 'docnumber', 'who', 'when', 'premise', 'conversion'])
const LONG = new Set(['list', 'how', 'summary', 'compare', 'twopart', 'definition', 'meta', 'yesno', 'followup'])
const MAY_ASK_BACK = new Set(['split', 'otherregion', 'advice', 'smalltalk'])
const COMPUTES = new Set(['conversion', 'compare'])

const MISSING: Omit<AnswerLine, 'id'> = { status: 'missing', text: '', citations: [] }

interface Judged {
  readonly why: readonly string[]
  readonly status: string
  readonly quotes: number
  readonly notVerbatim: number
  readonly elsewhere: number
  readonly unsupported: number
  readonly invented: number
  /** undefined where one line is not expected to answer */
  readonly firstLine: boolean | undefined
}

interface Paper {
  readonly text: string
  /** title, number and date: an answer may always name its source */
  readonly head: string
  readonly sections: ReadonlyMap<string, string>
  readonly figures: ReadonlyMap<string, string>
}

const paperOf = (document: string): Paper => ({
  text: normal(document),
  head: document.split('一、')[0] ?? '',
  sections: sectionTexts(document),
  figures: figures(document),
})

function judge(one: QuestionCase, answer: Answered, paper: Paper): Judged {
  const { gold } = one
  const text = normal(plain(answer.text))
  const isAnswered = answer.status === 'answered'
  const lacking = gold.must.filter((group) => !group.some((word) => occurs(word, text)))
  const said = (gold.mustNot ?? []).filter((word) => occurs(word, text))
  const quotes = quotesOf(answer, paper)
  const loose = isAnswered && !COMPUTES.has(one.kind) ? unsupported(one, answer, paper) : []
  const first = normal(plain(answer.text.trim().split('\n')[0] ?? ''))
  return {
    status: answer.status,
    why: [
      ...(isAnswered ? [] : [`status ${answer.status}`]),
      ...(lacking.length ? [`lacks ${lacking.map((group) => group[0]).join(' + ')}`] : []),
      ...(said.length ? [`says ${said.join(' + ')}`] : []),
      ...(isAnswered ? citedAmiss(one, answer) : []),
      ...tooLong(one, answer, text),
      ...(quotes.elsewhere.length
        ? [`quote not in the section it names: ${quotes.elsewhere.map((cite) => cite.section).join(' ')}`]
        : []),
      ...(quotes.notVerbatim.length
        ? [`quote not verbatim: ${quotes.notVerbatim.map((cite) => cite.quote.slice(0, 60)).join(' / ')}`]
        : []),
    ],
    quotes: answer.citations.length,
    notVerbatim: quotes.notVerbatim.length,
    elsewhere: quotes.elsewhere.length,
    unsupported: loose.length,
    invented: loose.filter((figure) => !paper.figures.has(figure)).length,
    firstLine:
      SHORT.has(one.kind) && isAnswered && lacking.length === 0
        ? [...first].length <= 120 && gold.must.every((group) => group.some((word) => occurs(word, first)))
        : undefined,
  }
}

type Answered = Omit<AnswerLine, 'id'>

/** Quotations that the paper does not have, and those that it has elsewhere than they say. */
function quotesOf({ citations }: Answered, paper: Paper) {
  const isVerbatim = (quote: string): boolean => normal(quote) !== '' && paper.text.includes(normal(quote))
  return {
    notVerbatim: citations.filter(({ quote }) => !isVerbatim(quote)),
    elsewhere: citations.filter(
      ({ quote, section }) => isVerbatim(quote) && !sectionText(paper.sections, section).includes(normal(quote)),
    ),
  }
}

function citedAmiss({ gold }: QuestionCase, { citations }: Answered): string[] {
  const wanted = typeof gold.section === 'string' ? [gold.section] : gold.section
  const isCited = citations.some(({ section }) => wanted.some((want) => within(section, want)))
  return isCited ? [] : [`cites ${citations.map((cite) => cite.section).join(' ')}, not ${wanted.join(' ')}`]
}

function tooLong({ kind }: QuestionCase, { citations }: Answered, text: string): string[] {
  const isLong = LONG.has(kind)
  return [
    ...([...text].length > (isLong ? 1200 : 600) ? [`text of ${[...text].length} characters`] : []),
    ...(citations.length > (isLong ? 12 : 3) ? [`${citations.length} citations`] : []),
  ]
}

/** Figures of the text that neither a quotation, nor the question, nor the document's head holds. */
function unsupported(one: QuestionCase, answer: Omit<AnswerLine, 'id'>, paper: Paper): string[] {
  const source = [
    ...answer.citations.map((cite) => cite.quote),
    ...headed(answer.citations.map((cite) => cite.quote).join(' ')),
    ...answer.citations.map((cite) => cite.document),
    one.question,
    ...(one.history ?? []),
    paper.head,
  ].join('。')
  const known = figures(source)
  return [...figures(plain(answer.text), true).keys()].filter((figure) => !known.has(figure))
}

/** 总投资（亿元） above 96.5: a cell's number with the units that the quoted head of its column names. */
function headed(quoted: string): string[] {
  const units = [...quoted.matchAll(/[（(]([^（）()\d]{1,8})[）)]/g)].map((match) => match[1] ?? '')
  const numbers = units.length ? (quoted.match(/(?<![\d,.])\d[\d,.]{0,30}(?=[\s|│]|$)/g) ?? []) : []
  return units.flatMap((unit) => numbers.map((number) => `${number}${unit}`))
}

const count = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length
const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((so, one) => so + of(one), 0)

function sharesBy<T>(all: readonly T[], key: (one: T) => string, right: (one: T) => boolean): Map<string, Share> {
  const keys = [...new Set(all.map(key))].sort()
  return new Map(
    keys.map((name) => {
      const group = all.filter((one) => key(one) === name)
      return [name, { right: count(group, right), of: group.length }]
    }),
  )
}

function timesOf(answers: readonly AnswerLine[]): Times | undefined {
  const all = answers.flatMap((one) => (one.ms === undefined ? [] : [one.ms])).sort((a, b) => a - b)
  const at = (index: number): number => all[Math.min(all.length - 1, Math.floor(index))] ?? 0
  return all.length ? { median: at(all.length / 2), p95: at(all.length * 0.95), most: at(all.length - 1) } : undefined
}

/**
 * How many answers say what was expected, with a quotation that stands in the paper.
 *
 * @param answers an answer without a case is left out, a case without an answer counts as not answered
 * @param document the paper's own text, page breaks included
 */
export function scoreQuestions(
  cases: readonly QuestionCase[],
  answers: readonly AnswerLine[],
  document: string,
): QuestionScore {
  const paper = paperOf(document)
  const byId = new Map(answers.map((one) => [one.id, one]))
  const rows = cases.map((one) => ({ one, ...judge(one, byId.get(one.id) ?? MISSING, paper) }))
  const of = rows.length
  const share = (is: (row: (typeof rows)[number]) => boolean): Share => ({ right: count(rows, is), of })
  const quotes = sum(rows, (row) => row.quotes)
  const short = rows.filter((row) => row.firstLine !== undefined)
  const right = (row: (typeof rows)[number]): boolean => row.why.length === 0
  return {
    right: share(right),
    answeredButWrong: share((row) => row.status === 'answered' && !right(row)),
    wronglyDeclined: share((row) => row.status === 'declined' || row.status === 'smalltalk'),
    askedBack: share((row) => row.status === 'clarify'),
    noAnswer: share((row) => row.status === 'missing'),
    quotesNotVerbatim: { right: sum(rows, (row) => row.notVerbatim), of: quotes },
    quotesElsewhere: { right: sum(rows, (row) => row.elsewhere), of: quotes },
    unsupportedFigures: sum(rows, (row) => row.unsupported),
    inventedFigures: sum(rows, (row) => row.invented),
    firstLine: { right: count(short, (row) => row.firstLine === true), of: short.length },
    byKind: sharesBy(rows, (row) => row.one.kind, right),
    byStyle: sharesBy(rows, (row) => row.one.style, right),
    times: timesOf(answers),
    failures: rows.filter((row) => !right(row)).map((row) => ({ id: row.one.id, why: row.why })),
  }
}

/** How answers to questions that the paper does not answer did. */
export interface UnanswerableScore {
  readonly rightlyNotAnswered: Share
  readonly answered: Share
  readonly askedBack: Share
  readonly noAnswer: Share
  readonly smalltalk: Share
  readonly inventedFigures: number
  readonly byKind: ReadonlyMap<string, Share>
  readonly times: Times | undefined
  readonly failures: readonly Failure[]
}

/**
 * How many questions that the paper does not answer were answered all the same.
 * @param document the document's own text, page breaks and all
 */
export function scoreUnanswerable(
  cases: readonly UnanswerableCase[],
  answers: readonly AnswerLine[],
  document: string,
): UnanswerableScore {
  const known = figures(document)
  const byId = new Map(answers.map((one) => [one.id, one]))
  const rows = cases.map((one) => {
    const answer = byId.get(one.id)
    const text = normal(plain(answer?.text ?? ''))
    const status = answer?.status ?? 'missing'
    const said = (one.mustNot ?? []).filter((word) => occurs(word, text))
    const asked = figures([one.question, ...(one.history ?? [])].join('。'))
    const invented = [...figures(plain(answer?.text ?? ''), true).keys()].filter(
      (figure) => !known.has(figure) && !asked.has(figure),
    )
    const why = [
      ...(answer ? [] : ['no answer line']),
      ...(status === 'answered' || (status === 'clarify' && !MAY_ASK_BACK.has(one.kind)) ? [status] : []),
      ...(said.length ? [`says ${said.join(' + ')}`] : []),
    ]
    return { one, status, why, invented: invented.length }
  })
  const of = rows.length
  const right = (row: (typeof rows)[number]): boolean => row.why.length === 0
  const talk = rows.filter((row) => row.one.expect === 'smalltalk')
  return {
    rightlyNotAnswered: { right: count(rows, right), of },
    answered: { right: count(rows, (row) => row.status === 'answered'), of },
    askedBack: { right: count(rows, (row) => row.status === 'clarify'), of },
    noAnswer: { right: count(rows, (row) => row.status === 'missing'), of },
    smalltalk: { right: count(talk, (row) => row.status === 'smalltalk'), of: talk.length },
    inventedFigures: sum(rows, (row) => row.invented),
    byKind: sharesBy(rows, (row) => row.one.kind, right),
    times: timesOf(answers),
    failures: rows.filter((row) => !right(row)).map((row) => ({ id: row.one.id, why: row.why })),
  }
}

const shown = ({ right, of }: Share): string => `${right}/${of} = ${(of ? (100 * right) / of : 0).toFixed(1)} %`
const timed = (times: Times | undefined): string =>
  times
    ? `ms: median ${times.median.toFixed(2)}, p95 ${times.p95.toFixed(2)}, most ${times.most.toFixed(2)}`
    : 'ms: not given'
const listed = (shares: ReadonlyMap<string, Share>): string[] =>
  [...shares].map(([name, share]) => `  ${name.padEnd(15)} ${shown(share)}`)

/** The score of `scoreQuestions`, in lines for people. */
export const questionLines = (score: QuestionScore): string[] => [
  `right                 ${shown(score.right)}`,
  `answered but wrong    ${shown(score.answeredButWrong)}`,
  `wrongly declined      ${shown(score.wronglyDeclined)}`,
  `asked back (clarify)  ${shown(score.askedBack)}`,
  `no answer line        ${shown(score.noAnswer)}`,
  `quotes not verbatim   ${shown(score.quotesNotVerbatim)}`,
  `quotes elsewhere      ${shown(score.quotesElsewhere)}`,
  `unsupported figures   ${score.unsupportedFigures} (of them nowhere in the document: ${score.inventedFigures})`,
  `answer in the first line of at most 120 characters, short kinds (not part of right): ${shown(score.firstLine)}`,
  timed(score.times),
  'by kind',
  ...listed(score.byKind),
  'by style',
  ...listed(score.byStyle),
]

/** The score of `scoreUnanswerable`, in lines for people. */
export const unanswerableLines = (score: UnanswerableScore): string[] => [
  `rightly not answered  ${shown(score.rightlyNotAnswered)}`,
  `answered              ${shown(score.answered)}`,
  `asked back (clarify)  ${shown(score.askedBack)}`,
  `no answer line        ${shown(score.noAnswer)}`,
  `small talk met with small talk ${shown(score.smalltalk)}`,
  `invented figures      ${score.inventedFigures}`,
  timed(score.times),
  'by kind',
  ...listed(score.byKind),
]
