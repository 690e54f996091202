/** What a document says of itself: its issuer, number, title, date and addressees, as statements to hold claims against. */
import type { Document, Provision } from '../../documents/index.ts'
import { datesIn, yearsStated } from '../question/constraints.ts'
import { flat } from '../words/normalise.ts'
import { levelsIn } from './levels.ts'
import type { Stated } from './stated.ts'

/** By what names such a detail is spoken of. */
const NAMED =
  '发文机关/发文单位/发文部门/印发机关/印发单位/制发/制定/印发/发布/出台/下发/公布/发出/发/落款/成文/日期/时间/文号/发文字号/编号/号/文/标题/题目/全称/名称/名字/叫/主送/收文/发给/抄送/各'

/**
 * @param value tidy: 浙转升办〔2017〕13号
 * @param quote the words of the document that hold it, and where they stand
 */
export function statedOfHead(
  document: Document,
  value: string,
  quote: { readonly provision: Provision; readonly text: string },
): Stated {
  const text = flat(value)
  return {
    document,
    provision: quote.provision,
    sentence: quote.text,
    text: value,
    subjects: [text],
    bound: 'exact',
    basis: [],
    years: [...yearsStated(text)],
    dates: datesIn(text).map((one) => one.text),
    ...levelsIn(text),
    context: [flat(document.title), flat(document.noticeTitle ?? ''), NAMED].join('/'),
  }
}
