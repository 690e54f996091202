/** Targets and bodies that a table states: by row (指标, 单位, 目标, 责任单位) or by place and column. */
import type { Table } from '../structure/document.ts'
import { type Target, targetsIn } from './target.ts'

export interface GridFacts {
  /** index of the row among `table.rows` */
  readonly row: number
  readonly targets: readonly (Target & { readonly scope?: string })[]
  readonly bodies: readonly { readonly body: string; readonly role: string; readonly task: string }[]
}

const OBJECT = /指标|项目|内容|任务|事项|工作|名称|措施|类别/
const PLACE = /地区|区域|城市|县|市|乡镇|街道|单位名称|行业|领域|园区/
const GOAL = /目标|任务数|计划|指标值|任务量|数量|任务/
const RESULT = /实际|完成(?!时)|上年|去年|基数|现状|基期|时限|时间|进度|备注|序号|编号|比例尺/
const BODY = /责任|牵头|配合|主办|协办|部门/
const VALUE =
  /^(≥|≤|>|<|不少于|不低于|不超过|达到|约|增长|下降|降低|提高|[+-])?\s{0,4}(\d[\d,]*(?:\.\d+)?)\s{0,4}([^\d\s（(≥≤]{0,8}?)\s{0,4}[（(]?(以上|左右|以内|以下)?[）)]?$/

/**
 * @param caption heading path and the lines between caption and header, such as 单位：家
 * @param year    the document's: columns of earlier years are results
 */
export function factsOfTable(table: Table, caption: string, year?: number): GridFacts[] {
  const columns = table.header.map((name, at) => ({ name: name.replace(/\s/g, ''), at }))
  const bodies = columns.filter(({ name }) => BODY.test(name))
  const texts = columns.filter(
    ({ name, at }) => OBJECT.test(name) && !BODY.test(name) && !RESULT.test(name) && isWordy(table, at),
  )
  const object = texts.find(({ name }) => /名称|指标|项目/.test(name)) ?? texts[0]
  const place = columns.find(
    ({ name, at }) => at !== object?.at && PLACE.test(name) && !BODY.test(name) && isWordy(table, at),
  )
  const unit = columns.find(({ name }) => /^(?:计量)?单位$/.test(name))
  const values = columns.filter(
    ({ name, at }) =>
      at !== object?.at &&
      at !== place?.at &&
      !BODY.test(name) &&
      !RESULT.test(name) &&
      (isNumeric(table, at) || (GOAL.test(name) && hasFigures(table, at))),
  )
  const named = withoutBaseline(
    values.filter(({ name }) => GOAL.test(name) || YEAR.test(name)),
    year,
  )
  // A form to be filled in or a list of firms sets no goals.
  const sets = named.length > 0 || GOAL.test(`${caption}${table.caption}${table.header.join('')}`)
  return table.rows.map((cells, row) => {
    const cell = (at: number | undefined): string => (at === undefined ? '' : (cells[at] ?? '').trim())
    const task = cell(object?.at)
    const wordy = object && !named.length ? targetsIn(task, { goals: true }) : []
    const targets = (sets ? (object && named.length ? named : values) : []).flatMap((column) => {
      const worded = object && task ? task : columnName(column.name)
      const read = readCell(
        cell(column.at),
        cell(unit?.at) || bracketed(task) || bracketed(column.name) || onlyUnit(caption),
      )
      const scope = cell(place?.at)
      const period = /(?:到)?20\d\d年(?:底)?/.exec(column.name)?.[0]
      if (!worded || !(object || place)) return []
      if (!read) return object && named.length ? inCell(`${worded}${cell(column.at)}`, period) : []
      return [{ object: withoutUnit(worded), ...read, ...(period ? { period } : {}), ...(scope ? { scope } : {}) }]
    })
    const duties = bodies.flatMap((column) =>
      cell(column.at) ? [{ body: cell(column.at), role: column.name, task }] : [],
    )
    return { row, targets: [...targets, ...wordy], bodies: duties }
  })
}

const YEAR = /(20\d\d)年?/

/** Of columns 2020年 and 2025年 the first is where one starts from, unless it says that it is a goal too. */
function withoutBaseline<C extends { readonly name: string }>(columns: readonly C[], year: number | undefined): C[] {
  const yearOf = ({ name }: C): number => Number(YEAR.exec(name)?.[1] ?? 9999)
  const plain = columns.filter((column) => YEAR.test(column.name) && !GOAL.test(column.name))
  const years = plain.map(yearOf)
  const spread = years.length === 2 && Math.max(...years) - Math.min(...years) > 1
  return columns.filter((column) => {
    if (!plain.includes(column)) return year === undefined || yearOf(column) >= year
    return !(year !== undefined && yearOf(column) < year) && !(spread && yearOf(column) === Math.min(...years))
  })
}

/** 力争4万吨标准煤以上: a cell that says more than a number. */
const inCell = (text: string, period: string | undefined): Target[] =>
  targetsIn(text, { goals: true }).map((one) => ({ ...one, ...(period ? { period } : {}) }))

const isNumeric = (table: Table, at: number): boolean =>
  table.rows.filter((row) => VALUE.test((row[at] ?? '').trim())).length * 2 >= table.rows.length

const hasFigures = (table: Table, at: number): boolean =>
  table.rows.filter((row) => /\d/.test(row[at] ?? '')).length * 2 >= table.rows.length

const isWordy = (table: Table, at: number): boolean =>
  table.rows.some((row) => /[\u4e00-\u9fa5]{2}/.test(row[at] ?? '')) && !isNumeric(table, at)

function readCell(text: string, unit: string): { number: string; unit: string; qualifiers: string[] } | undefined {
  const match = VALUE.exec(text.replace(/\s/g, ''))
  if (!match?.[2]) return undefined
  return {
    number: match[2],
    unit: match[3] || unit,
    qualifiers: [match[1], match[4]].filter((one): one is string => Boolean(one)),
  }
}

const bracketed = (text: string): string => /[（(]([^（）()、]{1,10})[）)]$/.exec(text)?.[1] ?? ''
const withoutUnit = (text: string): string => text.replace(/[（(][^（）()、]{1,10}[）)]$/, '')
const columnName = (text: string): string =>
  withoutUnit(text).replace(/^20\d\d年(?:度)?|(?:目标|任务|计划|任务数|目标值)$/g, '')

/** 单位：家 holds for all columns only when it names one unit. */
const onlyUnit = (line: string): string => /单位[：:]\s{0,4}([^、，,；）)\s]{1,20})(?=[）)\s]|$)/.exec(line)?.[1] ?? ''
