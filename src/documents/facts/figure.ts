/** Figures of a clause: a number with what it counts, a range as one figure with two ends. */

const PER = '(?:\\s?/\\s?(?:亩|人|万元|平方米|立方米|公顷|小时|年|天|日|吨|户|家))?'
/** Source of a pattern for a unit behind a number (家, 万平方米, %), to be put into larger patterns. */
export const UNIT =
  '个百分点|个工作日|工作日|个环节|个月|小时|分钟|天|千伏安|兆伏安|兆瓦时|兆瓦|台（套）|件（套）|台套|平方公里|平方千米|平方米|立方米|吨标准煤|吨标煤|蒸吨|微克|毫克|千克标准煤|千克|克标准煤|千瓦时|千瓦|公顷|公里|人次|户次|家次|场次|㎡|家|户|个|亩|吨|元|美元|%|％|‰|人|名|项|条|座|台|套|件|辆|艘|米|处|所|场|批|次|倍|对|组|支|宗|起|种|类|门|只|株|度|间|张|班|站|部|款|例|村|镇|MW|GW'
/** 1～3, 5%—5.5%, 10至15: both ends of one figure. */
const FIRST_END = `(\\d+(?:\\.\\d+)?)\\s?(?:%|％|[十百千]?[万亿]?(?:家|户|个|亩|人|名|元|项))?\\s?(?:[—–－~～-]{1,2}|至|到)\\s?`
const FIGURE = new RegExp(
  `(?<![\\d.第A-Za-z])(?:(?<!从|由)${FIRST_END})?(\\d{1,3}(?:,\\d{3}){1,4}|\\d+(?:\\.\\d+)?)\\s?(万亿|[十百千]?[万亿]?)\\s?((?:${UNIT})${PER})(?!令|线|级|期|维|层|条款)`,
  'g',
)
const AFTER = /^\s*[（(]?\s?(以上|以下|以内|左右|上下|余)\s?[）)]?/

/** A number with its unit, and its place in the clause as offsets, end excluded. */
export interface PaperFigure {
  /** as written; of a range its lower end */
  readonly number: string
  /** the upper end of a range, in the same unit */
  readonly upper?: string
  readonly unit: string
  readonly from: number
  readonly to: number
  /** 以上, 左右 … */
  readonly after: string
}

/** A figure as its paper words it: 45家, 5—5.5%. */
export const amountText = ({ number, upper, unit }: Pick<PaperFigure, 'number' | 'upper' | 'unit'>): string =>
  `${number}${upper === undefined ? '' : `—${upper}`}${unit}`

/**
 * The numbers with a unit in a clause, in order, with their places and the word of limit behind (以上). A number
 * without a unit is none.
 */
export function figuresOf(clause: string): PaperFigure[] {
  return [...clause.matchAll(FIGURE)].map((match) => {
    const [whole, first, last = '', scale = '', unit = ''] = match
    const end = match.index + whole.length
    const after = AFTER.exec(clause.slice(end))
    const to = end + (after?.[0].length ?? 0)
    const place = { unit: scale + unit.replace(/\s/g, ''), from: match.index, to, after: after?.[1] ?? '' }
    return first === undefined ? { number: last, ...place } : { number: first, upper: last, ...place }
  })
}

/** A sentence at its commas and stops, but not inside 1,000 or 12:30. */
export const clausesOf = (sentence: string): string[] =>
  sentence.split(/[，；。！？：;]|,(?!\d{3})|:(?!\d)/).filter((clause) => clause.trim())

/**
 * The clauses of a sentence with exactly one figure, goal or not: what a rule's thresholds and grants are worded with.
 * @returns in order, with the words before and behind the figure
 */
export const figuredClauses = (
  sentence: string,
): { readonly before: string; readonly number: string; readonly unit: string; readonly behind: string }[] =>
  clausesOf(sentence).flatMap((clause) => {
    const [figure, other] = figuresOf(clause)
    if (!figure || other) return []
    const { number, unit, after } = figure
    const isClosed = clause.slice(figure.to).trim() === ''
    return isClosed ? [{ before: clause.slice(0, figure.from).trim(), number, unit, behind: after }] : []
  })
