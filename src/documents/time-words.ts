/** By when: 2017年, 到2020年底, 全年 as a clause words it. */
const YEAR = '(?:20\\d\\d\\s?年?\\s?[-—－–～~至到]+\\s?)?20\\d\\d\\s?年'
export const PERIOD = new RegExp(
  `(?:到|至)?(?:${YEAR}(?:度|底|末|初)?(?:前|以前|之前)?|全年|今年|本年度|当年|年内|(?:今年)?(?:年底|年末)前?|[上下]半年|[一二三四]季度|前三季度|“?十[二三四五]五”?(?:期间|末|时期)|[一二三四五两]年内|每年|每月|\\d{1,2}\\s?月(?:底|\\d{1,2}\\s?日)前)`,
)
/** 较2020年下降, 在2016年基础上: the base of a comparison is no period. */
const COMPARED =
  /(?:[比较从]|在)\s?(?:20\d\d\s?年|去年|上年|上一年|“?十[二三四]五”?末?)(?:同期|底|末|的)?(?:基础上)?|同比|环比/g

/** The period that a clause names, as worded without spaces. */
export const periodOf = (clause: string): string | undefined => PERIOD.exec(withoutBase(clause))?.[0].replace(/\s/g, '')

export const withoutBase = (clause: string): string => clause.replace(COMPARED, '')
