/** The question to the model: the prompt filled with evidence and conversation, and the same asked again with what was wrong. */
import { z } from 'zod'
import { type ChatRequest, type Prompt, readPrompt } from '../../model/index.ts'
import type { Evidence, EvidencePaper, EvidenceProvision } from '../verify/evidence.ts'
import { reasonOf, type VerificationFault } from '../verify/objection.ts'
import { TURNS } from './gather.ts'
import { REPLY_SCHEMA } from './schema.ts'

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
export const secondChat = (first: ChatRequest, said: string, faults: readonly VerificationFault[]): ChatRequest => ({
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

const shownEvidence = ({ papers, provisions }: Evidence): string =>
  papers
    .map((paper, at) =>
      shownPaper(
        paper,
        provisions.filter((one) => one.paper === at),
      ),
    )
    .join('\n\n')

function shownPaper(paper: EvidencePaper, provisions: readonly EvidenceProvision[]): string {
  const said = new Set<string>()
  const shown = provisions.map((one) => {
    // What a provision lies in stands above it already, unless that was left out.
    const path = one.path.filter((words) => !said.has(words))
    for (const words of [...one.path, one.heading, ...one.lines.map(({ text }) => text)]) said.add(words)
    return shownProvision(one, path)
  })
  return [headOf(paper), ...shown, ...(paper.broken ? ['（入库文本到此中断）'] : [])].join('\n')
}

function headOf({ title, number, issuer, issued }: EvidencePaper): string {
  const [year, month, day] = issued?.split('-').map(Number) ?? []
  const from = [issuer, issued && `${year}年${month}月${day}日`].filter(Boolean).join('，')
  return asData([`《${title}》`, number, from && `（${from}）`].filter(Boolean).join(' '))
}

const shownProvision = ({ mark, label, lines }: EvidenceProvision, path: readonly string[]): string =>
  [
    `[${mark}] ${label}${path.length ? `（${path.map(asData).join(' > ')}）` : ''}`,
    ...lines.map(({ id, text }) => `${id} ${asData(text)}`),
  ].join('\n')

/** Nothing in a document or a question can look like the frame around it. */
const asData = (text: string): string =>
  text
    .replaceAll('<', '＜')
    .replaceAll('>', '＞')
    .replace(/\[(?=P\d)/g, '［')
    .replace(/(?<!\s)\s*\n\s*/g, ' ')
    .trim()
