/** Finds the question inside a message: greetings before it, the story around it, thanks after it. */

import { withoutLeading, withoutTrailing } from '../../office/bounds.ts'

/** Words by which a clause asks something. */
export const ASKS =
  /多少|多大|多高|多长|多久|几(?!乎|率|何|经)|哪|什么|啥|谁|怎|如何|何时|何种|咋|何地|何处|有何|是否|是不是|有没有|有无|能否|能不能|可否|要不要|需不需要|算不算|对不对|吗|嘛|么[?？]?$|吧[?？]?$|呢[?？]?$|[?？]|number|how|what|which|who|when|where|why|list/i

const FIRST = /[:：,，]?(?<![第之])(?:一个?是|一来|其一|第一个?[是,，:：])[:：,，]?/
const SECOND = /[,，;；。](?:二个?是|二来|其二|另一?个是|第二个?[是,，:：]|还有一?个?是)[:：,，]?/

/** …两件事：一个是…，二个是…: what stands before, and the two. */
export function numberedIn(text: string): readonly [topic: string, one: string, other: string] | undefined {
  const first = FIRST.exec(text)
  const rest = first ? text.slice(first.index + first[0].length) : ''
  const second = SECOND.exec(rest)
  const other = second ? rest.slice(second.index + second[0].length) : ''
  return first && second && second.index > 0 && other !== ''
    ? [text.slice(0, first.index), rest.slice(0, second.index), other]
    : undefined
}

/** A verb of asking, as in 想请问一下 */
const CUE =
  /(?:问|请教|了解|确认|核实|核对|查|咨询|知道|弄清|搞清|搞清楚|打听|说|告诉我|看|回答|解答)(?:一?下子?|个|一声|清楚|问)?(?:儿)?[:：,，]?/g
/** What may stand before it, several in a row. */
const BEFORE_CUE = '想|请|麻烦|帮忙|帮我|劳驾|烦请|敬请|来|再|就|特|特来|只|请您|请你|您|你|能否|能不能|可否|给'.split(
  '|',
)

/** What a clause of thanks and pressing is made of. */
const POLITE =
  '谢谢|多谢|感谢|谢|辛苦|拜托|麻烦|急|在线等|急用|很急|先谢|万分感谢|请|回复|尽快|你|您|了|啦|哈|啊|哦|各位|老师|大家|助手|先|好吗|行吗|可以吗'.split(
    '|',
  )
const GREETING =
  /^(?:(?:你|您|大家|各位|老师|领导|同志|小助手|助手|机器人|要点)?(?:们)?(?:早上|上午|中午|下午|晚上)?好(?:啊|呀)?|hi|hello|hey|哈喽|嗨|在吗|打扰(?:一下|了)?|不好意思|请问(?:一下|下)?|麻烦(?:问)?(?:一下|下)?|劳驾|各位|老师|喂)[,，。!！~、:：]+/i

interface Focus {
  /** the clauses that ask, with the subject that they need */
  readonly question: string
  /** what was said around them */
  readonly story: string
}

const ENOUGH = 8
const SHORT = 26

/** @param text cleaned; punctuation and blanks as typed */
export function focusOf(text: string): Focus {
  const bare = withoutGreeting(text)
  const pieces = bare
    .split(/(?<=[,，。!！?？;；\n])/)
    .map((piece) => piece.trim())
    .filter(Boolean)
  const kept = pieces.filter((piece) => !isPolite(piece))
  const told = afterQuestion(kept)
  if (told) return told
  if (kept.length <= 1 || (kept.join('').length <= SHORT && kept.length <= 3))
    return { question: kept.join('') || bare, story: '' }
  if (numberedIn(kept.join(''))) return { question: kept.join(''), story: '' }
  const cued = afterColon(kept.join('')) ?? afterCue(kept.join(''))
  if (cued) return cued
  const asking = kept.map((piece) => ASKS.test(piece))
  const last = asking.lastIndexOf(true)
  if (last < 0) return { question: kept.join(''), story: '' }
  let first = last
  while (first > 0 && asking[first - 1]) first--
  while (first > 0 && contentLength(kept.slice(first, last + 1).join('')) < ENOUGH) first--
  return {
    question: kept.slice(first, last + 1).join(''),
    story: [...kept.slice(0, first), ...kept.slice(last + 1)].join(''),
  }
}

/** 谢谢啦！: nothing but such words. */
function isPolite(piece: string): boolean {
  const rest = withoutLeading(piece, POLITE)
  return rest !== piece && /^[!！。.~]*$/.test(rest)
}

/** …是省政府办公厅发的吧？我报告里就这么写了: what is told after the question mark. */
function afterQuestion([first = '', ...rest]: readonly string[]): Focus | undefined {
  const isAsked = /[?？]$/.test(first) && ASKS.test(first.slice(0, -1)) && contentLength(first) >= ENOUGH
  return isAsked && rest.length > 0 && !rest.some((piece) => ASKS.test(piece))
    ? { question: first, story: rest.join('') }
    : undefined
}

function withoutGreeting(text: string): string {
  const rest = text.replace(GREETING, '').trim()
  return rest && rest !== text ? withoutGreeting(rest) : text
}

/** 想一次问清楚：…: what follows a colon, when it asks and what stands before does not. */
function afterColon(text: string): Focus | undefined {
  const at = text.search(/[:：](?!\d)/)
  const question = text.slice(at + 1)
  return at > 0 &&
    ASKS.test(question) &&
    contentLength(question) >= ENOUGH &&
    !/多少|哪些|什么|是否/.test(text.slice(0, at))
    ? { question, story: text.slice(0, at) }
    : undefined
}

/** 评审专家让补一句，想问下标准厂房…: what follows the last cue, when it asks and names something. */
function afterCue(text: string): Focus | undefined {
  for (const { from, to } of cuesIn(text).reverse()) {
    const cue = text.slice(from, to)
    // A cue stands at the head of a clause or is a wish: 想问下, not 说了几家.
    if (
      cue.length < 2 ||
      (from > 0 && !/[,，。!！?？;；\s]/.test(text[from - 1] ?? '') && !/^[想请麻帮劳烦]/.test(cue))
    )
      continue
    const question = text.slice(to)
    if (ASKS.test(question) && contentLength(question) >= ENOUGH) return { question, story: text.slice(0, from) }
  }
  return undefined
}

/** Verbs of asking with the wishes before them: 能不能帮我查一下. */
function cuesIn(text: string): { readonly from: number; readonly to: number }[] {
  let end = 0
  return [...text.matchAll(CUE)].map(({ 0: cue, index }) => {
    const from = end + withoutTrailing(text.slice(end, index), BEFORE_CUE).length
    end = index + cue.length
    return { from, to: end }
  })
}

const contentLength = (text: string): number =>
  text
    .replace(/[^\u3400-\u9fffa-z0-9]/gi, '')
    .replace(/多少|哪些|哪几个|哪个|什么|是不是|是否|对不对|怎么|如何|请问|文件|目标|要求|规定|吗|呢|的|了/g, '').length
