/** Words that reporting says to people. */
import { type Card, say } from '../message/card.ts'
import { dayName } from '../office/day.ts'
import { type Period, periodName } from '../office/period.ts'
import { ROLE_NAMES, type Role } from '../office/person.ts'
import type { Indicator } from '../office/plan.ts'
import type { Region } from '../office/region.ts'
import type { Prepared } from './prepare.ts'

const warn = (title: string, ...lines: string[]): Card => ({ ...say(title, ...lines), tone: 'warn' })

export const NOTHING_RECORDED = '这条没有记录，台账没有变化。'

/** Which right is missing, and who can grant it. */
export function noRight(what: string, region: Region | undefined, needed: readonly Role[]): Card {
  const roles = needed.map((role) => `“${ROLE_NAMES[role]}”`).join('或')
  const where = region ? `${region.name}的` : ''
  const grants = needed.includes('contact')
    ? `如果您负责${region?.name ?? '该县'}，请发送“/绑定 ${region?.name ?? '县名'}”，由所在市的市协调员通过。`
    : needed.includes('city-coordinator')
      ? '市协调员的身份由管理员在名册中登记，请联系省协调员或管理员。'
      : '这项身份由管理员在名册中登记，请联系管理员。'
  return warn(`没有权限：${what}`, `${what}需要${where}${roles}身份。`, grants, NOTHING_RECORDED)
}

export const whichRegion = (regions: readonly Region[], command: string, text: string): Card => ({
  title: '是报哪个地方的？',
  tone: 'info',
  blocks: [
    { kind: 'text', text: `您负责${regions.map((one) => one.name).join('、')}，这条里没有写明。` },
    {
      kind: 'buttons',
      buttons: regions.slice(0, 8).map((one) => ({ label: one.name, command, values: { text, region: one.key } })),
    },
    { kind: 'note', text: NOTHING_RECORDED },
  ],
})

export const nameRegion = (example: string): Card => warn('请写明是哪个地方', `例如：${example}`, NOTHING_RECORDED)

export const otherRegion = (named: Region, own: Region): Card =>
  warn(
    `这条写的是${named.name}`,
    `您是${own.name}的联系人，不能报${named.name}的数。如果就是${own.name}的数，请去掉“${named.short}”再发一次。`,
    `如果您也负责${named.name}，请发送“/绑定 ${named.name}”申请。`,
    NOTHING_RECORDED,
  )

export const noRegion = (): Card =>
  warn('还没有绑定地方', '请发送“/绑定 县名”，由所在市的市协调员通过后就可以上报。', NOTHING_RECORDED)

export const unread = (message: string, example: string): Card =>
  warn('没有记录：这条没看明白', message, `可以这样写：${example}`)

export const blocked = (region: Region, faults: readonly { prepared: Prepared; message: string }[]): Card => ({
  title: `没有记录：${region.name}有${faults.length}处需要改正`,
  tone: 'bad',
  blocks: [
    ...faults.map(({ prepared, message }) => ({
      kind: 'text' as const,
      text: `${prepared.indicator.short}（截至${dayName(prepared.said.asOf)}）：${message}。`,
    })),
    { kind: 'note', text: '整条都没有记录，请改正后重新发送整条。' },
  ],
})

export const repeated = (region: Region, period: Period): Card =>
  say('已经报过，没有重复记录', `${region.name}${periodName(period)}的这些数与台账中的完全相同。`)

export const nothingToUndo = (): Card =>
  say('没有可撤回的上报', '最近的上报都已进入审核或已撤回。要改动已审核的数，请发送“/更正 指标 数值 备注 原因”。')

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
    how === 'confirmed' ? '已确认并记录，没有重复记录。' : '已放弃，没有记录。需要时请重新上报。',
  )

export const noDraft = (): Card => say('没有等待确认的草稿', '直接发送上报内容即可，例如：/上报 僵尸企业 12家。')

export const tooManyDrafts = (count: number): Card =>
  say(`有${count}份草稿等待确认`, '请在各自的卡片上确认，以免弄混。')

export const discarded = (): Card => say('已放弃，没有记录', '需要时请重新上报。')

/** A blocked undo or return: what it would bring back is at odds with later figures. */
export const wouldContradict = (what: string, lines: readonly string[]): Card =>
  warn(`不能${what}`, ...lines, '请先更正或撤回与之不符的那一期。', '台账没有变化。')

export const nothingOwedForNil = (region: Region, period: Period): Card =>
  say(
    '没有需要零报告的指标',
    `${region.name}${periodName(period)}应报的数量类指标都已报过。比率类指标不能用零报告，请直接上报数值。`,
  )

export const nothingToAmend = (): Card =>
  say('没有找到可以补充说明的上报', '请在上报后的卡片上点“补充说明”，或在上报之后发送“/补充说明 文字”。')

export const noteForm = (message: string): Card => ({
  title: '补充说明',
  tone: 'info',
  blocks: [
    {
      kind: 'form',
      form: {
        name: 'note',
        command: '补充说明',
        values: { message },
        inputs: [{ kind: 'text', name: 'note', label: '说明（审核人能看到）', required: true }],
        submit: '提交',
      },
    },
  ],
})

export const noted = (indicators: readonly Indicator[], note: string): Card =>
  say('已补充说明', `${indicators.map((one) => one.short).join('、')}：${note}`)

export const nothingToReview = (): Card => say('没有待审核的上报', '县里报来后会列在这里。')

export const returnWhat = (): Card =>
  warn('请写明退回哪个县的', '例如：/退回 长兴县 僵尸企业 数值与台账不符。也可以先发 /审核，在卡片上退回。')
