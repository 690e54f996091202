/** How many, how much: the statements whose figure counts what is asked about. */

import type { Question } from '../question/question.ts'
import { TELLING } from '../question/terms.ts'
import { type Proposition, unelided } from '../words/clauses.ts'
import { type PlainFigure, sameUnit } from '../words/figures.ts'
import { flat, tidy } from '../words/normalise.ts'
import type { Library } from './library.ts'
import { matchStatement, type StatementMatch } from './match.ts'
import { type Near, type Unmet, unmetBy } from './rank.ts'
import { TRACE } from './scale.ts'

export interface Measured extends StatementMatch {
  readonly figure: PlainFigure
  readonly unmet: readonly Unmet[]
  readonly worth: number
}

/** Statements with a figure of the kind that is asked for, best first. */
export function measuredFor(question: Question, near: readonly Near[], library: Library): Measured[] {
  return near
    .filter(({ passage }) => passage.kind === 'sentence')
    .flatMap(({ passage }) => passage.statements.map((statement) => ({ passage, statement })))
    .flatMap(({ passage, statement }): Measured[] => {
      const figure = figureFor(question, statement)
      if (!figure) return []
      const own = { ...statement, flat: flat(unelided(statement, passage.facts)) }
      const match = matchStatement(passage, own, question.terms)
      const unmet = unmetBy(question, passage, statement.partFlat, statement.subject + statement.clause, library)
      return [{ ...match, figure, unmet, worth: worth(match, figure, question) }]
    })
    .sort((a, b) => b.worth - a.worth)
}

/** Units that count anything: what stands behind them says what. */
const LOOSE: ReadonlySet<string> = new Set(['大', '个', '种', '类', '项', '条', '批', '次'])

function worth(match: StatementMatch, figure: PlainFigure, question: Question): number {
  const unit = question.unit !== undefined && sameUnit(question.unit) === sameUnit(figure.unit)
  const isAdjoining = adjoins(match.statement, figure, question)
  return match.coverage + TRACE * (match.own + Number(unit) + Number(isAdjoining) - Number(LOOSE.has(figure.unit)))
}

/** What is asked about stands right before the figure: 科技型中小微企业6000家. */
function adjoins(statement: Proposition, figure: PlainFigure, { terms }: Question): boolean {
  const before = flat(statement.text.slice(0, figure.from))
  return terms.some(
    ({ weight, forms }) =>
      weight >= TELLING && forms.some((form) => before.slice(-form.length - BETWEEN).includes(form)),
  )
}
/** 达到, 以上 may stand between. */
const BETWEEN = 4

function figureFor(question: Question, statement: Proposition): PlainFigure | undefined {
  const { dimension, unit } = question
  const usable = statement.figures.filter((figure) => {
    if (question.amounts.some((one) => one.text === figure.text)) return false
    return dimension ? figure.dimension === dimension : figure.dimension !== 'time'
  })
  if (dimension === 'count' && unit && !LOOSE.has(unit) && unit !== '件')
    return usable.filter((figure) => sameUnit(figure.unit) === sameUnit(unit)).at(-1)
  return usable.at(-1)
}

const LEADING = /^((?:到)?(?:20\d\d年(?:底|末)?|全年|今年|本年度)?[，,]?(?:力争|确保|争取|计划|预计)?)/

/** The statement in one line, with the period and 力争 that it shares with the row it stands in. */
export function statementLine({ statement, passage }: StatementMatch): string {
  const text = unelided(statement, passage.facts)
  const own = tidy(statement.text)
  const clause =
    tidy(statement.part)
      .split(/[，,]/)
      .find((one) => one.includes(own)) ?? text
  // What hangs on the words before it is said with them, as the paper words both.
  if (statement.subject && !text.startsWith(statement.subject)) {
    const at = statement.part.indexOf(statement.text)
    return tidy(statement.part.slice(0, Math.max(0, at) + statement.text.length))
  }
  const shared =
    LEADING.exec(clause.startsWith(own) ? text : clause)?.[1] || LEADING.exec(tidy(passage.tidy))?.[1] || ''
  return text.startsWith(shared) ? text : `${shared.replace(/[，,]$/, '')}${text}`
}
