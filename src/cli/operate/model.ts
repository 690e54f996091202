/** What the doctor asks the language model: what each endpoint knows, then one real question of the plan, the whole way but for the chat. */

import type { ReadingResult } from '../../ask/index.ts'
import { openAsker, planDocuments } from '../../asker.ts'
import type { ModelConfig } from '../../config.ts'
import { officeData } from '../../data.node.ts'
import { type Endpoint, PromptError, type Trial, type Tried, tryEndpoint } from '../../model/index.ts'
import type { Office } from '../../office/load/index.ts'
import { readingParts } from '../../reading.ts'
import { bad, type Finding, ok, warn } from './finding.ts'

type Reason = Extract<ReadingResult, { ok: false }>['reason']

/** No patience beyond this, however many switches are tried. */
const WHOLE_MS = 45_000

/** Reachable, answers, streams, without thinking first, within the time, and so that the check lets it through. */
export async function checkModel(model: ModelConfig, office: Office): Promise<Finding[]> {
  const endpoints = [model.endpoint, ...(model.further ?? [])]
  const bounds = { limitMs: model.limitMs, wholeMs: WHOLE_MS / endpoints.length, now: () => performance.now() }
  const findings: Finding[] = []
  let answering = 0
  for (const [nth, endpoint] of endpoints.entries()) {
    const trial = await tryEndpoint(endpoint, bounds)
    findings.push(...findingsOf(trial, endpoint, nth === 0 ? '' : `_${nth + 1}`))
    if (!trial.plain.fault || trial.better) answering++
  }
  return answering > 0 ? [...findings, ...(await askOnce(model, office))] : findings
}

function findingsOf(trial: Trial, endpoint: Endpoint, suffix: string): Finding[] {
  const name = `model: ${endpoint.name} at ${new URL(endpoint.url).host}`
  const { plain } = trial
  const thinks = thinkingOf(trial, endpoint, name, suffix)
  if (plain.fault && !thinks) return [bad(`${name}: ${plain.fault}`, MENDS[plain.fault] ?? 'see docs/model.md')]
  return [
    ...(thinks ?? [ok(`${name} answers in ${seconds(plain)}${mannersOf(trial)}`)]),
    ...(plain.without.length > 0 ? [ok(`${name} is asked without ${plain.without.join(', ')}, which it refuses`)] : []),
    ...unencrypted(endpoint, name),
    ...objectFinding(trial, name),
  ]
}

function mannersOf({ plain, switch: sent }: Trial): string {
  const off = Object.keys(sent).join()
  const switched = off && !plain.without.includes('thinking') ? `, thinking switched off by ${off}` : ''
  return `${plain.heard?.streamed ? '' : ', in one piece'}${switched}`
}

function thinkingOf({ plain, better }: Trial, { body }: Endpoint, name: string, suffix: string): Finding[] | undefined {
  const thoughts = plain.heard?.thoughts ?? 0
  const told = `${name} thinks first${thoughts > 0 ? ` (${thoughts} characters, ${seconds(plain)})` : `: ${plain.fault}`}`
  if (better) {
    const set = `set YAODIAN_MODEL_BODY${suffix}='${JSON.stringify(better.body)}'`
    const beside = body ? ', beside what it has of other things' : ''
    return [warn(told, `${set}${beside}: so it answered without, in ${seconds(better.tried)}`)]
  }
  if (thoughts === 0) return undefined
  return [
    warn(told, 'no known switch stops it: take a model that does not think first, or switch it off where it runs'),
  ]
}

function objectFinding({ object }: Trial, name: string): Finding[] {
  if (!object) return []
  if (object.came) return [ok(`${name} gives JSON (${object.by})`)]
  return [warn(`${name} gave no JSON when asked for it (${object.by})`, 'a model that follows the prompt better')]
}

/** A key on a line that others may read. */
function unencrypted({ url, key, headers }: Endpoint, name: string): Finding[] {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'https:' || (key === undefined && !headers) || /^(?:localhost|127\.|\[::1\])/.test(hostname))
    return []
  return [warn(`${name}: its key goes over http, unencrypted`, 'an https address, or a network that nobody else is in')]
}

const seconds = ({ ms }: Pick<Tried, 'ms'>): string => `${(ms / 1_000).toFixed(1)} s`

async function askOnce(model: ModelConfig, office: Office): Promise<Finding[]> {
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

function findingOf(result: ReadingResult, ms: number, { limitMs }: ModelConfig): Finding {
  const name = 'model: a question of the plan'
  if (result.ok) {
    return ms > limitMs / 2
      ? warn(
          `${name} takes ${seconds({ ms })}`,
          `of ${limitMs / 1_000} s allowed: a smaller model, or one that does not think first`,
        )
      : ok(`${name} is answered in ${seconds({ ms })}, and the check lets it through`)
  }
  const mend = MENDS[result.reason]
  return mend
    ? bad(`${name}: ${result.reason}`, mend)
    : warn(
        `${name} is answered, but the check turned it down (${result.reason}): ${result.said ?? ''}`,
        'people get answers as they were found; another model follows the prompt better, or look at prompts/answer.md',
      )
}

const MENDS: Partial<Record<Reason, string>> = {
  unreachable: 'nobody answers there: check YAODIAN_MODEL_URL (up to /v1), the network, whether the server runs',
  certificate:
    'its certificate is not trusted here: start with NODE_EXTRA_CA_CERTS=/path/to/ca.pem, the authority that signed it',
  refused:
    'the endpoint refuses: check YAODIAN_MODEL_KEY, YAODIAN_MODEL_HEADERS, YAODIAN_MODEL_NAME, YAODIAN_MODEL_BODY, and that the URL ends in /v1',
  busy: 'the endpoint allows no more requests just now: check its quota and balance',
  server: 'the endpoint itself fails: try later, or ask who runs it',
  timeout: 'no answer in time: a smaller model, one that does not think first, or more YAODIAN_MODEL_SECONDS',
  malformed: 'what comes is no OpenAI-compatible answer: check YAODIAN_MODEL_URL',
  'cut-off': 'answers break off: raise max_tokens in prompts/answer.md, or take a model that does not think first',
}
