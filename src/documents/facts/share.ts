/** What each place is to do, in a list below a heading: 甲市12家，乙市10家。 */
import { withoutTrailing } from '../../office/bounds.ts'
import { UNIT } from './figure.ts'
import type { TargetFigure } from './target.ts'

/** Words for a list of shares, behind what is shared. */
const TABLED = '目标|任务|计划|指标|分解|分配|清单|一览|安排|表'.split('|')

/**
 * The figure of each place in a list that a heading announces: 甲市12家，乙市10家 below 任务分解. Empty unless the
 * heading names what is counted and every member of the list is a place with a figure.
 */
export function sharesIn(sentence: string, heading: string): (TargetFigure & { readonly scope: string })[] {
  if (!/任务|目标|分解|计划/.test(heading)) return []
  const shares = sentence
    .replace(/[。；]$/, '')
    .split(/[，；、]/)
    .map((clause) => SHARE.exec(clause.trim()))
  const period = /(?:到)?20\d\d年(?:底)?/.exec(heading)?.[0]
  const object = withoutTrailing(
    heading.replace(
      /(?:到)?20\d\d年(?:度|底)?|各(?:地区?|市州?|县|区|乡镇|街道|单位)(?:[（(][^（）()]{1,8}[）)])?/g,
      '',
    ),
    TABLED,
  )
  if (shares.length < 2 || object.length < 2 || shares.some((one) => one === null)) return []
  return shares.flatMap((one) => {
    const [, scope = '', number = '', scale = '', unit = '', after] = one ?? []
    const found = { object, scope, number, unit: scale + unit, qualifiers: after ? [after] : [] }
    return [{ ...found, ...(period ? { period } : {}) }]
  })
}

const SHARE = new RegExp(
  `^([\\u4e00-\\u9fa5]{1,10}?(?:市|县|区|州|旗|盟|镇|乡|街道))[：:]?\\s?(\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?)\\s?(万亿|[十百千]?[万亿]?)\\s?(${UNIT})(以上|左右)?$`,
)
