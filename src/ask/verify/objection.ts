/** Why something is not said: one word for the log, and a sentence for the model that is asked again. */

export type Objection =
  /** not the JSON that was asked for */
  | 'unreadable'
  | 'empty'
  | 'long'
  /** links, lists, markup, odd characters, a sentence without an end */
  | 'markup'
  /** rests on nothing, or on a line that was not shown */
  | 'unknown-source'
  /** a quotation that the line does not hold */
  | 'misquoted'
  /** document number, title or quoted words that the evidence does not hold */
  | 'name'
  | 'date'
  | 'figure'
  /** a figure said of something else, or of a part or more of what it is said of */
  | 'object'
  /** 力争, 以上, 同比 … dropped, added or exchanged */
  | 'qualifier'
  | 'negation'
  /** words that neither the evidence nor the question holds */
  | 'words'
  | 'calculation'
  /** a year or place that the question names and the evidence does not meet */
  | 'constraint'
  /** what stands in the evidence is said not to be written */
  | 'overlooked'

/** Whatever else it says, the reply may not be shown: the figure, the name or the place is wrong. */
export interface VerificationFault {
  readonly objection: Objection
  /** what of the reply is meant, as it was said */
  readonly at: string
}

const REASONS: Readonly<Record<Objection, string>> = {
  unreadable: '输出不是要求的 JSON 对象',
  empty: '没有写出回答',
  long: '写得太长',
  markup: '有列表符号、链接或其他不该有的字符，或者句子没有写完',
  'unknown-source': '没有写依据，或依据的行号不存在',
  misquoted: 'quote 不是那一行里连续照抄的原文',
  name: '文号、书名号里的标题或引号里的话，在所依据的原文里没有',
  date: '年份或日期在所依据的原文里没有，或不是那件事的',
  figure: '数字或单位在所依据的原文里没有',
  object: '这个数在原文里说的不是这个对象，或对象没有写完整',
  qualifier: '“力争”“鼓励”“原则上”“以上”“左右”“同比”“增长”等词和原文不一致',
  negation: '肯定或否定和原文不一致',
  words: '用了原文和问题里都没有的词，请改用原文的词',
  calculation: 'calc 的数在所依据的原文里没有，或不能这样计算',
  constraint: '问题里的年份或地方，所依据的条款没有写到',
  overlooked: '这处条款看来写了所问的事，请再看一遍；如果确实没有写所问的那一点，维持原来的回答',
}

/** What the model is told, once. */
export const reasonOf = ({ objection, at }: VerificationFault): string => `${REASONS[objection]}${at ? `：${at}` : ''}`
