/** What a person should look at before a document is answered from. */
import type { Document, Fact } from './document.ts'

/** Chinese sentences; none where nothing is doubtful. */
export function doubtsOf(document: Document): string[] {
  const missing = [
    ...(document.title ? [] : ['标题']),
    ...(document.number ? [] : ['文号']),
    ...(document.issued ? [] : ['印发日期']),
  ]
  return [
    ...(missing.length ? [`没有读到${missing.join('、')}，请核对文首文尾。`] : []),
    ...(document.provisions.length > 2 ? [] : ['没有读到分条编号，全文按一段处理。']),
    ...(document.brokenOff ? [`正文似在“${document.brokenOff}”处中断，请核对是否完整。`] : []),
  ]
}

/** What each kind of fact is called. */
export const FACT_NAMES: Readonly<Record<Fact['kind'], string>> = {
  target: '量化目标',
  direction: '方向性目标',
  definition: '定义',
  cited: '引用文件',
  enumeration: '列举',
  body: '责任单位',
  pilot: '试点',
}
