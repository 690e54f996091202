/** The question to the model: the prompt filled, and the same asked again with what was wrong. */
import { z } from 'zod'
import { type ChatRequest, type Prompt, readPrompt } from '../../model/index.ts'
import type { Evidence } from '../verify/evidence.ts'
import { type Fault, reasonOf } from '../verify/objection.ts'
import { TURNS } from './gather.ts'
import { REPLY_SCHEMA } from './schema.ts'
import { asData, shownEvidence } from './shown.ts'

const Inputs = z.object({
  provisions: z.string(),
  history: z.string().min(1),
  question: z.string().min(1).max(6_000),
  year: z.string().min(1),
})

export type AnswerPrompt = Prompt<z.input<typeof Inputs>>

/** @throws PromptError when `prompts/answer.md` cannot be used */
export const answerPrompt = (files: ReadonlyMap<string, string>): AnswerPrompt => readPrompt(files, 'answer', Inputs)

/** @param history earlier messages of the same person, oldest first */
export const firstChat = (
  prompt: AnswerPrompt,
  question: string,
  history: readonly string[],
  evidence: Evidence,
): ChatRequest => ({
  ...prompt.fill({
    provisions: shownEvidence(evidence) || '（没有入库的文件）',
    history: history.slice(-TURNS).map(asData).filter(Boolean).join('\n') || '无',
    question: asData(question),
    year: String(evidence.asked.base ?? '未知'),
  }),
  schema: REPLY_SCHEMA,
})

/** A request asked once more: the first one, the reply to it and what is wrong with that. */
export const secondChat = (first: ChatRequest, said: string, faults: readonly Fault[]): ChatRequest => ({
  ...first,
  turns: [
    ...first.turns,
    { role: 'assistant', content: said },
    {
      role: 'user',
      content: `核对没有通过：\n${faults.map((fault) => `- ${reasonOf(fault)}`).join('\n')}\n请改正后重新输出完整的 JSON 对象。`,
    },
  ],
})
