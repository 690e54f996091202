/** Words that reporting says to people. */

import type { FigureEntry } from '../ledger/index.ts'
import {
  above,
  type Button,
  below,
  buttons,
  type Card,
  card,
  divider,
  lead,
  note,
  say,
  sentence,
  told,
  without,
  wordsForm,
} from '../message/card.ts'
import type { Command } from '../message/command.ts'
import { presses, type words } from '../message/input.ts'
import { grouped } from '../office/amount.ts'
import { clockOf, dayName, type Instant } from '../office/day.ts'
import { exampleFigure, exampleName } from '../office/example.ts'
import { brief } from '../office/format.ts'
import { LEVEL } from '../office/levels.ts'
import { type Period, periodName } from '../office/period.ts'
import { type Person, ROLE_NAMES, type Role, whomToAsk } from '../office/person.ts'
import type { Indicator, Plan } from '../office/plan.ts'
import type { Region, RegionKey } from '../office/region.ts'
import type { Doubt } from './grammar/index.ts'
import type { Assumed } from './item.ts'
import { placeAt, pressAmend, pressNil, pressReport } from './presses.ts'
import type { Overtaken } from './rules/prepare.ts'
import type { Prepared } from './rules/weigh.ts'

const warn = (title: string, ...lines: string[]): Card => told('warn', title, ...lines)

const NOTHING_RECORDED = '这条没有记录，台账没有变化。'

/** Which right is missing, and who can grant it. */
export function noRight(what: string, region: Region | undefined, needed: readonly Role[], person?: Person): Card {
  const roles = needed.map((role) => `“${ROLE_NAMES[role]}”`).join('或')
  const where = region ? `${region.name}的` : ''
  const isAbove = person?.posts.some((post) => post.role !== 'contact')
  const binds = `如果您负责${region?.name ?? `该${LEVEL.county}`}，请发送“/绑定 ${region?.name ?? `${LEVEL.county}名`}”，由所在${LEVEL.city}的${LEVEL.city}协调员通过。`
  const grants = needed.includes('contact')
    ? person && isAbove
      ? `如职责有变，请联系${whomToAsk(person)}。`
      : binds
    : needed.includes('city-coordinator')
      ? `${LEVEL.city}协调员的身份由管理员在名册中登记，请联系${LEVEL.whole}协调员或管理员。`
      : '这项身份由管理员在名册中登记，请联系管理员。'
  return warn(`没有权限：${what}`, `${what}需要${where}${roles}身份。`, grants, NOTHING_RECORDED)
}

export const whichRegion = (regions: readonly Region[], command: string, text: string): Card =>
  card('info', '是报哪个地方的？', [
    sentence(`您负责${regions.map((one) => one.name).join('、')}，这条里没有写明。`),
    buttons(regions.slice(0, 8).map((one) => ({ label: one.name, ...placeAt(command, text, one.key) }))),
    note(NOTHING_RECORDED),
  ])

export const nameRegion = (example: string): Card => warn('请写明是哪个地方', `例如：${example}`, NOTHING_RECORDED)

export const otherRegion = (named: Region, own: Region): Card =>
  warn(
    `这条写的是${named.name}`,
    `您是${own.name}的联系人，不能报${named.name}的数。如果就是${own.name}的数，请去掉“${named.short}”再发一次。`,
    `也可以直接回“是${own.short}”。如果您也负责${named.name}，请发送“/绑定 ${named.name}”，由所在${LEVEL.city}的${LEVEL.city}协调员通过。`,
    NOTHING_RECORDED,
  )

export const noRegion = (): Card =>
  warn(
    '还没有绑定地方',
    `请发送“/绑定 ${LEVEL.county}名”，由所在${LEVEL.city}的${LEVEL.city}协调员通过后就可以上报。`,
    NOTHING_RECORDED,
  )

/** A figure moved into a year whose plan has no such indicator. */
export const notInYear = (short: string, year: number): string => `${year}年没有“${short}”这项指标，请核对是哪一年的`

/** Not even a part of a figure was read. */
export const unreadAtAll = (message: string): Card =>
  warn('没有记录：这条没看明白', message, '不确定怎么写时发送 /填报，用表单上报。')

export const unreadFields = (faults: readonly string[]): Card =>
  warn('没有记录：有几项没看明白', ...faults, '请改好后重新提交整张表。')

/** Why a reading is confirmed first. */
const DOUBTS: Readonly<Record<Doubt, string>> = {
  'free-text': '这是按您的话理解的，请核对指标、数值和日期。',
  'guessed-name': '指标名称是猜的，请核对是不是这一项。',
  date: '日期不明确，请核对截至哪一天。',
  unread: '有些字没看懂，请核对有没有漏掉。',
  binding: '数值归哪个指标不明确，请逐项核对。',
  mode: '是累计数还是本期新增不明确，请核对。',
  'left-out': '有的数字没有采用，请核对采用的是否正确。',
  direction: '是上升还是下降不明确，请核对正负号。',
}

export const doubts = (all: readonly Doubt[]): string[] =>
  all.length ? all.map((doubt) => DOUBTS[doubt]) : [DOUBTS['free-text']]

/** A figure of a month, taken as the year's so far. */
export const COUNTED_WHOLE = '按年初以来的累计数理解。如果是当月新增的数，请回“当月的”。'

export const correctWhat = ({ example }: Command): Card =>
  warn('请写明更正哪一项、改成多少', `例如：${example?.('') ?? ''}。不写日期时更正最近一次上报的那一期。`)

export const nothingToEdit = (): Card =>
  say('没有找到可以修改的上报', '请在上报后的卡片上点“修改”，或发送“/更正 指标 数值”。')

/** The right number of what is on record, which was said to be wrong. */
export const rightOnRecord = (indicator: Indicator, { asOf, cumulative }: FigureEntry['said']): string =>
  `${indicator.short}截至${dayName(asOf)}已报${brief(cumulative, indicator)}，应该是多少？`

export const nothingChanged = (): Card => say('没有改动', '台账没有变化。')

export const nothingFilled = (): Card =>
  say('没有填写任何数', '台账没有变化。没有新增时，请在表单最后选“本期无新增（零报告）”，或发送 /零报告。')

export const allSettled = (region: Region, lines: readonly string[]): Card =>
  say(`${region.name}目前没有要填报的`, ...lines, '要改已报的数，请发送“/更正 指标 数值”。')

export const allClosed = (region: Region, periods: readonly Period[]): Card =>
  warn(
    `${region.name}：${periods.map(periodName).join('、')}已锁定`,
    `锁定后不能再上报。要补报或改数，请发送“/更正 指标 数值 备注 原因”申请更正，或请${LEVEL.whole}协调员解锁。`,
  )

/** What waits of a message, below what was recorded of it. */
export const withOpen = (card: Card, open: Card): Card =>
  below(without(card, 'note'), divider(), lead('还有下面的等您一句话，没有记录：'), open.blocks)

/** What was written before and waits too. */
export const waitsToo = (count: number, line: string): string => `草稿里共${count}项，还没有提交。前面写的：${line}`

export const repeated = (region: Region, period: Period): Card =>
  say('已经报过，没有重复记录', `${region.name}${periodName(period)}的这些数与台账中的完全相同。`)

/** Said before what is on record, and delivered after it. */
export const overtaken = (region: Region, late: readonly Overtaken[], sent: Instant): Card =>
  warn(
    `没有记录：${region.name}后来的数已经登记`,
    ...late.map(({ prepared: { indicator, held }, at }) =>
      held
        ? `${indicator.short}：这条消息${clockOf(sent)}发出，晚到了；${clockOf(at)}发的${grouped(held.said.cumulative)}${indicator.unit}已经登记，以后发的为准。`
        : '',
    ),
    '台账没有变化。确实要改成这条里的数，请重新发送一次。',
  )

export const nothingToUndo = (): Card =>
  say(
    '没有可撤回的上报',
    '既没有等您确认的，也没有还能撤回的数：还没有报过，或者已经撤回、已经审核。已审核的数要改动，请发送“/更正 指标 数值 备注 原因”。',
  )

export const reviewBegan = (indicators: readonly Indicator[]): Card =>
  warn(
    '不能撤回：已进入审核',
    `${indicators.map((one) => one.short).join('、')}已经审核，撤回到审核开始为止。`,
    '请发送“/更正 指标 数值 备注 原因”。',
  )

export const undoneAlready = (): Card => say('这条已经撤回或已被更正', '台账没有变化。')

export const draftGone = (how: string | undefined): Card =>
  say(
    '这份草稿已经处理过',
    how === 'confirmed'
      ? '已确认并记录，没有重复记录。'
      : how === 'replaced'
        ? '您后来又报了同样的指标，这份草稿已作废。'
        : '已放弃，没有记录。需要时请重新上报。',
  )

export const noDraft = ({ plan }: { readonly plan: Plan }): Card =>
  say(
    '没有等您确认的上报',
    `报过的照旧，不用再确认。要再报，直接发送内容，例如：/上报 ${exampleFigure(plan.indicators)}。`,
  )

export function whichToAmend(names: readonly string[], presses: readonly Press[]): Card {
  const card = say('改的是哪一项？', `等您确认的有：${names.join('、')}。请写明名称，例如“${names[0] ?? ''}应该是…”。`)
  const choices = presses.map((press, at) => ({ label: names[at] ?? '', ...press }))
  return below(card, buttons(choices))
}
type Press = Pick<Button, 'command' | 'values'>

/** Why a correction in plain words is shown before it is written. */
export const CORRECTS_EARLIER = '改的不是刚才报的数，请核对是不是这一项、这一期。'
const ASSUMED: Readonly<Record<Assumed, string>> = { indicator: '指标', place: '地方', day: '日期', number: '数值' }
/** What was not said, and is taken from before. */
export const assumed = (all: readonly Assumed[]): string =>
  `${all.map((one) => ASSUMED[one]).join('、')}没有说，按上文理解，请核对后确认。`
/** A number behind an answer that told of several. */
export const whichIndicator = (number: string): string => `“${number}”是哪项指标的数？`
export const PIECED = '这是和您前面的话合起来理解的，请核对后确认。'
export const SUPPOSED = '这句是这样理解的，还没有记录，请核对后确认。'
export const withReason = (reason: string): string => `原因：${reason}`
export const AMENDED = '已按您说的改过，请核对后确认。'
export const SAME = '和前面说的是一回事，数没有变。'
export const SHIFTED = '按您说的多报或少报的数推算，请核对改后的数。'

/** Which of two numbers is meant. */
export const whichNumber = (name: string, meant: readonly { readonly label: string; readonly press: Press }[]): Card =>
  card('info', `${name}报哪个数？`, [
    sentence('还没有改动，请点一下，或直接回要报的数。'),
    buttons(meant.map(({ label, press }) => ({ label, ...press }))),
  ])

export const isAdded = (amount: string): string => `本期新增${amount}对`
export const isWhole = (amount: string): string => `累计${amount}对`
/** @param name of which figure, where there are several */
export const isTheWhole = (name: string | undefined): string => `${name ?? ''}确是累计数`

/** 不对 to a draft, with nothing said of what is right. */
export const whatIsRight = (name: string): Card =>
  say('哪里不对？', `请直接说正确的数，例如“${name}应该是…”。不报了，请说“取消”。`)

/** Agreed to, and still not recorded: says what is wanted before anything else. */
export const stillWantsReason = (card: Card): Card => above(card, lead('还差原因：请直接写一句，随数据送审核人。'))

export const withLeft = (card: Card, left: number): Card =>
  below(card, sentence(`还有${left}条没有记录（要写明原因，或是别的地方的），请在各自的卡片上确认。`))

/** Some of a draft were filed. */
export const withWaiting = (card: Card, names: readonly string[]): Card =>
  below(card, sentence(`${names.join('、')}还没有记录，仍等您确认。`))

/** 累计的, to what was recorded so. */
export const standsAs = (mode: 'cumulative' | 'increment'): Card =>
  say('是这样记的', `刚才的数就是按${mode === 'cumulative' ? '累计数' : '本期新增'}记录的，没有改动。`)

export const discarded = (): Card => say('已放弃，没有记录', '需要时请重新上报。')

/** A blocked undo or return: what it would bring back is at odds with later figures. */
export const wouldContradict = (what: string, lines: readonly string[]): Card =>
  warn(`不能${what}`, ...lines, '请先更正或撤回与之不符的那一期。', '台账没有变化。')

export const nothingOwedForNil = (region: Region, { period, waiting }: { period: Period; waiting: number }): Card =>
  waiting > 0
    ? say(
        `${region.name}${periodName(period)}有${waiting}项在等您确认`,
        '除这些以外没有需要零报告的指标。请在前面的卡片上点“确认”，或发送“/确认”。',
      )
    : say(
        '没有需要零报告的指标',
        `${region.name}${periodName(period)}应报的数量类指标都已报过。比率类指标不能用零报告，请直接上报数值。`,
      )

export const nothingToAmend = (): Card =>
  say('没有找到可以补充说明的上报', '请在上报后的卡片上点“补充说明”，或在上报之后发送“/补充说明 文字”。')

export const noteForm = (message: string): Card =>
  card('info', '补充说明', [
    wordsForm(
      { name: 'note', ...pressAmend({ message }), submit: '提交' },
      pressAmend.field('note'),
      '说明（审核人能看到）',
    ),
  ])

export const noted = (indicators: readonly Indicator[], words: string): Card =>
  say('已补充说明', `${indicators.map((one) => one.short).join('、')}：${words}`)

export const nothingToReview = (): Card => say('没有待审核的上报', `${LEVEL.county}里报来后会列在这里。`)

export const returnWhat = (example: string): Card =>
  warn(`请写明退回哪个${LEVEL.county}的`, `例如：${example}。也可以先发 /审核，在卡片上退回。`)

export const traceWhat = (indicators: readonly Indicator[]): Card =>
  say(
    '请写明哪一项指标',
    `例如：/台账 ${exampleName(indicators)} 6月。可查：${indicators.map((one) => one.short).join('、')}。`,
  )

export const noTrace = (region: Region, indicator: Indicator, period: Period): Card =>
  say(`${region.name}${periodName(period)}没有${indicator.short}的记录`, '尚无上报。换一期请写明，例如“5月”。')

export const nilOfWhich = (region: RegionKey, periods: readonly Period[]): Card =>
  card('info', '是哪一期没有新增？', [
    sentence(`${periods.map(periodName).join('、')}都还没有报齐。`),
    buttons(periods.map((period) => ({ label: periodName(period), ...pressNil({ region, period }) }))),
    note(NOTHING_RECORDED),
  ])

export const replacesOthers = (card: Card, names: readonly string[]): Card =>
  below(card, note(`替换了${names.join('、')}报的数，已告诉本人；原数保留在台账中。`))

export const replacedYours = (region: Region, by: string, replaced: readonly Prepared[]): Card =>
  card(
    'info',
    `您报的数有了新数：${region.name}`,
    replaced.map(({ indicator, held, said }) =>
      sentence(
        `${indicator.short}：您报的${held ? brief(held.said.cumulative, indicator) : ''}，${by}改报为${brief(said.cumulative, indicator)}（截至${dayName(said.asOf)}）。`,
      ),
    ),
  )

/** A newer figure of somebody else stands in the place of one's own. */
export const replacedSince = (names: readonly string[]): Card =>
  say('没有撤回', `您报的数后来由${names.join('、')}改报，撤回不会动别人报的数。要改请直接报新数，例如“应该是11家”。`)

/** The month over is in; the running one has hardly begun. */
export const nilOfRunning = (region: RegionKey, period: Period): Card =>
  card('info', '上个月已经报齐，没有再记', [
    sentence(`${periodName(period)}才刚开始，月底以后再报。确实要现在报${periodName(period)}无新增，请点下面。`),
    buttons([{ label: `报${periodName(period)}无新增`, ...pressNil({ region, period }) }]),
  ])

/** For the county's contacts, when a coordinator reported for them. */
export const reportedForYou = (card: Card, by: string): Card => ({
  ...without(card, 'buttons'),
  title: `${by}代报：${card.title.replace(/^已记录：|（代报）$/g, '')}`,
})

/** A figure and a question in one message: one question back, with two buttons. */
export const reportOrAsk = (said: string): Card =>
  card('info', '这句话是上报，还是提问？', [
    sentence(`“${said.length > 60 ? `${said.slice(0, 60)}…` : said}”`),
    buttons([
      { label: '上报其中的数', ...pressReport({ text: said }) },
      { label: '提问', ...presses<typeof words>('问')({ text: said }) },
    ]),
    note(NOTHING_RECORDED),
  ])

/** For the lines of a table that is imported. */
export const mayNotReportFor = (name: string, region: Region): string =>
  `${name}不能为${region.name}上报，请由该${LEVEL.county}联系人或上级协调员导入`
export const changedInTable = (): string => '与已审核的数不同，属于更正，要写明原因'

/** A correction's echo names the bulletins whose printed numbers it leaves behind. */
export const withTouched = (card: Card, bulletins: readonly string[]): Card =>
  below(
    card,
    bulletins
      .slice(0, 1)
      .map((first) =>
        note(
          `已固定的通报${bulletins.join('、')}涉及这个数，通报里的数不变；差异由${LEVEL.whole}协调员发“/通报 ${first} 变化”查看。`,
        ),
      ),
  )

export const countOf = (count: number): string => `${count}项`
