/** What the doctor asks the language model: one real question of the plan, the whole way but for the chat. */

import type { ReadingResult } from '../ask/index.ts'
import { openAsker, planDocuments } from '../asker.ts'
import type { ModelConfig } from '../config.ts'
import { officeData } from '../data.node.ts'
import { PromptError } from '../model/index.ts'
import type { Office } from '../office/load/index.ts'
import { readingParts } from '../reading.ts'
import { bad, type Finding, ok, warn } from './finding.ts'

type Reason = Extract<ReadingResult, { ok: false }>['reason']

/** Reachable, answers, streams, within the time, and so that the check lets it through. */
export async function checkModel(model: ModelConfig, office: Office): Promise<Finding[]> {
  const files = officeData()
  const documents = planDocuments(office)
  const asker = openAsker(office, files, documents)
  const questions = office.plan.indicators.map(({ name }) => `${name}的目标是多少？`)
  const found = questions.map((question) => ({ question, answer: asker.ask({ question }) }))
  const asked = found.find(({ answer }) => answer.status === 'answered')
  if (!asked) return [warn('model: not tried', 'no goal of the plan is answered from its document')]
  try {
    const { reading } = readingParts({ model, files, now: () => performance.now(), afterwards: () => {} })
    if (!reading) return []
    const started = performance.now()
    const evidence = asker.evidence({ question: asked.question }, asked.answer)
    const result = await reading.read({ ...asked, history: [], evidence }, () => {})
    return [findingOf(result, performance.now() - started, model)]
  } catch (error) {
    if (!(error instanceof PromptError)) throw error
    return [bad(`model: ${error.message}`, 'mend the prompt; prompts/README.md says what it holds')]
  }
}

function findingOf(result: ReadingResult, ms: number, { endpoint, limitMs }: ModelConfig): Finding {
  const name = `model: ${endpoint.name} at ${new URL(endpoint.url).host}`
  const took = `${(ms / 1_000).toFixed(1)} s`
  if (result.ok) {
    return ms > limitMs / 2
      ? warn(
          `${name} answers in ${took}`,
          `of ${limitMs / 1_000} s allowed: a smaller model, or one that does not think first`,
        )
      : ok(`${name} answers in ${took}, and the check lets it through`)
  }
  const mend = MENDS[result.reason]
  return mend
    ? bad(`${name}: ${result.reason}`, mend)
    : warn(
        `${name} answers, but the check turned it down (${result.reason}): ${result.said ?? ''}`,
        'people get answers as they were found; another model follows the prompt better, or look at prompts/answer.md',
      )
}

const MENDS: Partial<Record<Reason, string>> = {
  unreachable: 'nobody answers there: check YAODIAN_MODEL_URL (up to /v1), the network, whether the server runs',
  refused: 'the endpoint refuses: check YAODIAN_MODEL_KEY, YAODIAN_MODEL_NAME, and that the URL ends in /v1',
  busy: 'the endpoint allows no more requests just now: check its quota and balance',
  server: 'the endpoint itself fails: try later, or ask who runs it',
  timeout: 'no answer in time: a smaller model, one that does not think first, or more YAODIAN_MODEL_SECONDS',
  malformed:
    'what comes is no OpenAI-compatible stream: check YAODIAN_MODEL_URL, and that streaming is not switched off',
  'cut-off': 'answers break off: raise max_tokens in prompts/answer.md, or take a model that does not think first',
}
