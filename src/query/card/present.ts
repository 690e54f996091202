/** Any result as a card, by its shape: a sentence first, then what belongs to it. */
import { type Block, type Card, card, fields, lead, quote } from '../../message/card.ts'
import type { Measure } from '../../office/measure.ts'
import { periodName } from '../../office/period.ts'
import type { Entry, Found, Result } from '../answer/result.ts'
import { MEASURES, OF_FIGURES } from '../measures/measure.ts'
import { answerText, isUniform } from './body.ts'
import { leads, parts } from './follow-up-buttons.ts'
import { noughtText } from './no-answer.ts'
import { notes } from './notes.ts'
import { turnoutText, unknownText } from './sentence/naming.ts'
import { type Showing, shortOf } from './sentence/reading-text.ts'
import { told } from './sentence/sentence.ts'
import { isAttendance } from './table/attendance.ts'
import { tablesOf } from './table/table.ts'
import { isTurnout, turnoutBlocks } from './table/turnout.ts'
import { titleOf } from './title.ts'
import { worthTelling } from './worth-telling.ts'

/**
 * A result as a card: a sentence, then a table, bars or a line by the shape of the result; the same for all slices.
 * @param given who is shown it and the office's words
 */
export function cardOf(answer: Result, given: Showing): Card {
  const result = answer.kind === 'found' ? worthTelling(answer) : answer
  const showing = { ...given, among: result.query.among }
  if (result.kind === 'nothing') {
    const { title, said } = noughtText(result, showing)
    const ways = result.nought.why === 'too-wide' && result.axes && parts(result.query, result.axes, showing)
    return card('info', title, [lead(said), notes(result, showing), ways])
  }
  const rest =
    isAttendance(result) || isTurnout(result) ? '' : `${unknownText(result.unknown, showing)}${turnoutText(result)}`
  const isLine = result.query.as === 'line' || isUniform(result, showing)
  const tables = isTurnout(result) ? turnoutBlocks(result, showing) : isLine ? [] : tablesOf(result, showing)
  return card('info', titleOf(result, showing), [
    lead(`${answerText(result, showing, tables.length > 0)}${rest}`),
    quotes(result, showing),
    !isLine && inFull(result),
    tables,
    notes(result, showing),
    leads(result, showing),
    result.narrowedFrom && parts(result.narrowedFrom, result.axes, showing),
  ])
}

/** The document's own words, where its goal is asked for. */
function quotes({ query, rows }: Found, { plan }: Showing): Block[] {
  const [entry, another] = rows.flatMap((row) => row.entries)
  const isOfGoal = query.measures.some((one) => one === 'goal' || one === 'source')
  if (!entry || another || !isOfGoal || entry.cell.level !== 'province') return []
  const { target, section } = entry.cell.indicator
  const source = `${plan.documentNumber} ${section}`
  return [quote(target.wording, source, { document: plan.documentNumber, section })]
}

/** What a figure stands at: asked for by one of these, it is shown with name and value side by side. */
const STANDING: readonly Measure[] = ['value', 'rate', 'gap', 'light', 'ahead']
const MANY = 7

/** One cell in full. */
function inFull({ rows, query, lacking }: Found): Block[] {
  const [entry, another] = rows.flatMap((row) => row.entries)
  const [head] = query.measures
  if (!entry || another || query.fold || lacking || !head || !STANDING.includes(head)) return []
  const shown = told(entry, query.measures)
  if (shown.length < MANY) return []
  const value = (measure: Measure) => shortOf(measure, entry.readings.get(measure), entry.cell)
  const all = shown.map((one) => ({ name: MEASURES[one].name, value: value(one) }))
  return [fields([...all, ...behind(entry, query.measures)])]
}

/** Of which period the figure is. */
const behind = ({ cell }: Entry, measures: readonly Measure[]) =>
  measures.some((one) => OF_FIGURES.includes(one)) && cell.held
    ? [{ name: '所属期', value: periodName(cell.held.period) }]
    : []
