/** Words about people and their posts. */
import { buttons, type Card, card, fields, say, sentence, wordsForm } from '../message/card.ts'
import { LEVEL } from '../office/levels.ts'
import type { Region } from '../office/region.ts'
import type { Holder } from './posts.ts'
import { pressAnswer, pressBind } from './presses.ts'

const warn = (title: string, ...lines: string[]): Card => ({ ...say(title, ...lines), tone: 'warn' })

/**
 * The question which county 绑定 is for.
 * @param said what was taken for a name; empty where nothing was
 */
export const bindWhat = (said: string, county: string): Card =>
  warn(
    said ? `没有找到“${said}”这个${LEVEL.county}` : `请写明是哪个${LEVEL.county}`,
    `例如：/绑定 ${county} 张三（${LEVEL.county}名、您的姓名）。`,
  )

/** The question whether the sender themselves wants to become contact, where they named somebody else. */
export const bindYourself = (region: Region, name: string): Card =>
  card('info', `由您（${name}）担任${region.name}联系人吗？`, [
    sentence('还没有申请。换成别人，请由本人在这里发送“/绑定 地名 姓名”，或请管理员改名册。'),
    buttons([{ label: '由我担任，申请', command: '绑定', values: { text: region.name } }]),
  ])

/** The refusal of 绑定 for a region that is no county. */
export const countiesOnly = (region: Region): Card =>
  warn(
    `${region.name}不是${LEVEL.counties}`,
    `绑定只用于${LEVEL.county}联系人；${LEVEL.above}协调员由管理员在名册中登记。`,
  )

/**
 * The question for the applicant's name.
 * @param takesOver it was 交接
 */
export const yourName = (region: Region, takesOver: boolean): Card =>
  warn('还差您的姓名', `请发送：/${takesOver ? '交接' : '绑定'} ${region.name} 您的姓名。`)

/** The question whether a visitor who speaks of a county applies for it. */
export const whoAreYou = (region: Region): Card =>
  card('info', `要申请担任${region.name}联系人吗？`, [
    sentence('还没有申请。要申请，请直接回姓名；由上级协调员核实通过后才能报数。'),
    wordsForm(
      { name: 'bind', ...pressBind({ region: region.key }), submit: '申请' },
      pressBind.field('name'),
      '您的姓名',
    ),
  ])

/**
 * The answer where the applicant is the contact.
 * @param figure an example of a report: 僵尸企业 12家
 */
export const boundAlready = (region: Region, figure: string): Card =>
  say(`您已经是${region.name}的联系人`, `直接上报即可，例如：/上报 ${figure}。`)

/** The answer where the same application waits. */
export const askedAlready = (region: Region): Card =>
  say(`${region.name}的申请已经提交`, '等协调员通过后会在这里告诉您。')

/**
 * The refusal of 交接 where it is not clear whom to follow.
 * @param count contacts of the county
 */
export const nobodyToFollow = (region: Region, count: number): Card =>
  count === 0
    ? warn(`${region.name}现在没有联系人`, `请发送“/绑定 ${region.name} 姓名”。`)
    : warn(
        `${region.name}有${count}位联系人，不能确定接替谁`,
        `请发送“/绑定 ${region.name} 姓名”，由协调员处理原联系人。`,
      )

/** The refusal of an application where no coordinator could decide. */
export const nobodyToAnswer = (region: Region): Card =>
  warn(`${region.name}所在市还没有协调员`, '请联系管理员先在名册中登记协调员，再申请。')

/**
 * The answer where an application was sent.
 * @param coordinators names of those who decide
 */
export const bindingSent = (region: Region, name: string, coordinators: readonly string[]): Card =>
  say(`已申请：${region.name}联系人`, `姓名：${name}。请等${coordinators.join('、')}通过，结果会在这里告诉您。`)

/**
 * The application, for a coordinator, with the buttons 通过 and 不通过.
 * @param binding its id, with the applicant's name and account
 * @param follows whom the applicant replaces
 */
export const bindingAsked = (
  binding: Readonly<Record<'id' | 'name' | 'account', string>>,
  region: Region,
  current: readonly Holder[],
  follows: Holder | undefined,
): Card =>
  card(
    'info',
    follows
      ? `${binding.name}申请接替${follows.name}任${region.name}联系人`
      : `${binding.name}申请成为${region.name}联系人`,
    [
      fields([
        { name: '姓名', value: binding.name },
        { name: '账号', value: binding.account },
        { name: '现有联系人', value: current.map((one) => one.name).join('、') || '无' },
      ]),
      sentence(`请核实身份后再通过：通过后可以看到并上报该${LEVEL.county}的数据。`),
      buttons([
        { label: '通过', ...pressAnswer({ binding: binding.id, decision: 'approve' }), style: 'primary' },
        { label: '不通过', ...pressAnswer({ binding: binding.id, decision: 'refuse' }) },
      ]),
    ],
  )

/** The answer to a press on an application that was decided before. */
export const bindingGone = (): Card => say('这份申请已经处理过', '没有变化。')

/** The refusal to decide an application of another city's county. */
export const notYours = (region: Region): Card =>
  warn(
    '没有权限：答复绑定',
    `需要${region.name}所在${LEVEL.city}的“${LEVEL.city}协调员”或“${LEVEL.whole}协调员”身份，由管理员在名册中登记。`,
  )

/** The answer where an application was decided, for the coordinator. */
export const bindingAnswered = (name: string, region: Region, approved: boolean): Card =>
  say(approved ? `已通过：${name}是${region.name}联系人` : `未通过：${name}`, '已告诉本人。')

/**
 * The notice that the applicant is contact now.
 * @param figure an example of a report
 * @param open from `OpenItems`
 */
export const bindingApproved = (region: Region, figure: string, open: readonly string[]): Card =>
  card('good', `您现在是${region.name}的联系人`, [
    sentence(`可以上报了，例如：/上报 ${figure}。发送 /我的 查看还应报什么。`),
    open.map((line) => sentence(line)),
  ])

/**
 * The notice that an application was refused.
 * @param by the coordinator's name
 */
export const bindingRefused = (region: Region, by: string): Card =>
  warn(`没有通过：${region.name}联系人`, `请联系${by}核实后再申请。`)
