/** How many, how much: the statement whose figure counts what is asked about, and conversions of it. */
import { type Amount, amount as amountOf, compare, divide, rounded } from '../../office/amount.ts'
import { withoutTrailing } from '../../office/bounds.ts'
import type { StatementMatch } from '../evidence/match.ts'
import { type Candidate, findPassages, findStatements, type Library } from '../evidence/search.ts'
import type { Question } from '../question/understand.ts'
import { type Statement, unelided } from '../words/clauses.ts'
import { convert, type Dimension, equalFigures, type Figure, sameUnit } from '../words/figures.ts'
import { flat, tidy } from '../words/normalise.ts'
import { type Found, found, quoteOf } from './outcome.ts'

interface Measured {
  readonly match: Candidate<StatementMatch>
  readonly figure: Figure
}

const SURE = 0.5
/** 闲置土地处置 is spoken of, and in no figure: the goal of a neighbour is no answer. */
function isToldWithoutFigure(question: Question, best: Measured, library: Library): boolean {
  if (question.terms.filter((term) => term.weight >= 0.3).length < 2) return false
  const told = findPassages(question, library).find((one) => one.unmet.length === 0)
  return (
    told !== undefined && told.passage !== best.match.passage && told.own >= 0.95 && told.own - best.match.own >= 0.3
  )
}

/** 企业上云: all that the documents know of it is 企业. */
const isSubjectUnknown = (question: Question): boolean =>
  question.terms.some((term) => term.foreign) &&
  question.terms.every((term) => term.foreign || term.weight < 0.45) &&
  !question.sections.length

const TIE = 0.02
const LOOSE: ReadonlySet<string> = new Set(['大', '个', '种', '类', '项', '条', '批', '次'])

/** Statements with a figure of what is asked about, best first; constraints not yet applied. */
export function measuredFor(question: Question, library: Library): Measured[] {
  return findStatements(question, library)
    .flatMap((match): Measured[] => {
      const figure = figureFor(question, match.statement)
      return figure ? [{ match, figure }] : []
    })
    .sort((a, b) => worth(b, question) - worth(a, question))
}

export const isSure = ({ match }: Measured): boolean => match.coverage >= SURE && missingShare(match) < 0.34

const missingShare = (match: StatementMatch): number => {
  const missing = match.missing.reduce((sum, term) => sum + term.weight, 0)
  return missing === 0 ? 0 : missing / (missing + 1.2)
}

function worth({ match, figure }: Measured, question: Question): number {
  const unitWanted = question.unit !== undefined && sameUnit(question.unit) === sameUnit(figure.unit)
  const named = countsNamed(match.statement, figure, question)
  return (
    match.coverage +
    0.2 * match.own +
    (LOOSE.has(figure.unit) && !named ? -0.2 : 0.05) +
    (unitWanted ? 0.08 : 0) +
    (named ? 0.15 : 0) -
    0.08 * match.missing.length +
    (adjoins(match.statement, figure, question) ? 0.12 : 0) +
    (BOUNDS.some(([asked, said]) => asked.test(question.text) && said.test(match.statement.text)) ? 0.1 : 0)
  )
}

/** 最多多少 is answered by 不超过, 至少 by 不低于. */
const BOUNDS: readonly (readonly [RegExp, RegExp])[] = [
  [/最多|最高|封顶|顶多|上限|最长/, /最高|最多|不超过|不得超过|不高于|最长|以内/],
  [/最少|最低|至少|起码|下限|最短/, /最低|最少|不低于|不少于|不得低于|不得少于|最短|以上/],
]

/** What is asked about stands right before the figure: 科技型中小微企业6000家. */
function adjoins(statement: Statement, figure: Figure, question: Question): boolean {
  const before = withoutReaching(flat(statement.text.slice(0, figure.from)))
  return question.terms.some(
    (term) => term.weight >= 0.3 && term.forms.some((form) => before.slice(-form.length - 2).includes(form)),
  )
}

const REACHING = [
  ...['不少于', '不低于', '不高于', '不超过', '达到', '突破', '超过', '增加到', '提高到', '下降', '增长'],
  ...'在为约至到达共',
]

/** 高新技术企业（含…）达到 → 高新技术企业 */
function withoutReaching(text: string): string {
  const bare = withoutTrailing(text, REACHING)
  const open = bare.endsWith(')') ? bare.lastIndexOf('(') : -1
  const inBrackets = open >= 0 && !bare.slice(open, -1).includes(')')
  return inBrackets ? withoutReaching(bare.slice(0, open)) : bare
}

/** 四个工作组 for 几个工作组: the figure stands right before what is asked about. */
function countsNamed(statement: Statement, figure: Figure, question: Question): boolean {
  const next = statement.text.slice(figure.to)
  return question.terms.some((term) => term.forms.some((form) => next.startsWith(form)))
}

const SAME_COUNT: ReadonlySet<Dimension> = new Set(['count'])

function figureFor(question: Question, statement: Statement): Figure | undefined {
  const wanted = question.dimension
  const usable = statement.figures.filter((figure) =>
    question.counts && (figure.dimension === 'share' || figure.dimension === 'money')
      ? false
      : wanted
        ? figure.dimension === wanted
        : figure.dimension !== 'time' || /几年|多久|几天|几个月/.test(question.text),
  )
  // A count goes with the noun that it stands before; elsewhere the last figure is what the statement aims at.
  const named = usable.filter((figure) => countsNamed(statement, figure, question))
  if (named[0]) return named[0]
  const unit = question.unit
  if (wanted && SAME_COUNT.has(wanted) && unit && !['个', '项', '条', '件', '种'].includes(unit)) {
    return usable.filter((figure) => sameUnit(figure.unit) === sameUnit(unit)).at(-1)
  }
  return usable.filter((figure) => !isName(statement.text, figure)).at(-1)
}

/** “五个一批”, “两人两所”: figures inside quotation marks are names. */
const isName = (text: string, figure: Figure): boolean =>
  text.lastIndexOf('“', figure.from - 1) > text.lastIndexOf('”', figure.from - 1) &&
  /^[^“]*”/.test(text.slice(figure.to))

export function answerNumber(question: Question, library: Library): Found | undefined {
  const [best, next] = measuredFor(question, library).filter((one) => one.match.unmet.length === 0 && isSure(one))
  if (!best || isSubjectUnknown(question) || isToldWithoutFigure(question, best, library)) return undefined
  const answer = wordMeasured(best, question)
  // Two statements fit alike: both are told rather than one picked.
  if (!next || equalFigures(best.figure, next.figure) || worth(best, question) - worth(next, question) > TIE)
    return answer
  const other = wordMeasured(next, question)
  return { ...answer, lead: `${answer.lead}；${other.lead}`, quotes: [...answer.quotes, ...other.quotes] }
}

function wordMeasured({ match, figure }: Measured, question: Question): Found {
  const worded = statementLine(match)
  const converted = question.unit ? conversionOf(figure, question.unit) : undefined
  const answer = found(converted ? `${converted}；${worded}` : worded, [quoteOf(match.passage)])
  return converted ? { ...answer, computed: true } : answer
}

const LEADING = /^((?:到)?(?:20\d\d年(?:底|末)?|全年|今年|本年度)?[，,]?(?:力争|确保|争取|计划|预计)?)/

/** The statement in one line, with the period and 力争 that it shares with the row it stands in. */
export function statementLine({ statement, passage }: StatementMatch): string {
  const text = unelided(statement, passage)
  const clause =
    tidy(statement.part)
      .split(/[，,]/)
      .find((one) => one.includes(tidy(statement.text))) ?? text
  const subject = statement.subject && !text.startsWith(statement.subject) ? `${tidy(subjectOf(statement))}，` : ''
  const from = clause.indexOf(tidy(statement.text)) > 0 ? '' : text
  const sentence = tidy(passage.tidy)
  const lead = LEADING.exec(subject || (from ? text : clause))?.[1] ?? ''
  const shared = lead || (LEADING.exec(sentence)?.[1] ?? '')
  if (subject) return `${subject}${text}`
  return text.startsWith(shared) ? text : `${shared.replace(/[，,]$/, '')}${text}`
}

function subjectOf(statement: Statement): string {
  const before = statement.part.slice(0, Math.max(0, statement.part.indexOf(statement.text)))
  return before.replace(/[，,]\s*$/, '')
}

/** 8万亩＝80000亩≈5333.33公顷, both operands shown. @returns undefined where nothing is to be converted */
export function conversionOf(figure: Figure, wanted: string): string | undefined {
  const [, scale = '', unit = wanted] = /^([十百千万亿]{0,3})(.+)$/.exec(wanted) ?? []
  if (figure.dimension === 'count' || figure.dimension === 'people') return writtenOut(figure, wanted)
  const value = convert(figure, unit)
  if (value === undefined) return undefined
  const scaled = scaledBy(value, scale)
  const shown = `${rounded(scaled, 2)}${wanted}`
  if (shown === figure.text) return undefined
  if (
    sameUnit(unit) === sameUnit(figure.unit) &&
    !scale &&
    compare(value, figure.value) === 0 &&
    !/[十百千万亿]/.test(figure.text)
  )
    return undefined
  const exact = compare(rounded(scaled, 2), scaled) === 0
  const rule = ruleOf(figure.unit, unit)
  return `${figure.text}${exact ? '＝' : '≈'}${shown}${rule ? `（${rule}）` : ''}`
}

/** 2.6万张＝26000张: the same thing counted without 万. */
const writtenOut = (figure: Figure, wanted: string): string | undefined =>
  sameUnit(wanted) === sameUnit(figure.unit) && /[万亿]/.test(figure.text)
    ? `${figure.text}＝${rounded(figure.value, 2)}${figure.unit}`
    : undefined

function scaledBy(value: Amount, scale: string): Amount {
  const factor = [...scale].reduce(
    (so, char) => so * ({ 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }[char] ?? 1),
    1,
  )
  return factor === 1 ? value : divide(value, amountOf(factor))
}

const RULES: readonly (readonly [string, string, string])[] = [
  ['亩', '公顷', '1公顷＝15亩'],
  ['亩', '平方公里', '1平方公里＝1500亩'],
  ['亩', '平方米', '15亩＝10000平方米'],
  ['公顷', '平方米', '1公顷＝10000平方米'],
  ['公顷', '平方公里', '1平方公里＝100公顷'],
  ['平方米', '平方公里', '1平方公里＝1000000平方米'],
]

const ruleOf = (a: string, b: string): string | undefined =>
  RULES.find(
    ([x, y]) => [x, y].includes(sameUnit(a)) && [x, y].includes(sameUnit(b)) && sameUnit(a) !== sameUnit(b),
  )?.[2]

/** A figure of the question turned into another unit: 3万亩合多少公顷, with the provision that names the amount. */
export function answerConversion(question: Question, library: Library): Found | undefined {
  const amount = question.amounts[0]
  const unit = targetUnit(question, amount)
  if (!amount) return unit ? answerNumber({ ...question, unit, kind: 'number' }, library) : undefined
  const same = statedAmount(question, amount, library)
  const worked = unit && conversionOf(amount, unit)
  if (!same || !worked) return undefined
  return { ...found(`${worked}；${statementLine(same)}`, [quoteOf(same.passage)]), computed: true }
}

/** The statement with that very amount: of those on the subject first. */
function statedAmount(question: Question, amount: Figure, library: Library): StatementMatch | undefined {
  const has = (statement: Statement): boolean => statement.figures.some((figure) => equalFigures(figure, amount))
  const onSubject = findStatements(question, library).find((match) => has(match.statement))
  if (onSubject) return onSubject
  for (const [passage, statements] of library.statements) {
    const statement = statements.find(has)
    if (statement) return { passage, statement, coverage: 0, own: 0, missing: [] }
  }
  return undefined
}

/** The unit asked for is the last one named that is not the amount's own. */
function targetUnit(question: Question, amount: Figure | undefined): string | undefined {
  const rest = amount ? `${question.text.slice(0, amount.from)}/${question.text.slice(amount.to)}` : question.text
  const named = [
    ...rest.matchAll(
      /([十百千万亿]{0,3})(公顷|平方公里|平方千米|平方米|平米|平方|亩|吨标准煤|吨标煤|吨|公斤|千克|家|户|元|倍|%)/g,
    ),
  ].map((match) => match[0])
  return named.at(-1) ?? question.unit
}
