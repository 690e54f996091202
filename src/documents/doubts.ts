/** What a person should look at before a document is answered from. */
import { gapsIn, repeatedIn } from './gaps.ts'
import type { Document, Fact, Table } from './structure/document.ts'
import { wrongSums } from './table/sum.ts'

/**
 * What of a document somebody should look at: head, numbering, where it breaks off, annexes, sums of its tables.
 * @returns Chinese sentences; none where nothing is doubtful
 */
export function doubtsOf(document: Document): string[] {
  const missing = [
    ...(document.title ? [] : ['标题']),
    ...(document.number ? [] : ['文号']),
    ...(document.issued ? [] : ['印发日期']),
  ]
  return [
    ...(missing.length ? [`没有读到${missing.join('、')}，请核对文首文尾。`] : []),
    ...(document.provisions.some(({ marker }) => marker) || document.tables.length
      ? []
      : ['没有读到分条编号，全文按一段处理。']),
    ...gapsIn(document).map((gap) => `编号不连续：${gap}，请核对原文是否缺漏。`),
    ...repeatedIn(document).map((label) => `编号${label}出现不止一次，请核对原文。`),
    ...(document.brokenOff ? [`正文似在“${document.brokenOff}”处中断，请核对是否完整。`] : []),
    ...absentAnnexes(document).map((name) => `${name}没有附在文后，里面的内容读不到。`),
    ...document.tables.flatMap(sumDoubts),
  ]
}

/** One Chinese sentence for each 合计 of a table that is not the sum of its rows; none where all add up. */
export const sumDoubts = (table: Table): string[] =>
  wrongSums(table).map(
    ({ column, name, printed, sum }) => `${table.label} ${column}：${name}写的是${printed}，各行相加是${sum}，请核对。`,
  )

/** The annexes that a paper lists below its text (附件：1.…) and does not bring, one Chinese sentence for each. */
export function absentAnnexes({ provisions, noticeTitle }: Document): string[] {
  const listed: { number: string; name: string }[] = []
  let listing = false
  for (const { text } of provisions.flatMap((one) => one.sentences)) {
    const opens = /^附件\s?[：:]\s*/.exec(text)
    const rest = opens ? text.slice(opens[0].length) : text
    const entry = /^(\d{1,2})\s?(?:[.．]|、)\s{0,4}(.{2,80})$/.exec(rest)
    listing = opens !== null || (listing && entry !== null)
    if (!listing || !rest) continue
    listed.push({ number: entry?.[1] ?? '', name: entry?.[2] ?? rest })
  }
  const has = (label: string): boolean => provisions.some((one) => one.label === label)
  // The only annex of a cover notice is the paper that it issues.
  if (listed.length === 1 && (noticeTitle || has('附件') || has('附件1'))) return []
  return listed.filter(({ number }) => !has(`附件${number}`)).map(({ number, name }) => `附件${number}“${name}”`)
}

/** What a person reads for each kind of fact, in Chinese: goal, result, threshold, body. */
export const FACT_NAMES: Readonly<Record<Fact['kind'], string>> = {
  target: '量化目标',
  result: '完成数',
  direction: '方向性目标',
  definition: '定义',
  cited: '引用文件',
  enumeration: '列举',
  body: '责任单位',
  pilot: '试点',
}
