/** A sentence cut where its statements end, so that each figure stays with what it counts. */

import type { Passage } from '../evidence/corpus.ts'
import { type Figure, figuresIn } from './figures.ts'
import { flat, tidy } from './normalise.ts'

/** One thing that is said: 新认定高新技术企业1500家, or a clause without a figure. */
export interface Statement {
  /** as written, tidy */
  readonly text: string
  readonly flat: string
  readonly figures: readonly Figure[]
  /** flat clause that it hangs on when it names no subject of its own: 年均增长8% */
  readonly subject: string
  /** flat: the rest of its comma clause (the verb of a coordinated row of goals stands there) */
  readonly clause: string
  /** tidy: everything from one semicolon to the next */
  readonly part: string
  readonly partFlat: string
  /** flat first clause of the part, where the subject of the whole often stands */
  readonly opening: string
}

const OPENING = '（(《“〔[【'
const CLOSING = '）)》”〕]】'

/** Cuts at the given marks outside of brackets and quotation marks; the marks are dropped. */
export function cutAt(text: string, marks: string): string[] {
  const pieces: string[] = []
  let depth = 0
  let piece = ''
  for (const char of text) {
    if (OPENING.includes(char)) depth++
    else if (CLOSING.includes(char)) depth = Math.max(0, depth - 1)
    if (depth === 0 && marks.includes(char)) {
      pieces.push(piece)
      piece = ''
    } else piece += char
  }
  return [...pieces, piece].map((one) => one.trim()).filter(Boolean)
}

// A clause that begins like this speaks of what the clause before it named.
const HEADLESS =
  /^(?:其中|年均|平均|同比|环比|比上年|较上年|比\d|较\d|增长|增速|增幅|下降|降低|提高|提升|达到|达|占|超过|不低于|不少于|不超过|控制在|分别|累计|确保|力争|到20\d\d年|完成率|比重|\d)/
const PREDICATE = /提升|提高|增长|下降|降低|达到|减少|增加|完成|实现|上升/

export function statementsOf(sentence: string): Statement[] {
  return cutAt(sentence, '；;。').flatMap((part) => {
    let before = ''
    return cutAt(part, '，,').flatMap((clause) => {
      // 连续两年评价为优秀的，给予…: what follows a condition hangs on it.
      const hangs = HEADLESS.test(clause) || /的$/.test(before)
      const subject = hangs ? before : ''
      before = hangs ? before + flat(clause) : flat(clause)
      return itemsOf(clause).map((text) => ({
        text,
        flat: flat(text),
        figures: figuresIn(text).filter((figure) => !inTitle(text, figure.from)),
        subject,
        clause: flat(clause),
        part,
        partFlat: flat(part),
        opening: flat(cutAt(part, '，,')[0] ?? ''),
      }))
    })
  })
}

const inTitle = (text: string, at: number): boolean => {
  const opened = text.lastIndexOf('《', at)
  return opened >= 0 && text.indexOf('》', opened) > at
}

/** A row of goals cut at 、 where each item has a figure of its own; items without one go with the next. */
function itemsOf(clause: string): string[] {
  const pieces = cutAt(clause, '、')
  const items: string[] = []
  let pending = ''
  for (const piece of pieces) {
    pending = pending ? `${pending}、${piece}` : piece
    const figures = figuresIn(piece).filter((figure) => figure.dimension !== 'time')
    if (figures.length && !/^[一二三四五六七八九十]$/.test(figures[0]?.text ?? '')) {
      items.push(pending)
      pending = ''
    }
  }
  const last = items.pop()
  if (pending && last !== undefined && !PREDICATE.test(pending)) return [...items, `${last}、${pending}`]
  return [...items, ...(last === undefined ? [] : [last]), ...(pending ? [pending] : [])]
}

/** 科技型中小微企业6000家 → 新认定科技型中小微企业6000家: the verb that the row states once. */
export function unelided(statement: Statement, passage: Passage): string {
  const text = tidy(statement.text)
  for (const fact of passage.document.facts) {
    if (fact.kind !== 'target' || fact.label !== passage.provision.label) continue
    const figure = statement.figures.find((one) => one.text === `${fact.number}${fact.unit}`)
    const counted = figure && flat(statement.text.slice(0, figure.from))
    const object = flat(fact.object)
    if (figure && counted && object !== counted && object.endsWith(counted))
      return `${tidy(fact.object)}${statement.text.slice(figure.from)}`
  }
  return text
}
