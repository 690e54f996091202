/** Whether words without a command are meant as a report: routing asks before anything is said about them. */
import { clausesOf, type Span, spansIn, supposesFigure, type Utterance } from '../../language/index.ts'
import type { Figures, NilReport, Refusal } from './reading.ts'
import type { At } from './said/said.ts'

/** Faults that only a message with a figure can have. */
const OF_FIGURES = new Set(['too-many', 'not-a-number', 'bad-unit', 'negative', 'fraction', 'future-date'])

/** What stands in a message, whatever it was read as. */
interface Holds {
  /** a number that could be a value */
  readonly number: boolean
  /** 没新增, 没有: where it is said */
  readonly nils: readonly At[]
  /** an indicator's name */
  readonly name: boolean
  /** a day or month */
  readonly date: boolean
}

/** @param text in the form that is read */
export function isMeant(said: Utterance, text: string, as: Figures | NilReport | Refusal, holds: Holds): boolean {
  if (supposesFigure(said) || !isTold(said, text, as, holds)) return false
  if (as.kind !== 'error') return true
  const isReport = REPORTING.test(text)
  const { kind } = as.error
  if (kind === 'ambiguous-indicator') return holds.number
  if (kind === 'unknown-indicator') return holds.nils.length > 0 || (holds.number && (isReport || holds.name))
  if (OF_FIGURES.has(kind)) return holds.name && holds.number
  return holds.name && isReport
}

/**
 * Whether something is told, though the words may ask as well.
 * - 登记一下好吗, 应为188家吗: what is asked is that the figure be taken. A nil report bears no figure, so 零报告怎么报 asks.
 * - 高企10月底56家了吧？: whole as a report, and nothing but its ending asks; which is meant the sender is asked.
 * - 信息经济增长12%左右，对吧: a courtesy, but no figure that could be taken.
 */
function isTold(said: Utterance, text: string, as: Figures | NilReport | Refusal, holds: Holds): boolean {
  const asking = askingOf(said, text, holds.nils)
  if (asking === undefined) return true
  if (asking === 'courtesy') return as.kind !== 'error' || REPORTING.test(text)
  const isWhole = holds.number && holds.name
  if (asking === 'ends-asking' && as.kind === 'items' && isWhole && holds.date && !WANTING.test(text)) return true
  return REQUESTING.test(text) && (as.kind === 'nil' ? asking === 'ends-asking' : isWhole)
}

/** What makes a question of any statement; 我们的呢，僵尸企业6家 only turns to it. */
const ENDING = /[?？]|吗|呢(?![,，].)|[对是]吧/
/** A courtesy at the end of a report, though it asks. */
const COURTESY =
  /(?:请问)?(?:收到了?吗|收到没有?|对[吗吧]|对不对|可以吗|行吗|行不行|好吗|好不好|妥否|是否妥当|是否收到|能看到吗|没问题吧|这样报可以吗|这样可以吗|报上了吗)[?？]*/g

/** What asks of the words themselves, and for nothing that the reader of questions knows: 怎么算一家; 有没有; 是全省还是每个市. */
const ASKING = /怎么|(?<!没)什么|[想要]问|([\u4e00-\u9fff])[不没]\1|是[^,，。;]{1,12}还是(?![没无老原])/
/** A question by nothing but its last word. */
const PARTICLE = /^(?:[吗呢吧啊?？]|[对是]吧)+$/

/** How a text asks: for something of its own, by nothing but its ending, out of courtesy, or not at all. */
function askingOf(said: Utterance, text: string, nils: readonly At[]): 'asks' | 'ends-asking' | 'courtesy' | undefined {
  const courtesies = [...text.matchAll(COURTESY)]
  // for each place in a courtesy where that begins
  const within = new Map(courtesies.flatMap(({ 0: all, index }) => all.split('').map((_, nth) => [index + nth, index])))
  const bare = text.replace(COURTESY, '')
  const [, ...before] = clausesOf(said).toReversed()
  const alone = new Set<Span>(before.flatMap(({ readings: [only] }) => (only?.spans.length === 1 ? only.spans : [])))
  const figures = [
    ...spansIn(said, 'amount'),
    ...spansIn(said, 'unread').filter(({ found }) => found.like === 'amount'),
  ]
  const isOwn = spansIn(said, 'ask').some((one) => {
    const { at, end, latent, found } = one
    return (
      !latent &&
      // 70，哦不，是72
      !(found.for === 'whether' && alone.has(one)) &&
      // 弄了好多，一百三十来户: how much is told right behind it
      !(found.for === 'how-much' && figures.some((figure) => figure.at > end)) &&
      // 高企没有
      !nils.some((nil) => nil.at === at) &&
      (!within.has(at) || within.get(at) !== within.get(end - 1)) &&
      (found.for !== 'whether' || !PARTICLE.test(text.slice(at, end)))
    )
  })
  if (isOwn || ASKING.test(bare)) return 'asks'
  if (ENDING.test(bare)) return 'ends-asking'
  return courtesies.length > 0 ? 'courtesy' : undefined
}

/** Words of what is wanted, not of what was reached. */
const WANTING = /[要应需能会得]|任务|目标|计划/
/** Words that only a report has. */
const REPORTING =
  /截至|截止|无新增|上报|填报|报送|更正|订正|勘误|零报告|请审[核阅]|请查收|特此|汇报如下|报一下|补报|应为|报错/
/** Words that ask for a figure to be taken, so that a question mark beside them is courtesy. */
const REQUESTING = /上报|填报|报送|更正|订正|零报告|请审[核阅]|请查收|请?记录|登记|报一下|补报|应为|改[成为]|[报写填]错/
