/** By when: 2017年, 到2020年底, 全年 as a clause words it. */
const YEAR = '(?:20\\d\\d\\s?年?\\s?[-—－–～~至到]+\\s?)?20\\d\\d\\s?年'
const MONTH = '\\s?\\d{1,2}\\s?月(?:底|末|初|\\s?\\d{1,2}\\s?日)?'
/** 三年推广…: the years of the plan; 三年行动 and 近三年 are none. */
const TERM =
  '(?<![\\d十第前近连每满])[二两三四五]年(?=累计|共|力争|推广|实施|完成|培育|新增|新建|建成|建设|创建|制|修订|改造|淘汰|压减|引进|培训|打造|发展|开展|组织|投入|筹集|盘活|腾出|认定)'
/** The period in which or by which something is to be done: 2025年底前, 全年, “十四五”期间. */
export const PERIOD = new RegExp(
  `(?:到|至)?(?:${YEAR}(?:度|底|末|初|${MONTH})?(?:前|以前|之前)?|${TERM}|全年|今年|本年度|当年|年内|(?:今年)?(?:年底|年末)前?|[上下]半年|[一二三四]季度|前三季度|“?十[二三四五]五”?(?:期间|末|时期)|[一二三四五两]年内|每年(?!\\s?\\d{1,2}\\s?月)|每月(?!\\s?\\d)|\\d{1,2}\\s?月(?:底|\\d{1,2}\\s?日)前)`,
)
/** 较2020年下降, 在2016年基础上, 由2025年的20天, 不低于去年: the base of a comparison is no period. */
const COMPARED =
  /(?:[比较从由]|在|[低高少多]于|超过)\s?(?:20\d\d\s?年|去年|上年|上一年|“?十[二三四]五”?末?)(?:同期|底|末|的)?(?:基础上)?|同比|环比/g

/**
 * The first period that a clause names, as worded without spaces (2025年底前); undefined where it names none or only
 * compares with one (较2020年).
 */
export const periodOf = (clause: string): string | undefined => PERIOD.exec(withoutBase(clause))?.[0].replace(/\s/g, '')

/** A clause without the year or period that it compares with: 较2020年增长5% → 增长5%. */
export const withoutBase = (clause: string): string => clause.replace(COMPARED, '')
