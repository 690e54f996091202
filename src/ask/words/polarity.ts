/**
 * Whether a sentence that holds all words of a claim also says yes to it.
 *
 * 家里用水要办证吗 finds 取用水的单位和个人应当办证, and the next sentence excepts 家庭生活用水; 现场勘查算在二十日内吗 finds the
 * twenty days and 不计算在内. Where something turns, limits or excepts what is said, the words are shown and no 是.
 */

import type { Document, Provision } from '../../documents/index.ts'
import { cutAt } from './clauses.ts'
import { flat, tidy } from './normalise.ts'

// Said of degree or as part of a name, these turn nothing.
const HARMLESS =
  /责令停(?:止|产|业)|未经(?:批准|许可|同意|允许|备案|审批)|不(?:断|少于|低于|高于|超过|大于|小于|多于|得低于|得少于|得超过|动产|锈钢|良|同)|未来|未成年人?|非(?:公|遗|物质|常|户籍|本)|无(?:障碍|线|人机|缝|害化|纸化)|是否|免疫/g
const TURNS = /不|未|无|非|严禁|禁止|免|除外|例外|取消|停止|暂停|终止/

/** A sentence with a word that turns its sense. */
export const turns = (text: string): boolean => TURNS.test(flat(text).replace(HARMLESS, ''))

const EXCEPTS =
  /除外|例外|不适用|不在此限|可以不|可不|不受.{0,14}限制|另有规定|不再|免予|但(?!是否)|(?:可以?|允许)(?:延长|适当|放宽)|确需|特殊情况/

/** A sentence where it stands, as written and for showing. */
interface Said {
  readonly document: Document
  readonly provision: Provision
  readonly text: string
  readonly tidy: string
}

/** The clause of the same provision that excepts something, after the sentence or within it; undefined where none does. */
export function exceptionTo(passage: Said): string | undefined {
  const { document, provision, text } = passage
  if (document.tables.some((one) => one.label === provision.label)) return undefined
  const at = provision.sentences.findIndex((one) => one.text.includes(text))
  const next = [provision.sentences[at + 1], provision.sentences[at + 2]].flatMap((one) =>
    one ? [tidy(one.text)] : [],
  )
  return next.find((one) => EXCEPTS.test(one)) ?? cutAt(passage.tidy, '；。').find((one) => EXCEPTS.test(one))
}
