/** A sentence cut where its statements end, so that each figure stays with what it counts. */

import type { Fact } from '../../documents/index.ts'
import { figuresIn, type PlainFigure } from './figures.ts'
import { keptOf } from './kept.ts'
import { flat, tidy } from './normalise.ts'

/** One thing that is said: 新认定高新技术企业1500家, or a clause without a figure. */
export interface Proposition {
  /** as written, tidy */
  readonly text: string
  readonly flat: string
  readonly figures: readonly PlainFigure[]
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
  const pieces = [...OPENING].some((sign) => text.includes(sign)) ? outsideOf(text, marks) : everywhere(text, marks)
  return pieces.map((one) => one.trim()).filter(Boolean)
}

/** Nothing is opened in most of what is cut: then the engine's own search does it. */
const everywhere = (text: string, marks: string): string[] =>
  [...marks].reduce((pieces, mark) => pieces.flatMap((one) => one.split(mark)), [text])

function outsideOf(text: string, marks: string): string[] {
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
  return [...pieces, piece]
}

// A clause that begins like this speaks of what the clause before it named.
const HEADLESS =
  /^(?:其中|年均|平均|同比|环比|比上年|较上年|比\d|较\d|增长|增速|增幅|下降|降低|提高|提升|达到|达|占|超过|不低于|不少于|不超过|控制在|分别|累计|确保|力争|到20\d\d年|完成率|比重|\d)/
const PREDICATE = /提升|提高|增长|下降|降低|达到|减少|增加|完成|实现|上升/

/** Clauses that hang on one another say no more of the subject after so many characters. */
const LONGEST_SUBJECT = 400

export function statementsOf(sentence: string): Proposition[] {
  return cutAt(sentence, '；;。').flatMap((part) => {
    let before = ''
    const clauses = cutAt(part, '，,')
    const whole = { part, partFlat: flat(part), opening: flat(clauses[0] ?? '') }
    return clauses.flatMap((typed) => {
      const clause = flat(typed)
      // 连续两年评价为优秀的，给予…: what follows a condition hangs on it.
      const hangs = HEADLESS.test(typed) || /的$/.test(before)
      const subject = hangs ? before : ''
      if (!hangs) before = clause
      else if (before.length < LONGEST_SUBJECT) before += clause
      return itemsOf(typed).map((text) => {
        const isInTitle = titlesIn(text)
        const figures = figuresIn(text).filter((figure) => !isInTitle(figure.from))
        return { text, flat: flat(text), figures, subject, clause, ...whole }
      })
    })
  })
}

/** @returns whether a place lies between a 《 and the first 》 behind it */
export function titlesIn(text: string): (at: number) => boolean {
  const closed = text.lastIndexOf('》')
  if (!text.includes('《') || closed < 0) return () => false
  const inside = new Uint8Array(text.length)
  let opened = false
  for (let at = 0; at < closed; at++) {
    const sign = text.charAt(at)
    if (sign === '《') opened = true
    else if (sign === '》') opened = false
    inside[at] = opened ? 1 : 0
  }
  return (at) => inside[at] === 1
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

/** What the targets of a sentence count, each once, by the figure as written. */
const objectsOf = keptOf((facts: readonly Fact[]) => {
  const found = new Map<string, Set<string>>()
  for (const fact of facts) {
    if (fact.kind !== 'target') continue
    const figure = `${fact.number}${fact.unit}`
    found.set(figure, (found.get(figure) ?? new Set()).add(fact.object))
  }
  return found
})

/** 科技型中小微企业6000家 → 新认定科技型中小微企业6000家: the verb that the row states once, as the facts of its sentence have it. */
export function unelided(statement: Proposition, facts: readonly Fact[]): string {
  for (const [written, objects] of objectsOf(facts)) {
    const figure = statement.figures.find(({ text }) => text === written)
    const counted = figure && flat(statement.text.slice(0, figure.from))
    if (!figure || !counted) continue
    const object = [...objects].find((one) => flat(one) !== counted && flat(one).endsWith(counted))
    if (object) return `${tidy(object)}${statement.text.slice(figure.from)}`
  }
  return tidy(statement.text)
}
