/** Any result as a card, by its shape: a sentence first, then what belongs to it. */
import type { Block, Card } from '../../message/card.ts'
import type { Measure } from '../../office/measure.ts'
import type { Entry, Found, Result } from '../answer/result.ts'
import { MEASURES } from '../measures/measure.ts'
import { bodyText, isUniform, verdictText } from './body.ts'
import { countText, nameOf, turnoutText, unknownText } from './naming.ts'
import { notes } from './notes.ts'
import { noughtText } from './nought.ts'
import { scopeText } from './scope.ts'
import { foldedText } from './sentence.ts'
import { type Showing, shortOf } from './short.ts'
import { tablesOf } from './table.ts'
import { absentText } from './text.ts'

export function cardOf(result: Result, showing: Showing): Card {
  if (result.kind === 'nothing') {
    const { title, said } = noughtText(result, showing)
    return { title, tone: 'info', blocks: [{ kind: 'text', strong: true, text: said }, ...notes(result, showing)] }
  }
  const scope = scopeText(result.query, result.axes, showing)
  const text = `${scope}：${verdictText(result, showing)}${bodyText(result, showing)}${unknownText(result.unknown, showing)}${turnoutText(result)}`
  const isLine = result.query.as === 'line' || isUniform(result, showing)
  return {
    title: titleOf(result, showing),
    tone: 'info',
    blocks: [
      { kind: 'text', strong: true, text },
      ...(isLine ? [] : [...fields(result), ...tablesOf(result, showing)]),
      ...notes(result, showing),
    ],
  }
}

/** The answer in a few words. */
function titleOf(found: Found, showing: Showing): string {
  const { verdict, rows, query, count, lacking } = found
  if (verdict)
    return typeof verdict.truth === 'string' ? `不能判断：${absentText(verdict.truth)}` : verdict.truth ? '是' : '不是'
  const [row, another] = rows
  const [entry, more] = row?.entries ?? []
  if (row && query.fold && !another) return foldedText(row, found, showing)
  if (entry && !another && !more)
    return `${showing.regions.get(entry.cell.place).name} ${entry.cell.indicator.short}：${mainOf(entry, query.measures)}`
  if (lacking) return absentText(lacking)
  const names = rows.flatMap((one) => one.entries.map((it) => nameOf(it, found, showing)))
  return query.limit ? names.slice(0, 3).join('、') : countText(count, found, showing)
}

const mainOf = ({ readings, cell }: Entry, [measure]: readonly Measure[]): string =>
  measure ? shortOf(measure, readings.get(measure), cell) : ''

/** One cell in full, name and value side by side. */
function fields({ rows, query, lacking }: Found): Block[] {
  const [entry, another] = rows.flatMap((row) => row.entries)
  if (!entry || another || query.fold || lacking || query.measures.length < 3) return []
  const value = (measure: Measure) => shortOf(measure, entry.readings.get(measure), entry.cell)
  return [{ kind: 'fields', fields: query.measures.map((one) => ({ name: MEASURES[one].name, value: value(one) })) }]
}
