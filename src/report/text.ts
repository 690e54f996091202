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

/**
 * The refusal for want of a right: which it is, and who can grant it.
 * @param needed any of these roles would do
 * @param region undefined where no region was named
 * @param person undefined for an account that is not on the roster
 */
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

/**
 * The question which of one's own regions is meant, with a button for the first eight.
 * @param command whose button it is
 * @param text the words, which the buttons say again
 */
export const whichRegion = (regions: readonly Region[], command: string, text: string): Card =>
  card('info', '是报哪个地方的？', [
    sentence(`您负责${regions.map((one) => one.name).join('、')}，这条里没有写明。`),
    buttons(regions.slice(0, 8).map((one) => ({ label: one.name, ...placeAt(command, text, one.key) }))),
    note(NOTHING_RECORDED),
  ])

/** The question which region a coordinator reports for. */
export const nameRegion = (example: string): Card => warn('请写明是哪个地方', `例如：${example}`, NOTHING_RECORDED)

/** The refusal where a contact names a region that is not theirs. */
export const otherRegion = (named: Region, own: Region): Card =>
  warn(
    `这条写的是${named.name}`,
    `您是${own.name}的联系人，不能报${named.name}的数。如果就是${own.name}的数，请去掉“${named.short}”再发一次。`,
    `也可以直接回“是${own.short}”。如果您也负责${named.name}，请发送“/绑定 ${named.name}”，由所在${LEVEL.city}的${LEVEL.city}协调员通过。`,
    NOTHING_RECORDED,
  )

/** The refusal for an account that reports for no region yet. */
export const noRegion = (): Card =>
  warn(
    '还没有绑定地方',
    `请发送“/绑定 ${LEVEL.county}名”，由所在${LEVEL.city}的${LEVEL.city}协调员通过后就可以上报。`,
    NOTHING_RECORDED,
  )

/** Why a figure cannot be moved into a year: its plan has no such indicator. */
export const notInYear = (short: string, year: number): string => `${year}年没有“${short}”这项指标，请核对是哪一年的`

/**
 * The answer to a report of which no figure was read.
 * @param message what was wrong, in Chinese
 */
export const unreadAtAll = (message: string): Card =>
  warn('没有记录：这条没看明白', message, '不确定怎么写时发送 /填报，用表单上报。')

/** The refusal of a form with fields that do not read; nothing of it is recorded. */
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

/** Why a reading is confirmed first, a sentence each; without a doubt that it was free text. */
export const doubts = (all: readonly Doubt[]): string[] =>
  all.length ? all.map((doubt) => DOUBTS[doubt]) : [DOUBTS['free-text']]

/** Said of a figure of a month that is taken as the year's so far. */
export const COUNTED_WHOLE = '按年初以来的累计数理解。如果是当月新增的数，请回“当月的”。'

/** The question what 更正 is to correct, with the command's example. */
export const correctWhat = ({ example }: Command): Card =>
  warn('请写明更正哪一项、改成多少', `例如：${example?.('') ?? ''}。不写日期时更正最近一次上报的那一期。`)

/** The answer to 修改 where the person reported nothing that could be changed. */
export const nothingToEdit = (): Card =>
  say('没有找到可以修改的上报', '请在上报后的卡片上点“修改”，或发送“/更正 指标 数值”。')

/** The question what is right, where a figure on record was said to be wrong. */
export const rightOnRecord = (indicator: Indicator, { asOf, cumulative }: FigureEntry['said']): string =>
  `${indicator.short}截至${dayName(asOf)}已报${brief(cumulative, indicator)}，应该是多少？`

/** The answer to a form of 修改 that came back as it was. */
export const nothingChanged = (): Card => say('没有改动', '台账没有变化。')

/** The answer to a form of 填报 without a value. */
export const nothingFilled = (): Card =>
  say('没有填写任何数', '台账没有变化。没有新增时，请在表单最后选“本期无新增（零报告）”，或发送 /零报告。')

/**
 * The answer to 填报 where the region owes nothing.
 * @param lines what is owed next, a sentence each
 */
export const allSettled = (region: Region, lines: readonly string[]): Card =>
  say(`${region.name}目前没有要填报的`, ...lines, '要改已报的数，请发送“/更正 指标 数值”。')

/** The answer to 填报 where every open period is locked. */
export const allClosed = (region: Region, periods: readonly Period[]): Card =>
  warn(
    `${region.name}：${periods.map(periodName).join('、')}已锁定`,
    `锁定后不能再上报。要补报或改数，请发送“/更正 指标 数值 备注 原因”申请更正，或请${LEVEL.whole}协调员解锁。`,
  )

/** A card of recorded figures with those that wait below it. */
export const withOpen = (card: Card, open: Card): Card =>
  below(without(card, 'note'), divider(), lead('还有下面的等您一句话，没有记录：'), open.blocks)

/**
 * How many figures wait in all, and those written before.
 * @param line these, as one sentence
 */
export const waitsToo = (count: number, line: string): string => `草稿里共${count}项，还没有提交。前面写的：${line}`

/** The answer to a report whose figures are on record, all of them the same. */
export const repeated = (region: Region, period: Period): Card =>
  say('已经报过，没有重复记录', `${region.name}${periodName(period)}的这些数与台账中的完全相同。`)

/**
 * The refusal of a message that was sent before the figures on record and came after them.
 * @param sent when it was sent
 */
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

/** The answer to 撤回 where nothing can be taken back. */
export const nothingToUndo = (): Card =>
  say(
    '没有可撤回的上报',
    '既没有等您确认的，也没有还能撤回的数：还没有报过，或者已经撤回、已经审核。已审核的数要改动，请发送“/更正 指标 数值 备注 原因”。',
  )

/** The refusal of 撤回 for figures that are under review. */
export const reviewBegan = (indicators: readonly Indicator[]): Card =>
  warn(
    '不能撤回：已进入审核',
    `${indicators.map((one) => one.short).join('、')}已经审核，撤回到审核开始为止。`,
    '请发送“/更正 指标 数值 备注 原因”。',
  )

/** The answer to 撤回 of a message that was taken back or corrected before. */
export const undoneAlready = (): Card => say('这条已经撤回或已被更正', '台账没有变化。')

/**
 * The answer to a press on a draft that has ended.
 * @param how as `endOfDraft` says it
 */
export const draftGone = (how: string | undefined): Card =>
  say(
    '这份草稿已经处理过',
    how === 'confirmed'
      ? '已确认并记录，没有重复记录。'
      : how === 'replaced'
        ? '您后来又报了同样的指标，这份草稿已作废。'
        : '已放弃，没有记录。需要时请重新上报。',
  )

/** The answer to 确认 where nothing waits. */
export const noDraft = ({ plan }: { readonly plan: Plan }): Card =>
  say(
    '没有等您确认的上报',
    `报过的照旧，不用再确认。要再报，直接发送内容，例如：/上报 ${exampleFigure(plan.indicators)}。`,
  )

/**
 * The question which figure an amendment is of.
 * @param presses one for each name: what would be set
 */
export function whichToAmend(names: readonly string[], presses: readonly Press[]): Card {
  const card = say('改的是哪一项？', `等您确认的有：${names.join('、')}。请写明名称，例如“${names[0] ?? ''}应该是…”。`)
  const choices = presses.map((press, at) => ({ label: names[at] ?? '', ...press }))
  return below(card, buttons(choices))
}
type Press = Pick<Button, 'command' | 'values'>

/** Why a correction in plain words is shown before it is written. */
export const CORRECTS_EARLIER = '改的不是刚才报的数，请核对是不是这一项、这一期。'
const ASSUMED: Readonly<Record<Assumed, string>> = { indicator: '指标', place: '地方', day: '日期', number: '数值' }
/** Says what was taken from the report before, since the words left it out. */
export const assumed = (all: readonly Assumed[]): string =>
  `${all.map((one) => ASSUMED[one]).join('、')}没有说，按上文理解，请核对后确认。`
/** The question whose number it is, where several were told of before. */
export const whichIndicator = (number: string): string => `“${number}”是哪项指标的数？`

/** Why a report is confirmed that was put together from two messages. */
export const PIECED = '这是和您前面的话合起来理解的，请核对后确认。'

/** Why a report is confirmed that was only taken for one. */
export const SUPPOSED = '这句是这样理解的，还没有记录，请核对后确认。'

/** A reason that was given, as a line of the draft's card: `原因：…`. */
export const withReason = (reason: string): string => `原因：${reason}`

/** Why a draft is confirmed again after an amendment. */
export const AMENDED = '已按您说的改过，请核对后确认。'

/** Said where an amendment changes no number. */
export const SAME = '和前面说的是一回事，数没有变。'

/** Why a number is confirmed that was worked out from by how much it was wrong. */
export const SHIFTED = '按您说的多报或少报的数推算，请核对改后的数。'

/** The question which of two numbers holds, a button each. */
export const whichNumber = (name: string, meant: readonly { readonly label: string; readonly press: Press }[]): Card =>
  card('info', `${name}报哪个数？`, [
    sentence('还没有改动，请点一下，或直接回要报的数。'),
    buttons(meant.map(({ label, press }) => ({ label, ...press }))),
  ])

/** The label of the button that takes a number as what was added. */
export const isAdded = (amount: string): string => `本期新增${amount}对`

/** The label of the button that takes a number as the cumulative. */
export const isWhole = (amount: string): string => `累计${amount}对`
/**
 * The label of the button that takes a number as the cumulative after all.
 * @param name of which figure, where there are several
 */
export const isTheWhole = (name: string | undefined): string => `${name ?? ''}确是累计数`

/**
 * The answer to 不对 with nothing said of what is right.
 * @param name of the figure that is spoken of
 */
export const whatIsRight = (name: string): Card =>
  say('哪里不对？', `请直接说正确的数，例如“${name}应该是…”。不报了，请说“取消”。`)

/** A draft's card after a yes: the reason is asked for before anything else. */
export const stillWantsReason = (card: Card): Card => above(card, lead('还差原因：请直接写一句，随数据送审核人。'))

/** A card of filed drafts that says how many are still to be confirmed by themselves. */
export const withLeft = (card: Card, left: number): Card =>
  below(card, sentence(`还有${left}条没有记录（要写明原因，或是别的地方的），请在各自的卡片上确认。`))

/** A card of filed figures that names those of the same draft that still wait. */
export const withWaiting = (card: Card, names: readonly string[]): Card =>
  below(card, sentence(`${names.join('、')}还没有记录，仍等您确认。`))

/** The answer to 累计的, where the figure was recorded so. */
export const standsAs = (mode: 'cumulative' | 'increment'): Card =>
  say('是这样记的', `刚才的数就是按${mode === 'cumulative' ? '累计数' : '本期新增'}记录的，没有改动。`)

/** The answer where a draft was dropped: nothing of it was recorded. */
export const discarded = (): Card => say('已放弃，没有记录', '需要时请重新上报。')

/**
 * The refusal to undo or return where older figures would come back that contradict later ones.
 * @param what the act
 * @param lines from `contradictions`
 */
export const wouldContradict = (what: string, lines: readonly string[]): Card =>
  warn(`不能${what}`, ...lines, '请先更正或撤回与之不符的那一期。', '台账没有变化。')

/**
 * The answer to 零报告 where it would cover nothing.
 * @param waiting how many indicators lack only a yes
 */
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

/** The answer to 补充说明 where the person reported nothing. */
export const nothingToAmend = (): Card =>
  say('没有找到可以补充说明的上报', '请在上报后的卡片上点“补充说明”，或在上报之后发送“/补充说明 文字”。')

/**
 * The form of 补充说明.
 * @param message inbox id of the report
 */
export const noteForm = (message: string): Card =>
  card('info', '补充说明', [
    wordsForm(
      { name: 'note', ...pressAmend({ message }), submit: '提交' },
      pressAmend.field('note'),
      '说明（审核人能看到）',
    ),
  ])

/** What 补充说明 added to which figures. */
export const noted = (indicators: readonly Indicator[], words: string): Card =>
  say('已补充说明', `${indicators.map((one) => one.short).join('、')}：${words}`)

/** The answer to 审核 where nothing waits. */
export const nothingToReview = (): Card => say('没有待审核的上报', `${LEVEL.county}里报来后会列在这里。`)

/** The question which county's figures 退回 is of. */
export const returnWhat = (example: string): Card =>
  warn(`请写明退回哪个${LEVEL.county}的`, `例如：${example}。也可以先发 /审核，在卡片上退回。`)

/** The question which indicator 台账 is of, with all of them. */
export const traceWhat = (indicators: readonly Indicator[]): Card =>
  say(
    '请写明哪一项指标',
    `例如：/台账 ${exampleName(indicators)} 6月。可查：${indicators.map((one) => one.short).join('、')}。`,
  )

/** The answer to 台账 for a cell without an entry. */
export const noTrace = (region: Region, indicator: Indicator, period: Period): Card =>
  say(`${region.name}${periodName(period)}没有${indicator.short}的记录`, '尚无上报。换一期请写明，例如“5月”。')

/** The question which period 零报告 is of, a button each. */
export const nilOfWhich = (region: RegionKey, periods: readonly Period[]): Card =>
  card('info', '是哪一期没有新增？', [
    sentence(`${periods.map(periodName).join('、')}都还没有报齐。`),
    buttons(periods.map((period) => ({ label: periodName(period), ...pressNil({ region, period }) }))),
    note(NOTHING_RECORDED),
  ])

/**
 * An echo that says whose figures were replaced.
 * @param names of those who reported them
 */
export const replacesOthers = (card: Card, names: readonly string[]): Card =>
  below(card, note(`替换了${names.join('、')}报的数，已告诉本人；原数保留在台账中。`))

/**
 * The notice for whoever's figures were replaced.
 * @param by name of who replaced them
 */
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

/** The refusal of 撤回 where somebody else reported the figures anew. */
export const replacedSince = (names: readonly string[]): Card =>
  say('没有撤回', `您报的数后来由${names.join('、')}改报，撤回不会动别人报的数。要改请直接报新数，例如“应该是11家”。`)

/** The question behind 零报告 where the month over is in and the running one has just begun. */
export const nilOfRunning = (region: RegionKey, period: Period): Card =>
  card('info', '上个月已经报齐，没有再记', [
    sentence(`${periodName(period)}才刚开始，月底以后再报。确实要现在报${periodName(period)}无新增，请点下面。`),
    buttons([{ label: `报${periodName(period)}无新增`, ...pressNil({ region, period }) }]),
  ])

/**
 * The echo of a coordinator's report as the county's contacts get it.
 * @param by the coordinator's name
 */
export const reportedForYou = (card: Card, by: string): Card => ({
  ...without(card, 'buttons'),
  title: `${by}代报：${card.title.replace(/^已记录：|（代报）$/g, '')}`,
})

/** The question whether a message with a figure and a question reports or asks, a button each. */
export const reportOrAsk = (said: string): Card =>
  card('info', '这句话是上报，还是提问？', [
    sentence(`“${said.length > 60 ? `${said.slice(0, 60)}…` : said}”`),
    buttons([
      { label: '上报其中的数', ...pressReport({ text: said }) },
      { label: '提问', ...presses<typeof words>('问')({ text: said }) },
    ]),
    note(NOTHING_RECORDED),
  ])

/**
 * The fault of a line of an imported table whose region the importer may not report for.
 * @param name of the importer
 */
export const mayNotReportFor = (name: string, region: Region): string =>
  `${name}不能为${region.name}上报，请由该${LEVEL.county}联系人或上级协调员导入`

/** The fault of a line of an imported table that would correct a reviewed figure. */
export const changedInTable = (): string => '与已审核的数不同，属于更正，要写明原因'

/** An echo of a correction that names the issued bulletins which printed the old figure. */
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

/** How many figures there are, `3项`, where they are too many to be named. */
export const countOf = (count: number): string => `${count}项`
