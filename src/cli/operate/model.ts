/** What the doctor asks the language model: what each endpoint knows, then one real question of the plan, the whole way but for the chat. */

import { judged, type ReadingResult } from '../../ask/index.ts'
import { openAsker, planDocuments } from '../../composition/asker.ts'
import { officeData } from '../../composition/data.node.ts'
import { readingParts } from '../../composition/model-reader.ts'
import type { ModelConfig } from '../../config/index.ts'
import { type Endpoint, PromptError, type Trial, type Tried, tryEndpoint } from '../../model/index.ts'
import type { Office } from '../../office/load/index.ts'
import { model as text } from '../text.ts'
import { bad, type DoctorFinding, ok, warn } from './finding.ts'

type Reason = Extract<ReadingResult, { ok: false }>['reason']

/** No patience beyond this, however many switches are tried. */
const WHOLE_MS = 45_000

/**
 * Checks whether the language model of the settings answers: reachable, streaming, without thinking first, in time,
 * and so that the verification lets it through.
 */
export async function checkModel(model: ModelConfig, office: Office): Promise<DoctorFinding[]> {
  const endpoints = [model.endpoint, ...(model.further ?? [])]
  const bounds = { limitMs: model.limitMs, wholeMs: WHOLE_MS / endpoints.length, now: () => performance.now() }
  const findings: DoctorFinding[] = []
  let answering = 0
  for (const [nth, endpoint] of endpoints.entries()) {
    const trial = await tryEndpoint(endpoint, bounds)
    findings.push(...findingsOf(trial, endpoint, nth === 0 ? '' : `_${nth + 1}`))
    if (!trial.plain.fault || trial.better) answering++
  }
  return answering > 0 ? [...findings, ...(await askOnce(model, office))] : findings
}

function findingsOf(trial: Trial, endpoint: Endpoint, suffix: string): DoctorFinding[] {
  const name = text.name(endpoint.name, new URL(endpoint.url).host)
  const { plain } = trial
  const thinks = thinkingOf(trial, endpoint, name, suffix)
  if (plain.fault && !thinks) return [bad(text.fault(name, plain.fault), MENDS[plain.fault] ?? text.seeDocs)]
  return [
    ...(thinks ?? [ok(text.answers(name, seconds(plain), mannersOf(trial)))]),
    ...(plain.without.length > 0 ? [ok(text.without(name, plain.without.join('、')))] : []),
    ...unencrypted(endpoint, name),
    ...objectFinding(trial, name),
  ]
}

function mannersOf({ plain, switch: sent }: Trial): string {
  const off = Object.keys(sent).join()
  const switched = off && !plain.without.includes('thinking') ? text.switchedOff(off) : ''
  return `${plain.heard?.streamed ? '' : text.inOnePiece}${switched}`
}

function thinkingOf(
  { plain, better }: Trial,
  { body }: Endpoint,
  name: string,
  suffix: string,
): DoctorFinding[] | undefined {
  const thoughts = plain.heard?.thoughts ?? 0
  const told = text.thinks(name, thoughts > 0 ? text.thoughts(thoughts, seconds(plain)) : String(plain.fault))
  if (better) {
    const setting = `YAODIAN_MODEL_BODY${suffix}`
    return [warn(told, text.setBody(setting, JSON.stringify(better.body), Boolean(body), seconds(better.tried)))]
  }
  if (thoughts === 0) return undefined
  return [warn(told, text.noSwitch)]
}

function objectFinding({ object }: Trial, name: string): DoctorFinding[] {
  if (!object) return []
  if (object.came) return [ok(text.givesJson(name, object.by))]
  return [warn(...text.noJson(name, object.by))]
}

/** A key on a line that others may read. */
function unencrypted({ url, key, headers }: Endpoint, name: string): DoctorFinding[] {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'https:' || (key === undefined && !headers) || /^(?:localhost|127\.|\[::1\])/.test(hostname))
    return []
  return [warn(...text.unencrypted(name))]
}

const seconds = ({ ms }: Pick<Tried, 'ms'>): string => `${(ms / 1_000).toFixed(1)}秒`

async function askOnce(model: ModelConfig, office: Office): Promise<DoctorFinding[]> {
  const files = officeData()
  const documents = planDocuments(office)
  const asker = openAsker(office, files, documents)
  const questions = office.plan.indicators.map(({ name }) => `${name}的目标是多少？`)
  const found = questions.map((question) => ({ question, answer: asker.ask({ question }) }))
  const asked = found.find(({ answer }) => answer.status === 'answered')
  if (!asked) return [warn(...text.notTried)]
  try {
    const { reading } = readingParts({ model, files, now: () => performance.now(), afterwards: () => {} })
    if (!reading) return []
    const started = performance.now()
    const evidence = asker.evidence({ question: asked.question }, asked.answer)
    const result = await reading.read(
      { ...asked, history: [], evidence },
      () => {},
      async (judging) => judged(judging),
    )
    return [findingOf(result, performance.now() - started, model)]
  } catch (error) {
    if (!(error instanceof PromptError)) throw error
    return [bad(...text.prompt(error.message))]
  }
}

function findingOf(result: ReadingResult, ms: number, { limitMs }: ModelConfig): DoctorFinding {
  if (result.ok)
    return ms > limitMs / 2 ? warn(...text.slow(seconds({ ms }), limitMs / 1_000)) : ok(text.passes(seconds({ ms })))
  const mend = MENDS[result.reason]
  return mend ? bad(text.failed(result.reason), mend) : warn(...text.turnedDown(result.reason, result.said ?? ''))
}

const MENDS: Partial<Record<Reason, string>> = {
  unreachable: '那里没有应答：看 YAODIAN_MODEL_URL（写到 /v1）、网络、模型服务在不在运行',
  certificate: '这台机器不信它的证书：启动时加 NODE_EXTRA_CA_CERTS=/路径/ca.pem，即签发证书的机构',
  refused:
    '它拒绝了：看 YAODIAN_MODEL_KEY、YAODIAN_MODEL_HEADERS、YAODIAN_MODEL_NAME、YAODIAN_MODEL_BODY，地址是不是写到 /v1',
  busy: '它现在不让再问：看额度和余额',
  server: '它自己出错了：过一会儿再试，或问管它的人',
  timeout: '到时间没有答：换小一些的、不先思考的模型，或加大 YAODIAN_MODEL_SECONDS',
  malformed: '来的不是 OpenAI 兼容的答复：看 YAODIAN_MODEL_URL',
  'cut-off': '答到一半断了：加大 prompts/answer.md 的 max_tokens，或换不先思考的模型',
}
