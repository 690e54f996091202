/** A model words an answer: asked with the provisions alone, looked at sentence by sentence as it comes. */
import { z } from 'zod'
import { type FaultReason, type Model, ModelFault, type Prompt, readPrompt } from '../../model/index.ts'
import type { Answer } from '../index.ts'
import { checkSentence, checkWhole, type Objection } from './check.ts'
import { type Ground, groundOf } from './given-evidence.ts'
import { marksIn, sentencesIn, withLabels, withoutMarks } from './marks.ts'

const Inputs = z.object({ question: z.string().min(1).max(6_000), provisions: z.string().min(1) })

/** The text for people, and which of the provisions it rests on. */
export interface Worded {
  readonly text: string
  /** places in the extractive answer's citations, in order */
  readonly cited: readonly number[]
}

export type WordingResult =
  | { readonly ok: true; readonly worded: Worded }
  /** `said`: what was turned down, for those who mend the prompt or the check */
  | { readonly ok: false; readonly reason: Objection | FaultReason | 'fault'; readonly said?: string }

export interface Wording {
  /** the longest that it may take, in ms */
  readonly limitMs: number
  /** @param show called with all that was checked so far, whenever a sentence is added */
  readonly word: (question: string, answer: Answer, show: (text: string) => void) => Promise<WordingResult>
}

/** @throws PromptError when `prompts/wording.md` cannot be used */
export function openWording(model: Model, files: ReadonlyMap<string, string>): Wording {
  const prompt = readPrompt(files, 'wording', Inputs)
  return {
    limitMs: model.limitMs,
    word: (question, answer, show) => word(model, prompt, groundOf(question, answer), show),
  }
}

async function word(
  model: Model,
  prompt: Prompt<z.input<typeof Inputs>>,
  ground: Ground,
  show: (text: string) => void,
): Promise<WordingResult> {
  const asked = prompt.fill({ question: asData(ground.question), provisions: provisionsOf(ground) })
  let text = ''
  let checked = 0
  const refuse = (reason: Objection | FaultReason): WordingResult => ({ ok: false, reason, said: text })
  try {
    for await (const piece of model.ask(asked)) {
      text += piece
      const { sentences } = sentencesIn(withoutThoughts(text), false)
      if (sentences.length === checked) continue
      const objection = firstObjection(sentences.slice(checked), ground)
      if (objection) return refuse(objection)
      checked = sentences.length
      show(shownText(sentences, ground))
    }
  } catch (error) {
    if (error instanceof ModelFault) return refuse(error.reason)
    throw error
  }
  const { sentences, rest } = sentencesIn(withoutThoughts(text), true)
  const objection = firstObjection(sentences.slice(checked), ground) ?? checkWhole(sentences.join('') + rest, ground)
  if (objection) return refuse(objection)
  return { ok: true, worded: { text: shownText(sentences, ground), cited: citedIn(sentences.join('')) } }
}

const firstObjection = (sentences: readonly string[], ground: Ground): Objection | undefined => {
  for (const sentence of sentences) {
    const objection = checkSentence(sentence, ground)
    if (objection) return objection
  }
  return undefined
}

/** Marks become the labels that people know; where there is one provision only, it stands quoted below anyway. */
const shownText = (sentences: readonly string[], { given }: Ground): string =>
  given.length === 1
    ? withoutMarks(sentences.join(''))
    : withLabels(sentences.join(''), (mark) => given[mark - 1]?.citation.section ?? '')

const citedIn = (text: string): number[] =>
  marksIn(text)
    .map((mark) => mark - 1)
    .sort((a, b) => a - b)

/** Reasoning models may think aloud first. */
const withoutThoughts = (text: string): string =>
  /^\s*<think>/.test(text) ? text.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/, '') : text

const provisionsOf = ({ given }: Ground): string =>
  given
    .map(({ citation, text }, at) => `〔${at + 1}〕${asData(`《${citation.document}》${citation.section}：${text}`)}`)
    .join('\n')

/** Nothing in a document or a question can look like the marks or the frame around it. */
const asData = (text: string): string =>
  text
    .replace(/[<>]/g, (sign) => (sign === '<' ? '＜' : '＞'))
    .replace(/〔(\d{1,2})〕/g, '（$1）')
    .replace(/(?<!\s)\s*\n\s*/g, ' ')
